"""The terminal: plain aligned text, a little weight where there is a window, never wider than that window.

In a pipe there is no window: no sentence and no table is wrapped or cut.
"""

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from rendement.render.legible import legible
from rendement.render.measure import GAP, NAME_LEAST, fitted, in_parts, indent, length, total
from rendement.render.stream import harmless, write
from rendement.report.document import Column, Document, Facts, Notes, Plain, Row, Table

if TYPE_CHECKING:
    from rich.console import Console

TEXT_MAX = 100  # sentences longer than this are hard to read, however wide the window

_STYLES = {"": "", "vet": "bold", "flets": "dim"}
_RULES = {"totaal": "─", "uitkomst": "═"}

Segment = tuple[str, str]  # text and style: "", "vet", "flets"
TextLine = list[Segment]


def show(document: Document) -> None:
    """Write a document to standard output."""
    window = sys.stdout.isatty()
    lines = layout(
        legible(document, sys.stdout.encoding), get_terminal_size((80, 24)).columns if window else None
    )
    if not window or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        write(harmless(as_text(lines)))
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a window

    paint(lines, Console(highlight=False))


def paint(lines: list[TextLine], console: "Console") -> None:
    """Lines with their weight. Bold and dim only: they keep to the colours of the window, light or dark."""
    from rich.text import Text  # noqa: PLC0415 - only where there is a window

    for line in lines:
        console.print(Text.assemble(*((piece, _STYLES[style]) for piece, style in line)), soft_wrap=True)


def as_text(lines: list[TextLine]) -> str:
    """Lines without style."""
    return "".join("".join(piece for piece, _ in line).rstrip() + "\n" for line in lines)


def layout(document: Document, width: int | None) -> list[TextLine]:
    """A document as styled lines, at most `width` wide; None is a pipe."""
    across = None if width is None else min(width, TEXT_MAX)
    lines: list[TextLine] = [
        *([(piece, "vet")] for piece in _wrap(document.title, across)),
        *([(piece, "flets")] for head in document.heads for piece in _wrap(head, across)),
    ]
    edge = 0  # of the table above
    for block in document.printed:
        drawn = _block(block, width, edge)
        lines += [[], *([(piece, "vet")] for piece in (_wrap(block.title, across) if block.title else []))]
        lines += drawn
        edge = max(length(line[0][0]) for line in drawn if line) if isinstance(block, Table) else 0
    return lines


def _block(block: Plain, width: int | None, edge: int) -> list[TextLine]:
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Facts):
        return _facts(block, min(width or TEXT_MAX, TEXT_MAX), 0 if block.title else edge)
    return _notes(block, None if width is None else min(width, TEXT_MAX))


# -- labels with values, and sentences


def _facts(block: Facts, width: int, edge: int) -> list[TextLine]:
    """Values in one column, also in a pipe; without a title they end where the table above them ends."""
    value_width = max((length(cell.text) for _, cell in block.items), default=0)
    label_width = max((length(label) for label, _ in block.items), default=0)
    room = width - value_width - GAP
    if room < min(label_width, NAME_LEAST):
        return _notes(Notes("", "", tuple(f"{label}: {cell.text}" for label, cell in block.items)), width)
    label_width = min(room, max(label_width, edge - value_width - GAP))
    lines: list[TextLine] = []
    for number, (label, cell) in enumerate(block.items):
        *first, last = _wrap(label, label_width)
        style = "vet" if number == 0 else ""
        lines += [[(piece, style)] for piece in first]
        value = _pad(cell.text, value_width, right=True)
        lines.append([(_pad(last, label_width) + " " * GAP + value, style)])
    return lines


def _notes(block: Notes, width: int | None) -> list[TextLine]:
    lines: list[TextLine] = []
    mark, room = ("", 0) if block.prose else ("- ", 2)
    for item in block.items:
        first, *rest = _wrap(item, None if width is None else width - room)
        lines.append([(mark + first, "")])
        lines += [[(" " * room + piece, "")] for piece in rest]
    return lines


# -- tables


def _table(table: Table, width: int | None) -> list[TextLine]:
    """As written; in too small a window heads and texts wrap, else the narrow table, else in parts."""
    sizes = fitted(table, width)
    if sizes is not None or width is None:
        return _drawn(table, sizes or [], width)
    if table.narrow is not None:
        return _table(table.narrow, width)
    lines: list[TextLine] = []
    for part, own in in_parts(table, width):
        lines += [*([[]] if lines else []), *_drawn(part, own, width)]
    return lines


def _drawn(table: Table, widths: list[int], width: int | None) -> list[TextLine]:
    heads = [_wrap(column.head, size) for column, size in zip(table.columns, widths, strict=True)]
    height = max(len(head) for head in heads)
    raised = [[""] * (height - len(head)) + head for head in heads]
    lines = [_row(list(pieces), table.columns, widths, "flets") for pieces in zip(*raised, strict=True)]
    lines.append(_rule("─", widths))
    for number, row in enumerate(table.rows):
        if row.role in _RULES:
            lines.append(_rule(_RULES[row.role], widths))
        lines += _cells(row, table.columns, widths, width)
        if row.role == "totaal" and number < len(table.rows) - 1:
            lines.append([])
    return lines


def _rule(sign: str, widths: list[int]) -> TextLine:
    return [(sign * total(widths), "flets")]


def _cells(row: Row, columns: tuple[Column, ...], widths: list[int], width: int | None) -> list[TextLine]:
    """A row on as many lines as its texts need; its figures stand on the first."""
    style = {"kop": "vet", "totaal": "vet", "uitkomst": "vet", "groep": "flets"}.get(row.role, "")
    label = row.cells[0].text
    name = label.lstrip()
    space = " " * (indent(row) + len(label) - len(name))
    if not any(cell.text for cell in row.cells[1:]):
        across = None if width is None else max(1, width - len(space))
        return [[(space + piece, style)] for piece in _wrap(name, across)]
    stacks = [[space + piece for piece in _wrap(name, max(1, widths[0] - len(space)))]]
    for cell, column, size in zip(row.cells[1:], columns[1:], widths[1:], strict=True):
        stacks.append([cell.text] if column.figures else _wrap(cell.text, size))
    height = max(map(len, stacks))
    filled = [stack + [""] * (height - len(stack)) for stack in stacks]
    return [_row(list(pieces), columns, widths, style) for pieces in zip(*filled, strict=True)]


def _row(pieces: list[str], columns: tuple[Column, ...], widths: list[int], style: str) -> TextLine:
    padded = [
        _pad(piece, size, right=column.figures)
        for piece, column, size in zip(pieces, columns, widths, strict=True)
    ]
    return [((" " * GAP).join(padded).rstrip(), style)]


# -- text


def _wrap(text: str, width: int | None) -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a word that is longer still is cut in pieces."""
    if width is None or length(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if length(joined) <= width:
            lines[-1] = joined
            continue
        pieces = _chop(word, max(1, width))
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _chop(word: str, width: int) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and length(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _pad(text: str, width: int, *, right: bool = False) -> str:
    space = " " * (width - length(text))
    return space + text if right else text + space
