"""What came of the draws of a case: every figure with its range, or draw by draw."""

from collections.abc import Mapping

import numpy as np

from rendement.bind.context import PRICES
from rendement.draws.tally import Tally
from rendement.engine.blocks import Block, Value
from rendement.engine.inputs import Input
from rendement.engine.program import Program
from rendement.figures.uncertainty import Band, DrawnInput, Histogram, PartBand, Uncertainty, YearBands
from rendement.source.later import Later
from rendement.source.path import format_path, parse_path
from rendement.source.sums import NOISE
from rendement.study.calculation import Calculation
from rendement.study.drawing import BENEFITS, BY_YEAR, COSTS, IN_YEAR, PER_EURO, PRESENT, RUNNING, Drawing
from rendement.study.recording_return import RETURN

MOST_KEPT = 131_072  # draws of any other figure than the return and the present value, for its percentiles
BARS = 20
SIDES = IN_YEAR[:2]
THRESHOLDS = "omslag"  # what breaks even already needs none


def uncertainty(calculation: Calculation, draws: int, seed: int) -> Uncertainty:
    """Draw the ranges of a computed case. Raises ValueError when there is no result."""
    drawing = Drawing(calculation)
    program = drawing.figures(drawing.shown)
    tallies = _Tallies(drawing, program, draws)
    drawing.run(program, draws, seed, tallies.watch)
    result, bands = drawing.result, Later(tallies.figures, tallies.band)  # a percentile takes looking for
    plan, net = result.plan, bands.get(RETURN)
    years = _reached(drawing, bands)
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
        paid_back={year: tallies.paid_back[year] / draws for year in years},
        lines=tuple(
            PartBand(line.path, line.name, bands[drawing.nets[line.path]])
            for line in (item.line for item in result.lines)
        ),
        years=Later(years, lambda year: _year(year, bands)),
        actors=_under("per_actor", bands),
        domains=_under("per_domein", bands),
        outcomes=tuple(
            PartBand(item.path, item.name, bands.get(f"{item.path}.kosten_per_resultaat"))
            for item in plan.outcomes
        ),
        thresholds=tuple(
            PartBand(item.path, item.price.name, bands.get(f"omslag[{number}].aantal"))
            for number, item in enumerate(plan.thresholds)
        ),
        inputs=Later(tallies.inputs, lambda path: _drawn_input(items[path], tallies.inputs[path])),
        histogram=None if net is None else _histogram(tallies.figures[RETURN].values),
    )


class _Tallies:
    """Everything that is kept of the draws while they come in."""

    def __init__(self, drawing: Drawing, program: Program, draws: int) -> None:
        few, self._nothing = min(draws, MOST_KEPT), float(drawing.result.nothing)
        self._shared: dict[tuple[int, int, bool], tuple[str, Tally]] = {}  # one for what is one figure
        self.figures: dict[str, Tally] = {}
        self._bands: dict[int, Band | None] = {}
        for path in drawing.shown:
            kept, short = draws if path in (RETURN, PRESENT) else few, path.startswith(THRESHOLDS)
            same = (program.figures[path], kept, short)
            self.figures[path] = self._shared.setdefault(same, (path, Tally(kept, self._nothing)))[1]
        self.inputs = {one.item.path: Tally(few) for one in drawing.drawn}
        self.paid_back = dict.fromkeys(drawing.years, 0)  # in how many draws

    def watch(self, size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        """The next so many draws."""
        for (_, _, short), (path, tally) in self._shared.items():
            tally.add(np.nan_to_num(figures[path]) if short else figures[path], size)
        for path, column in columns.items():
            self.inputs[path].add(column, size)
        ever = np.full(size, fill_value=True)  # at or above 0 from a year on and ever after
        for year in reversed(self.paid_back):
            ever &= figures[_in_year(year, RUNNING)] >= -self._nothing
            self.paid_back[year] += int(np.count_nonzero(ever))

    def band(self, path: str) -> Band | None:
        """A figure over all draws; of what is one figure once."""
        tally = self.figures[path]
        if id(tally) not in self._bands:
            self._bands[id(tally)] = tally.band()
        return self._bands[id(tally)]


def draw_table(calculation: Calculation, draws: int, seed: int) -> dict[str, Block]:
    """Draw by draw the inputs by path, the return, its present value and the net amount of every line.

    An amount of a file that counts in thousands is in thousands, as `--set` takes it.
    """
    drawing = Drawing(calculation)
    program = drawing.figures({RETURN, PRESENT, *drawing.nets.values()})
    paths = [*(one.item.path for one in drawing.drawn), *program.figures]
    rows: dict[str, Block] = {path: np.empty(draws) for path in paths}
    filled = 0

    def watch(size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        nonlocal filled
        for path, values in (*columns.items(), *figures.items()):
            rows[path][filled : filled + size] = values
        filled += size

    drawing.run(program, draws, seed, watch)
    for item in (one.item for one in drawing.drawn):
        if item.kind == "bedrag" and not item.path.startswith(f"{PRICES}."):
            rows[item.path] /= calculation.money.times
    return rows


def _reached(drawing: Drawing, bands: Mapping[str, Band | None]) -> list[str]:
    """The years of the point run, and those after it up to the last in which any draw has something."""
    known = {str(year) for year in drawing.result.by_year}
    years = drawing.years
    while years[-1] not in known and not any(_moves(bands[_in_year(years[-1], key)]) for key in SIDES):
        years.pop()
    return years


def _moves(band: Band | None) -> bool:
    return band is not None and (band.mean != 0 or bool(band.deviation))


def _year(year: str, bands: Mapping[str, Band | None]) -> YearBands:
    return YearBands(*(bands[_in_year(year, key)] for key in IN_YEAR))


def _in_year(year: str, key: str) -> str:
    return format_path((BY_YEAR, year, key))


def _drawn_input(item: Input, tally: Tally) -> DrawnInput:
    distribution = item.spread.distribution if item.spread is not None else ""
    return DrawnInput(item.path, distribution, item.value, _existing(tally.band()))


def _under(block: str, bands: Mapping[str, Band | None]) -> dict[str, Band]:
    found = {str(parse_path(path)[1]): bands[path] for path in bands if path.startswith(f"{block}.")}
    return {name: band for name, band in found.items() if band is not None}


def _existing(band: Band | None) -> Band:
    if band is None:
        raise ValueError("no figure")
    return band


def _histogram(values: Block) -> Histogram | None:
    """Steps of one round size, of which 0 is a bound; none where nothing varies."""
    low, high = float(values.min()), float(values.max())
    if high - low <= NOISE * max(abs(low), abs(high)):
        return None
    rough = (high - low) / BARS
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next(times for times in (1, 2, 5, 10) if times * power >= rough * (1 - NOISE))
    first, last = np.floor(low / step), np.floor(high / step) + 1
    bounds = step * np.arange(first, last + 1)
    counts, _ = np.histogram(values, bounds)
    return Histogram(tuple(map(float, bounds)), tuple(map(int, counts)))
