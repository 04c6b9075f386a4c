"""A workbook as records: sheets of cells with a text, a number or a formula with the value it has now."""

from typing import Literal

from rendement.source.record import record

Role = Literal["titel", "kop", "groep", "tekst", "totaal", "invoer", "vast", "tussenstap", "oordeel"]
Form = Literal[
    "tekst", "bedrag", "centen", "aandeel", "procent", "fijn", "aantal", "verhouding", "jaar", "los"
]
LACKING = "-"  # what stands where a figure does not exist
MOST_TEXT = 32_000  # characters in a cell; Excel refuses more than 32.767


@record
class Look:
    """What a cell is, and how its figure is written; a drawer decides what that looks like."""

    role: Role = "tekst"
    form: Form = "tekst"


@record
class SheetCell:
    """A text, a number, or a formula (without `=`) with its value; a dash for what does not exist."""

    row: int
    column: int
    look: Look
    value: float | str | None  # None: nothing but its look
    formula: str | None = None
    across: int = 1  # columns over which a text runs on


@record
class Bounds:
    """The inclusive bounds of the number in a cell that may be changed, and what it must be in words."""

    row: int
    column: int
    low: float
    high: float
    message: str


@record
class Series:
    """One series of a chart: the column in which its figures stand."""

    name: str
    column: int
    line: bool = False
    hidden: bool = False  # it only lifts what stands on it
    beside: tuple[str, int] | None = None  # another sheet, and the row on which it begins there


@record
class SheetChart:
    """A chart over the rows of a table on the same sheet."""

    kind: str
    title: str
    text: str  # what it shows, for who cannot see it
    first: int
    last: int
    labels: int  # the column of the labels
    series: tuple[Series, ...]
    row: int
    column: int
    height: int  # rows that it takes


@record
class Sheet:
    """A sheet: its cells, the widths of its columns, how many rows are repeated, where a change shows."""

    name: str
    cells: tuple[SheetCell, ...]
    widths: tuple[float, ...]
    heads: int = 0
    bounds: tuple[Bounds, ...] = ()
    blocks: tuple[int, ...] = ()  # rows that begin what is printed on one page, if it fits
    changes: tuple[int, int, int, int] | None = None  # the rows, the column, that of the value in the report
    charts: tuple[SheetChart, ...] = ()


@record
class Workbook:
    """Sheets in order; and names of cells, each with the address that it stands for."""

    title: str
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()  # the cell of every figure that has one, by its path


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(703)
    ('A', 'Z', 'AA', 'AAB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """A cell as a formula names it, rows and columns counted from 0.

    >>> address(4, 3)
    '$D$5'
    """
    return f"${column_letters(column)}${row + 1}"
