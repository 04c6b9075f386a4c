"""A document: blocks of rounded, worded cells. Renderers lay them out and add nothing."""

import re
from typing import Literal

from rendement.source.record import record

MARK = "~"  # before a figure that stands for a range
RANGED = "bandbreedte"  # the column that names such figures, where they must stay figures

Role = Literal["kop", "groep", "regel", "totaal", "uitkomst"]


CODE = re.compile("`([^`]+)`")  # within a sentence that is coded


@record
class Cell:
    """A text, and the unrounded figure behind it when it is one."""

    text: str = ""
    value: float | None = None

    @property
    def ranged(self) -> bool:
        """Whether it is a figure with the mark of a range."""
        return self.value is not None and self.text.startswith(MARK)


@record
class Column:
    """A column: its head, and whether it holds figures."""

    head: str
    figures: bool = True


@record
class Row:
    """Cells with a role; a renderer decides what a role looks like."""

    cells: tuple[Cell, ...]
    role: Role = "regel"


@record
class Table:
    """A table, and a narrower one for a small window; `screen`: very many rows, not meant for paper."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    narrow: "Table | None" = None
    screen: bool = False


@record
class Facts:
    """Labels with values."""

    key: str
    title: str
    items: tuple[tuple[str, Cell], ...]


@record
class Notes:
    """Sentences; of ours, in which what stands between backticks is `coded`, or of an analyst."""

    key: str
    title: str
    items: tuple[str, ...]
    coded: bool = False


Block = Table | Facts | Notes


@record
class Document:
    """A title, a line under it, blocks; and what was asked beside the file itself."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    asked: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The lines under the title."""
        return tuple(filter(None, (self.subtitle, self.asked)))


def text(value: str) -> Cell:
    """A cell without a figure."""
    return Cell(value)
