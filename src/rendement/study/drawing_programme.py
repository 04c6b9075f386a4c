"""A computed programme, ready to be drawn: everything in it is drawn as when it is run alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from rendement.bind.programme_ledger import path_in_programme, prices_apart
from rendement.draws.samples import Sample, Sums
from rendement.draws.simulate import Drawn, Draws, Rising
from rendement.engine.arithmetic import Number
from rendement.engine.inputs import Input
from rendement.engine.programme import MeasureResult, ProgrammeResult
from rendement.engine.programme_plan import ProgrammePlan
from rendement.engine.stream import amounts, in_place
from rendement.figures.programme_amounts import amounts_of
from rendement.source.path import Path, format_path, parse_path
from rendement.source.saving_kinds import KINDS
from rendement.study.calculation import Calculation
from rendement.study.drawing import Drawable, Drawing, draws_of
from rendement.study.programme import runs_of
from rendement.study.recording import record_programme

BALANCE, DIFFERENCE = "totaal.saldo", "totaal.verschil"
# figures beside the contract: all of a balance, one amount of one year, what is still to be decided
MEASURE, ROW, DECISION = "maatregel.", "rij.", "besluit."
_LATER = ("bijgesteld", "gerealiseerd")
_SAVING = "besparing"


class ProgrammeDrawing(Drawable):
    """A computed programme, ready to be drawn. Raises ValueError when there is no result."""

    headline, what = BALANCE, "dit programma"

    def __init__(self, calculation: Calculation) -> None:
        if calculation.programme is None:
            raise ValueError("no result")
        self.result: ProgrammeResult = calculation.programme
        self.plan = self.result.plan
        self._inner = cache(lambda number: drawing_of(calculation.measures[number]))
        of = _draws_of(calculation)
        whole = record_programme(calculation, sampled=bool(of.samples), within=True, beside=_beside)
        super().__init__(of, whole, float(self.result.net.nothing), (BALANCE, DIFFERENCE))

    @property
    def nets(self) -> dict[str, str]:
        """The path of the balance of each measure, by that of the measure."""
        return {item.measure.path: f"{MEASURE}{item.measure.path}" for item in self.every}

    @property
    def every(self) -> list[MeasureResult]:
        """Every measure, and those of a programme after it."""
        return _every(self.result)

    @property
    def known(self) -> frozenset[str]:
        """The path of every figure of the contract that is computed."""
        return frozenset(path for path in super().known if not path.startswith((MEASURE, ROW, DECISION)))

    @property
    def undecided(self) -> dict[str, MeasureResult]:
        """The measures that still can be stopped, by the path of what they are expected to bring."""
        return {path: item for path, item, _ in _undecided(self.result)}

    def sampled(self, path: str) -> tuple[Drawing, str]:
        """In the case that the measure is."""
        _, number, *rest = parse_path(path)
        return self._inner(int(number)).sampled(format_path(tuple(rest)))


def drawing_of(calculation: Calculation) -> Drawing | ProgrammeDrawing:
    """A computed case or programme, ready to be drawn. Raises ValueError when there is no result."""
    return Drawing(calculation) if calculation.programme is None else ProgrammeDrawing(calculation)


def _every(result: ProgrammeResult) -> list[MeasureResult]:
    return [found for item in result.measures for found in (item, *item.parts)]


def _beside(result: ProgrammeResult) -> Mapping[str, Number]:
    found = {f"{MEASURE}{item.measure.path}": item.net.total for item in _every(result)}
    found |= {path: left for path, _, left in _undecided(result)}
    return found | {f"{ROW}{row.key}": row.amount for row in amounts_of(result.plan)}


def _undecided(result: ProgrammeResult) -> Iterator[tuple[str, MeasureResult, Number]]:
    """What a measure brings that is not realised; once a part of it is, its investment is behind us."""
    years = result.plan.years
    for item in result.leaves:
        measure = item.measure
        left = [tranche.times(measure.share) for tranche in measure.tranches if not tranche.realised]
        if measure.counted and left:
            begun = len(left) < len(measure.tranches)
            spent = () if begun else measure.investments
            invested = amounts((cost.times(measure.investment_share) for cost in spent), years).total
            yield f"{DECISION}{measure.path}", item, in_place(left, years).total - invested


def _draws_of(calculation: Calculation) -> Draws:
    """All that is drawn of a computed file; what is included has the names it has by itself."""
    if calculation.programme is None:
        if calculation.result is None:
            raise ValueError("no result")
        return draws_of(calculation.result)
    plan, runs = calculation.programme.plan, runs_of(calculation.measures)
    apart = prices_apart(runs)
    names: dict[str, tuple[str, ...]] = {}
    samples: list[Sample | Sums] = []
    rising: dict[tuple[str | float, ...], None] = {}
    for number, found in calculation.measures.items():
        below = _moved(_draws_of(found), partial(path_in_programme, number, apart=apart))
        for one in below.inputs:
            names.setdefault(one.item.path, one.name)
        samples += below.samples
        rising |= dict.fromkeys(map(tuple, below.rising))  # that of a shared price once
    own = _Names(plan)
    drawn = [Drawn(item, names.get(item.path) or own.of(item)) for item in plan.ledger.ranges]
    return Draws(drawn, samples, list(rising))


def _moved(of: Draws, to: Callable[[str], str]) -> Draws:
    """The same with every path as it is in the programme."""

    def knots(curve: Rising) -> Rising:
        return [to(knot) if isinstance(knot, str) else knot for knot in curve]

    return Draws(
        [replace(one, item=replace(one.item, path=to(one.item.path))) for one in of.inputs],
        [replace(sample, paths=tuple(map(to, sample.paths))) for sample in of.samples],
        list(map(knots, of.rising)),
    )


class _Names:
    """What the amounts of a programme itself are drawn from: all years of one kind of a row are one draw."""

    def __init__(self, plan: ProgrammePlan) -> None:
        self._own = plan.place, plan.name
        tranches = (
            tranche for item in plan.measures for tranche in (*item.tranches, *item.at_first, *item.by_now)
        )
        self._kinds = {tranche.path: tranche.kind for tranche in tranches}

    def of(self, item: Input) -> tuple[str, ...]:
        """Without the year; what became of a saving moves with the plan of it."""
        path = parse_path(item.key)
        stem = path[:-1] if str(path[-1])[:1].isdigit() else path
        if len(stem) > 2 and stem[2] in _LATER:
            stem = (*stem[:2], _SAVING, self._kind(item, stem))
        return (*self._own, format_path(stem))

    def _kind(self, item: Input, stem: Path) -> str:
        written = str(stem[3]) if len(stem) > 3 and stem[3] in KINDS else None
        return written or self._kinds.get(item.path, KINDS[0])  # of what was replaced nothing comes
