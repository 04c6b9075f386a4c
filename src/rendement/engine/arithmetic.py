"""What a formula may use beside + - x / and sqrt, so that a float and a block of draws give the same bits.

Every choice that depends on a value stands here; the formulas themselves never look at one.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import add

Number = float


def total(values: Iterable[Number]) -> Number:
    """The sum, one addition after the other: the built-in `sum` rounds otherwise from Python 3.12 on.

    >>> total([0.5, 0.25])
    0.75
    """
    return reduce(add, values, 0.0)


def add_at(row: list[Number], start: int, times: Number, values: Collection[Number]) -> None:
    """Add so many times these values to a row, from a place on.

    >>> row = [1.0, 1.0, 1.0]
    >>> add_at(row, 1, 2.0, (10.0, 20.0))
    >>> row
    [1.0, 21.0, 41.0]
    """
    own = slice(start, start + len(values))
    row[own] = [before + times * value for before, value in zip(row[own], values, strict=True)]


def evenly(parts: int) -> tuple[Number, ...]:
    """Equal shares that add to exactly 1; the last takes what rounding leaves.

    >>> evenly(4), total(evenly(49))
    ((0.25, 0.25, 0.25, 0.25), 1.0)
    """
    shares = (1 / parts,) * (parts - 1)
    return (*shares, 1 - total(shares))


def ratio(part: Number, whole: Number) -> Number | None:
    """A share, or None when there is nothing to be a share of."""
    return part / whole if whole else None


def at_most_one(value: Number) -> Number:
    """The value, capped at 1."""
    return min(1.0, value)
