"""R3: what the figures rest on."""

from rendement.lint.rule import Method

RULES: tuple[Method, ...] = ()
