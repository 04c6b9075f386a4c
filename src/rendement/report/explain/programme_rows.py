"""The derivation of figures of one measure, or one row of costs, cover or staff."""

from collections.abc import Callable, Iterable, Iterator

from rendement.engine.programme_plan import Measure, Tranche, YearAmount
from rendement.engine.stream import in_place, new
from rendement.report.explain.programme_terms import Counts, ProgrammeSubject, tranche_terms
from rendement.report.explain.records import Derivation, Figure, Term, Unit, product_of, sum_of
from rendement.source.path import Path
from rendement.source.scalar import span_text

Wanted = Callable[[Tranche], bool]


def measure_figure(subject: ProgrammeSubject, measure: Measure, rest: Path) -> Derivation | None:
    """The derivation of `maatregelen[i].<rest>`."""

    def own(count: Counts, year: str | int) -> list[Term]:
        return tranche_terms(
            subject, [measure], count, lambda _: True, lambda s: s.by_year[int(year)], money="geheel"
        )

    def written(wanted: Wanted) -> Iterator[Term]:
        return (Term((subject.tranche(measure, t),)) for t in measure.tranches if wanted(t))

    def invested(year: str | int, sign: int = 1) -> Iterator[Term]:
        items = (item for item in measure.investments if item.year == int(year))
        return (Term((subject.invested(measure, item, "investering"),), sign) for item in items)

    match rest:
        case ("structureel" | "jaarlijks" | "incidenteel" as kind, key):
            terms = written(lambda t: t.kind == kind and t.span is not None and span_text(t.span) == str(key))
            return sum_of("zoals geschreven", *terms)
        case ("zonder_jaar", kind):
            terms = written(lambda t: t.kind == kind and t.span is None)
            return sum_of("zoals geschreven, zonder jaar", *terms)
        case ("in_plaats", year):
            return sum_of("wat in dit jaar staat", *own(in_place, year))
        case ("nieuw", year):
            return sum_of("wat in dit jaar nieuw is", *own(new, year))
        case ("investering", year):
            return sum_of("zoals geschreven", *invested(year))
        case ("saldo", year):
            return sum_of("besparing die er staat − investering", *own(in_place, year), *invested(year, -1))
        case ("huidig_budget",) if (post := measure.post) and post.budget and measure.budget is not None:
            there = f"{post.read[0].file}: post {post.path}, {post.budget}"
            return sum_of("van de monitor", Term((Figure("huidig budget", measure.budget, source=there),)))
        case ("vastgesteld" | "gepland" | "gerealiseerd" as key,):
            found = {"vastgesteld": measure.at_first, "gepland": measure.by_now}.get(key, measure.budgeted)
            terms = (
                Term((subject.tranche(measure, t),)) for t in found if key != "gerealiseerd" or t.realised
            )
            return sum_of(f"alle bedragen die {key} zijn, eenmaal", *terms)
    return None


def row_figure(subject: ProgrammeSubject, section: str, number: int, rest: Path) -> Derivation:
    """The derivation of a cost, a cover or staff."""
    plan = subject.result.plan
    if section != "formatie":
        row = (plan.costs if section == "kosten" else plan.cover)[number]
        return sum_of("zoals geschreven", *_written(subject, row.amounts, rest, "euro"))
    staff = plan.staff[number]
    rate = subject.input("tarief", staff.rate, "euro", f"{staff.path}.tarief", staff.source)
    if rest == ("tarief",):
        return product_of("zoals geschreven", rate)
    if rest[0] == "fte":
        terms = _written(subject, staff.staff, rest, "aantal")
        return sum_of("zoals geschreven", *terms, unit="aantal")
    return sum_of("fte × tarief", *_written(subject, staff.staff, rest, "aantal", rate))


def _written(
    subject: ProgrammeSubject, items: Iterable[YearAmount], rest: Path, unit: Unit, *factors: Figure
) -> Iterator[Term]:
    """The amounts of a row, of one year when that is asked for."""
    year = int(rest[1]) if len(rest) == 2 else None
    for item in items:
        if year is None or item.year == year:
            yield Term((subject.input(str(item.year), item.value, unit, item.path), *factors))
