"""The columns of a monitor, each with its months and the column that it grew from."""

from collections.abc import Mapping
from dataclasses import replace

from rendement.engine.monitor_plan import FORECAST, REALISED, Column
from rendement.model import monitor as written
from rendement.model.monitor_time import span_of, year_of


def bind_columns(columns: Mapping[str, written.Column]) -> dict[str, Column]:
    """The columns in order."""
    found = {
        key: Column(
            key=key,
            kind=column.soort,
            months=(span := span_of(key, columns)),
            year=year_of(key, column) if span is None or column.jaar is not None else span[0] // 12,
            name=column.naam,
            known=column.peildatum,
            until=None if column.tot_en_met is None else "{}-{:02}".format(*column.tot_en_met),
            replaces=column.vervangt,
            adds=column.som,
        )
        for key, column in columns.items()
    }
    return {key: _with_base(column, found) for key, column in found.items()}


def _with_base(column: Column, columns: Mapping[str, Column]) -> Column:
    """With the last whole realised year before it, for a realised year and for a prognosis."""
    if not column.whole or column.year is None or column.kind not in (REALISED, FORECAST):
        return column
    year = column.year
    earlier = [
        other
        for other in columns.values()
        if other.kind == REALISED and other.whole and other.year is not None and other.year < year
    ]
    last = max(earlier, key=lambda other: other.year or 0, default=None)
    return column if last is None else replace(column, base=last.key)
