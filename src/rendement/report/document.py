"""A document: blocks of rounded, worded cells. Renderers lay them out and add nothing."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["kop", "groep", "regel", "totaal", "uitkomst"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and the unrounded figure behind it when it is one."""

    text: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and whether it holds figures."""

    head: str
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Cells with a role; a renderer decides what a role looks like."""

    cells: tuple[Cell, ...]
    role: Role = "regel"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and a narrower one with the same figures for a small window."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    narrow: "Table | None" = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values."""

    key: str
    title: str
    items: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Sentences."""

    key: str
    title: str
    items: tuple[str, ...]


Block = Table | Facts | Notes


@dataclass(frozen=True, slots=True)
class Document:
    """A title, a line under it, and blocks."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def text(value: str) -> Cell:
    """A cell without a figure."""
    return Cell(value)
