"""CSV: one header, one row per line, unrounded figures; for machines, or for a Dutch Excel."""

import csv
import io
from collections.abc import Callable, Iterable

from rendement.render.spreadsheet import cell_text, figure, inert, unsplit
from rendement.report.document import Cell, Table, text


def as_csv(table: Table) -> str:
    """Comma between cells, decimal point."""
    return separated(_rows(table, shown), ",")


def as_dutch_csv(table: Table) -> str:
    """Semicolon between cells, decimal comma, lines that end as Windows wants them."""
    return separated(_rows(table, dutch), ";", "\r\n")


def separated(rows: Iterable[Iterable[str]], delimiter: str, end: str = "\n") -> str:
    """Rows as text; quotes only where a cell needs them."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return file.getvalue()


def shown(cell: Cell) -> str:
    """The figure behind a cell, else its text."""
    return figure(cell.value) if cell.value is not None else unsplit(inert(cell.text), ";")


def dutch(cell: Cell) -> str:
    """The same, for a Dutch spreadsheet."""
    return figure(cell.value, ",") if cell.value is not None else cell_text(cell.text)


def _rows(table: Table, show: Callable[[Cell], str]) -> list[list[str]]:
    head = [show(text(column.head)) for column in table.columns]
    return [head, *([show(cell) for cell in row.cells] for row in table.rows)]
