"""The parts of a difference as one looks them up: by what they are of and what changed."""

from fractions import Fraction
from typing import Any

import pytest

from rendement.figures.difference import Difference


def parts(found: Difference) -> dict[tuple[str, str], Fraction]:
    """What each part did to the figure."""
    return {(part.subject, part.group): part.amounts[0] for part in found.parts}


def near(amounts: dict[Any, float]) -> dict[Any, Any]:
    """The same amounts, as good as equal."""
    return {key: pytest.approx(value) for key, value in amounts.items()}
