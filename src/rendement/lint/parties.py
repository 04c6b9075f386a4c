"""R5: who pays, who gains."""

from rendement.lint.rule import Method

RULES: tuple[Method, ...] = ()
