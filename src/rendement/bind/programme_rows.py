"""Figures by year of a programme: of a measure, a cost, a cover, staff; and which of them are pro memorie."""

from collections.abc import Iterable, Mapping

from rendement.bind.context import Context
from rendement.engine.inputs import InputKind
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import AmountRow, StaffRow, YearAmount
from rendement.model import programme as written
from rendement.model.programme_values import Booked, Figure
from rendement.source.path import Path, format_path
from rendement.source.saving_kinds import ONCE, STRUCTURAL


def figures(
    context: Context,
    items: Iterable[Figure],
    place: Path,
    last: int,
    domain: str | None = None,
    kind: InputKind = "bedrag",
) -> tuple[YearAmount, ...]:
    """What stands in each year: a structural figure from its year up to and including `last`."""
    found: list[YearAmount] = []
    for item in items:
        if item.value is None:
            continue
        own = place_of(place, item)
        value, path = context.number(own, item.value, kind), format_path(own)
        years = range(item.year, last + 1) if item.kind == STRUCTURAL else (item.year,)
        lasts = None if item.kind is None else item.kind != ONCE
        found += [YearAmount(path, year, value, domain, lasts) for year in years]
    return tuple(found)


def place_of(place: Path, item: Figure) -> Path:
    """Where a figure was written."""
    return (*place, str(item.year)) if item.kind is None else (*place, item.kind, str(item.year))


def known(values: Mapping[int, float]) -> tuple[Figure, ...]:
    """Figures by year that are all known."""
    return tuple(Figure(year, value) for year, value in values.items())


def unknown(items: Iterable[Figure | Booked], place: Path, name: str, direction: str) -> tuple[Unvalued, ...]:
    """The years that are pro memorie."""
    found = []
    for item in items:
        if isinstance(item, Figure) and item.value is None:
            own, key = place_of(place, item), str(item.year)
        elif isinstance(item, Booked) and item.amount is None:
            own, key = (*place, str(item.key)), str(item.key)
        else:
            continue
        found.append(Unvalued(format_path(own), f"{name}, {key}", None, direction))
    return tuple(found)


def costs(context: Context, rows: Iterable[written.CostRow], end: int) -> tuple[AmountRow, ...]:
    """The costs of the programme as a whole."""
    return tuple(
        AmountRow(
            path=f"kosten[{i}]",
            name=row.naam,
            amounts=figures(context, row.bedragen, ("kosten", i, "bedragen"), row.tot or end),
            field=row.taakveld,
            source=row.bron,
            note=row.toelichting,
        )
        for i, row in enumerate(rows)
    )


def covers(context: Context, rows: Iterable[written.CoverRow], end: int) -> tuple[AmountRow, ...]:
    """What covers the target otherwise."""
    return tuple(
        AmountRow(
            path=f"dekking[{i}]",
            name=row.naam,
            amounts=figures(context, known(row.bedragen), ("dekking", i, "bedragen"), end),
            block=row.blok,
            origin=row.uit,
            nature=row.soort,
            source=row.bron,
            note=row.toelichting,
        )
        for i, row in enumerate(rows)
    )


def staff(context: Context, rows: Iterable[written.StaffRow], end: int) -> tuple[StaffRow, ...]:
    """Staff by year, at a rate."""
    return tuple(
        StaffRow(
            path=f"formatie[{i}]",
            name=row.naam,
            staff=figures(context, row.fte, ("formatie", i, "fte"), row.tot or end, kind="aantal"),
            rate=context.number(("formatie", i, "tarief"), row.tarief, "bedrag"),
            field=row.taakveld,
            source=row.bron,
            note=row.toelichting,
        )
        for i, row in enumerate(rows)
    )
