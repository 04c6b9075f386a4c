"""The derivation of what stays after the last year of a programme."""

from collections.abc import Iterator

from rendement.engine.programme_plan import NEW
from rendement.engine.programme_structural import staying
from rendement.engine.stream import in_place
from rendement.report.explain.programme_terms import ProgrammeSubject, sum_beside, tranche_terms
from rendement.report.explain.records import Derivation, Term, sum_of
from rendement.source.saving_kinds import STRUCTURAL

_SUMS = {
    "saldo": (("besparing", 1), ("kosten", -1), ("formatie", -1)),
    "verschil": (("saldo", 1), ("taakstelling", -1)),
}


def structural_figure(subject: ProgrammeSubject, key: str) -> Derivation | None:
    """The derivation of `structureel.<key>`."""
    plan = subject.result.plan
    year = plan.years[-1]
    if key == "jaar":
        return Derivation("het laatste jaar van het programma", (), kind="gegeven")
    if key in _SUMS:
        return sum_beside(subject.data["structureel"], "structureel", _SUMS[key])
    if key == "besparing":
        terms = tranche_terms(
            subject,
            subject.counted,
            in_place,
            lambda tranche: tranche.kind == STRUCTURAL,
            lambda stream: stream.by_year[year],
            money="gemeente",
        )
        return sum_of("structurele besparingen die er in het laatste jaar staan, van de gemeente", *terms)
    if key == "taakstelling":
        target = plan.target or ()
        items = [item for item in target if plan.counting == NEW or item.year == year]
        terms = [Term((subject.input(str(item.year), item.value, "euro", item.path),)) for item in items]
        return sum_of("de taakstelling als niveau in het laatste jaar", *terms)
    return sum_of("wat er in het laatste jaar staat en niet incidenteel is", *_spent(subject, key, year))


def _spent(subject: ProgrammeSubject, key: str, year: int) -> Iterator[Term]:
    plan = subject.result.plan
    if key == "kosten":
        for row in plan.costs:
            for item in staying(row.amounts, year):
                yield Term((subject.input(f"{row.name} {year}", item.value, "euro", item.path),))
        return
    for team in plan.staff:
        rate = subject.input(f"tarief van {team.name}", team.rate, "euro", f"{team.path}.tarief", team.source)
        for item in staying(team.staff, year):
            yield Term((subject.input(f"{team.name} {year}: fte", item.value, "aantal", item.path), rate))
