"""A table as read: rows of named cells, each with its place; and the spelling of its numbers."""

import re
from dataclasses import field

from rendement.source.finding import Finding, Mark
from rendement.source.record import record

MAX_ROWS = 3_000

Grid = list[tuple[int, list[tuple[str, Mark]]]]  # line number, and each cell with its place


@record
class Cell:
    """The text of a cell without white space around it, and where it stands."""

    text: str
    mark: Mark


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
    """The first row that is not empty is the heading; every cell belongs to one column."""
    filled = [(line, cells) for line, cells in grid if any(text for text, _ in cells)]
    if not filled:
        remedy = "begin met een rij kolomnamen"
        return Sheet(name), [Finding("tabel-leeg", "deze tabel is leeg", remedy, mark=Mark(name))]
    if len(filled) > MAX_ROWS:
        message = f"de tabel heeft meer dan {MAX_ROWS:,} rijen".replace(",", ".")
        return Sheet(name), [Finding("tabel-te-lang", message, "splits de tabel", mark=Mark(name))]
    heading = [(text.lower(), mark) for text, mark in filled[0][1]]
    titles = {text.lower(): text for text, _ in filled[0][1]}
    columns: dict[str, Mark] = {}
    findings: list[Finding] = []
    for key, mark in heading:
        if key in columns:
            message = f"de kolom `{key[:40]}` staat er twee keer"
            findings.append(Finding("dubbele-kolom", message, "haal een van de twee weg", mark=mark))
        elif key:
            columns[key] = mark
    rows, places = [], []
    for line, cells in filled[1:]:
        names = [key for key, _ in heading] + [""] * (len(cells) - len(heading))
        rows.append({key: Cell(text, mark) for key, (text, mark) in zip(names, cells, strict=False) if text})
        places.append(Mark(name, line, 1, 1, cells[0][1].quote))
        if "" in rows[-1]:
            message = "deze cel staat onder geen kolomnaam"
            remedy = "geef de kolom een naam, of haal de cel leeg (een scheidingsteken te veel?)"
            findings.append(Finding("cel-zonder-kolom", message, remedy, mark=rows[-1].pop("").mark))
    return Sheet(name, columns, tuple(rows), tuple(places), titles), findings


def spell(value: float) -> str:
    """A number as text that can be read in one way only: `1.125` could be 1125, so it ends in a zero.

    >>> spell(40000), spell(69910.34), spell(1.125), spell(0.00001)
    ('40000', '69910.34', '1.1250', '0.00001')
    """
    from decimal import Decimal  # noqa: PLC0415 - only here

    text = format(Decimal(format(value, ".15g")), "f")
    return text + "0" if re.search(r"\.\d{3}$", text) else text
