"""What a figure is expected to be once one thing is known: its mean over common draws of everything else.

One thing is set to some values dense in both tails, each with the same draws of the rest, and read off
between them; a set, or a sample, is set to its own first draws. Nothing is sorted into groups, so what does
not matter has no effect, not even by chance.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rendement.draws.apart import Apart
from rendement.draws.drivers import Columns, Driver
from rendement.draws.simulate import BLOCK, Draws, raise_knots
from rendement.engine.blocks import Block
from rendement.engine.program import Program
from rendement.source.record import record

GRID = 33  # values of one thing
SETTINGS = 1024  # of a set
COMMON = 256  # draws of the rest, twice: what both halves give apart says how sure it is


@record
class Known:
    """A figure in draws, with one thing known: how far it is expected to lie from its mean.

    `halves` are the same by each half of the draws of the rest; `within` is, for each of those draws, the
    variance that the thing itself brings about.
    """

    aside: Block
    halves: tuple[Block, Block]
    within: Block


class Rest:
    """Common draws of all that is drawn."""

    def __init__(self, program: Program, of: Draws, every: Sequence[Driver], seed: int) -> None:
        self._rising, self._seed = of.rising, seed
        self._columns: Columns = {}
        for driver in every:
            first, second = (driver.spread_evenly(seed + half, COMMON) for half in (0, 1))
            self._columns |= {path: np.concatenate((first[path], second[path])) for path in first}
        columns = dict(self._columns)
        for knots in self._rising:
            raise_knots(columns, knots)
        self._apart = Apart(program, columns)

    def one(self, driver: Driver, draws: int, figures: Sequence[str]) -> dict[str, Known]:
        """Each figure by one thing, in all draws."""
        if driver.sample is not None:
            return self.several([driver], draws, figures)
        chances = driver.chances(self._seed, draws)
        points = _points(driver, chances)
        at = _along(driver, points, chances)
        given = driver.at(points)
        return {path: _read_off(values, *at) for path, values in self._around(given, figures).items()}

    def several(self, chosen: Sequence[Driver], draws: int, figures: Sequence[str]) -> dict[str, Known]:
        """Each figure by several things together, in the first draws."""
        given: Columns = {}
        for driver in chosen:
            given |= driver.drawn(self._seed, min(SETTINGS, draws))
        return {path: _as_set(values) for path, values in self._around(given, figures).items()}

    def _around(self, given: Mapping[str, Block], figures: Sequence[str]) -> dict[str, Block]:
        """Each figure: a row for each setting of what is given, a column for each draw of the rest.

        What does not follow from it is known already; a knot of a curve may have to follow another one.
        """
        found: dict[str, list[Block]] = {path: [] for path in figures}
        curves = [knots for knots in self._rising if not given.keys().isdisjoint(knots)]
        beside = {knot for knots in curves for knot in knots if isinstance(knot, str)} - given.keys()
        following = self._apart.following({*given, *beside})
        for part in _parts(given):
            size = len(next(iter(part.values())))
            columns = {path: np.repeat(values, 2 * COMMON) for path, values in part.items()}
            columns |= {path: np.tile(self._columns[path], size) for path in beside}
            for knots in curves:
                raise_knots(columns, knots)
            results = following.run(columns, size)
            for path, rows in found.items():
                if path in results:
                    values = np.reshape(results[path], (size, 2 * COMMON)).copy()  # its blocks are used again
                else:
                    values = np.broadcast_to(self._apart.figure(path), (size, 2 * COMMON))
                rows.append(values)
        return {path: np.concatenate(rows) for path, rows in found.items()}


def _parts(given: Mapping[str, Block]) -> Iterator[Columns]:
    """The settings, so many at a time that a block is no larger than that of other draws."""
    settings, step = len(next(iter(given.values()))), BLOCK // (2 * COMMON)
    for start in range(0, settings, step):
        yield {path: values[start : start + step] for path, values in given.items()}


def _points(driver: Driver, chances: Block) -> Block:
    """Chances from the least to the largest drawn: half of them evenly apart, half ever closer to the ends.

    Of what is discrete also one for each value.
    """
    low, high = float(chances.min()), float(chances.max())
    steep = np.linspace(np.log(low / (1 - low)), np.log(high / (1 - high)), GRID // 2)
    steps: list[Block] = []
    for item in driver.inputs:
        if item.spread is not None and item.spread.options:
            until = np.cumsum([0.0, *(chance for _, chance in sorted(item.spread.options))])
            steps.append((until[1:] + until[:-1]) / 2)
    found = np.concatenate((np.linspace(low, high, GRID - GRID // 2), 1 / (1 + np.exp(-steep)), *steps))
    return np.unique(np.clip(found, low, high))


Indices = NDArray[np.intp]
Places = tuple[Indices, Indices, Block]  # rows that differ; of each draw the row below it, and how far above


def _along(driver: Driver, points: Block, chances: Block) -> Places:
    """Where each draw lies between the points, by the values and not by the chances."""
    whole, drawn = np.zeros(len(points)), np.zeros(len(chances))
    at_points, at_draws = driver.at(points), driver.at(chances)
    for path, values in at_points.items():
        if width := values[-1] - values[0]:
            whole += (values - values[0]) / width
            drawn += (at_draws[path] - values[0]) / width
    edges, rows = np.unique(whole, return_index=True)
    if len(edges) == 1:
        return rows, np.zeros(len(drawn), np.intp), np.zeros(len(drawn))
    below = np.clip(np.searchsorted(edges, drawn, side="right") - 1, 0, len(edges) - 2)
    above = (drawn - edges[below]) / (edges[below + 1] - edges[below])
    return rows, below, np.clip(above, 0.0, 1.0)


def _read_off(values: Block, rows: Indices, below: Indices, above: Block) -> Known:
    """Straight between the values; means and variances are those of that line over the draws."""
    values = values[rows] - values[rows[0]]
    if len(values) == 1:
        nothing = np.zeros(len(below))
        return Known(nothing, (nothing, nothing), np.zeros(values.shape[1]))
    size, draws = len(values), len(below)

    def along(line: Block) -> Block:
        return _centred(line[below] + above * np.diff(line)[below])

    left, right = 1 - above, above
    weight, square, cross = np.zeros(size), np.zeros(size), np.zeros(size)
    for to, part in ((below, left), (below + 1, right)):
        weight += np.bincount(to, part, size) / draws
        square += np.bincount(to, part * part, size) / draws
    cross += np.bincount(below, left * right, size) / draws
    values_squared = square @ values**2 + 2 * cross[:-1] @ (values[:-1] * values[1:])
    within = np.maximum(0.0, values_squared - (weight @ values) ** 2)
    first, second = (values[:, :COMMON].mean(axis=1), values[:, COMMON:].mean(axis=1))
    return Known(along((first + second) / 2), (along(first), along(second)), within)


def _as_set(values: Block) -> Known:
    values = values - values[0]
    first, second = (values[:, :COMMON].mean(axis=1), values[:, COMMON:].mean(axis=1))
    return Known(_centred((first + second) / 2), (_centred(first), _centred(second)), values.var(axis=0))


def _centred(values: Block) -> Block:
    """Less their mean; nothing where nothing varies."""
    found: Block = values - values.mean()
    return found
