"""What many draws of one figure come to, kept while they come in."""

from math import ceil, floor, sqrt

import numpy as np

from rendement.engine.blocks import Block, Value
from rendement.figures.uncertainty import HIGH, LOW, MIDDLE, Band, Errors

_PARTS = (LOW, MIDDLE, HIGH)


class Tally:
    """Mean and spread of all draws of a figure, and the first so many of them for its percentiles."""

    def __init__(self, kept: int, nothing: float = 0.0) -> None:
        self._room = kept
        self._kept = np.empty(0)
        self._filled = 0
        self._nothing = nothing  # no further above 0 than this is not positive
        self.count, self._positive = 0, 0
        self._mean = self._squares = 0.0  # the second about the mean

    def add(self, values: Value, size: int) -> None:
        """The figure in the next so many draws."""
        if not isinstance(values, np.ndarray):  # certain, so it is the same in every draw
            self._mean, self._positive = values, self._positive + size * (values > self._nothing)
            self.count += size
            return
        if not self.count:
            self._kept = np.empty(self._room)
        room = min(self._room - self._filled, size)
        self._kept[self._filled : self._filled + room] = values[:room]
        self._filled += room
        mean, whole = float(values.mean()), self.count + size
        apart = mean - self._mean
        aside = values - mean
        self._squares += float(np.einsum("i,i", aside, aside)) + apart * apart * self.count * size / whole
        self._mean += apart * size / whole
        self._positive += int(np.count_nonzero(values > self._nothing))
        self.count = whole

    @property
    def values(self) -> Block:
        """Those kept; of what is certain one."""
        return self._kept[: self._filled] if self._filled else np.array([self._mean])

    def percentile(self, part: float) -> tuple[float, float]:
        """The value below which such a part of those kept lies, and how far that may be off."""
        ordered = np.sort(self.values)
        return percentile(ordered, part), _error(ordered, part)

    def band(self) -> Band | None:
        """What it all came to; None for a figure that does not exist in every draw."""
        if np.isnan(self._mean):
            return None
        count, chance = self.count, self._positive / self.count
        deviation = sqrt(self._squares / (count - 1)) if count > 1 else None
        ordered = self.values
        # in place, for of ten million draws a copy is as much again; and only where somebody looks
        ordered.partition(sorted({rank for part in _PARTS for rank in _ranks(len(ordered), part)}))
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
    below, above, *_ = _ranks(len(ordered), part)
    low, high = ordered[below], ordered[above]
    return float(low + (high - low) * ((len(ordered) - 1) * part - below))


def _error(ordered: Block, part: float) -> float:
    """Half the distance between the order statistics one standard error of the rank to either side."""
    *_, below, above = _ranks(len(ordered), part)
    return float(ordered[above] - ordered[below]) / 2


def _ranks(count: int, part: float) -> tuple[int, int, int, int]:
    """The order statistics around a percentile, and those one standard error of its rank away."""
    below, aside, last = floor((count - 1) * part), sqrt(count * part * (1 - part)), count - 1
    return (
        below,
        min(below + 1, last),
        max(0, floor(count * part - aside)),
        min(last, ceil(count * part + aside)),
    )
