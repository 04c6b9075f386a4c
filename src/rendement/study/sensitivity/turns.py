"""Where the return turns, and whether that value lies inside the range that was written."""

from collections.abc import Iterator

import numpy as np

from rendement.draws.quantiles import inverse
from rendement.engine.inputs import Input
from rendement.figures.crossing import Crossing
from rendement.figures.sensitivity import Turn
from rendement.source.path import format_path, parse_path
from rendement.source.sums import total
from rendement.study.breakeven import crossings
from rendement.study.calculation import Calculation

ENDLESS = ("normaal", "lognormaal", "geteld")  # of these the 5th and the 95th percentile stand for ends


def turns(calculation: Calculation) -> Iterator[Turn]:
    """The break-even value of every assumption of a case."""
    if calculation.result is None:
        return
    plan = calculation.plan
    ranges = {item.path: _ends(item) for item in plan.ledger.ranges} if plan is not None else {}
    of_series: dict[str, list[tuple[float, float]]] = {}
    values: dict[str, float] = (
        {item.path: item.value for item in plan.ledger.inputs} if plan is not None else {}
    )
    for path, value in values.items():
        series = format_path(parse_path(path)[:-1])
        of_series.setdefault(series, []).append(ranges.get(path, (value, value)))
    for crossing in crossings(calculation):
        ends = ranges.get(crossing.path)
        if crossing.together:
            years = of_series.get(crossing.path, [])
            ends = total([low for low, _ in years]), total([high for _, high in years])
        yield Turn(crossing, _inside(crossing, ends))


def _inside(crossing: Crossing, ends: tuple[float, float] | None) -> bool:
    return crossing.value is not None and ends is not None and ends[0] < crossing.value < ends[1]


def _ends(item: Input) -> tuple[float, float]:
    spread = item.spread
    if spread is None:
        return item.value, item.value
    if spread.distribution not in ENDLESS:
        return spread.low, spread.high
    low, high = inverse(item)(np.array([0.05, 0.95])).tolist()
    return low, high
