"""The factors of a gross amount as they are read: with as few decimals as multiply out to it."""

from collections.abc import Collection
from math import prod

from rendement.engine.result import LineResult
from rendement.report.cells import in_unit, marked
from rendement.report.document import Cell, Column, text
from rendement.report.dutch import amount_text, number, plain, quantity
from rendement.report.ranges import COUNT, PRICE, YEARS
from rendement.source.money import current

Cells = tuple[Cell, Cell, Cell, Cell]

HEADS = (
    Column("aantal"),
    Column("prijs"),
    Column("eenheid", figures=False),
    Column("jaren"),
)
_DECIMALS = ((2, 0), (2, 2), (4, 2), (4, 4), (6, 6), (9, 9))  # at most, of numbers and of prices
_CENTS = 2
_NEAR = 0.5  # of what amounts are printed in


def factor_cells(item: LineResult, ranged: Collection[str] = ()) -> Cells:
    """Number, price, what the price is for, and years; marked where they come from a range."""
    found, path = item.product, item.line.path
    mean = item.line.scaled_to is not None
    count, price, years = factor_texts(item.gross, found.count, found.price, found.years, mean=mean)
    return (
        marked(Cell(count, found.count, f"{path}.aantal"), COUNT in ranged),
        marked(Cell(price, in_unit(found.price), f"{path}.prijs", times=current().times), PRICE in ranged),
        text(plain(item.line.unit)),
        marked(Cell(years, found.years, f"{path}.jaren"), YEARS in ranged),
    )


def factor_texts(
    product: float, count: float, price: float, years: float = 1.0, *, mean: bool = False
) -> tuple[str, str, str]:
    """The factors of an amount, so that whoever multiplies what is printed gets it, in its unit.

    A mean of a group has no more than cents, however large that is.
    """
    product, price = in_unit(product), in_unit(price)
    for numbers, prices in _DECIMALS:
        most = min(prices, _CENTS) if mean else prices
        texts = quantity(count, numbers), _price(price, most), quantity(years, numbers)
        if abs(prod(map(_read, texts)) - product) <= _NEAR:
            break
    return texts


def shown(rows: Collection[Cells]) -> tuple[int, ...]:
    """Which of the four say anything: no unit, or one year in every row, is left out."""
    units = any(unit.text for _, _, unit, _ in rows)
    years = any(cell.value != 1 for _, _, _, cell in rows)
    return (0, 1, *((2,) if units else ()), *((3,) if years else ()))


def _price(value: float, decimals: int) -> str:
    if power := current().power:
        return quantity(value, max(power, decimals))
    return (
        number(value, decimals) if decimals and round(value, decimals) != round(value) else amount_text(value)
    )


def _read(shown: str) -> float:
    return float(shown.replace(".", "").replace(",", "."))
