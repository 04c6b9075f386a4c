"""What a formula may use beside + - x and /, so that floats, blocks of draws and symbols give the same bits.

A quantity is a float in the point run, a block of draws in a simulation, or a symbol that remembers how it
was made. Every choice that depends on a value stands here; the formulas themselves never look at one. What
is no float answers for itself, with functions of the same names in its class.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from math import fsum, sqrt
from operator import add
from typing import Any

Number = float


def total(values: Iterable[Number]) -> Number:
    """The sum, one addition after the other: the built-in `sum` rounds otherwise from Python 3.12 on.

    >>> total([0.5, 0.25])
    0.75
    """
    return reduce(add, values, 0.0)


def exact_total(values: Iterable[Number]) -> Number:
    """The sum, rounded once: the order of the values changes no bit.

    >>> exact_total([1e16, 1.0, -1e16])
    1.0
    """
    values = tuple(values)
    try:
        return fsum(values)
    except TypeError:  # to look at every value first would take longer than the sum
        return _other(*values).exact_total(values)  # type: ignore[no-any-return]


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
    """A share, or None when there is nothing to be a share of.

    >>> ratio(1.0, 4.0), ratio(1.0, 0.0)
    (0.25, None)
    """
    other = _other(part, whole)
    if other is None:
        return part / whole if whole else None
    return other.ratio(part, whole)  # type: ignore[no-any-return]


def ratio_or(nothing: float, part: Number, whole: Number) -> Number:
    """A share, or this when there is nothing to be a share of."""
    other = _other(part, whole)
    if other is None:
        return part / whole if whole else nothing
    return other.ratio(part, whole, nothing)  # type: ignore[no-any-return]


def if_positive(value: Number, part: Number | None) -> Number | None:
    """A figure that exists only while another one is above 0.

    >>> if_positive(2.0, 5.0), if_positive(0.0, 5.0)
    (5.0, None)
    """
    other = _other(value)
    if other is None:
        return part if value > 0 else None
    return other.if_positive(value, part)  # type: ignore[no-any-return]


def smaller(one: Number, two: Number) -> Number:
    """The smaller of two."""
    other = _other(one, two)
    return min(one, two) if other is None else other.smaller(one, two)


def larger(one: Number, two: Number) -> Number:
    """The larger of two."""
    other = _other(one, two)
    return max(one, two) if other is None else other.larger(one, two)


def at_most_one(value: Number) -> Number:
    """The value, capped at 1."""
    return smaller(value, 1.0)


def at_least_zero(value: Number) -> Number:
    """The value, never below 0."""
    return larger(value, 0.0)


def size(value: Number) -> Number:
    """How far from 0."""
    return larger(value, -value)


def root(value: Number) -> Number:
    """The square root of what is at least 0."""
    other = _other(value)
    return sqrt(value) if other is None else other.root(value)


def is_certain(*values: Number) -> bool:
    """Whether all of these have a value to look at."""
    return _other(*values) is None


def _other(*values: Number) -> Any:
    """The way of reckoning of the first of these that is no float; None when all are."""
    for value in values:
        if not isinstance(value, float | int):
            return type(value)
    return None
