"""R8: what could point at people."""

from rendement.lint.rule import Method

RULES: tuple[Method, ...] = ()
