"""The terminal: plain aligned text, a little weight where there is colour, never wider than the window.

In a pipe there is no window: nothing is wrapped or cut.
"""

import sys
from shutil import get_terminal_size
from textwrap import wrap

from rendement.render.stream import write
from rendement.report.document import Block, Cell, Column, Document, Facts, Notes, Row, Table

GAP = 2
NAME_MIN = 22

Segment = tuple[str, str]  # text and style: "", "vet", "flets"
TextLine = list[Segment]


def show(document: Document) -> None:
    """Write a document to standard output."""
    tty = sys.stdout.isatty()
    width = get_terminal_size((80, 24)).columns if tty else None
    lines = layout(document, width)
    if not tty:
        write(as_text(lines))
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True)
    styles = {"": "", "vet": "bold", "flets": "dim"}
    for line in lines:
        console.print(Text.assemble(*((piece, styles[style]) for piece, style in line)))


def as_text(lines: list[TextLine]) -> str:
    """Lines without style."""
    return "".join("".join(piece for piece, _ in line).rstrip() + "\n" for line in lines)


def layout(document: Document, width: int | None) -> list[TextLine]:
    """A document as styled lines, at most `width` wide; None is a pipe."""
    lines: list[TextLine] = [
        *([(piece, "vet")] for piece in _wrap(document.title, width)),
        *([(piece, "flets")] for piece in _wrap(document.subtitle, width)),
    ]
    for block in document.blocks:
        lines.append([])
        lines += _block(block, width)
    return lines


def _block(block: Block, width: int | None) -> list[TextLine]:
    lines: list[TextLine] = [[(piece, "vet")] for piece in _wrap(block.title, width)] if block.title else []
    if isinstance(block, Table):
        return lines + _table(block, width)
    if isinstance(block, Facts):
        return lines + _facts(block, width)
    return lines + _notes(block, width)


def _facts(block: Facts, width: int | None) -> list[TextLine]:
    value_width = max((_length(cell.text) for _, cell in block.items), default=0)
    room = None if width is None else max(NAME_MIN, width - value_width - GAP)
    label_width = max((_length(label) for label, _ in block.items), default=0)
    label_width = label_width if room is None else min(label_width, room)
    lines: list[TextLine] = []
    for number, (label, cell) in enumerate(block.items):
        pieces = _wrap(label, label_width)
        style = "vet" if number == 0 else ""
        for i, piece in enumerate(pieces):
            last = i == len(pieces) - 1
            value = _pad(cell.text, value_width, right=True) if last else ""
            lines.append([(_pad(piece, label_width) + " " * GAP, style), (value, style)])
    return lines


def _notes(block: Notes, width: int | None) -> list[TextLine]:
    lines: list[TextLine] = []
    for item in block.items:
        first, *rest = _wrap(item, None if width is None else width - 2)
        lines.append([("- " + first, "")])
        lines += [[("  " + piece, "")] for piece in rest]
    return lines


def _table(table: Table, width: int | None) -> list[TextLine]:
    widths = _widths(table, width)
    if width is not None and _total(widths) > width and table.narrow is not None:
        return _table(table.narrow, width)
    heads = [_head(column, size) for column, size in zip(table.columns, widths, strict=True)]
    height = max(len(head) for head in heads)
    lines: list[TextLine] = []
    for number in range(height):
        pieces = [head[number - height + len(head)] if number >= height - len(head) else "" for head in heads]
        lines.append(_row(pieces, table.columns, widths, "flets"))
    rule = "─" * _total(widths)
    lines.append([(rule, "flets")])
    for row in table.rows:
        if row.role in ("totaal", "uitkomst"):
            lines.append([("─" * _total(widths) if row.role == "totaal" else "═" * _total(widths), "flets")])
        lines += _cells(row, table.columns, widths)
        if row.role == "totaal":
            lines.append([])
    return lines


def _cells(row: Row, columns: tuple[Column, ...], widths: list[int]) -> list[TextLine]:
    style = {"kop": "vet", "totaal": "vet", "uitkomst": "vet", "groep": "flets"}.get(row.role, "")
    indent = "  " if row.role == "regel" else ""
    label = row.cells[0].text
    if not any(cell.text for cell in row.cells[1:]):  # a heading or a remark runs over the other columns
        indent += label[: len(label) - len(label.lstrip())]
        return [[(indent + piece, style)] for piece in _wrap(label.strip(), _total(widths) - len(indent))]
    indent += label[: len(label) - len(label.lstrip())]
    names = [indent + piece for piece in _wrap(label.strip(), max(8, widths[0] - len(indent)))]
    lines = [_row([name], columns[:1], widths[:1], style) for name in names[:-1]]
    return [*lines, _row([names[-1], *(cell.text for cell in row.cells[1:])], columns, widths, style)]


def _row(pieces: list[str], columns: tuple[Column, ...], widths: list[int], style: str) -> TextLine:
    padded = [
        _pad(piece, size, right=column.figures)
        for piece, column, size in zip(pieces, columns, widths, strict=True)
    ]
    return [((" " * GAP).join(padded), style)]


def _widths(table: Table, width: int | None) -> list[int]:
    """Natural widths; in a window heads wrap first, then the first column gives way."""
    sizes = []
    for number, column in enumerate(table.columns):
        cells = [_cell_width(row, number) for row in table.rows]
        words = column.head.split() if width is not None else [column.head]
        sizes.append(max([*cells, *(_length(word) for word in words), 1]))
    if width is not None and _total(sizes) > width:
        sizes[0] = max(NAME_MIN, sizes[0] - (_total(sizes) - width))
    return sizes


def _cell_width(row: Row, number: int) -> int:
    cell: Cell = row.cells[number]
    if number == 0 and not any(other.text for other in row.cells[1:]):
        return 0
    return _length(cell.text) + (2 if number == 0 and row.role == "regel" else 0)


def _head(column: Column, size: int) -> list[str]:
    return _wrap(column.head, size)


def _total(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _wrap(text: str, width: int | None) -> list[str]:
    if width is None or _length(text) <= width:
        return [text]
    return wrap(text, max(1, width)) or [""]


def _pad(text: str, width: int, *, right: bool = False) -> str:
    space = " " * (width - _length(text))
    return space + text if right else text + space


def _length(text: str) -> int:
    """Columns on screen: wide characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only for what is not plain ASCII

    return cell_len(text)
