"""Sums of floats: the one place that adds them, so that every version of Python gives the same bits."""

from collections.abc import Iterable
from functools import reduce
from operator import add


def total(values: Iterable[float]) -> float:
    """The sum, one addition after the other: the built-in `sum` rounds otherwise from Python 3.12 on.

    >>> total([0.5, 0.25])
    0.75
    """
    return reduce(add, values, 0.0)
