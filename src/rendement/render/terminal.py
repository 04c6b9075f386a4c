"""The terminal: plain aligned text, a little weight where there is a window, never wider than that window.

In a pipe there is no window: nothing is wrapped or cut.
"""

import os
import sys
from dataclasses import replace
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TypeVar

from rendement.render.legible import legible
from rendement.render.stream import harmless, write
from rendement.report.document import Block, Column, Document, Facts, Notes, Row, Table

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2
INDENT = 2  # of a line under its group
NAME_MIN = 20  # the first column of a table keeps at least this while there is a narrow table
NAME_LEAST = 12  # and this while there is none
TEXT_MAX = 100  # sentences longer than this are hard to read, however wide the window

_STYLES = {"": "", "vet": "bold", "flets": "dim"}
_RULES = {"totaal": "─", "uitkomst": "═"}
_NARROW = "·…€×−–—‘’“”─═"  # outside Latin, and one column wide

T = TypeVar("T")
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
        *([(piece, "flets")] for piece in _wrap(document.subtitle, across)),
    ]
    drawn: list[TextLine] = []
    for block in document.blocks:
        edge = max((_length(line[0][0]) for line in drawn if line), default=0)  # of the block above
        drawn = _block(block, width, edge)
        lines += [[], *([(piece, "vet")] for piece in (_wrap(block.title, across) if block.title else []))]
        lines += drawn
    return lines


def _block(block: Block, width: int | None, edge: int) -> list[TextLine]:
    if isinstance(block, Table):
        return _table(block, width)
    across = None if width is None else min(width, TEXT_MAX)
    if isinstance(block, Facts):
        return _facts(block, width, 0 if block.title else edge)
    return _notes(block, across)


# -- labels with values, and sentences


def _facts(block: Facts, width: int | None, edge: int) -> list[TextLine]:
    """Values in one column; without a title of their own they end where the table above them ends."""
    value_width = max((_length(cell.text) for _, cell in block.items), default=0)
    label_width = max((_length(label) for label, _ in block.items), default=0)
    if width is not None:
        room = width - value_width - GAP
        if room < min(label_width, NAME_LEAST):
            return _notes(Notes("", "", tuple(f"{label}: {cell.text}" for label, cell in block.items)), width)
        label_width = min(label_width, room)
    label_width = max(label_width, edge - value_width - GAP)
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
    for item in block.items:
        first, *rest = _wrap(item, None if width is None else width - 2)
        lines.append([("- " + first, "")])
        lines += [[("  " + piece, "")] for piece in rest]
    return lines


# -- tables


def _table(table: Table, width: int | None) -> list[TextLine]:
    """As written; in too small a window heads and texts wrap, else the narrow table, else in parts."""
    widths = _natural(table, [_length(column.head) for column in table.columns])
    if width is None or _total(widths) <= width:
        return _drawn(table, widths, width)
    widths = _natural(table, [_longest_word(column.head) for column in table.columns])
    name = NAME_MIN if table.narrow is not None else NAME_LEAST
    squeezed = _squeezed(table, widths, width, name)
    if squeezed is not None:
        return _drawn(table, squeezed, width)
    return _table(table.narrow, width) if table.narrow is not None else _in_parts(table, widths, width)


def _squeezed(table: Table, widths: list[int], width: int, name: int) -> list[int] | None:
    """Columns of text made narrower, always the widest, until the table fits; None when it cannot.

    With a narrow table to fall back on no word is cut.
    """
    least = [
        size if column.figures else min(size, max(_word(table, number), NAME_LEAST if number else name))
        for number, (column, size) in enumerate(zip(table.columns, widths, strict=True))
    ]
    if _total(least) > width:
        return None
    sizes = list(widths)
    while _total(sizes) > width:
        room = [size if size > low else 0 for size, low in zip(sizes, least, strict=True)]
        sizes[room.index(max(room))] -= 1
    return sizes


def _word(table: Table, number: int) -> int:
    """The longest word that a column of text must keep whole."""
    head = _longest_word(table.columns[number].head)
    if table.narrow is None:
        return head
    return max([head, *(_longest_word(row.cells[number].text) for row in table.rows)])


def _in_parts(table: Table, widths: list[int], width: int) -> list[TextLine]:
    """A table too wide for any window: the first column again beside as many others as fit."""
    first = min(widths[0], NAME_LEAST)
    widths = [first, *(min(size, max(1, width - GAP - first)) for size in widths[1:])]
    lines: list[TextLine] = []
    start = 1
    while start < len(widths):
        end = start + 1
        while end < len(widths) and first + GAP + _total(widths[start : end + 1]) <= width:
            end += 1
        chosen = [0, *range(start, end)]
        part = replace(
            table,
            columns=_pick(table.columns, chosen),
            rows=tuple(replace(row, cells=_pick(row.cells, chosen)) for row in table.rows),
        )
        lines += [*([[]] if lines else []), *_drawn(part, [widths[i] for i in chosen], width)]
        start = end
    return lines


def _pick(items: tuple[T, ...], chosen: list[int]) -> tuple[T, ...]:
    return tuple(items[i] for i in chosen)


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
    return [(sign * _total(widths), "flets")]


def _cells(row: Row, columns: tuple[Column, ...], widths: list[int], width: int | None) -> list[TextLine]:
    """A row on as many lines as its texts need; its figures stand on the first."""
    style = {"kop": "vet", "totaal": "vet", "uitkomst": "vet", "groep": "flets"}.get(row.role, "")
    label = row.cells[0].text
    name = label.lstrip()
    indent = " " * (_indent(row) + len(label) - len(name))
    if not any(cell.text for cell in row.cells[1:]):
        across = None if width is None else max(1, width - len(indent))
        return [[(indent + piece, style)] for piece in _wrap(name, across)]
    stacks = [[indent + piece for piece in _wrap(name, max(1, widths[0] - len(indent)))]]
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


def _natural(table: Table, heads: list[int]) -> list[int]:
    """As wide as the widest cell of each column, and its head; a row with a name alone runs across them."""
    rows = [row for row in table.rows if any(cell.text for cell in row.cells[1:])]
    return [
        max([head, 1, *(_length(row.cells[i].text) + (0 if i else _indent(row)) for row in rows)])
        for i, head in enumerate(heads)
    ]


def _indent(row: Row) -> int:
    return INDENT if row.role == "regel" else 0


def _total(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


# -- text


def _wrap(text: str, width: int | None) -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a word that is longer still is cut in pieces."""
    if width is None or _length(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _length(joined) <= width:
            lines[-1] = joined
            continue
        pieces = _chop(word, max(1, width))
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _chop(word: str, width: int) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and _length(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _longest_word(text: str) -> int:
    return max((_length(word) for word in text.split()), default=0)


def _pad(text: str, width: int, *, right: bool = False) -> str:
    space = " " * (width - _length(text))
    return space + text if right else text + space


def _length(text: str) -> int:
    """Columns on screen: wide characters take two, accents of their own none."""
    if text.isascii() or all(sign < "\u0300" or sign in _NARROW for sign in text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only for scripts that are seldom seen here

    return cell_len(text)
