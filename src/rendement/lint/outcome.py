"""R9: an outcome that is hard to believe."""

from rendement.lint.rule import Method

RULES: tuple[Method, ...] = ()
