"""A workbook as bytes: XlsxWriter (`rendement[excel]`) is imported only here."""

import io
from collections.abc import Callable
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any

from rendement.render.xlsx_charts import add_charts
from rendement.report.sheets.records import Look, Sheet, SheetCell, Workbook
from rendement.source.finding import UsageError
from rendement.source.sums import total

_MADE = datetime(2000, 1, 1)
_LACKING = ';"-"'
_FORMS = {
    "bedrag": '#,##0;-#,##0;0;"-"',
    "centen": '#,##0.00;-#,##0.00;0;"-"',
    "aandeel": '0.0%;-0.0%;0%;"-"',
    "fijn": '0.00##%;-0.00##%;0%;"-"',
    "aantal": '#,##0.####;-#,##0.####;0;"-"',
    "verhouding": '0.00;-0.00;0.00;"-"',
    "jaar": "0",
    "los": "General",
}
_INK, _RULE = "#1a1a1a", "#7f7f7f"
_ROLES: dict[str, dict[str, Any]] = {
    "titel": {"bold": True, "font_size": 16},
    "kop": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "groep": {"bold": True, "bg_color": "#e7edf3", "text_wrap": True},
    "tekst": {},
    "totaal": {"bold": True, "top": 1},
    "invoer": {"bg_color": "#fff2b3", "locked": False, "border": 1, "border_color": _RULE},
    "vast": {"font_color": "#595959", "bg_color": "#f2f2f2"},
    "tussenstap": {"font_color": "#595959"},
    "oordeel": {"italic": True, "align": "left", "indent": 1},
}
_CHANGED = {"bg_color": "#f4b183", "bold": True}
_ROW, _HIGHEST = 13.5, 409.0  # points of a line of text; of the highest row there may be
_WIDE = 1.15  # how much wider bold is


def require() -> Any:
    """The library, or UsageError when it is not installed."""
    try:
        import xlsxwriter  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise UsageError("voor een werkboek is XlsxWriter nodig: pip install 'rendement[excel]'") from None
    return xlsxwriter


def as_xlsx(made: Workbook) -> bytes:
    """The workbook as a file; no formula, link or number is made of a text."""
    written = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    library = require()
    book = library.Workbook(written, {"in_memory": True, "constant_memory": False, **plain})
    book.set_properties({"title": made.title, "created": _MADE})
    book.set_calc_mode("auto")
    looks, kind = _looks(book), _kind_of_page(library)
    for sheet in made.sheets:
        _sheet(book, book.add_worksheet(sheet.name, kind), sheet, looks)
    for name, place in made.names:
        book.define_name(name, f"={place}")
    book.close()
    return written.getvalue()


def _kind_of_page(library: Any) -> Any:
    """A sheet that takes formulas as they are: no function of ours is newer than the form of the file."""

    class Page(library.worksheet.Worksheet):  # type: ignore[misc,name-defined,unused-ignore]
        def _prepare_formula(self, formula: str, _: bool = False) -> str:
            return formula.removeprefix("=")

    return Page


def _looks(book: Any) -> Callable[[Look], Any]:
    @cache
    def look(wanted: Look) -> Any:
        kind: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": _INK, "valign": "top"}
        kind |= _ROLES[wanted.role]
        if wanted.form == "tekst" or wanted.role == "oordeel":
            kind["text_wrap"] = True
        elif wanted.role in ("kop", "groep"):
            kind |= {"text_wrap": True, "align": "right"}
        else:
            form = _FORMS[wanted.form]
            if wanted.role == "invoer":  # what is typed there shows, also where it is no number
                form = form.removesuffix(_LACKING)
            kind |= {"num_format": form, "align": "right"}
        return book.add_format(kind)

    return look


def _sheet(book: Any, page: Any, sheet: Sheet, looks: Callable[[Look], Any]) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, lines in _lines(sheet).items():
        page.set_row(row, min(_HIGHEST, lines * _ROW))
    for cell in sheet.cells:
        _cell(page, cell, looks(cell.look))
    _bounded(page, sheet)
    if sheet.changes is not None:
        first, last, column, base = sheet.changes
        test = f"={_letter(column)}{first + 1}<>{_letter(base)}{first + 1}"
        rule = {"type": "formula", "criteria": test, "format": book.add_format(_CHANGED)}
        page.conditional_format(first, column, last, column, rule)
    add_charts(book, page, sheet)
    _printed(page, sheet)


def _bounded(page: Any, sheet: Sheet) -> None:
    """What each cell that may be changed takes; those that take the same together."""
    alike: dict[tuple[float, float, str], list[tuple[int, int]]] = {}
    for item in sheet.bounds:
        alike.setdefault((item.low, item.high, item.message), []).append((item.row, item.column))
    for (low, high, message), cells in alike.items():
        rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        said = {"error_title": "Deze waarde kan niet", "error_message": message}
        ranges = [[row, column, row, column] for row, column in cells]
        page.data_validation(*ranges[0], rule | said | {"other_cells": ranges[1:]})


def _letter(column: int) -> str:
    return "$" + chr(ord("A") + column)


def _lines(sheet: Sheet) -> dict[int, int]:
    """How many lines of text a row takes, where that is more than one; a title is higher."""
    found: dict[int, int] = {}
    for cell in sheet.cells:
        if not isinstance(cell.value, str):
            continue
        room = total(sheet.widths[cell.column : cell.column + cell.across])
        size = _WIDE if cell.look.role in ("kop", "groep", "totaal") else 1.0
        lines = 2 if cell.look.role == "titel" else ceil(len(cell.value) * size / room)
        found[cell.row] = max(found.get(cell.row, 1), lines)
    return {row: lines for row, lines in found.items() if lines > 1}


def _cell(page: Any, cell: SheetCell, look: Any) -> None:
    if cell.across > 1:
        page.merge_range(cell.row, cell.column, cell.row, cell.column + cell.across - 1, "", look)
    if cell.formula is not None:
        page.write_formula(cell.row, cell.column, f"={cell.formula}", look, cell.value)
    elif cell.value is None:
        page.write_blank(cell.row, cell.column, None, look)
    elif isinstance(cell.value, str):
        page.write_string(cell.row, cell.column, cell.value, look)
    else:
        page.write_number(cell.row, cell.column, cell.value, look)


def _printed(page: Any, sheet: Sheet) -> None:
    """On paper: landscape, one page wide, with its heads on every page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_footer("&L&A&R&P / &N")
    page.hide_gridlines(2)
    if sheet.heads:
        page.repeat_rows(sheet.heads - 1)
        page.freeze_panes(sheet.heads, 1)
    page.protect("", {"format_columns": True, "format_rows": True, "objects": True})
