"""HTML that pastes into Word as a table: plain markup, the little style it needs on the cells themselves.

A fragment is pure ASCII, so no encoding on its way to a page or a clipboard can spoil it.
"""

from collections.abc import Sequence
from html import escape

from rendement.render.spreadsheet import inert
from rendement.report.document import CODE, Block, Cell, Column, Document, Facts, Notes, Role, Row, Table

_CELL = "padding:2px 8px;vertical-align:top"
_FIGURE = ";text-align:right;white-space:nowrap"
_GAP = '<p style="margin:0">&#160;</p>'
_INDENT = ";padding-left:22px"
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
body {{ font: 15px/1.4 Calibri, Arial, sans-serif; color: #111; background: #fff; }}
body {{ max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ font-variant-numeric: tabular-nums; }}
td, th, h2, p, li {{ overflow-wrap: break-word; }}
ul {{ max-width: 50rem; }}
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
    for number, block in enumerate(document.blocks):
        between = _GAP if number else ""  # Word makes one table of two that touch
        pieces += [f"<h3>{_text(block.title)}</h3>" if block.title else between, _block(block)]
    return "\n".join(piece for piece in pieces if piece) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Notes):
        items = [f"<li>{_sentence(item, coded=block.coded)}</li>" for item in block.items]
        return "\n".join(["<ul>", *items, "</ul>"])
    if isinstance(block, Facts):
        rows = [f"<tr>{_cell(Cell(label), '')}{_cell(cell, _FIGURE)}</tr>" for label, cell in block.items]
        return _framed([], rows)
    return _table(block)


def _table(table: Table) -> str:
    head = f"<tr>{''.join(_head(column) for column in table.columns)}</tr>"
    grouped = any(row.role in ("kop", "groep") for row in table.rows)
    rows = [_row(row, table.columns, _INDENT if grouped else "") for row in table.rows]
    return _framed(["<thead>", head, "</thead>"], rows)


def _framed(head: list[str], rows: list[str]) -> str:
    body = ["<tbody>", *rows, "</tbody>"]
    return "\n".join(['<table style="border-collapse:collapse">', *head, *body, "</table>"])


def _head(column: Column) -> str:
    side = "right" if column.figures else "left"
    style = f"{_CELL};text-align:{side};vertical-align:bottom;border-bottom:1px solid #666"
    return f'<th style="{style}">{_text(column.head)}</th>'


def _row(row: Row, columns: Sequence[Column], indent: str) -> str:
    """A row; a heading or remark without figures runs over all columns."""
    style = _ROLES.get(row.role, "")
    first, *others = row.cells
    own = style + (indent if row.role == "regel" else "")
    if not any(cell.text for cell in others):
        return f"<tr>{_cell(first, own, len(row.cells))}</tr>"
    cells = [
        _cell(cell, style + (_FIGURE if column.figures else ""))
        for cell, column in zip(others, columns[1:], strict=True)
    ]
    return f"<tr>{_cell(first, own)}{''.join(cells)}</tr>"


def _cell(cell: Cell, style: str, span: int = 1) -> str:
    wide = f' colspan="{span}"' if span > 1 else ""
    # a figure is ours and may start with a minus; any other text is made inert
    text = escape(cell.text) if cell.value is not None else _text(cell.text)
    return f'<td{wide} style="{_CELL}{style}">{text}</td>'


def _sentence(text: str, *, coded: bool) -> str:
    return CODE.sub(r"<code>\1</code>", _text(text)) if coded else _text(text)


def _text(text: str) -> str:
    return escape(inert(text))
