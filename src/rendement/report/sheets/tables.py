"""Tables of figures: a row for each, and its years beside each other, a few in a table so that they print."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from rendement.figures.field import Family
from rendement.report.sheets.desk import Grid
from rendement.report.sheets.labels import form_of, label_of
from rendement.report.sheets.records import Form
from rendement.source.path import Path, format_path, parse_path
from rendement.source.record import record

ACROSS = 8  # years that stand beside each other
WIDE = (46.0, *(14.0,) * ACROSS)  # the widths of such a sheet
_YEAR = re.compile(r"\d{4}(-\d{4})?")


@record
class Contract:
    """What figures belong to: their family, and the plain data in which their names stand."""

    family: Family
    data: Any
    columns: Collection[str] = ()  # of a monitor

    def is_column(self, piece: str | int) -> bool:
        """Whether a piece of a path is a year, or a column of a monitor."""
        return isinstance(piece, str) and (piece in self.columns or _YEAR.fullmatch(piece) is not None)

    def label(self, path: Path, said: int = 0) -> str:
        """A row in words, without the first pieces of its path."""
        return label_of(self.family, self.data, path, said)


def figure_table(grid: Grid, contract: Contract, title: str, paths: Iterable[str], said: int = 1) -> None:
    """A table of these figures; those with a year stand in the column of that year.

    `said`: how many pieces of their paths the title says.
    """
    rows: dict[Path, dict[str, str]] = {}
    columns: dict[str, None] = {}
    for text in paths:
        path = parse_path(text)
        where = next((place for place, piece in enumerate(path) if contract.is_column(piece)), None)
        column = "" if where is None else str(path[where])
        key = path if where is None else path[:where] + path[where + 1 :]
        rows.setdefault(key, {})[column] = text
        if column:
            columns[column] = None
    if not rows:
        return
    named = sorted(columns) if all(_YEAR.fullmatch(column) for column in columns) else list(columns)
    plain = {key: own for key, own in rows.items() if "" in own}
    dated = {key: own for key, own in rows.items() if set(own) - {""}}
    if plain:
        grid.texts(title, "waarde", role="groep")
        _rows(grid, contract, plain, ("",), said)
    for first in range(0, len(named), ACROSS):
        some = named[first : first + ACROSS]
        grid.texts(title, *some, role="groep")
        _rows(grid, contract, dated, some, said)
    grid.row += 1


def _rows(
    grid: Grid, contract: Contract, rows: dict[Path, dict[str, str]], columns: Sequence[str], said: int
) -> None:
    for key, own in rows.items():
        if not set(own) & set(columns):
            continue
        grid.put(0, contract.label(key, min(said, len(key) - 1)))
        for place, column in enumerate(columns, 1):
            if column in own:
                grid.figure(place, own[column], form_of(contract.family, parse_path(own[column])))
        grid.row += 1


def below(figures: Iterable[str], *base: str | int) -> list[str]:
    """The figures below a path."""
    start = format_path(base)
    return [
        path for path in figures if path.startswith(start) and path[len(start) : len(start) + 1] in (".", "[")
    ]


def line_of(grid: Grid, label: str, cells: Sequence[tuple[str, Form]], first: int = 1) -> None:
    """A row of figures under a label; those that the program lacks stay empty."""
    grid.put(0, label)
    for column, (path, form) in enumerate(cells, first):
        if path in grid.desk.terms.figures:
            grid.figure(column, path, form)
    grid.row += 1
