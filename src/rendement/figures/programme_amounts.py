"""Every amount of a programme by year, each with what it belongs to: one row for whoever computes on."""

from collections.abc import Iterable, Iterator

from rendement.engine.arithmetic import Number
from rendement.engine.programme_plan import AmountRow, Measure, ProgrammePlan, StaffRow, YearAmount
from rendement.source.record import record
from rendement.source.scalar import span_text


@record
class Amount:
    """One amount; `counted` is what of it is in the totals, `paths` where it was written."""

    kind: str
    path: str
    slug: str
    name: str
    domain: str | None
    group: str | None
    year: str
    status: str
    counts: bool
    amount: Number
    counted: Number
    of_case: bool | None = None  # of a case: whether any of its inputs is a range
    paths: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from any other."""
        return "|".join((self.kind, self.path, self.year, self.domain or "", self.status))


def amounts_of(plan: ProgrammePlan) -> Iterator[Amount]:
    """In the order of the file: of measures, costs, cover, staff and target."""
    for measure in plan.leaves:
        yield from _of_measure(measure)
    own = float(plan.bearer_inside)
    yield from _of_rows("kosten", plan.costs, own)
    yield from _of_rows("dekking", plan.cover, 1.0)
    for row in plan.staff:
        for item in row.staff:
            cost = row.rate * item.value
            yield _row("formatie", row, item, cost, own * cost, f"{row.path}.tarief")
    for item in plan.target or ():
        yield _row("taakstelling", None, item, item.value, item.value)


def _of_measure(measure: Measure) -> Iterator[Amount]:
    case = None if measure.case is None else measure.case.uncertain
    slug, name, group = measure.slug, measure.name, measure.group
    share = measure.share if measure.counted else 0.0
    for tranche in measure.tranches:
        path, amount = tranche.path, tranche.amount
        year = span_text(tranche.span) if tranche.span is not None else ""
        status = "gerealiseerd" if tranche.realised else "verwacht"
        said = (slug, name, tranche.domain, group, year, status, measure.counted)
        yield Amount(tranche.kind, path, *said, amount, share * amount, case, (path,))
    share = measure.investment_share if measure.counted else 0.0
    for item in measure.investments:
        path, amount = item.path, item.value
        spent = (slug, name, item.domain, group, str(item.year), "", measure.counted)
        yield Amount("investering", path, *spent, amount, share * amount, case, (path,))


def _of_rows(section: str, rows: Iterable[AmountRow], factor: float) -> Iterator[Amount]:
    for row in rows:
        for item in row.amounts:
            yield _row(section, row, item, item.value, factor * item.value)


def _row(
    section: str,
    row: AmountRow | StaffRow | None,
    item: YearAmount,
    amount: Number,
    counted: Number,
    *beside: str,
) -> Amount:
    name = "" if row is None else row.name
    said = ("", name, None, None, str(item.year), "", True)
    return Amount(section, item.path, *said, amount, counted, paths=(item.path, *beside))
