"""What measures and rows of a programme say of the budget of the municipality."""

from collections.abc import Iterator
from dataclasses import replace

from rendement.engine.budget import Budget
from rendement.engine.budget_entry import CHARGES, COVER, YIELDS, Entry
from rendement.engine.programme_plan import Measure, ProgrammePlan, Tranche, YearAmount
from rendement.engine.stream import in_place
from rendement.source.saving_kinds import ONCE, STRUCTURAL

_LASTS = {True: STRUCTURAL, False: ONCE, None: None}


def budget_of_programme(plan: ProgrammePlan) -> Budget | None:
    """The budget of a programme, whatever its perspective; None where nothing has an amount."""
    entries = tuple(_entries(plan))
    return Budget(entries, plan.years) if entries else None


def _entries(plan: ProgrammePlan) -> Iterator[Entry]:
    for measure in plan.leaves:
        if measure.counted and measure.case is not None:
            for entry in measure.case.budget:
                yield replace(entry, name=f"{measure.name}: {entry.name}", field=entry.field or measure.field)
        elif measure.counted:
            yield from (_saved(measure, tranche, plan.years) for tranche in measure.budgeted)
            # an investment is there once
            yield from (
                _written(f"{measure.name} {item.year}", item, ONCE, measure.field)
                for item in measure.investments
            )
    for row in plan.costs:
        for item in row.amounts:
            yield _written(f"{row.name} {item.year}", item, _LASTS[item.lasts], row.field)
    for staff in plan.staff:
        for item in staff.staff:
            own = _written(f"{staff.name} {item.year}: fte", item, _LASTS[item.lasts], staff.field)
            yield replace(own, by_year={item.year: staff.rate * item.value}, rate=staff.rate)
    for row in plan.cover:
        for item in row.amounts:
            own = _written(f"{row.name} {item.year}", item, row.nature, None)
            yield replace(own, side=COVER, origin=row.origin)


def _written(name: str, item: YearAmount, nature: str | None, field: str | None) -> Entry:
    """What is spent more in a year."""
    return Entry(name, CHARGES, {item.year: item.value}, nature, field, item.path, item.value)


def _saved(measure: Measure, tranche: Tranche, years: tuple[int, ...]) -> Entry:
    """An amount of a saving in every year in which it stands."""
    own, span = tranche.times(measure.own_share), tranche.span
    key = "zonder jaar" if span is None else "-".join(map(str, dict.fromkeys(span)))
    dated = span is not None and (tranche.kind == STRUCTURAL or span[0] == span[1])
    return Entry(
        f"{measure.name}: {tranche.kind} {key}",
        YIELDS,
        in_place([own], years).by_year,
        tranche.kind,
        measure.field,
        tranche.path,
        tranche.amount,
        apart=None if dated else own.amount,
        cashable=measure.cashable,
    )
