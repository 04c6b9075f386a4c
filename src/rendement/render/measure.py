"""How wide a table is in characters, and how it is made to fit: for a window, and for a sheet of paper."""

from dataclasses import replace
from typing import TypeVar

from rendement.report.document import Row, Table

GAP = 2
BAR = frozenset("\u2588\u2591 ")  # of a bar that is text: nobody wants to hear it
INDENT = 2  # of a line under its group
NAME_MIN = 20  # the first column of a table keeps at least this while there is a narrow table
NAME_LEAST = 12  # and this while there is none

_NARROW = "·…€×−–—‘’“”─═"  # outside Latin, and one column wide

T = TypeVar("T")


def fitted(table: Table, width: int | None) -> list[int] | None:
    """The width of every column, heads and texts wrapped where that is needed; None where it cannot be."""
    widths = natural(table)
    if width is None or total(widths) <= width:
        return widths
    return _squeezed(table, _wrapped(table), width)


def natural(table: Table) -> list[int]:
    """As wide as the widest cell of each column, and its head; a row with a name alone runs across them."""
    return _natural(table, [length(column.head) for column in table.columns])


def _wrapped(table: Table) -> list[int]:
    """The same with heads that wrap."""
    return _natural(table, [longest_word(column.head) for column in table.columns])


def _natural(table: Table, heads: list[int]) -> list[int]:
    rows = [row for row in table.rows if any(cell.text for cell in row.cells[1:])]
    return [
        max([head, 1, *(length(row.cells[i].text) + (0 if i else indent(row)) for row in rows)])
        for i, head in enumerate(heads)
    ]


def _squeezed(table: Table, widths: list[int], width: int) -> list[int] | None:
    """Columns of text made narrower, always the widest, until the table fits; None when it cannot.

    With a narrow table to fall back on no word is cut.
    """
    name = NAME_MIN if table.narrow is not None else NAME_LEAST
    least = [
        size if column.figures else min(size, max(_word(table, number), NAME_LEAST if number else name))
        for number, (column, size) in enumerate(zip(table.columns, widths, strict=True))
    ]
    if total(least) > width:
        return None
    sizes = list(widths)
    while total(sizes) > width:
        room = [size if size > low else 0 for size, low in zip(sizes, least, strict=True)]
        sizes[room.index(max(room))] -= 1
    return sizes


def _word(table: Table, number: int) -> int:
    """The longest word that a column of text must keep whole."""
    head = longest_word(table.columns[number].head)
    if table.narrow is None:
        return head
    return max([head, *(longest_word(row.cells[number].text) for row in table.rows)])


def in_parts(table: Table, width: int, name: int = NAME_LEAST) -> list[tuple[Table, list[int]]]:
    """A table too wide: the first column again, beside as many others as fit; each part with its widths."""
    widths = _wrapped(table)
    first = min(widths[0], name)
    widths = [first, *(min(size, max(1, width - GAP - first)) for size in widths[1:])]
    parts: list[tuple[Table, list[int]]] = []
    start = 1
    while start < len(widths):
        end = start + 1
        while end < len(widths) and first + GAP + total(widths[start : end + 1]) <= width:
            end += 1
        chosen = [0, *range(start, end)]
        part = replace(
            table,
            columns=_pick(table.columns, chosen),
            rows=tuple(replace(row, cells=_pick(row.cells, chosen)) for row in table.rows),
            narrow=None,
        )
        parts.append((part, [widths[i] for i in chosen]))
        start = end
    return parts


def on_paper(table: Table, width: int) -> list[tuple[Table, list[int]]]:
    """As written if it fits on a page; else the narrow table when no figure is lost in it; else in parts."""
    widths = natural(table) if table.screen else fitted(table, width)
    if widths is not None:
        return [(table, widths)]
    if table.narrow is not None and _figures(table) <= _figures(table.narrow):
        return on_paper(table.narrow, width)
    return in_parts(table, width, NAME_MIN)


def _figures(table: Table) -> set[float]:
    return {cell.value for row in table.rows for cell in row.cells if cell.value is not None}


def _pick(items: tuple[T, ...], chosen: list[int]) -> tuple[T, ...]:
    return tuple(items[i] for i in chosen)


def indent(row: Row) -> int:
    """How far the first cell stands in."""
    return INDENT if row.role == "regel" else 0


def total(widths: list[int]) -> int:
    """The width of all columns with what is between."""
    return sum(widths) + GAP * (len(widths) - 1)


def longest_word(text: str) -> int:
    """The width of the longest word."""
    return max((length(word) for word in text.split()), default=0)


def length(text: str) -> int:
    """Columns on screen: wide characters take two, accents of their own none."""
    if text.isascii() or all(sign < "\u0300" or sign in _NARROW for sign in text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only for scripts that are seldom seen here

    return cell_len(text)
