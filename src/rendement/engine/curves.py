"""What is left of a result as years go by: one registry of curves, each averaged over its effect-years.

A curve is a list of points (moment, share left), the moments in years since the start of effect-year 1. It
begins at 0, is straight between two points, drops where two stand at the turn of a year, and is flat after
the last.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from rendement.engine.arithmetic import Number

Points = list[tuple[float, Number]]


def constant(share_lost: Number, _years: int) -> Points:
    """One share lost from the first moment on; with a ramp the only curve that does not start at 1.

    >>> averages(constant(0.25, 2), 2)
    (0.75, 0.75)
    """
    return [(0.0, 1 - share_lost)]


def relapse(knots: Sequence[tuple[float, Number]], _years: int) -> Points:
    """The share not yet relapsed; the knots give the cumulative probability by years since the result.

    0 at 0, linear between the knots, flat after the last. The table is that of Zoetermeer (2019), bijlage 2.

    >>> points = relapse([(1, 0.25), (2, 0.42), (3, 0.43), (4, 0.44), (5, 0.45)], 7)
    >>> [round(share, 3) for share in averages(points, 7)]
    [0.875, 0.665, 0.575, 0.565, 0.555, 0.55, 0.55]
    """
    return [(0.0, 1.0), *((moment, 1 - lost) for moment, lost in knots)]


def ramp(reached: Sequence[Number], years: int) -> Points:
    """The share of the effect reached in each effect-year, level within the year; the last one holds.

    >>> averages(ramp([0.25, 0.6, 1.0], 4), 4)
    (0.25, 0.6, 1.0, 1.0)
    """
    shares = [reached[min(year, len(reached) - 1)] for year in range(years)]
    return [(year + end, share) for year, share in enumerate(shares) for end in (0.0, 1.0)]


def dropoff(rate: Number, years: int) -> Points:
    """The field's other convention: effect-year k counts (1 - rate)^(k - 1), level within the year.

    >>> averages(dropoff(0.5, 3), 3)
    (1.0, 0.5, 0.25)
    """
    left, points = 1.0, []
    for year in range(years):
        points += [(float(year), left), (year + 1.0, left)]
        left = left * (1 - rate)
    return points


def staying(exits: Sequence[Number], years: int) -> Points:
    """The share that would still be in, given yearly exit chances; the last chance repeats.

    1 at the moment of the result, linear within the year.

    >>> averages(staying([0.5, 0.25], 3), 3)
    (0.75, 0.4375, 0.328125)
    """
    left, points = 1.0, [(0.0, 1.0)]
    for year in range(years):
        left = left * (1 - exits[min(year, len(exits) - 1)])
        points.append((year + 1.0, left))
    return points


CURVES: dict[str, Callable[[Any, int], Points]] = {
    "constant": constant,
    "ingroei": ramp,
    "terugval": relapse,
    "afname": dropoff,
    "blijfkans": staying,
}


def by_year(curve: str, parameter: Any, years: int) -> tuple[Number, ...]:
    """The average of a curve of the registry over each of its effect-years."""
    return averages(CURVES[curve](parameter, years), years)


def averages(points: Points, years: int) -> tuple[Number, ...]:
    """The mean of a curve over each year, exactly: the area under a straight piece is a trapezium."""
    areas: list[Number] = [0.0] * years
    pieces = iter(points)
    moment, value = next(pieces)
    for end, target in pieces:
        for year in range(int(moment), min(ceil(end), years)):
            stop = min(end, year + 1.0)
            at = value + (target - value) * (stop - moment) / (end - moment)
            areas[year] = areas[year] + (stop - moment) * (value + at) / 2
            moment, value = stop, at
        value = target
    if moment < years:
        year = int(moment)
        areas[year] = areas[year] + (year + 1 - moment) * value
        areas[year + 1 :] = [value] * (years - year - 1)
    return tuple(areas)
