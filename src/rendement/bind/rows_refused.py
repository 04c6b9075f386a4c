"""A table of rows of which a payer or domain would rest on few: who it is, and what does help."""

from collections.abc import Collection, Mapping, Sequence

from rendement.bind.context import Context
from rendement.engine.plan import Part
from rendement.model.line import BenefitLine, CostLine, Line
from rendement.source.path import Path
from rendement.source.rows import CLIENTS, OTHERS, SMALLEST_GROUP, RowTable, small_groups

_MOST = 3  # ways that are named
Ways = Mapping[int, object]


def way_of(part: Part) -> object:
    """In which way a part is borne: what differs in this is never shown as one."""
    return part.bearers, part.counterparty, part.domain


def is_inside(context: Context, line: Line, year: int) -> bool:
    """Whether the period has this year; costs may come after it. A table without years has year 0."""
    first, last = context.case.periode
    return not year or first <= year <= last or (year > last and isinstance(line, CostLine))


def refuse(
    context: Context,
    line: Line,
    place: Path,
    table: RowTable,
    parts: Mapping[int, Part],
    short: Sequence[tuple[int, Part]],
) -> None:
    """The finding about ways that would rest on too few: of each its column, and one of its parts."""
    key = "ontvanger" if isinstance(line, BenefitLine) else "betaler"
    who = [_who(part, key) + _where(line, table, column) for column, part in short]
    more = f"; en nog {len(who) - _MOST}" if len(who) > _MOST else ""
    few = f"minder dan {table.smallest} {CLIENTS[table.who][1]}"
    message = f"in `{OTHERS}` rust op {few}: {'; '.join(who[:_MOST])}{more}"
    remedies = _remedies(line, key, table, parts, {column for column, _ in short})
    context.add((*place, "casussen"), "kleinste-groep", message, _either(remedies))


def _either(said: Sequence[str]) -> str:
    return " of ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _who(part: Part, key: str) -> str:
    """A way in words."""
    said = f"{key} {' en '.join(bearer.actor for bearer in part.bearers)}"
    said += f", tegenpartij {part.counterparty}" if part.counterparty is not None else ""
    return said + (f", domein {part.domain}" if part.domain is not None else "")


def _where(line: Line, table: RowTable, column: int) -> str:
    said = f", groep {table.groups[column]}" if line.splits is not None else ""
    return said + (f", jaar {year}" if (year := table.years[column]) else "")


def _remedies(
    line: Line, key: str, table: RowTable, parts: Mapping[int, Part], columns: Collection[int]
) -> list[str]:
    """What would be accepted as it stands; joining posts where nothing else is."""
    ways = {number: way_of(part) for number, part in parts.items()}
    found = []
    missing = [name for name in (key, "domein") if getattr(line, name) is None]
    borne = {number: part.counterparty for number, part in parts.items()}
    if missing and _passes(table, borne, _columns(table, ()), table.smallest):
        keys = " en ".join(f"`{name}`" for name in missing)
        found.append(f"zet {keys} op de regel (elke post gaat dan daarheen)")
    groups = dict(zip(table.groups, table.members, strict=True))
    if line.splits is not None and len(groups) > 1:
        for smallest in sorted({SMALLEST_GROUP, max(table.members[column] for column in columns) + 1}):
            few = small_groups([*groups.values()], [*groups], smallest)
            together = _columns(table, [[*groups][number] for number in few])
            if smallest > table.smallest and _passes(table, ways, together, smallest):
                found.append(f"schrijf `kleinste_groep: {smallest}`")
                break
        if _passes(table, ways, _columns(table, groups), table.smallest):
            found.append("haal `splits` weg")
    return found or [_otherwise(table, parts, columns)]


def _otherwise(table: RowTable, parts: Mapping[int, Part], columns: Collection[int]) -> str:
    """What may help in the table itself; of that nothing was tried."""
    for column in columns:
        if sum(table.counts[number].column == column for number in parts) > 1:
            return "neem in de tabel posten samen"
    if any(table.years[column] for column in columns):
        return "tel dat jaar in de tabel bij een ander jaar, of laat het weg"
    return "neem een tabel waarin meer van hen de post gebruiken, of laat de post weg"


def _columns(table: RowTable, together: Collection[str]) -> list[set[int]]:
    """Which columns are one when these groups are: those of the same year."""
    of_year: dict[int, set[int]] = {}
    apart = []
    for column, (group, year) in enumerate(zip(table.groups, table.years, strict=True)):
        if group in together:
            of_year.setdefault(year, set()).add(column)
        else:
            apart.append({column})
    return [*of_year.values(), *apart]


def _passes(table: RowTable, ways: Ways, groups: Sequence[Collection[int]], smallest: int) -> bool:
    """Whether nothing rests on too few with these columns as one, each borne in these ways."""
    return all(
        table.at_least(numbers) >= smallest
        for columns in groups
        for numbers in table.joined(ways, columns, smallest)
    )
