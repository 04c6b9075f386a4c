"""Round thresholds around the range of an outcome."""

from math import floor, log10

import numpy as np

from rendement.engine.blocks import Block
from rendement.source.sums import NOISE

STEPS = 20
_ROUND = (1, 2, 2.5, 4, 5, 10)
MET = (50, 80, 95)  # of a hundred draws


def curve(values: Block) -> list[float]:
    """One more than so many of them, one round step apart, around its middle; none where nothing varies.

    >>> curve(np.array([0.0, 1000.0]))[:3]
    [0.0, 50.0, 100.0]
    """
    low, high = float(values.min()), float(values.max())
    if high - low <= NOISE * max(abs(low), abs(high)):
        return []
    low, high = (
        (float(end) for end in np.quantile(values, (0.005, 0.995))) if len(values) > 2 else (low, high)
    )
    step = _round_step((high - low) / STEPS)
    first = round((low + high) / 2 / step) - STEPS // 2
    return [step * (first + number) for number in range(STEPS + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return power * next(times for times in _ROUND if times * power >= rough * (1 - NOISE))
