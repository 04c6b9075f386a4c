"""Cells, columns, rows and blocks that more than one table is made of."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from rendement.report.document import MARK, Block, Cell, Column, Notes, Role, Row, text
from rendement.report.dutch import euro, number, quantity
from rendement.source.money import current

if TYPE_CHECKING:
    from rendement.engine.result import Balance
    from rendement.figures.case import CaseFigures

EMPTY = text("")

# benefits, costs, return, benefits per euro, present value
Headline = tuple[float | None, float | None, float | None, float | None, float | None]
NO_HEADLINE: Headline = (None,) * 5


def in_unit(value: float) -> float:
    """An amount in the unit of the document."""
    return value / current().times


def amount(value: float | None) -> Cell:
    """An amount in the unit of the document, or a dash where there is none."""
    return figure(None if value is None else in_unit(value))


def price(value: float | None) -> Cell:
    """The amount of one of something: in the same unit, to the euro."""
    power = current().power
    if not power or value is None:
        return amount(value)
    return Cell(quantity(in_unit(value), power), in_unit(value))


def figure(value: float | None, decimals: int = 0) -> Cell:
    """A figure that is no amount, or a dash where there is none."""
    return Cell(number(value, decimals), value)


def marked(cell: Cell, ranged: object = True) -> Cell:
    """A figure with the mark of a range, if it stands for one."""
    return Cell(MARK + cell.text, cell.value, cell.path) if ranged and cell.value is not None else cell


def euros(value: float | None) -> Cell:
    """An amount with its sign, to the euro."""
    return Cell(euro(value), None if value is None else in_unit(value))


def unless_zero(value: float | None) -> Cell:
    """An amount; nothing for zero."""
    return amount(value) if value else EMPTY


def optional(value: float | None, shown: Callable[[float], str], otherwise: str = "") -> Cell:
    """A figure as it is shown, or nothing."""
    return text(otherwise) if value is None else Cell(shown(value), value)


def balance_cells(balance: "Balance") -> tuple[Cell, Cell, Cell]:
    """Benefits, costs and what remains."""
    return amount(balance.benefits), amount(balance.costs), amount(balance.net)


def headline(figures: "CaseFigures") -> Headline:
    """The five figures by which cases are compared."""
    total = figures.result.total
    return total.benefits, total.costs, figures.net, figures.totals.per_euro, figures.present_net


def outcome_cells(values: Headline) -> list[Cell]:
    """The same as cells."""
    benefits, costs, net, per_euro, present = values
    return [amount(benefits), amount(costs), amount(net), figure(per_euro, 2), amount(present)]


def heads(*names: str, words: Collection[str] = ()) -> tuple[Column, ...]:
    """Columns of figures; in the first, and in those that are named, stand words."""
    return tuple(Column(name, i > 0 and name not in words) for i, name in enumerate(names))


def across(width: int, label: str, last: Cell = EMPTY, role: Role = "regel") -> Row:
    """A row with a label, what stands last, and nothing between."""
    return Row((text(label), *(EMPTY,) * (width - 2), last), role)


def notes(key: str, title: str, items: Iterable[str]) -> list[Block]:
    """Sentences, if there are any."""
    found = tuple(items)
    return [Notes(key, title, found)] if found else []
