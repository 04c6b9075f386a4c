"""A table from a CSV file or a workbook: rows of named cells, each with its place. Nothing is guessed.

A comma, semicolon or tab separates (the heading says which); a byte-order mark and Excel's `sep=;` are
allowed. A number in a workbook is spelt so that it can be read in one way only.
"""

import csv
import io
import re
from dataclasses import field
from pathlib import Path

from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.record import record
from rendement.source.text import note, quote, read_text

MAX_ROWS = 3_000
MAX_COLUMNS = 50
SEPARATORS = (";", "\t", ",")
WORKBOOKS = (".xlsx", ".xlsm")

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


def read_sheet(name: str, tab: str | None = None) -> tuple[Sheet | None, list[Finding]]:
    """The table in a file. Raises UsageError when it does not exist or cannot be read here."""
    if Path(name).suffix.lower() in WORKBOOKS:
        from rendement.source.workbook import read_grid  # noqa: PLC0415 - openpyxl only for a workbook

        note(name)
        grid, findings = read_grid(name, tab)
    else:
        if tab is not None:
            raise UsageError("--blad kan alleen bij een werkboek (.xlsx)")
        text, findings = read_text(name)
        grid, found = _csv_grid(text, name) if text is not None else (None, [])
        findings = findings + found
    if grid is None:
        return None, findings
    sheet, found = assemble(name, grid)
    return sheet, findings + found


def assemble(name: str, grid: Grid) -> tuple[Sheet, list[Finding]]:
    """The first row that is not empty is the heading; every cell belongs to one column."""
    filled = [(line, cells) for line, cells in grid if any(text for text, _ in cells)]
    if not filled:
        remedy = "begin met een rij kolomnamen"
        return Sheet(name), [Finding("tabel-leeg", "deze tabel is leeg", remedy, Mark(name))]
    if len(filled) > MAX_ROWS:
        message = f"de tabel heeft meer dan {MAX_ROWS:,} rijen".replace(",", ".")
        return Sheet(name), [Finding("tabel-te-lang", message, "splits de tabel", Mark(name))]
    heading = [(text.lower(), mark) for text, mark in filled[0][1]]
    titles = {text.lower(): text for text, _ in filled[0][1]}
    columns: dict[str, Mark] = {}
    findings: list[Finding] = []
    for key, mark in heading:
        if key in columns:
            message = f"de kolom `{key[:40]}` staat er twee keer"
            findings.append(Finding("dubbele-kolom", message, "haal een van de twee weg", mark))
        elif key:
            columns[key] = mark
    rows, places = [], []
    for line, cells in filled[1:]:
        names = [key for key, _ in heading] + [""] * (len(cells) - len(heading))
        rows.append({key: Cell(text, mark) for key, (text, mark) in zip(names, cells, strict=False) if text})
        places.append(Mark(name, line, 1, 1, cells[0][1].quote))
        if "" in rows[-1]:
            remedy = "geef de kolom een naam, of haal de cel leeg (een scheidingsteken te veel?)"
            mark = rows[-1].pop("").mark
            findings.append(Finding("cel-zonder-kolom", "deze cel staat onder geen kolomnaam", remedy, mark))
    return Sheet(name, columns, tuple(rows), tuple(places), titles), findings


def spell(value: float) -> str:
    """A number as text that can be read in one way only: `1.125` could be 1125, so it ends in a zero.

    >>> spell(40000), spell(69910.34), spell(1.125), spell(0.00001)
    ('40000', '69910.34', '1.1250', '0.00001')
    """
    from decimal import Decimal  # noqa: PLC0415 - only here

    text = format(Decimal(format(value, ".15g")), "f")
    return text + "0" if re.search(r"\.\d{3}$", text) else text


def _csv_grid(text: str, name: str) -> tuple[Grid | None, list[Finding]]:
    lines = re.split("\r\n|\n|\r", text)
    stream = io.StringIO(text, newline="")
    declared = re.fullmatch(r"sep=(.)", lines[0].strip(), re.IGNORECASE)
    skip = 1 if declared else 0
    if declared:
        stream.readline()
    separator = declared[1] if declared else _separator(next((line for line in lines if line.strip()), ""))
    reader = csv.reader(stream, delimiter=separator, strict=True)
    grid: Grid = []
    before = skip
    try:
        for cells in reader:
            grid.append((before + 1, _marked(cells, name, lines, before + 1)))
            before = skip + reader.line_num
    except csv.Error as error:
        return None, [_broken(str(error), quote(name, lines, before + 1, 1))]
    return grid, []


def _broken(why: str, mark: Mark) -> Finding:
    if "limit" in why:
        remedy = "kort de cel in, of controleer of een aanhalingsteken ontbreekt"
        return Finding("waarde-te-lang", "een cel van deze regel is langer dan 131.072 tekens", remedy, mark)
    message = "de aanhalingstekens in deze regel kloppen niet"
    remedy = 'een aanhalingsteken in een tekst staat er dubbel (""), of sla de tabel opnieuw op als CSV UTF-8'
    return Finding("csv-vorm", message, remedy, mark)


def _separator(heading: str) -> str:
    return max(SEPARATORS, key=heading.count)


def _marked(cells: list[str], name: str, lines: list[str], line: int) -> list[tuple[str, Mark]]:
    """Every cell with its column in the line; a cell that goes on over lines stands at its first."""
    whole, position = lines[line - 1], 0
    marked = []
    for cell in cells:
        first = cell.partition("\n")[0].strip()
        start = whole.find(first, position) if first else -1
        column = start if start >= 0 else min(position, len(whole))
        marked.append((" ".join(cell.split()), quote(name, lines, line, column + 1, max(1, len(first)))))
        position = max(position, column + len(first))
    return marked
