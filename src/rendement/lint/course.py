"""R7: how a programme goes."""

from rendement.lint.rule import Method

RULES: tuple[Method, ...] = ()
