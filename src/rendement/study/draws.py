"""What came of the draws of a case: every figure with its range."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from rendement.draws.simulate import BLOCK, Watch
from rendement.draws.tally import Tally
from rendement.engine.blocks import Block, Value
from rendement.engine.inputs import Input
from rendement.engine.plan import Line, OutcomeCount
from rendement.figures.uncertainty import Band, DrawnInput, Histogram, PartBand, Uncertainty, YearBands
from rendement.source.later import Later
from rendement.source.path import format_path, parse_path
from rendement.source.sums import NOISE
from rendement.study.calculation import Calculation
from rendement.study.drawing import (
    BENEFITS,
    BUDGET,
    BY_YEAR,
    COSTS,
    IN_YEAR,
    PER_EURO,
    PRESENT,
    RUNNING,
    Drawable,
    Drawing,
)
from rendement.study.recording_return import RETURN

MOST_KEPT = 131_072  # draws of any other figure than the return and the present value, for its percentiles
BARS = 20
SIDES = IN_YEAR[:2]
THRESHOLDS = "omslag"  # what breaks even already needs none


def uncertainty(calculation: Calculation, draws: int, seed: int) -> Uncertainty:
    """Draw the ranges of a computed case. Raises ValueError when there is no result.

    What is only told of years and inputs is drawn once more, the same, when somebody asks for it.
    """
    drawing = Drawing(calculation)
    main, repaid = (
        Tallies(drawing, [path for path in drawing.shown if not _is_year(path)], draws),
        _Repaid(drawing),
    )
    drawing.run(drawing.figures({*main.figures, *repaid.paths}), draws, seed, _both(main.watch, repaid.watch))
    bands = Later(main.figures, main.band)  # a percentile takes looking for

    @cache
    def more() -> Tallies:
        found = Tallies(drawing, [path for path in drawing.shown if _is_year(path)], draws, inputs=True)
        drawing.run(drawing.figures(found.figures), draws, seed, found.watch)
        return found

    net, plan = bands.get(RETURN), drawing.result.plan
    items = {one.item.path: one.item for one in drawing.drawn}
    return Uncertainty(
        draws=draws,
        seed=seed,
        uncertain=len(drawing.drawn),
        assumptions=sum(not item.fixed for item in plan.ledger.inputs),
        net=net,
        present_net=bands.get(PRESENT),
        benefits=_existing(bands[BENEFITS]),
        costs=_existing(bands[COSTS]),
        per_euro=bands.get(PER_EURO),
        paid_back={year: repaid.counts[year] / draws for year in repaid.years},
        lines=_parts(bands, ((item.line, drawing.nets[item.line.path]) for item in drawing.result.lines)),
        years=Later(repaid.years, lambda year: _year(year, more())),
        actors=bands_under("per_actor", bands),
        domains=bands_under("per_domein", bands),
        outcomes=_parts(bands, ((item, f"{item.path}.kosten_per_resultaat") for item in plan.outcomes)),
        thresholds=tuple(
            PartBand(item.path, item.price.name, bands.get(f"omslag[{number}].aantal"))
            for number, item in enumerate(plan.thresholds)
        ),
        inputs=Later(items, lambda path: drawn_input(items[path], more().inputs[path])),
        budget=bands.get(BUDGET),
        histogram=None if net is None else histogram_of(main.figures[RETURN].values),
    )


class Tallies:
    """Everything that is kept of some figures, and of the inputs when asked, while the draws come in."""

    def __init__(self, drawing: Drawable, paths: Sequence[str], draws: int, *, inputs: bool = False) -> None:
        few, nothing = min(draws, MOST_KEPT), drawing.nothing
        program = drawing.figures(paths)
        self._shared: dict[tuple[int, int, bool], tuple[str, Tally]] = {}  # one for what is one figure
        self.figures: dict[str, Tally] = {}
        for path in program.figures:
            kept, short = draws if path in drawing.exact else few, path.startswith(THRESHOLDS)
            same = (program.figures[path], kept, short)
            self.figures[path] = self._shared.setdefault(same, (path, Tally(kept, nothing)))[1]
        self.inputs = {one.item.path: Tally(few) for one in drawing.drawn} if inputs else {}
        self._bands: dict[int, Band | None] = {}

    def watch(self, size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        """The next so many draws."""
        for (_, _, short), (path, tally) in self._shared.items():
            tally.add(np.nan_to_num(figures[path]) if short else figures[path], size)
        for path, tally in self.inputs.items():
            tally.add(columns[path], size)

    def band(self, path: str) -> Band | None:
        """A figure over all draws; of what is one figure once."""
        tally = self.figures[path]
        if id(tally) not in self._bands:
            self._bands[id(tally)] = tally.band()
        return self._bands[id(tally)]


class _Repaid:
    """In how many draws a case is paid back for good, by year; and which years any draw reaches."""

    def __init__(self, drawing: Drawing) -> None:
        known = {str(year) for year in drawing.result.by_year}
        self.counts = dict.fromkeys(drawing.years, 0)
        self._nothing = drawing.nothing
        numbers = {year: number for number, year in enumerate(self.counts)}
        self._last = max((number for year, number in numbers.items() if year in known), default=0)
        self._beyond = {year: number for year, number in numbers.items() if number > self._last}
        self.paths = [_in_year(year, RUNNING) for year in self.counts]
        self.paths += [_in_year(year, key) for year in self._beyond for key in SIDES]

    def watch(self, size: int, _columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        """The next so many draws."""
        ever = np.full(size, fill_value=True)  # at or above 0 from a year on and ever after
        for year in reversed(self.counts):
            ever &= figures[_in_year(year, RUNNING)] >= -self._nothing
            self.counts[year] += int(np.count_nonzero(ever))
        for year, number in self._beyond.items():
            if any(np.any(figures[_in_year(year, key)]) for key in SIDES):
                self._last = max(self._last, number)

    @property
    def years(self) -> list[str]:
        """Those of the point run, and after it up to the last in which any draw has something."""
        return list(self.counts)[: self._last + 1]


def _both(first: Watch, second: Watch) -> Watch:
    def watch(size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        first(size, columns, figures)
        second(size, columns, figures)

    return watch


def _parts(
    bands: Mapping[str, Band | None], items: Iterable[tuple[Line | OutcomeCount, str]]
) -> tuple[PartBand, ...]:
    """Things of a plan, each with a figure of it by its path."""
    return tuple(PartBand(item.path, item.name, bands.get(path)) for item, path in items)


def _is_year(path: str) -> bool:
    return path.startswith(f"{BY_YEAR}.")


def _year(year: str, found: Tallies) -> YearBands:
    return YearBands(*(found.band(_in_year(year, key)) for key in IN_YEAR))


def _in_year(year: str, key: str) -> str:
    return format_path((BY_YEAR, year, key))


def drawn_input(item: Input, tally: Tally) -> DrawnInput:
    """An input with what was drawn of it."""
    distribution = item.spread.distribution if item.spread is not None else ""
    return DrawnInput(item.path, distribution, item.value, _existing(tally.band()))


def bands_under(block: str, bands: Mapping[str, Band | None]) -> dict[str, Band]:
    """Those of a block of the contract, by the name in it."""
    found = {str(parse_path(path)[1]): bands[path] for path in bands if path.startswith(f"{block}.")}
    return {name: band for name, band in found.items() if band is not None}


def _existing(band: Band | None) -> Band:
    if band is None:
        raise ValueError("no figure")
    return band


def histogram_of(values: Block) -> Histogram | None:
    """Steps of one round size, of which 0 is a bound; none where nothing varies."""
    low, high = float(values.min()), float(values.max())
    if high - low <= NOISE * max(abs(low), abs(high)):
        return None
    rough = (high - low) / BARS
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next(times for times in (1, 2, 5, 10) if times * power >= rough * (1 - NOISE))
    first, last = np.floor(low / step), np.floor(high / step) + 1
    bounds = step * np.arange(first, last + 1)
    counts = np.zeros(len(bounds) - 1, dtype=np.intp)
    for start in range(0, len(values), BLOCK):  # of ten million a copy is as much again
        places = np.floor(values[start : start + BLOCK] / step - first)
        counts += np.bincount(places.astype(np.intp), minlength=len(counts))
    return Histogram(tuple(map(float, bounds)), tuple(map(int, counts)))
