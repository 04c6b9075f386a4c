"""The inverse of a beta distribution: its distribution function on a fine grid, read the other way round.

With x the square of the sine of an angle the density has no pole at either end (from a half up), and cells
become small where it may be steep. Only the part where anything lies is divided into cells.
"""

from functools import lru_cache
from math import asin, sqrt

import numpy as np

from rendement.draws.lookup import Lookup
from rendement.engine.blocks import Block

CELLS = 4096
_REACH = 10.0  # standard deviations of the angle on either side: what lies beyond is below 1e-15


def beta_quantile(chances: Block, first: float, second: float) -> Block:
    """The value below which a beta with these two shapes, both at least a half, lies with each chance.

    Within 1e-5 of a standard deviation.
    """
    return beta_inverse(first, second)(chances)


@lru_cache(maxsize=64)  # each a third of a megabyte, which a batch of many cases would fill
def beta_inverse(first: float, second: float) -> Lookup:
    """The same, for who asks it block after block."""
    return Lookup(*_table(first, second))


def _table(first: float, second: float) -> tuple[Block, Block]:
    """Chances, rising from 0 to 1, and the value that belongs to each."""
    whole = first + second
    middle, spread = asin(sqrt(first / whole)), 0.5 / sqrt(whole)
    low, high = max(0.0, middle - _REACH * spread), min(np.pi / 2, middle + _REACH * spread)
    angles = np.linspace(low, high, 2 * CELLS + 1)  # the ends of the cells and their middles
    sine, cosine = np.sin(angles), np.cos(angles)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = _times(2 * first - 1, np.log(sine)) + _times(2 * second - 1, np.log(np.maximum(cosine, 0)))
    density = np.exp(logs - logs.max())
    cells = density[:-2:2] + 4 * density[1::2] + density[2::2]  # Simpson's rule
    below = np.concatenate(([0.0], np.cumsum(cells)))
    return below / below[-1], sine[::2] ** 2


def _times(power: float, logs: Block) -> Block:
    """0 where the power is 0, also of what has no logarithm."""
    return power * logs if power else np.zeros_like(logs)
