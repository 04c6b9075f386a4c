"""Cells, columns, rows and blocks that more than one table is made of."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from rendement.report.document import MARK, Block, Cell, Column, Notes, Role, Row, Term, text
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


def amount(value: float | None, path: str = "") -> Cell:
    """An amount in the unit of the document, or a dash where there is none."""
    shown = None if value is None else in_unit(value)
    return Cell(number(shown), shown, path, times=current().times)


def price(value: float | None, path: str = "") -> Cell:
    """The amount of one of something: in the same unit, to the euro."""
    power = current().power
    if not power or value is None:
        return amount(value, path)
    return Cell(quantity(in_unit(value), power), in_unit(value), path, times=current().times)


def figure(value: float | None, decimals: int = 0, path: str = "") -> Cell:
    """A figure that is no amount, or a dash where there is none."""
    return Cell(number(value, decimals), value, path)


def added(value: float, terms: Iterable[Term]) -> Cell:
    """An amount that is no figure of the contract, and adds up from some that are."""
    return replace(amount(value), terms=tuple(terms))


def marked(cell: Cell, ranged: object = True) -> Cell:
    """A figure with the mark of a range, if it stands for one."""
    return replace(cell, text=MARK + cell.text) if ranged and cell.value is not None else cell


def euros(value: float | None, path: str = "") -> Cell:
    """An amount with its sign, to the euro."""
    return replace(amount(value, path), text=euro(value))


def unless_zero(value: float | None) -> Cell:
    """An amount; nothing for zero."""
    return amount(value) if value else EMPTY


def optional(value: float | None, shown: Callable[[float], str], otherwise: str = "", path: str = "") -> Cell:
    """A figure as it is shown, or nothing."""
    return Cell(otherwise, None, path) if value is None else Cell(shown(value), value, path)


def balance_cells(balance: "Balance", base: str = "", net: str = "saldo") -> tuple[Cell, Cell, Cell]:
    """Benefits, costs and what remains, which stand under a path."""
    values = (balance.benefits, balance.costs, balance.net)
    keys = ("baten", "kosten", net)
    first, second, third = (
        amount(value, f"{base}.{key}" if base else "") for key, value in zip(keys, values, strict=True)
    )
    return first, second, third


def headline(figures: "CaseFigures") -> Headline:
    """The five figures by which cases are compared."""
    total = figures.result.total
    return total.benefits, total.costs, figures.net, figures.totals.per_euro, figures.present_net


def outcome_cells(values: Headline, base: str = "") -> list[Cell]:
    """The same as cells; `base` is the path of the totals of a case."""
    benefits, costs, net, per_euro, present = values
    keys = ("baten", "kosten", "rendement", "baten_per_euro", "contante_waarde.rendement")
    paths = [f"{base}.{key}" if base else "" for key in keys]
    first = [amount(value, path) for value, path in zip((benefits, costs, net), paths[:3], strict=True)]
    return [*first, figure(per_euro, 2, paths[3]), amount(present, paths[4])]


def heads(*names: str, words: Collection[str] = ()) -> tuple[Column, ...]:
    """Columns of figures; in the first, and in those that are named, stand words."""
    return tuple(Column(name, i > 0 and name not in words) for i, name in enumerate(names))


def across(width: int, label: str, last: Cell = EMPTY, role: Role = "regel") -> Row:
    """A row with a label, what stands last, and nothing between."""
    return Row((text(label), *(EMPTY,) * (width - 2), last), role)


def notes(key: str, title: str, items: Iterable[str], *, prose: bool = False) -> list[Block]:
    """Sentences, if there are any."""
    found = tuple(items)
    return [Notes(key, title, found, prose=prose)] if found else []
