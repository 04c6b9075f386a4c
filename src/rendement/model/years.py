"""Which years a line covers: a series names them, else `jaar`, `jaren` or the whole period."""

from rendement.model.line import CostLine, Line, Repeat
from rendement.model.values import Series

Period = tuple[int, int]

SERIES_KEYS = ("bedrag", "aantal", "fte")


def series_of(line: Line) -> dict[str, Series]:
    """The keys of the line that are a series by year (months apart: they set no years)."""
    return {key: value for key in SERIES_KEYS if isinstance(value := getattr(line, key), Series)}


def repeat_of(line: Line) -> Repeat | None:
    """How often a line returns; only costs do."""
    return line.herhaling if isinstance(line, CostLine) else None


def repeated(repeat: Repeat, year: int) -> tuple[int, ...]:
    """A year and every one in which it returns.

    >>> repeated(Repeat(elke="10", tot="2054"), 2025)
    (2025, 2035, 2045)
    """
    return tuple(range(year, max(year, repeat.tot) + 1, repeat.elke))


def covered_years(line: Line, period: Period) -> tuple[int, ...]:
    """The years in which the line counts, in order."""
    for value in series_of(line).values():
        return value.years
    first, last = (line.jaar, line.jaar) if line.jaar is not None else line.jaren or period
    return tuple(range(first, last + 1))
