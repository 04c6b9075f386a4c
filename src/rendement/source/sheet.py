"""A table from a CSV file or a workbook: rows of named cells, each with its place. Nothing is guessed.

A comma, semicolon or tab separates (the heading says which); a byte-order mark and Excel's `sep=;` are
allowed. A number in a workbook is spelt so that it can be read in one way only.
"""

import csv
import io
import re

from rendement.source.allowance import Allowance
from rendement.source.elsewhere import elsewhere
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.grid import MAX_ROWS, Cell, Grid, Sheet, assemble
from rendement.source.reads import note
from rendement.source.text import MAX_BYTES, MAX_WORKBOOK, quote, read_text

SEPARATORS = (";", "\t", ",")
_SEPARATES = re.compile(r"\t|[^\w\s\"]")
WORKBOOKS = (".xlsx", ".xlsm")
NEAR = 100


def read_sheet(
    name: str, tab: str | None = None, allowance: Allowance | None = None
) -> tuple[Sheet | None, list[Finding]]:
    """The table in a file. Raises UsageError when it does not exist or cannot be read here.

    Workbooks that are read for one case share an allowance.
    """
    if is_workbook(name):
        from rendement.source.workbook import read_grid  # noqa: PLC0415 - only for a workbook

        raw = None
        if (reader := elsewhere()) is None:
            note(name)
        elif (raw := reader(name)) is None:
            raise UsageError(f"het bestand {name[:200]} bestaat daar niet")
        grid, findings = read_grid(name, tab, allowance or Allowance(), raw)
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


def is_workbook(name: str) -> bool:
    """Whether a file has sheets."""
    return name.lower().endswith(WORKBOOKS)


def largest(name: str) -> int:
    """How many bytes a file may have."""
    return MAX_WORKBOOK if is_workbook(name) else MAX_BYTES


def _csv_grid(text: str, name: str) -> tuple[Grid | None, list[Finding]]:
    lines = re.split("\r\n|\n|\r", text)
    stream = io.StringIO(text, newline="")
    declared = re.fullmatch(r"\s*sep=(.)\s*", lines[0], re.IGNORECASE)
    if declared and not _SEPARATES.fullmatch(declared[1]):
        return None, [_no_separator(declared[1], quote(name, lines, 1, 1, len(lines[0])))]
    skip = 1 if declared else 0
    if declared:
        stream.readline()
    separator = declared[1] if declared else _separator(next((line for line in lines if line.strip()), ""))
    reader = csv.reader(stream, delimiter=separator, strict=True)
    grid: Grid = []
    before = skip
    try:
        for cells in reader:
            row = _marked(cells, name, lines, before + 1)
            if row:
                grid.append((quote(name, lines, before + 1, 1), row))
            if len(grid) > MAX_ROWS:
                break
            before = skip + reader.line_num
    except csv.Error as error:
        return None, [_broken(str(error), quote(name, lines, before + 1, 1))]
    return grid, []


def _no_separator(sign: str, mark: Mark) -> Finding:
    message = f"`sep={sign}`: met dit teken zijn geen kolommen te scheiden"
    return Finding("csv-vorm", message, "schrijf sep=; of laat deze regel weg", mark=mark)


def _broken(why: str, mark: Mark) -> Finding:
    if "limit" in why:
        message = "een cel van deze regel is langer dan 131.072 tekens"
        remedy = "kort de cel in, of controleer of een aanhalingsteken ontbreekt"
        return Finding("waarde-te-lang", message, remedy, mark=mark)
    message = "de aanhalingstekens in deze regel kloppen niet"
    remedy = 'een aanhalingsteken in een tekst staat er dubbel (""), of sla de tabel opnieuw op als CSV UTF-8'
    return Finding("csv-vorm", message, remedy, mark=mark)


def _separator(heading: str) -> str:
    return max(SEPARATORS, key=heading.count)


def _marked(cells: list[str], name: str, lines: list[str], line: int) -> dict[int, Cell]:
    """Every filled cell with its column in the line; a cell that goes on over lines stands at its first."""
    whole, position = lines[line - 1], 0
    marked = {}
    for number, cell in enumerate(cells):
        first = cell.partition("\n")[0].strip()
        # it begins close by: behind a separator, perhaps a quotation mark, and white space of its own
        start = whole.find(first, position, position + 2 * len(cell) + NEAR) if first else -1
        column = start if start >= 0 else min(position, len(whole))
        text = " ".join(cell.split())
        if text:
            marked[number] = Cell(text, quote(name, lines, line, column + 1, max(1, len(first))))
        position = max(position, column + len(first) + 1)
    return marked
