"""HTML that pastes into Word as a table: plain markup, the little style it needs on the cells themselves.

A table is as wide as a page in portrait allows, for what stands beyond its edge is lost in Word. A fragment
is pure ASCII, so no encoding on its way to a page or a clipboard can spoil it.
"""

from collections.abc import Sequence
from html import escape

from rendement.render.measure import GAP, length, natural, on_paper
from rendement.render.spreadsheet import inert
from rendement.report.document import CODE, Cell, Column, Document, Facts, Notes, Plain, Role, Row, Table

PAGE = 78  # characters beside each other on A4 in portrait

_SIGN = 7.5  # pixels

_CELL = "padding:2px 8px;vertical-align:top"
_FIGURE = ";text-align:right;white-space:nowrap"
_GAP = '<p style="margin:0">&#160;</p>'
_INDENT = ";padding-left:22px"
_SPACE = "&#160;"  # before words, and more before a step: LibreOffice does without the padding
_ROLES: dict[Role, str] = {
    "kop": ";padding-top:10px;font-weight:bold",
    "groep": ";font-style:italic",
    "totaal": ";border-top:1px solid #666;font-weight:bold",
    "uitkomst": ";border-top:3px double #666;font-weight:bold",
}
_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 Calibri, Carlito, Arial, sans-serif; color: #111; background: #fff; }}
body {{ max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ font-variant-numeric: tabular-nums; }}
p {{ margin: 0 0 6px; }}
td, th, h2, p, li {{ overflow-wrap: break-word; }}
ul {{ max-width: 50rem; }}
@media screen and (prefers-color-scheme: dark) {{
:root {{ color-scheme: dark; }}
body {{ color: CanvasText; background: Canvas; }}
}}
@media screen and (max-width: 40rem) {{
body {{ font-size: 13px; margin: 1rem auto; padding: 0 .5rem; }}
table {{ display: block; overflow-x: auto; }}
td, th {{ padding-left: 3px !important; padding-right: 3px !important; }}
td:last-child, th:last-child {{ position: sticky; right: 0; background: Canvas; }}
}}
</style>
</head>
<body>
{body}</body>
</html>
"""


def as_fragment(documents: Sequence[Document]) -> str:
    """Headings, tables and lists without a page around them."""
    body = "".join(_document(document) for document in documents)
    return body.encode("ascii", "xmlcharrefreplace").decode("ascii")


def as_page(documents: Sequence[Document]) -> str:
    """The same as a page of its own."""
    body = "".join(_document(document) for document in documents)
    return _PAGE.format(title=_text(documents[0].title), body=body)


def _document(document: Document) -> str:
    pieces = [f"<h2>{_text(document.title)}</h2>", *(f"<p>{_text(head)}</p>" for head in document.heads)]
    for number, block in enumerate(document.printed):
        between = _GAP if number else ""  # Word makes one table of two that touch
        pieces += [f"<h3>{_text(block.title)}</h3>" if block.title else between, _block(block)]
    return "\n".join(piece for piece in pieces if piece) + "\n"


def _block(block: Plain) -> str:
    if isinstance(block, Notes) and block.prose:
        return "\n".join(f"<p>{_text(item)}</p>" for item in block.items)
    if isinstance(block, Notes):
        items = [f"<li>{_sentence(item, coded=block.coded)}</li>" for item in block.items]
        return "\n".join(["<ul>", *items, "</ul>"])
    if isinstance(block, Facts):
        return _facts(block)
    return f"\n{_GAP}\n".join(_table(table, widths) for table, widths in on_paper(block, PAGE))


def _facts(block: Facts) -> str:
    room = PAGE - GAP - max((length(cell.text) for _, cell in block.items), default=0)
    sizes = [_width(room if length(label) > room else 0) for label, _ in block.items]
    rows = [
        f"<tr>{_cell(Cell(label), '', more=size)}{_cell(cell, _FIGURE)}</tr>"
        for (label, cell), size in zip(block.items, sizes, strict=True)
    ]
    return _framed([], rows)


def _table(table: Table, widths: list[int]) -> str:
    """A table; a column narrower than what stands in it has its width written, or Word widens it again."""
    heads: list[str] = []
    for column, width, whole in zip(table.columns, widths, natural(table), strict=True):
        heads.append(_head(column, width if width < whole else 0, _before(column) if heads else ""))
    grouped = any(row.role in ("kop", "groep") for row in table.rows)
    rows = [_row(row, table.columns, _INDENT if grouped else "") for row in table.rows]
    return _framed(["<thead>", f"<tr>{''.join(heads)}</tr>", "</thead>"], rows)


def _framed(head: list[str], rows: list[str]) -> str:
    body = ["<tbody>", *rows, "</tbody>"]
    return "\n".join(['<table style="border-collapse:collapse">', *head, *body, "</table>"])


def _head(column: Column, width: int, space: str) -> str:
    side = "right" if column.figures else "left"
    style = f"{_CELL};text-align:{side};vertical-align:bottom;border-bottom:1px solid #666"
    return f'<th{_width(width)} style="{style}">{space}{_text(column.head)}</th>'


def _width(signs: int) -> str:
    return f' width="{signs * _SIGN:.0f}"' if signs else ""


def _row(row: Row, columns: Sequence[Column], indent: str) -> str:
    """A row; a heading or remark without figures runs over all columns."""
    style = _ROLES.get(row.role, "")
    first, *others = row.cells
    own = style + (indent if row.role == "regel" else "")
    nested = _SPACE * 2 * (len(first.text) - len(first.text.lstrip()))
    if not any(cell.text for cell in others):
        span = f' colspan="{len(row.cells)}"'
        return f"<tr>{_cell(first, own, nested, span)}</tr>"
    cells = [
        _cell(cell, style + (_FIGURE if column.figures else ""), _before(column) if cell.text else "")
        for cell, column in zip(others, columns[1:], strict=True)
    ]
    return f"<tr>{_cell(first, own, nested)}{''.join(cells)}</tr>"


def _before(column: Column) -> str:
    """What stands before the text of a column that is not the first."""
    return "" if column.figures else _SPACE


def _cell(cell: Cell, style: str, space: str = "", more: str = "") -> str:
    # a figure is ours and may start with a minus; any other text is made inert
    text = escape(cell.text) if cell.value is not None else _text(cell.text)
    return f'<td{more} style="{_CELL}{style}">{space}{text}</td>'


def _sentence(text: str, *, coded: bool) -> str:
    return CODE.sub(r"<code>\1</code>", _text(text)) if coded else _text(text)


def _text(text: str) -> str:
    return escape(inert(text))
