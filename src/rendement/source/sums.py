"""Sums of floats: the one place that adds them, so that every version of Python gives the same bits.

And what is nothing: what adding floats leaves where nothing should be left, judged by the money that moves.
"""

from collections.abc import Iterable
from functools import reduce
from math import fsum
from operator import add

NOISE = 1e-12  # of all that is added, whatever its sign


def total(values: Iterable[float]) -> float:
    """The sum, one addition after the other: the built-in `sum` rounds otherwise from Python 3.12 on.

    >>> total([0.5, 0.25])
    0.75
    """
    return reduce(add, values, 0.0)


def is_nothing(values: Iterable[float]) -> bool:
    """Whether these cancel out.

    >>> is_nothing([0.1, 0.2, -0.3]), is_nothing([1e-30]), is_nothing([])
    (True, False, True)
    """
    values = tuple(values)
    return abs(fsum(values)) <= NOISE * fsum(map(abs, values))
