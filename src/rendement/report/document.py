"""A document: blocks of rounded, worded cells. Renderers lay them out and add nothing."""

import re
from typing import Literal

from rendement.source.record import record

MARK = "~"  # before a figure that stands for a range
RANGED = "bandbreedte"  # the column that names such figures, where they must stay figures

Role = Literal["kop", "groep", "regel", "totaal", "uitkomst"]


Term = tuple[int, str]  # a sign, and the path of a figure

CODE = re.compile("`([^`]+)`")  # within a sentence that is coded


@record
class Cell:
    """A text, the unrounded figure behind it when it is one, and the path of that figure in the contract.

    That figure is `times` this one, which is in the unit of the document. One that is none of the contract
    itself, and adds up from some, has those as `terms`. A text with a path is the figure alone, with a mark
    before it, or the sign of a currency, behind which amounts are whole; or a dash, or nothing, where there
    is none.

    `links`: to what it leads, the first of these that there is: the key of a block, or something elsewhere.
    """

    text: str = ""
    value: float | None = None
    path: str = ""
    terms: tuple[Term, ...] = ()
    times: float = 1.0
    links: tuple[str, ...] = ()

    @property
    def ranged(self) -> bool:
        """Whether it is a figure with the mark of a range."""
        return self.value is not None and self.text.startswith(MARK)


@record
class Column:
    """A column: its head, and whether it holds figures; where its head leads, and how rows stand by it."""

    head: str
    figures: bool = True
    link: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


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
    """Sentences; of ours, in which what stands between backticks is `coded`, or of an analyst.

    `pieces` are the same sentences in pieces, where figures with a path stand in them; `prose`: they are no
    list.
    """

    key: str
    title: str
    items: tuple[str, ...]
    coded: bool = False
    pieces: tuple[tuple[Cell, ...], ...] = ()
    prose: bool = False


ChartKind = Literal["waterval", "verloop", "staven", "omslag", "doel", "verdeling", "kans", "tornado"]


@record
class Chart:
    """A picture as data: what it shows in one sentence, and rows of a label and worded figures.

    A row with the role `totaal` stands by itself, one with `uitkomst` is the one to look at.
    """

    key: str
    kind: ChartKind
    title: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def printed(self) -> tuple[Notes, Table]:
        """The same without a picture: the finding, and the table."""
        said = Notes(self.key, self.title, (self.finding,), prose=True)
        return said, Table(self.key, "", self.columns, self.rows)


Plain = Table | Facts | Notes
Block = Plain | Chart


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

    @property
    def printed(self) -> tuple[Plain, ...]:
        """The blocks for who draws nothing: of a chart its finding and its table."""
        return tuple(
            part
            for block in self.blocks
            for part in (block.printed if isinstance(block, Chart) else (block,))
        )


def text(value: str) -> Cell:
    """A cell without a figure."""
    return Cell(value)
