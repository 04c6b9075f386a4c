"""Break-even values as a table."""

from collections.abc import Sequence
from math import ceil, floor, log10

from rendement.figures.crossing import Crossing
from rendement.report.cells import across, heads, in_unit
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import euro, number, plain, quantity
from rendement.source.money import current


def breakeven_blocks(crossings: Sequence[Crossing], net: float) -> list[Block]:
    """One table: each assumption, its value now, where the return is zero, and what that says."""
    columns = heads("aanname", "nu", "omslag bij", "wat dat zegt", words=("wat dat zegt",))
    rows, slim = [], []
    for item in crossings:
        found = edge_cell(item)
        name = plain(item.path) + (", in totaal" if item.together else "")
        cells = (text(name), edge(item, shown(item, item.now), item.now), found)
        said = meaning(item, found.text, net)
        rows.append(Row((*cells, text(said))))
        slim += [Row(cells), across(3, f"  {said}")]
    narrow = Table("omslagwaarden", "Omslagwaarden", columns[:3], tuple(slim))
    return [Table("omslagwaarden", "Omslagwaarden", columns, tuple(rows), narrow)] if rows else []


def meaning(item: Crossing, shown: str, net: float) -> str:
    """What a break-even value says; `shown` is that value as it is read."""
    if item.value is None:
        return str(item.reason)
    if net >= 0:
        return f"het rendement blijft positief {'vanaf' if item.rises else 'tot'} {shown}"
    return f"het rendement wordt pas positief {'boven' if item.rises else 'onder'} {shown}"


def edge(item: Crossing, text: str, value: float) -> Cell:
    """A value of an assumption, and the figure behind it in the unit of the document."""
    return Cell(text, in_unit(value) if item.kind == "bedrag" else value)


def edge_cell(item: Crossing) -> Cell:
    """Its break-even value, or that there is none."""
    value = item.value
    return text("geen") if value is None else edge(item, at_the_edge(item, value), value)


def shown(item: Crossing, value: float) -> str:
    """A value of an assumption as it is read."""
    return _text(item, value, _decimals(item, value))


def at_the_edge(item: Crossing, value: float) -> str:
    """A break-even value as it is read, rounded to the side on which the return is not below zero."""
    decimals = _decimals(item, value)
    if value and round(value, decimals) == 0:
        decimals = 1 - floor(log10(abs(value)))
    scaled = value * 10.0**decimals
    if abs(scaled - round(scaled)) > 1e-9 * max(abs(scaled), 1.0):
        value = (ceil if item.rises else floor)(scaled) / 10.0**decimals
    return _text(item, value, decimals)


def _decimals(item: Crossing, value: float) -> int:
    if item.kind in ("aandeel", "voet"):
        return 4
    return 0 if item.kind == "bedrag" and abs(value) >= 1000 else 2


def _text(item: Crossing, value: float, decimals: int) -> str:
    if item.kind in ("aandeel", "voet"):
        return f"{quantity(value * 100, decimals - 2)}%"
    if item.kind in ("aantal", "jaren", "maanden", "factor"):
        return quantity(value, decimals)
    return f"{current().sign} {number(value, decimals)}" if decimals else euro(value)
