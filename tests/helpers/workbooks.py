"""Workbooks of files of the project, as records and as a file; and what a formula is made of."""

import re
from functools import cache

from rendement.render.xlsx import as_xlsx
from rendement.report.contents import contents
from rendement.report.sheets.records import address
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported

TEXT = re.compile(r'"(?:[^"]|"")*"')
REFERENCE = re.compile(r"(?:([A-Za-z]+)!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
NUMBER = re.compile(r"(?<![\w$.])\d+(?:\.\d+)?(?:E[+-]?\d+)?(?![\w.(])")
COUNTED = re.compile(r"COUNTIF\([^,]*,")


@cache
def made(path, **options):
    """What a report is made of, and its workbook."""
    found = reported(calculate(str(path), Options(**options)))
    return found, contents("werkboek", found)


def written(path, target, **options):
    """The workbook as a file."""
    target.write_bytes(as_xlsx(made(path, **options)[1]))
    return target


def formulas(workbook):
    """Every formula with the sheet that it stands on."""
    return [(sheet.name, cell) for sheet in workbook.sheets for cell in sheet.cells if cell.formula]


def cells_of(workbook):
    """The cells that hold something, by sheet and address."""
    return {
        f"{sheet.name}!{address(cell.row, cell.column)}": cell
        for sheet in workbook.sheets
        for cell in sheet.cells
        if cell.value is not None
    }


def references(sheet, formula):
    """The cells that a formula names, ranges cell by cell; counting passes over what is empty."""
    for name, column, row, last_column, last_row in REFERENCE.findall(COUNTED.sub("", TEXT.sub("", formula))):
        for number in range(int(row), int(last_row or row) + 1):
            assert last_column in ("", column)
            yield f"{name or sheet}!${column}${number}"


def numbers(formula):
    """The numbers that stand in a formula itself."""
    return NUMBER.findall(REFERENCE.sub("", TEXT.sub("", formula)))


def input_cells(workbook):
    """The cell of every input, by its path."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Invoer")
    at = {(cell.row, cell.column): cell.value for cell in sheet.cells}
    return {at[bounds.row, 5]: f"Invoer!B{bounds.row + 1}" for bounds in sheet.bounds}
