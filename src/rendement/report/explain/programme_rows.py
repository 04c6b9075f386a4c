"""The derivation of figures of one measure, or one row of costs, cover or staff."""

from collections.abc import Callable
from dataclasses import replace

from rendement.engine.programme_plan import Measure, Tranche
from rendement.engine.stream import in_place, new
from rendement.report.explain.programme_terms import Counts, Probe, ProgrammeSubject, tranche_terms
from rendement.report.explain.records import Derivation, Term, Unit, one, total_of
from rendement.source.path import Path


def measure_figure(
    subject: ProgrammeSubject, measure: Measure, path: Path, rest: Path, value: float
) -> Derivation | None:
    """The derivation of `maatregelen[i].<rest>`."""

    def everything(_: Tranche) -> bool:
        return True

    def own(count: Counts, probe: Probe) -> list[Term]:
        return tranche_terms(subject, [measure], count, everything, probe, shared=False)

    match rest:
        case (("structureel" | "jaarlijks" | "incidenteel") as kind, key):
            terms = _written(subject, measure, kind, lambda t: t.span is not None and str(key) == _span(t))
            return total_of(path, value, "zoals geschreven", terms)
        case ("zonder_jaar", kind):
            terms = _written(subject, measure, str(kind), lambda t: t.span is None)
            return total_of(path, value, "zoals geschreven, zonder jaar", terms)
        case ("in_plaats", year):
            return total_of(
                path, value, "wat in dit jaar staat", own(in_place, lambda s: s.by_year[int(year)])
            )
        case ("nieuw", year):
            return total_of(path, value, "wat in dit jaar nieuw is", own(new, lambda s: s.by_year[int(year)]))
        case ("investering", year):
            return total_of(path, value, "zoals geschreven", _invested(subject, measure, int(year)))
        case ("saldo", year):
            minus = [replace(term, sign=-1) for term in _invested(subject, measure, int(year))]
            terms = own(in_place, lambda s: s.by_year[int(year)]) + minus
            return total_of(path, value, "besparing die er staat − investering", terms)
        case (("gepland" | "gerealiseerd") as key,):
            terms = [
                Term((subject.tranche(measure, t),))
                for t in measure.tranches
                if key == "gepland" or t.realised
            ]
            return total_of(path, value, f"alle bedragen die {key} zijn, eenmaal", terms)
    return None


def _written(
    subject: ProgrammeSubject, measure: Measure, kind: str, wanted: Callable[[Tranche], bool]
) -> list[Term]:
    return [
        Term((subject.tranche(measure, tranche),))
        for tranche in measure.tranches
        if tranche.kind == kind and wanted(tranche)
    ]


def _invested(subject: ProgrammeSubject, measure: Measure, year: int) -> list[Term]:
    return [
        Term((subject.invested(measure, item, "investering"),))
        for item in measure.investments
        if item.year == year
    ]


def _span(tranche: Tranche) -> str:
    first, last = tranche.span or (0, 0)
    return str(first) if first == last else f"{first}-{last}"


def row_figure(
    subject: ProgrammeSubject, section: str, number: int, path: Path, rest: Path, value: float
) -> Derivation | None:
    """The derivation of a cost, a cover or staff."""
    plan = subject.result.plan
    if section == "formatie":
        staff = plan.staff[number]
        rate = subject.input("tarief", staff.rate, "euro", f"{staff.path}.tarief", staff.source)
        items, factors = staff.staff, (() if rest[:1] == ("fte",) else (rate,))
        if rest == ("tarief",):
            return total_of(path, value, "zoals geschreven", [Term((rate,))])
    else:
        row = (plan.costs if section == "kosten" else plan.cover)[number]
        items, factors = row.amounts, ()
    year = int(rest[1]) if len(rest) == 2 else None
    unit: Unit = "aantal" if section == "formatie" else "euro"
    terms = [
        Term((subject.input(f"{item.year}", item.value, unit, item.path), *factors))
        for item in items
        if year is None or item.year == year
    ]
    own: Unit = unit if rest[:1] == ("fte",) else "euro"
    return total_of(path, value, "fte × tarief" if factors else "zoals geschreven", terms, unit=own)


def printed_figure(subject: ProgrammeSubject, number: int, path: Path, value: float) -> Derivation:
    """The derivation of `gedrukt[i].<sleutel>`."""
    item = subject.data["gedrukt"][number]
    terms = [one("berekend", item["berekend"], path=item["pad"])]
    if path[-1] == "verschil":
        terms.append(one("gedrukt", item["gedrukt"], sign=-1))
    return total_of(path, value, "berekend − gedrukt" if len(terms) > 1 else "de berekende uitkomst", terms)
