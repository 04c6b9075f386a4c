"""Options side by side, draw by draw: how often each is the best, and what knowing which is worth."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from rendement.engine.blocks import Block
from rendement.figures.sensitivity import Worth


def best_chances(rows: Sequence[Block], nothing: float = 0.0) -> list[float]:
    """In which part of the draws each is the highest; those that are level share that draw.

    No further apart than `nothing` is level.
    """
    least = np.maximum.reduce(rows) - nothing
    level = [row >= least for row in rows]
    shared = np.add.reduce([one.astype(float) for one in level])
    return [float(np.mean(one / shared)) for one in level]


def knowing_best(rows: Sequence[Block]) -> Worth | None:
    """The mean of the highest in each draw, less the highest mean; None of a single draw.

    That is what one loses, on average, by choosing now what is best on average.
    """
    count = len(rows[0])
    if count < 2:
        return None
    chosen = max(rows, key=lambda row: float(row.mean()))
    lost = np.maximum.reduce(rows) - chosen
    return Worth(float(lost.mean()), float(lost.std(ddof=1)) / sqrt(count))
