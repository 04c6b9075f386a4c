"""Order statistics of many draws, without putting them all in order."""

from math import ceil, floor, sqrt

import numpy as np

from rendement.engine.blocks import Block

PILOT = 16384  # of the first so many all are put in order: they say between which values to look
_REACH = 6.0  # standard errors of a rank among those, on either side
_STEP = 1 << 16  # values looked through at a time: of ten million a copy is as much again


class Order:
    """Many values, of which a few are asked by their place if all stood in order."""

    def __init__(self, values: Block) -> None:
        self._values = values
        self._pilot = np.sort(values[:PILOT])

    def __len__(self) -> int:
        return len(self._values)

    def between(self, first: int, last: int) -> Block:
        """Those from one place to another, in order."""
        if len(self._pilot) == len(self):
            return self._pilot[first : last + 1]
        below, near = self._near(*self._bounds(first, last))
        if below > first or below + len(near) <= last:  # the first ones are not like the others
            below, near = 0, self._values
        return np.sort(near)[first - below : last - below + 1]

    def _bounds(self, first: int, last: int) -> tuple[float, float]:
        """Values that lie so far to either side that the ones asked are nearly always between them."""
        size = len(self._pilot)
        low, high = first / len(self), last / len(self)
        begin = floor(low * size - _REACH * sqrt(size * low * (1 - low))) - 1
        end = ceil(high * size + _REACH * sqrt(size * high * (1 - high))) + 1
        return (
            self._pilot[begin] if begin >= 0 else -np.inf,
            self._pilot[end] if end < size else np.inf,
        )

    def _near(self, low: float, high: float) -> tuple[int, Block]:
        """How many lie below these bounds, and those within them."""
        below, parts = 0, []
        for start in range(0, len(self), _STEP):
            some = self._values[start : start + _STEP]
            under = some < low
            below += int(np.count_nonzero(under))
            parts.append(some[~(under | (some > high))])
        return below, np.concatenate(parts)
