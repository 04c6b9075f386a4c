"""Of which months a column is: its name or its keys say it. Months count from the year 0."""

import re
from collections.abc import Mapping
from itertools import pairwise

from rendement.model.monitor import Column
from rendement.source import years
from rendement.source.scalar import ScalarError

YEAR, QUARTER = 12, 3

Span = tuple[int, int]  # the first and the last month

_NAME = re.compile(r"(\d{4})(?:-K([1-4])|-(0[1-9]|1[0-2]))?(?:\s.*)?", re.DOTALL)


def year_of(key: str, column: Column) -> int | None:
    """The year that a column says, or begins its name with."""
    found = _NAME.fullmatch(key)
    if column.jaar is not None or found is None:
        return column.jaar
    try:
        return years.year(found[1])
    except ScalarError:
        return None


def span_of(key: str, columns: Mapping[str, Column]) -> Span | None:
    """The months of a column; None when they do not follow each other, or there is no year.

    >>> span_of("2021-K2", {"2021-K2": Column("realisatie")})
    (24255, 24257)
    """
    column = columns[key]
    if column.som:
        return _together([span_of(part, columns) for part in column.som if part in columns])
    year = year_of(key, column)
    if year is None:
        return None
    first, found = year * YEAR, _NAME.fullmatch(key)
    if found is not None and found[2]:
        first += (int(found[2]) - 1) * QUARTER
        return first, first + QUARTER - 1
    if found is not None and found[3]:
        first += int(found[3]) - 1
        return first, first
    last = YEAR if column.tot_en_met is None else column.tot_en_met[1]
    return first, first + last - 1


def months_of(span: Span | None) -> int | None:
    """How many months that is."""
    return None if span is None else span[1] - span[0] + 1


def _together(spans: list[Span | None]) -> Span | None:
    """One span of spans that follow each other."""
    found = sorted(span for span in spans if span is not None)
    joined = all(one[1] + 1 == two[0] for one, two in pairwise(found))
    return (found[0][0], found[-1][1]) if found and joined and len(found) == len(spans) else None
