"""What came of the draws of a programme: every figure with its range, and how likely its target is met."""

from collections.abc import Mapping, Sequence
from functools import cache, partial

import numpy as np

from rendement.engine.blocks import Block, Value
from rendement.engine.stream import Stream
from rendement.figures.programme_amounts import amounts_of
from rendement.figures.streams import streams_of
from rendement.figures.uncertainty import (
    Band,
    Met,
    PartBand,
    ProgrammeUncertainty,
    ProgrammeYearBands,
    TargetMet,
)
from rendement.source.later import Later
from rendement.source.path import format_path, parse_path
from rendement.study.calculation import Calculation
from rendement.study.drawing import BUDGET, BY_YEAR
from rendement.study.drawing_programme import BALANCE, DIFFERENCE, ROW, ProgrammeDrawing
from rendement.study.draws import Tallies, bands_under, drawn_input, histogram_of

SAVED = "totaal.realisatie"
SURE = 0.8  # in this part of the draws what is told is met
IN_YEAR = ("realisatie", "in_plaats", "saldo", "cumulatief_saldo", "verschil", "cumulatief")
_TO_MEET = IN_YEAR[4:]


def programme_uncertainty(calculation: Calculation, draws: int, seed: int) -> ProgrammeUncertainty:
    """Draw the ranges of a computed programme. Raises ValueError when there is no result.

    What is only told of inputs and single amounts is drawn once more, the same, when somebody asks for it.
    """
    drawing = ProgrammeDrawing(calculation)
    result, plan = drawing.result, drawing.result.plan
    years = [str(year) for year in plan.years]
    whole = [BALANCE, SAVED, DIFFERENCE, BUDGET, *(_in_year(year, key) for year in years for key in IN_YEAR)]
    parts = [path for path in drawing.known if _is_part(path)]
    main = Tallies(drawing, [*whole, *parts, *drawing.nets.values()], draws)
    target = _Target(years) if streams_of(result).difference is not None else None

    def watch(size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        main.watch(size, columns, figures)
        if target is not None:
            target.watch(size, figures)

    drawing.run(drawing.figures(main.figures), draws, seed, watch)
    bands = Later(main.figures, main.band)

    more = cache(partial(_singly, drawing, draws, seed))
    net, items = bands.get(BALANCE), {one.item.path: one.item for one in drawing.drawn}
    return ProgrammeUncertainty(
        draws=draws,
        seed=seed,
        uncertain=len(items),
        assumptions=sum(not item.fixed for item in plan.ledger.inputs),
        net=net,
        saved=bands.get(SAVED),
        difference=bands.get(DIFFERENCE),
        target=None if target is None or result.target is None else target.met(main, result.target, draws),
        measures=_measures(drawing, bands),
        years=Later(years, lambda year: _year(year, bands)),
        domains=bands_under("per_domein", bands),
        actors=bands_under("per_actor", bands),
        inputs=Later(items, lambda path: drawn_input(items[path], more().inputs[path])),
        histogram=None if net is None else histogram_of(main.figures[BALANCE].values),
        samples=tuple(sample.size for sample in drawing.samples),
        budget=bands.get(BUDGET),
        rows=Later((row.key for row in amounts_of(plan)), lambda key: more().band(f"{ROW}{key}")),
    )


def _singly(drawing: ProgrammeDrawing, draws: int, seed: int) -> Tallies:
    """The inputs and the single amounts."""
    paths = [f"{ROW}{row.key}" for row in amounts_of(drawing.result.plan)]
    found = Tallies(drawing, paths, draws, inputs=True)
    drawing.run(drawing.figures(found.figures), draws, seed, found.watch)
    return found


class _Target:
    """In how many draws a target is met: each year, all of it, and every year of one draw."""

    def __init__(self, years: Sequence[str]) -> None:
        self.years = years
        by_year = (_in_year(year, key) for key in _TO_MEET for year in years)
        self._met = dict.fromkeys([DIFFERENCE, *by_year], 0)
        self._every = dict.fromkeys(_TO_MEET, 0)

    def watch(self, size: int, figures: Mapping[str, Value]) -> None:
        """The next so many draws."""
        met = {path: np.broadcast_to(np.greater_equal(figures[path], 0), size) for path in self._met}
        for path, own in met.items():
            self._met[path] += int(np.count_nonzero(own))
        for key in _TO_MEET:
            every = np.logical_and.reduce([met[_in_year(year, key)] for year in self.years])
            self._every[key] += int(np.count_nonzero(every))

    def met(self, found: Tallies, target: Stream, draws: int) -> TargetMet:
        """Of the target as the file has it, which is certain."""

        def one(path: str, asked: float, run_up: float | None = None) -> Met:
            short, error = found.figures[path].percentile(1 - SURE)
            return Met(self._met[path] / draws, asked + short, error, run_up)

        short, run_up = _TO_MEET
        return TargetMet(
            {
                year: one(
                    _in_year(year, short),
                    target.by_year[int(year)],
                    self._met[_in_year(year, run_up)] / draws,
                )
                for year in self.years
            },
            one(DIFFERENCE, target.total),
            self._every[short] / draws,
            self._every[run_up] / draws,
        )


def _measures(drawing: ProgrammeDrawing, bands: Mapping[str, Band | None]) -> tuple[PartBand, ...]:
    return tuple(
        PartBand(item.measure.path, item.measure.name, bands.get(drawing.nets[item.measure.path]))
        for item in drawing.every
    )


def _year(year: str, bands: Mapping[str, Band | None]) -> ProgrammeYearBands:
    return ProgrammeYearBands(*(bands.get(_in_year(year, key)) for key in IN_YEAR))


def _in_year(year: str, key: str) -> str:
    return format_path((BY_YEAR, year, key))


def _is_part(path: str) -> bool:
    match parse_path(path):
        case ("per_domein" | "per_actor", _, "saldo"):
            return True
    return False
