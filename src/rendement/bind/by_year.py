"""A line whose table of rows says in which year each counts: one line of the plan for each of those years.

All of them share what is written on the line, and the numbers of the table; each has the posts of its own
year. The first stands where the line is written, the others behind the lines of the file.
"""

from collections.abc import Iterator
from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.line import bind_line
from rendement.bind.rows_refused import is_inside
from rendement.engine.plan import BENEFITS, Part, Side
from rendement.engine.plan import Line as PlanLine
from rendement.model.line import Line
from rendement.model.years import series_of
from rendement.source.path import Path, format_path
from rendement.source.rows import RowTable
from rendement.source.scalar import span_text

_YEARS = ("per", "jaar", "jaren", "maanden", "herhaling")


def bind_lines(context: Context, line: Line, side: Side, number: int) -> list[PlanLine]:
    """The lines of the plan that come of one that is written: one, or one for each year of its table."""
    whole, table = bind_line(context, line, side, number), context.rows(line)
    if table is None or not table.named_years:
        return [whole]
    place: Path = (side, number)
    _check(context, line, table, place)
    if any(bearer.amount is not None for part in whole.parts for bearer in part.bearers):
        message = "een vast bedrag geldt voor een hele regel, en deze tabel telt elk jaar apart"
        key = "casussen" if whole.bearers is None else "ontvanger" if side == BENEFITS else "betaler"
        context.add((*place, key), "reeks-met-jaar", message, "geef elke actor een aandeel")
    return list(_years(whole, table))


def numbered(written: list[list[PlanLine]]) -> Iterator[PlanLine]:
    """The lines of one side in order: those that are written, and behind them what is left of each."""
    yield from (lines[0] for lines in written)
    number = len(written)
    for lines in written:
        for line in lines[1:]:
            yield replace(line, path=format_path((line.side, number)))
            number += 1


def _years(whole: PlanLine, table: RowTable) -> Iterator[PlanLine]:
    for year in table.named_years:
        columns = [column for column, own in enumerate(table.years) if own == year]
        later = year > table.named_years[0]
        yield replace(
            whole,
            name=f"{whole.name} ({year})",
            slug=f"{whole.slug}-{year}" if later else whole.slug,
            year_of=whole.path if later else None,
            years=(year,),
            timing=(1.0,),
            parts=tuple(_placed(part, columns) for part in whole.parts if part.household in columns),
            households=tuple(whole.households[column] for column in columns),
            sample=None if whole.sample is None else whole.sample.only(_counts(table, columns)),
            realised=None if whole.realised is None else whole.realised & {year},
        )


def _placed(part: Part, columns: list[int]) -> Part:
    return replace(part, household=None if part.household is None else columns.index(part.household))


def _counts(table: RowTable, columns: list[int]) -> frozenset[int]:
    return frozenset(number for number, count in enumerate(table.counts) if count.column in columns)


def _check(context: Context, line: Line, table: RowTable, place: Path) -> None:
    """The table says the years, so the line does not; and they lie inside the period."""
    named, series = "de kolom `jaar` van de tabel noemt elk jaar zelf", series_of(line)
    for key in (key for key in _YEARS if getattr(line, key, None) is not None):
        code = "reeks-met-per" if key == "per" else "reeks-met-jaar"
        context.add((*place, key), code, f"{named}; `{key}` kan hier niet staan", f"haal `{key}` weg")
    for key in series:
        message = f"{named}; `{key}` per jaar kan hier niet staan"
        context.add((*place, key), "reeks-met-jaar", message, f"schrijf `{key}` als één getal")
    wrong = [year for year in table.named_years if not is_inside(context, line, year)]
    if wrong:
        named = f"{wrong[0]} ligt" if len(wrong) == 1 else f"{wrong[0]} en {wrong[-1]} liggen"
        message = f"{named} buiten de periode {span_text(context.case.periode)}"
        remedy = "verbeter het jaar in de tabel, of schrijf een periode waar het in ligt"
        said = {"jaren": wrong, "periode": context.case.periode}
        context.add((*place, "casussen"), "jaar-buiten-periode", message, remedy, said=said)
