"""The plan of a monitor: columns, posts with their parts, and the amounts and counts that stand in them.

A post is a tree. What its parts are adds up to it (`parts`), or tells of some of it (`of_which`); a column
in which nothing stands is missing there, and never 0.
"""

from dataclasses import field

from rendement.engine.arithmetic import Number
from rendement.engine.inputs import Ledger
from rendement.engine.printed import Printed
from rendement.source.record import record

REALISED, FORECAST, BUDGET = "realisatie", "prognose", "begroting"
UNIQUE, STANDING, FLOW = "uniek", "stand", "stroom"
EURO, STAFF = "euro", "fte"
WORSE, BETTER, EVEN = "nadeel", "voordeel", "gelijk"  # than a budget
YEAR = 12  # months

Pair = tuple[str, str]  # from which column to which


@record
class Column:
    """A column: what kind of figures stand in it, and of which months.

    `months` is the first and the last, counted from the year 0; None when they do not follow each other.
    `base` is the column from which growth is reckoned.
    """

    key: str
    kind: str
    months: tuple[int, int] | None
    year: int | None = None
    name: str | None = None
    known: str | None = None  # when the figures were known
    until: str | None = None
    replaces: str | None = None
    adds: tuple[str, ...] = ()
    base: str | None = None

    @property
    def length(self) -> int | None:
        """How many months it covers."""
        return None if self.months is None else self.months[1] - self.months[0] + 1

    @property
    def whole(self) -> bool:
        """Whether it covers one whole year."""
        return self.length == YEAR and self.months is not None and self.months[0] % YEAR == 0


@record
class Cell:
    """A figure as it was written, where, and what one of it is in the unit of the monitor."""

    path: str
    written: Number
    times: float = 1.0

    @property
    def value(self) -> Number:
        """The figure in its unit: euros, fte, hours, a count."""
        return self.written * self.times


@record
class Count:
    """So many of something in some columns; `kind` says whether these may be added up."""

    name: str
    kind: str | None
    cells: dict[str, Cell]


@record
class Step:
    """A part of an explanation: an amount, or an index on what it was."""

    path: str
    name: str
    amount: Cell | None = None
    rate: Number | None = None

    def comes_to(self, base: Number) -> Number:
        """Its amount, or its index on what it was."""
        if self.amount is not None:
            return self.amount.value
        return 0.0 if self.rate is None else base * self.rate


@record
class Explanation:
    """Why a post changed between two columns, in the words and figures of its author."""

    pair: Pair
    steps: tuple[Step, ...]
    source: str | None = None


@record
class Node:
    """A post, or a part of one."""

    path: str
    name: str
    slug: str
    route: str  # its name with those above it
    counted: bool
    unit: str
    times: float  # what a bare amount is multiplied by
    cells: dict[str, Cell] = field(default_factory=dict)
    pm: tuple[str, ...] = ()  # the columns in which its amount is pro memorie
    counts: tuple[Count, ...] = ()
    parts: tuple["Node", ...] = ()
    of_which: tuple["Node", ...] = ()
    domain: str | None = None
    explanation: Explanation | None = None
    why_not: str | None = None
    source: str | None = None
    note: str | None = None


@record
class MonitorPlan:
    """A whole monitor, ready to be computed."""

    name: str
    place: str
    columns: dict[str, Column]
    posts: tuple[Node, ...]
    unit: str
    times: float
    file_hash: str
    comparisons: tuple[Pair, ...] = ()
    printed: tuple[Printed, ...] = ()
    source: str | None = None
    note: str | None = None
    tables: tuple[tuple[str, str], ...] = ()  # name and content hash of each table that was read
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def period(self) -> tuple[int, int]:
        """The first and the last year of which something is said."""
        years = [column.year for column in self.columns.values() if column.year is not None]
        return min(years), max(years)

    def comparable(self, pair: Pair) -> bool:
        """Whether both columns cover as many months."""
        one, other = (self.columns[key].length for key in pair)
        return one is not None and one == other
