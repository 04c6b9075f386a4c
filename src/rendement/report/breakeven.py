"""Break-even values as a table."""

from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Column, Row, Table, text
from rendement.report.dutch import euro, number, percent, plain, quantity


def breakeven_blocks(data: Data) -> list[Block]:
    """One table: each assumption, its value now, where the return is zero, and what that says."""
    net = data["totaal"]["rendement"]
    columns = (
        Column("aanname", figures=False),
        Column("nu"),
        Column("omslag bij"),
        Column("wat dat zegt", figures=False),
    )
    rows, slim = [], []
    for item in data.get("omslagwaarden", ()):
        found = item["waarde"]
        cells = (
            text(plain(item["pad"]) + (", in totaal" if item["reeks"] else "")),
            Cell(_shown(item, item["nu"]), item["nu"]),
            Cell(_shown(item, found), found) if found is not None else text("geen"),
        )
        rows.append(Row((*cells, text(_meaning(item, net)))))
        slim += [Row(cells), Row((text(f"  {_meaning(item, net)}"), text(""), text("")))]
    narrow = Table("omslagwaarden", "Omslagwaarden", columns[:3], tuple(slim))
    return [Table("omslagwaarden", "Omslagwaarden", columns, tuple(rows), narrow)] if rows else []


def _meaning(item: Data, net: float) -> str:
    if item["waarde"] is None:
        return str(item["reden"])
    shown = _shown(item, item["waarde"])
    if net >= 0:
        return f"het rendement blijft positief {'vanaf' if item['stijgt'] else 'tot'} {shown}"
    return f"het rendement wordt pas positief {'boven' if item['stijgt'] else 'onder'} {shown}"


def _shown(item: Data, value: float) -> str:
    if item["soort"] == "aandeel":
        return percent(value)
    if item["soort"] in ("aantal", "jaren", "maanden"):
        return quantity(value)
    return euro(value) if abs(value) >= 1000 else f"€ {number(value, 2)}"
