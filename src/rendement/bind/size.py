"""How large a line is in each year: how often its amount counts, for which months, times which numbers."""

from rendement.bind.context import Context
from rendement.engine.arithmetic import Number, evenly
from rendement.engine.inputs import InputKind
from rendement.engine.plan import BY_YEAR, EACH_YEAR, IN_ALL, SCALING, Basis, Factor, Part
from rendement.engine.sample import Sample, called
from rendement.model.line import Line
from rendement.model.values import Series, Uncertain
from rendement.model.years import repeat_of, series_of
from rendement.source.path import Path, format_path

STAFF_YEAR = "fte-jaar"


def results(context: Context, line: Line, years: tuple[int, ...], place: Path) -> tuple[Number, ...]:
    """How often the size of the line counts in each year: every year, once in all, or as a series says."""
    counts = evenly(len(years)) if _once(line) else (1.0,) * len(years)
    for key, series in (("aantal", line.aantal), ("fte", line.fte)):
        if isinstance(series, Series):
            numbers = by_year(context, series, years, (*place, key), "aantal")
            counts = tuple(c * n for c, n in zip(counts, numbers, strict=True))
    return counts


def months(context: Context, line: Line, years: tuple[int, ...], place: Path) -> tuple[Number, ...] | None:
    """The part of a yearly amount that counts in each year."""
    own = (*place, "maanden")
    if line.maanden is None:
        return None
    if isinstance(line.maanden, Series):
        return tuple(months / 12 for months in by_year(context, line.maanden, years, own, "maanden"))
    return (context.number(own, line.maanden, "maanden") / 12,) * len(years)


def prices(context: Context, line: Line, years: tuple[int, ...], place: Path) -> tuple[Number, ...] | None:
    """An amount for each year, when the line has one."""
    if not isinstance(line.bedrag, Series):
        return None
    return by_year(context, line.bedrag, years, (*place, "bedrag"), "bedrag")


def scaled_to(context: Context, line: Line, place: Path) -> Number | None:
    """The size of the group for which the households stand."""
    if line.opschalen_naar is None:
        return None
    table, own = context.rows(line), (*place, "opschalen_naar")
    if table is not None and line.opschalen_naar < table.clients:
        message = f"de tabel telt er {table.clients}; opschalen naar minder kan niet"
        context.add(own, "opschalen-te-klein", message, "geef de grootte van de hele groep")
    return context.number(own, line.opschalen_naar, "aantal")


def by_year(
    context: Context, value: Series, years: tuple[int, ...], place: Path, kind: InputKind
) -> tuple[Number, ...]:
    """The figure of each of these years; 0 for one that the series does not name."""
    named = dict(value.by_year)
    return tuple(
        context.number((*place, str(year)), named[year], kind) if year in named else 0.0 for year in years
    )


def quantity(context: Context, line: Line, place: Path) -> tuple[Factor, ...]:
    """The numbers by which the size of every year is multiplied."""

    def factor(key: str, value: Uncertain | Series | None, kind: InputKind = "aantal") -> list[Factor]:
        if value is None or isinstance(value, Series):
            return []
        own = (*place, key)
        return [Factor(format_path(own), key, context.number(own, value, kind))]

    factors = [*factor("aantal", line.aantal), *factor("fte", line.fte)]
    if line.uren_per_week is not None and line.voltijd is not None:
        own = (*place, "uren_per_week")
        hours = context.number(own, line.uren_per_week, "aantal")
        full = context.number((*place, "voltijd"), line.voltijd, "aantal")
        factors.append(Factor(format_path(own), "fte", hours / full))
    factors += [*factor("bereik", line.bereik, "aandeel"), *factor("slaagkans", line.slaagkans, "aandeel")]
    group = scaled_to(context, line, place)
    if group is not None and line.casussen:
        path = format_path((*place, "opschalen_naar"))
        table = context.rows(line)
        size = len(line.casussen) if table is None else table.clients
        factors.append(Factor(path, SCALING, group / size))
    return tuple(factors)


def basis(line: Line) -> Basis:
    """Whether the number is that of each year, of every year its own, or of all years together."""
    if not {"aantal", "fte"}.isdisjoint(series_of(line)):
        return BY_YEAR
    if is_staff(line) or line.per == "jaar":
        return EACH_YEAR
    return IN_ALL if repeat_of(line) is None else BY_YEAR


def unit(line: Line, parts: tuple[Part, ...], years: tuple[int, ...], sample: Sample | None) -> str | None:
    """What the price is for, if there is anything to say: a unit, a year, or that it is a mean."""
    if is_staff(line):
        return STAFF_YEAR
    if line.opschalen_naar is not None:
        return f"gem. per {called(sample, 'casus', 'casussen')[0]}"
    if isinstance(line.bedrag, Series) and len(years) > 1:
        return "gem." if basis(line) == BY_YEAR else "alle jaren"
    if len(parts) == 1 and not parts[0].basket and parts[0].price.unit is not None:
        return parts[0].price.unit
    return "per jaar" if line.duur not in (None, 1) or line.per == "jaar" else None


def is_staff(line: Line) -> bool:
    """Whether the size is a staff."""
    return line.fte is not None or line.uren_per_week is not None


def _once(line: Line) -> bool:
    """Whether the size is spread over all years together."""
    if series_of(line) or is_staff(line):
        return False
    return line.per == "periode" or (
        line.per is None and (line.casussen is not None or line.voor is not None)
    )
