"""Which amounts of a programme count in a figure, and how often.

How an amount counts is asked of the engine's own streams, with one euro in its place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from rendement.engine.inputs import Ledger
from rendement.engine.overlap import Overlap, overlap_of
from rendement.engine.programme import ProgrammeResult, enacted
from rendement.engine.programme_plan import NEW, CaseOrigin, Measure, Tranche, YearAmount
from rendement.engine.stream import Stream, amounts, in_place, new
from rendement.report.explain.records import Derivation, Figure, Term, Written, one, sum_of
from rendement.report.wording import evidence_text
from rendement.source.saving_kinds import KINDS
from rendement.source.scalar import span_text

_SAID = {"in_plaats": "besparing die er staat"}
# what counts of a measure: its plan as it was decided, or what is known last; all of it in its own row
Money = Literal["perspectief", "gemeente", "vastgesteld", "geheel"]

Probe = Callable[[Stream], float]
Counts = Callable[[Iterable[Tranche], tuple[int, ...]], Stream]


@dataclass(frozen=True)
class ProgrammeSubject(Written):
    """A computed programme that is being explained."""

    result: ProgrammeResult

    @property
    def ledger(self) -> Ledger:
        """The inputs that it was computed from."""
        return self.result.plan.ledger

    @cached_property
    def overlap(self) -> Overlap | None:
        """What is left of it when every euro counts once."""
        return overlap_of(self.result)

    @property
    def counted(self) -> list[Measure]:
        """The measures that count."""
        return [measure for measure in self.result.plan.leaves if measure.counted]

    def tranche(self, measure: Measure, tranche: Tranche) -> Figure:
        """One amount of a saving, with its key; of a case, the year of that case it comes from."""
        measure = _leaf(measure, tranche.path)
        key = "zonder jaar" if tranche.span is None else span_text(tranche.span)
        name = f"{measure.name}: {tranche.kind} {key}"
        if measure.case is None:
            ground = (measure.file, _evidence(measure, tranche))
            return self.input(name, tranche.amount, "euro", tranche.path, "; ".join(filter(None, ground)))
        return Figure(name, tranche.amount, source=_of_case(measure.case, f"{key}.baten", tranche.domain))

    def invested(self, measure: Measure, item: YearAmount, name: str) -> Figure:
        """One amount of an investment."""
        measure = _leaf(measure, item.path)
        if measure.case is None:
            return self.input(name, item.value, "euro", item.path, measure.file)
        return Figure(name, item.value, source=_of_case(measure.case, f"{item.year}.kosten", item.domain))

    def counts(self, key: str) -> tuple[Counts, Callable[[Tranche], bool]]:
        """How tranches count in a figure, and which of them do."""
        measured: Counts = new if self.result.plan.counting == NEW else in_place
        if key in KINDS:
            return in_place, lambda tranche: tranche.kind == key
        if key in ("gerealiseerd", "verwacht"):
            return measured, lambda tranche: tranche.realised == (key == "gerealiseerd")
        return {"in_plaats": in_place, "nieuw": new}.get(key, measured), lambda _: True


def _evidence(measure: Measure, tranche: Tranche) -> str:
    """How sure a realised amount is, as far as its measure says so."""
    found = measure.realised_evidence
    own = found is not None and ".gerealiseerd." in tranche.path
    return f"bewijs: {evidence_text(found)}" if found is not None and own else ""


def _leaf(measure: Measure, path: str) -> Measure:
    """The measure of a programme that an amount is of."""
    return next((part for part in measure.parts if path.startswith(f"{part.path}.")), measure)


def money_of(key: str) -> Money:
    """Whose money a figure of the programme counts."""
    if key == "ingeboekt":
        return "vastgesteld"
    return "gemeente" if key in ("realisatie", "gerealiseerd", "verwacht") else "perspectief"


def stream_terms(subject: ProgrammeSubject, key: str, probe: Probe) -> list[Term]:
    """The amounts that make a figure of a year or a total."""
    if key in ("formatie", "fte"):
        return _staff_terms(subject, key, probe)
    if key in ("investering", "kosten", "dekking", "taakstelling"):
        return amount_terms(subject, key, probe)
    count, wanted = subject.counts(key)
    measures = enacted(subject.result.plan) if key == "ingeboekt" else subject.counted
    return tranche_terms(subject, measures, count, wanted, probe, money=money_of(key))


def _of_case(case: CaseOrigin, key: str, domain: str | None) -> str:
    return f"{case.file}: per_jaar.{key}" + (f", domein {domain}" if domain else "")


def _amounts(subject: ProgrammeSubject, key: str) -> Iterator[tuple[Figure, YearAmount, float]]:
    """Every amount of a kind as a figure, and by what it is multiplied."""
    plan = subject.result.plan
    if key == "investering":
        for measure in subject.counted:
            for item in measure.investments:
                figure = subject.invested(measure, item, f"{measure.name} {item.year}")
                yield figure, item, measure.investment_share
        return
    factor = float(plan.bearer_inside) if key == "kosten" else 1.0
    rows = [(row.name, row.amounts) for row in (plan.costs if key == "kosten" else plan.cover)]
    for name, items in [(key, plan.target or ())] if key == "taakstelling" else rows:
        for item in items:
            yield subject.input(f"{name} {item.year}", item.value, "euro", item.path), item, factor


def _staff_terms(subject: ProgrammeSubject, key: str, probe: Probe) -> list[Term]:
    """Staff as it was written: a number of fte, and for an amount of money its rate."""
    plan, terms = subject.result.plan, []
    for row in plan.staff:
        rate = subject.input(f"tarief van {row.name}", row.rate, "euro", f"{row.path}.tarief", row.source)
        outside = () if plan.bearer_inside else (Figure("deel in het perspectief", 0.0, "aandeel"),)
        for item in row.staff:
            if probe(amounts([item], plan.years)):
                fte = subject.input(f"{row.name} {item.year}: fte", item.value, "aantal", item.path)
                terms.append(Term((fte, rate, *outside) if key == "formatie" else (fte,)))
    return terms


def amount_terms(
    subject: ProgrammeSubject, key: str, probe: Probe, wanted: Callable[[YearAmount], bool] = lambda _: True
) -> list[Term]:
    """The written amounts of a kind, each as often as it counts here."""
    years = subject.result.plan.years
    return [
        _times(figure, counted, factor)
        for figure, item, factor in _amounts(subject, key)
        if wanted(item) and (counted := probe(amounts([replace(item, value=1.0)], years)))
    ]


def _times(figure: Figure, times: float, share: float) -> Term:
    """An amount as often as it counts; what falls away counts against."""
    factors = [figure]
    if abs(times) != 1.0:
        factors.append(Figure("keer dat het telt", abs(times), "aantal"))
    if share != 1.0:
        factors.append(Figure("deel in het perspectief", share, "aandeel"))
    if times < 0:
        factors[0] = replace(figure, name=f"{figure.name} (vervalt)")
    return Term(tuple(factors), 1 if times > 0 else -1)


def tranche_terms(
    subject: ProgrammeSubject,
    measures: Iterable[Measure],
    count: Counts,
    wanted: Callable[[Tranche], bool],
    probe: Probe,
    *,
    money: Money = "perspectief",
) -> list[Term]:
    """The tranches of measures, each as often as it counts here."""
    terms = []
    for measure in measures:
        own = {"gemeente": measure.budgeted, "vastgesteld": measure.at_first}
        for tranche in own.get(money, measure.tranches):
            if not wanted(tranche):
                continue
            times = probe(count([replace(tranche, amount=1.0)], subject.result.plan.years))
            if times:
                shares = {"perspectief": measure.share, "geheel": 1.0}
                share = shares.get(money, measure.own_share)
                terms.append(_times(subject.tranche(measure, tranche), times, share))
    return terms


def said(key: str) -> str:
    """How a figure is called."""
    return _SAID.get(key, key.replace("_", " "))


def beside(node: dict[str, float | None], base: str, parts: tuple[tuple[str, int], ...]) -> list[Term]:
    """Figures that stand beside this one, as far as they exist."""
    return [
        one(said(name), found, f"{base}.{name}", sign=sign)
        for name, sign in parts
        if (found := node[name]) is not None
    ]


def sum_beside(node: dict[str, float | None], base: str, parts: tuple[tuple[str, int], ...]) -> Derivation:
    """The sum of figures that stand beside it; what does not exist does not count."""
    formula = " ".join(f"{'+' if sign > 0 else '−'} {said(name)}" for name, sign in parts)
    return sum_of(formula.lstrip("+ "), *beside(node, base, parts))
