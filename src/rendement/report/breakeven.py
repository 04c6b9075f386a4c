"""Break-even values as a table."""

from collections.abc import Sequence
from functools import partial

from rendement.figures.crossing import Crossing
from rendement.report.cells import across, heads, optional
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import euro, number, percent, plain, quantity


def breakeven_blocks(crossings: Sequence[Crossing], net: float) -> list[Block]:
    """One table: each assumption, its value now, where the return is zero, and what that says."""
    columns = heads("aanname", "nu", "omslag bij", "wat dat zegt", words=("wat dat zegt",))
    rows, slim = [], []
    for item in crossings:
        found = optional(item.value, partial(shown, item), "geen")
        name = plain(item.path) + (", in totaal" if item.together else "")
        cells = (text(name), Cell(shown(item, item.now), item.now), found)
        meaning = _meaning(item, found.text, net)
        rows.append(Row((*cells, text(meaning))))
        slim += [Row(cells), across(3, f"  {meaning}")]
    narrow = Table("omslagwaarden", "Omslagwaarden", columns[:3], tuple(slim))
    return [Table("omslagwaarden", "Omslagwaarden", columns, tuple(rows), narrow)] if rows else []


def _meaning(item: Crossing, shown: str, net: float) -> str:
    if item.value is None:
        return str(item.reason)
    if net >= 0:
        return f"het rendement blijft positief {'vanaf' if item.rises else 'tot'} {shown}"
    return f"het rendement wordt pas positief {'boven' if item.rises else 'onder'} {shown}"


def shown(item: Crossing, value: float) -> str:
    """A value of an assumption as it is read."""
    if item.kind in ("aandeel", "voet"):
        return percent(value)
    if item.kind in ("aantal", "jaren", "maanden", "factor"):
        return quantity(value)
    return euro(value) if abs(value) >= 1000 else f"€ {number(value, 2)}"
