"""Which amounts of a programme count in a figure, and how often.

How an amount counts is asked of the engine's own streams, with one euro in its place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import (
    NEW,
    ONCE,
    STRUCTURAL,
    YEARLY,
    Measure,
    ProgrammePlan,
    Tranche,
    YearAmount,
)
from rendement.engine.stream import Stream, amounts, in_place, new
from rendement.report.explain.records import Figure, Term, Written

Probe = Callable[[Stream], float]
Counts = Callable[[Iterable[Tranche], tuple[int, ...]], Stream]

_KINDS = {"structureel": STRUCTURAL, "jaarlijks": YEARLY, "incidenteel": ONCE}


@dataclass(frozen=True)
class ProgrammeSubject(Written):
    """A computed programme that is being explained."""

    result: ProgrammeResult

    def counts(self, key: str) -> tuple[Counts, Callable[[Tranche], bool]]:
        """How tranches count in a figure, and which of them do."""
        measured: Counts = new if self.result.plan.counting == NEW else in_place
        if key in _KINDS:
            return in_place, lambda tranche: tranche.kind == _KINDS[key]
        if key in ("gerealiseerd", "verwacht"):
            return measured, lambda tranche: tranche.realised == (key == "gerealiseerd")
        return {"in_plaats": in_place, "nieuw": new}.get(key, measured), lambda _: True


def stream_terms(subject: ProgrammeSubject, key: str, probe: Probe) -> list[Term]:
    """The amounts that make a figure of a year or a total."""
    plan, years = subject.result.plan, subject.result.plan.years
    measures = [measure for measure in plan.measures if measure.counted]
    if key in ("investering", "kosten", "dekking", "formatie", "fte", "taakstelling"):
        return [
            term
            for name, item, factor in _written_amounts(plan, measures, key)
            for term in amount_terms(subject, name, item, years, factor, probe)
        ]
    count, wanted = subject.counts(key)
    return tranche_terms(subject, measures, count, wanted, probe)


def _written_amounts(
    plan: ProgrammePlan, measures: list[Measure], key: str
) -> Iterator[tuple[str, YearAmount, float]]:
    """Every amount of a kind with its name, and by what it is multiplied."""
    own = float(plan.bearer_inside)
    if key == "investering":
        for measure in measures:
            yield from ((measure.name, item, measure.investment_share) for item in measure.investments)
    elif key in ("formatie", "fte"):
        for row in plan.staff:
            factor = own * row.rate if key == "formatie" else 1.0
            yield from ((row.name, item, factor) for item in row.staff)
    elif key == "taakstelling":
        yield from ((key, item, 1.0) for item in plan.target or ())
    else:
        rows, factor = (plan.costs, own) if key == "kosten" else (plan.cover, 1.0)
        yield from ((one.name, item, factor) for one in rows for item in one.amounts)


def amount_terms(
    subject: Written, name: str, item: YearAmount, years: tuple[int, ...], factor: float, probe: Probe
) -> list[Term]:
    """One written amount, as often as it counts here."""
    counted = probe(amounts([replace(item, value=1.0)], years))
    if not counted:
        return []
    figure = subject.input(f"{name} {item.year}", item.value, "euro", item.path)
    times = (Figure("telt", counted * factor, "factor"),) if counted * factor != 1.0 else ()
    return [Term((figure, *times))]


def tranche_terms(
    subject: ProgrammeSubject,
    measures: Iterable[Measure],
    count: Counts,
    wanted: Callable[[Tranche], bool],
    probe: Probe,
    *,
    shared: bool = True,
) -> list[Term]:
    """The tranches of measures, each as often as it counts here."""
    terms = []
    for measure in measures:
        for tranche in measure.tranches:
            if not wanted(tranche):
                continue
            times = probe(count([replace(tranche, amount=1.0)], subject.result.plan.years))
            if times:
                figure = subject.input(
                    f"{measure.name}: {tranche.kind}", tranche.amount, "euro", tranche.path
                )
                factors = [Figure("telt", times, "factor")] if times != 1.0 else []
                if shared and measure.share != 1.0:
                    factors.append(Figure("deel in het perspectief", measure.share, "aandeel"))
                terms.append(Term((figure, *factors)))
    return terms
