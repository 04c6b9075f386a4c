"""What is left of a result as years go by: one registry of curves, each an average over an effect-year."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

Knots = Sequence[tuple[float, float]]


def constant(share_lost: float, years: int) -> tuple[float, ...]:
    """One share lost from the first year on; the only curve that does not start at 1.

    >>> constant(0.25, 2)
    (0.75, 0.75)
    """
    return (1 - share_lost,) * years


def relapse(knots: Knots, years: int) -> tuple[float, ...]:
    """Average share not yet relapsed during each effect-year.

    The knots give the cumulative probability by years since the result: 0 at 0, linear between the knots,
    flat after the last. Source of the printed table: Zoetermeer (2019), bijlage 2.

    >>> [round(share, 3) for share in relapse([(1, .25), (2, .42), (3, .43), (4, .44), (5, .45)], 7)]
    [0.875, 0.665, 0.575, 0.565, 0.555, 0.55, 0.55]
    """
    points = [(0.0, 0.0), *knots]
    return tuple(1 - _mean_between(points, year, year + 1) for year in range(years))


def dropoff(rate: float, years: int) -> tuple[float, ...]:
    """The field's other convention: effect-year k counts (1 - rate)^(k - 1).

    >>> dropoff(0.5, 3)
    (1.0, 0.5, 0.25)
    """
    left, shares = 1.0, []
    for _ in range(years):
        shares.append(left)
        left = left * (1 - rate)
    return tuple(shares)


def staying(exits: Sequence[float], years: int) -> tuple[float, ...]:
    """Average share that would still be in during each effect-year, given yearly exit chances.

    1 at the moment of the result, linear within the year; the last chance repeats.

    >>> staying([0.5, 0.2], 3)
    (0.75, 0.45, 0.36)
    """
    left, shares = 1.0, []
    for year in range(years):
        after = left * (1 - exits[min(year, len(exits) - 1)])
        shares.append((left + after) / 2)
        left = after
    return tuple(shares)


CURVES: dict[str, Callable[[Any, int], tuple[float, ...]]] = {
    "constant": constant,
    "terugval": relapse,
    "afname": dropoff,
    "blijfkans": staying,
}


def _mean_between(points: Knots, start: float, end: float) -> float:
    """The mean of a piecewise linear curve between two moments, exactly."""
    places = [start, *(at for at, _ in points if start < at < end), end]
    area = 0.0
    for left, right in itertools.pairwise(places):
        area += (right - left) * (_value_at(points, left) + _value_at(points, right)) / 2
    return area / (end - start)


def _value_at(points: Knots, at: float) -> float:
    before_at, before = points[0]
    for knot_at, value in points[1:]:
        if at <= knot_at:
            return before + (value - before) * (at - before_at) / (knot_at - before_at)
        before_at, before = knot_at, value
    return before
