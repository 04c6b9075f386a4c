"""Rows of a budget by year: a figure in every year, what comes later, what has no year, and in total."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rendement.engine.arithmetic import Number
from rendement.engine.budget import Budget, BudgetPart, Count
from rendement.engine.budget_entry import APART, WHOLE, When
from rendement.report.cells import EMPTY, added, amount, heads
from rendement.report.document import Cell, Column, Role, Row, Table, text
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.sums import total

Found = tuple[Number | None, str]  # a figure, and its path

BASE: Path = ("begroting",)
PARAGRAPH = "Financiële paragraaf"
MOST_YEARS = 6  # columns; what comes later is one of its own
LATER, NO_YEAR = "later", "niet per jaar"


@record
class Amounts:
    """A row: what stands in each year and in total, each with its path; nothing where there is no figure."""

    label: str
    at: Callable[[When], Found | None]
    role: Role = "regel"


@record
class Heading:
    """A row without figures."""

    label: str


def of_part(
    label: str,
    found: Budget,
    take: Callable[[BudgetPart], Number | None],
    key: Sequence[str],
    *,
    base: Path = BASE,
    role: Role = "regel",
) -> Amounts:
    """The row of one figure of a budget, which stands under `key`."""

    def at(when: When) -> Found:
        own = ("per_jaar", str(when)) if isinstance(when, int) else (when,)
        return take(BudgetPart(found.entries, when)), format_path((*base, *own, *key))

    return Amounts(label, at, role)


def summed(
    label: str, found: Budget, count: Count, key: str, role: Role = "regel", base: Path = BASE
) -> Amounts:
    """The row of what counts of it."""
    return of_part(label, found, lambda part: part.sum(count), (key,), base=base, role=role)


class Years:
    """The columns of every table of a budget."""

    def __init__(self, found: Budget) -> None:
        several = len(found.years) > MOST_YEARS + 1
        self.shown = found.years[:MOST_YEARS] if several else found.years
        self.later = found.years[len(self.shown) :]
        self.apart = not found.dated

    @property
    def columns(self) -> tuple[Column, ...]:
        """Their heads."""
        more = [LATER] if self.later else []
        return heads("", *map(str, self.shown), *more, *([NO_YEAR] if self.apart else []), "totaal")

    def table(self, key: str, title: str, rows: Sequence[Amounts | Heading]) -> Table:
        """A table of these rows."""
        return Table(key, f"{PARAGRAPH}: {title}", self.columns, tuple(map(self._row, rows)))

    def _row(self, row: Amounts | Heading) -> Row:
        if isinstance(row, Heading):
            return Row((text(row.label), *(EMPTY,) * (len(self.columns) - 1)), "groep")
        return Row((text(row.label), *self._cells(row)), row.role)

    def _cells(self, row: Amounts) -> Iterator[Cell]:
        for year in self.shown:
            yield _cell(row.at(year))
        if self.later:
            yield _added(filter(None, map(row.at, self.later)))
        if self.apart:
            yield _cell(row.at(APART))
        yield _cell(row.at(WHOLE))


def _added(found: Iterable[Found]) -> Cell:
    """The sum of some years; nothing where none has a figure."""
    known = [(value, path) for value, path in found if value is not None]
    return added(total(value for value, _ in known), ((1, path) for _, path in known)) if known else EMPTY


def _cell(found: Found | None) -> Cell:
    return EMPTY if found is None else amount(*found)
