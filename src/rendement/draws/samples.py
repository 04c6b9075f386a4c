"""Households that stand for a larger group: how much each weighs in a draw, or each count of their sums."""

from collections.abc import Sequence
from math import fsum, sqrt

import numpy as np

from rendement.draws.streams import Sizes, Stream, Weights
from rendement.engine.blocks import Block
from rendement.source.record import record
from rendement.source.rows import Alike

Columns = dict[str, Block]
_AT_ONCE = 512  # draws of all clients
_SMALL = 1e-12  # of a variance: what is left then is rounding


@record
class Sample:
    """The path and the name of the weight of each household.

    With this shape the total of the group has the mean of the point run, and the standard deviation of a
    sample without replacement: N x s / sqrt(n) x sqrt((N - n) / N).
    """

    paths: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    group: float

    @property
    def size(self) -> int:
        """How many households were priced."""
        return len(self.paths)

    @property
    def name(self) -> tuple[str, ...]:
        """Of all of them together."""
        return self.names[0][:-1]

    @property
    def shape(self) -> float:
        """Of the Dirichlet distribution of the weights."""
        return _shape(self.size, self.group)

    def taker(self, seed: int) -> "_OfHouseholds":
        """What gives the weights of the next so many draws."""
        return _OfHouseholds(self, Weights(seed, self.names, self.shape))


@record
class Sums:
    """Clients who are shown in sums alone: the path and the name of the weight of each count.

    The weights have mean 1, and the covariance of the mean of a sample without replacement. They follow from
    clients who weigh as households do or, of so many that their mean is normally distributed, from the sums.
    """

    paths: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    group: float
    size: int
    spread: tuple[tuple[float, ...], ...]  # the covariance of two counts between clients, over both means
    alike: Alike | None = None
    key: str = ""  # without it nobody can draw the same

    @property
    def name(self) -> tuple[str, ...]:
        """Of all of them together."""
        return self.names[0][:-2]

    def taker(self, seed: int) -> "_OfClients | _OfCounts":
        """What gives the weights of the next so many draws."""
        if self.alike is not None:
            shape = _shape(self.size, self.group)
            sizes = Sizes(seed, (*self.name, self.key), [shape * size for size in self.alike.sizes])
            return _OfClients(self.paths, self.alike, sizes)
        times = (self.group - self.size) / self.group / self.size
        spread = [[value * times for value in row] for row in self.spread]
        streams = [Stream(seed, *name, self.key) for name in self.names]
        return _OfCounts(self.paths, streams, triangle(spread))


def _shape(size: int, group: float) -> float:
    """Of the Dirichlet distribution of the weights of so many that stand for a group."""
    return ((size - 1) * group / (group - size) - 1) / size


class _OfHouseholds:
    def __init__(self, sample: Sample, shares: Weights) -> None:
        self.sample, self.shares = sample, shares

    def take(self, count: int) -> Columns:
        shares = self.shares.take(count)
        return {path: self.sample.size * share for path, share in zip(self.sample.paths, shares, strict=True)}


class _OfClients:
    def __init__(self, paths: Sequence[str], alike: Alike, sizes: Sizes) -> None:
        self.paths, self.alike, self.sizes = paths, alike, sizes
        self.idle = {*range(len(paths))} - {number for own in alike.counts for number, _ in own}

    def take(self, count: int) -> Columns:
        parts = [self._take(min(_AT_ONCE, count - start)) for start in range(0, count, _AT_ONCE)]
        weights = np.concatenate(parts, axis=1)
        return dict(zip(self.paths, weights, strict=True))

    def _take(self, count: int) -> Block:
        whole, sums = np.zeros(count), np.zeros((len(self.paths), count))
        for size, own in zip(self.sizes.take(count), self.alike.counts, strict=True):
            whole += size  # one by one: more draws change no bit
            for number, times in own:
                sums[number] += times * size
        for number in self.idle:
            sums[number] = whole  # nobody has any of it
        found: Block = sums / whole
        return found


class _OfCounts:
    def __init__(self, paths: Sequence[str], streams: list[Stream], rows: list[list[float]]) -> None:
        self.paths, self.streams, self.rows = paths, streams, rows

    def take(self, count: int) -> Columns:
        drawn = [stream.normal(count) for stream in self.streams]
        found: Columns = {}
        for path, row in zip(self.paths, self.rows, strict=True):
            weight = np.ones(count)
            for share, values in zip(row, drawn, strict=False):  # one by one: more draws change no bit
                if share:
                    weight += share * values
            found[path] = weight
        return found


def triangle(spread: Sequence[Sequence[float]]) -> list[list[float]]:
    """The lower triangle that, times itself turned over, is this covariance; what follows from others is 0.

    >>> triangle([[4.0, 2.0], [2.0, 1.0]])
    [[2.0], [1.0, 0.0]]
    """
    rows: list[list[float]] = []
    for i, row in enumerate(spread):
        made: list[float] = []
        for j, other in enumerate(rows):
            known = _dot(made, other[:j])
            made.append((row[j] - known) / other[j] if other[j] else 0.0)
        left = row[i] - _dot(made, made)
        rows.append([*made, sqrt(left) if left > _SMALL * row[i] else 0.0])
    return rows


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of the products, rounded once: in pure Python every machine has the same bits."""
    return fsum(a * b for a, b in zip(one, other, strict=False))
