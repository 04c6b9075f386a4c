"""What a formula may use beside + - x and /, so that floats, blocks of draws and symbols give the same bits.

A quantity is a float in the point run, a block of draws in a simulation, or a symbol that remembers how it
was made. Every choice that depends on a value stands here; the formulas themselves never look at one. What
is no float answers for itself, with functions of the same names in its class.
"""

from collections.abc import Collection, Iterable
from math import fsum, sqrt
from typing import Any

from rendement.source import sums
from rendement.source.sums import NOISE

Number = float
total = sums.total  # of blocks and symbols as well


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


def noise(values: Iterable[Number]) -> Number:
    """How far from 0 the sum of these may lie and still be nothing.

    >>> noise([1e12, -1e12])
    2.0
    """
    return NOISE * exact_total(map(size, values))


def cleared(value: Number, nothing: Number) -> Number:
    """The value, or exactly 0 where it is no more than what adding up leaves.

    >>> cleared(0.1 + 0.2 - 0.3, noise([0.1, 0.2, -0.3])), cleared(1e-30, 0.0)
    (0.0, 1e-30)
    """
    other = _other(value, nothing)
    if other is None:
        return 0.0 if abs(value) <= nothing else value
    return other.cleared(value, nothing)  # type: ignore[no-any-return]


def difference(one: Number, other: Number) -> Number:
    """One less another; exactly 0 where that is no more than what subtracting leaves.

    >>> difference(0.75, 0.5), difference(0.1 + 0.2, 0.3)
    (0.25, 0.0)
    """
    return cleared(one - other, noise((one, other)))


def levelled(value: Number, other: Number, nothing: Number) -> Number:
    """The value, or the other one where they differ by no more than what adding up leaves.

    >>> levelled(0.1 + 0.2, 0.3, 1e-12), levelled(0.4, 0.3, 1e-12)
    (0.3, 0.4)
    """
    kind = _other(value, other, nothing)
    if kind is None:
        return other if abs(value - other) <= nothing else value
    return kind.levelled(value, other, nothing)  # type: ignore[no-any-return]


def settled(values: Iterable[Number]) -> Number:
    """The sum of what may cancel out; exactly 0 where it does.

    >>> settled([0.1, 0.2, -0.3])
    0.0
    """
    values = tuple(values)
    other = _other(*values)
    if other is not None:
        return other.settled(values)  # type: ignore[no-any-return]
    if not values or min(values) >= 0:
        return total(values)
    return cleared(total(values), noise(values))


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
    other = _other(value)
    return abs(value) if other is None else other.size(value)


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
