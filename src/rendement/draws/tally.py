"""What many draws of one figure come to, kept while they come in."""

from math import ceil, floor, sqrt

import numpy as np

from rendement.draws.order import Order
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
        mean, whole = float(np.add.reduce(values)) / size, self.count + size
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
        return percentile(Order(self.values), part)

    def band(self) -> Band | None:
        """What it all came to; None for a figure that does not exist in every draw."""
        if np.isnan(self._mean):
            return None
        count, chance = self.count, self._positive / self.count
        deviation = sqrt(self._squares / (count - 1)) if count > 1 else None
        order = Order(self.values)
        (low, low_off), (middle, middle_off), (high, high_off) = (percentile(order, part) for part in _PARTS)
        sure = sqrt(chance * (1 - chance) / count) if 0 < self._positive < count else 3 / count
        return Band(
            mean=self._mean,
            deviation=deviation,
            low=low,
            middle=middle,
            high=high,
            positive=chance,
            error=None if deviation is None else deviation / sqrt(count),
            errors=Errors(low_off, middle_off, high_off, sure),
        )


def percentile(order: Order, part: float) -> tuple[float, float]:
    """Straight between order statistics (definition 7 of Hyndman and Fan, 1996), and how far it may be off.

    That is half the distance between the order statistics one standard error of the rank to either side.
    """
    count, last = len(order), len(order) - 1
    place, aside = last * part, sqrt(count * part * (1 - part))
    below = floor(place)
    above = min(below + 1, last)
    begin, end = min(last, max(0, floor(count * part - aside))), min(last, ceil(count * part + aside))
    first = min(below, begin)
    found = order.between(first, max(above, end))
    low, high = found[below - first], found[above - first]
    return float(low + (high - low) * (place - below)), float(found[end - first] - found[begin - first]) / 2
