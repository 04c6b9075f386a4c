"""A table as read: rows of named cells, each with its place; and the spelling of its numbers."""

import re
from dataclasses import field

from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.record import record

MAX_ROWS = 3_000
MAX_CELLS = 50_000


class NoSheetError(UsageError):
    """A workbook does not have the sheet that is wanted, or it may not be read."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}; {remedy}")
        self.message, self.remedy = message, remedy


@record
class Cell:
    """The text of a cell without white space around it, and where it stands."""

    text: str
    mark: Mark


Grid = list[tuple[Mark, dict[int, Cell]]]  # each row that is not empty: its place, and its cells by column


@record
class Sheet:
    """The columns and the rows below them; a row holds only cells with something in them."""

    name: str
    columns: dict[str, Mark] = field(default_factory=dict)
    rows: tuple[dict[str, Cell], ...] = ()
    places: tuple[Mark, ...] = ()  # of each row
    titles: dict[str, str] = field(default_factory=dict)  # the heading of a column as it was written

    def place(self, number: int, column: str) -> Mark:
        """The place of a cell, also of an empty one."""
        cell = self.rows[number].get(column)
        return cell.mark if cell else self.places[number]


def assemble(name: str, grid: Grid) -> tuple[Sheet, list[Finding]]:
    """The first row is the heading; every cell belongs to one column."""
    refused = _refused(name, grid)
    if refused is not None:
        return Sheet(name), [refused]
    heading = grid[0][1]
    names = {column: cell.text.lower() for column, cell in heading.items()}
    columns: dict[str, Mark] = {}
    findings: list[Finding] = []
    for column, key in names.items():
        if key in columns:
            message = f"de kolom `{key[:40]}` staat er twee keer"
            remedy = "haal een van de twee weg"
            findings.append(Finding("dubbele-kolom", message, remedy, mark=heading[column].mark))
        columns.setdefault(key, heading[column].mark)
    rows = [{names.get(column, ""): cell for column, cell in cells.items()} for _, cells in grid[1:]]
    for row in rows:
        if "" in row:
            message = "deze cel staat onder geen kolomnaam"
            remedy = "geef de kolom een naam, of haal de cel leeg (een scheidingsteken te veel?)"
            findings.append(Finding("cel-zonder-kolom", message, remedy, mark=row.pop("").mark))
    titles = {cell.text.lower(): cell.text for cell in heading.values()}
    return Sheet(name, columns, tuple(rows), tuple(place for place, _ in grid[1:]), titles), findings


def _refused(name: str, grid: Grid) -> Finding | None:
    """Why a table cannot be used as a whole."""
    mark = Mark(name)
    if not grid:
        return Finding("tabel-leeg", "deze tabel is leeg", "begin met een rij kolomnamen", mark=mark)
    if len(grid) > MAX_ROWS:
        return Finding("tabel-te-lang", "de tabel heeft meer dan 3.000 rijen", "splits de tabel", mark=mark)
    if sum(len(cells) for _, cells in grid) > MAX_CELLS:
        message = "de tabel heeft meer dan 50.000 gevulde cellen"
        return Finding("te-veel-waarden", message, "splits de tabel", mark=mark)
    return None


def spell(value: float) -> str:
    """A number as text that can be read in one way only: `1.125` could be 1125, so it ends in a zero.

    >>> spell(40000), spell(69910.34), spell(1.125), spell(0.00001)
    ('40000', '69910.34', '1.1250', '0.00001')
    """
    from decimal import Decimal  # noqa: PLC0415 - only here

    text = format(Decimal(format(value or 0, ".15g")), "f")
    return text + "0" if re.search(r"\.\d{3}$", text) else text
