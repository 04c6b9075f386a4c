"""What many draws of one figure come to, kept while they come in."""

from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

from rendement.figures.uncertainty import HIGH, LOW, MIDDLE, Band, Errors

Block = NDArray[np.float64]
Value = Block | float


class Tally:
    """Mean and spread of all draws of a figure, and the first so many of them for its percentiles."""

    def __init__(self, kept: int, nothing: float = 0.0) -> None:
        self._kept = np.empty(kept)
        self._filled = 0
        self._nothing = nothing  # no further above 0 than this is not positive
        self.count, self._positive = 0, 0
        self._mean = self._squares = 0.0  # the second about the mean

    def add(self, values: Value, size: int) -> None:
        """The figure in the next so many draws."""
        block = values if isinstance(values, np.ndarray) else np.full(size, values)
        room = min(len(self._kept) - self._filled, size)
        self._kept[self._filled : self._filled + room] = block[:room]
        self._filled += room
        mean = float(block.mean()) if block is values else float(block[0])  # of equals it may be a bit off
        apart, whole = mean - self._mean, self.count + size
        self._squares += float(np.square(block - mean).sum()) + apart * apart * self.count * size / whole
        self._mean += apart * size / whole
        self._positive += int(np.count_nonzero(block > self._nothing))
        self.count = whole

    @property
    def values(self) -> Block:
        """Those kept."""
        return self._kept[: self._filled]

    def band(self) -> Band | None:
        """What it all came to; None for a figure that does not exist in every draw."""
        if np.isnan(self._mean):
            return None
        count, chance = self.count, self._positive / self.count
        deviation = sqrt(self._squares / (count - 1)) if count > 1 else None
        ordered = self.values
        ordered.sort()  # in place: of ten million draws a copy is as much again
        sure = sqrt(chance * (1 - chance) / count) if 0 < self._positive < count else 3 / count
        return Band(
            mean=self._mean,
            deviation=deviation,
            low=percentile(ordered, LOW),
            middle=percentile(ordered, MIDDLE),
            high=percentile(ordered, HIGH),
            positive=chance,
            error=None if deviation is None else deviation / sqrt(count),
            errors=Errors(_error(ordered, LOW), _error(ordered, MIDDLE), _error(ordered, HIGH), sure),
        )


def percentile(ordered: Block, part: float) -> float:
    """Straight between the order statistics around (n - 1) x part (definition 7 of Hyndman and Fan, 1996)."""
    at = (len(ordered) - 1) * part
    below = floor(at)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return float(low + (high - low) * (at - below))


def _error(ordered: Block, part: float) -> float:
    """Half the distance between the order statistics one standard error of the rank to either side."""
    count = len(ordered)
    aside = sqrt(count * part * (1 - part))
    below, above = max(0, floor(count * part - aside)), min(count - 1, ceil(count * part + aside))
    return float(ordered[above] - ordered[below]) / 2
