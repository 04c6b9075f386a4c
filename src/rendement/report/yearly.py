"""A table with a column for every year; in a small window every year stands under its row."""

from collections.abc import Iterable, Mapping

from rendement.report.cells import EMPTY, amount, heads
from rendement.report.document import Cell, Column, Role, Row, Table, text
from rendement.source.record import record


@record
class Yearly:
    """A row: what stands under some heads, and in total."""

    label: str
    cells: Mapping[str, Cell]
    total: Cell = EMPTY
    role: Role = "regel"
    summed: bool = False  # in a small window only the total is shown
    links: tuple[str, ...] = ()


def yearly_table(
    key: str, title: str, first: str, years: Iterable[int | str], rows: Iterable[Yearly]
) -> Table:
    """The table of these rows."""
    names = [str(year) for year in years]
    wide, slim = [], []
    for row in rows:
        label = Cell(row.label, links=row.links)
        wide.append(Row((label, *(row.cells.get(name, EMPTY) for name in names), row.total), row.role))
        slim.append(Row((label, row.total), row.role))
        slim += [] if row.summed else unfolded(row.cells)
    narrow = Table(key, title, (Column(first, figures=False), Column("bedrag")), tuple(slim))
    return Table(key, title, heads(first, *names, "totaal"), tuple(wide), narrow)


def amounts(by_year: Mapping[int, float], base: str = "") -> dict[str, Cell]:
    """Figures by year as the cells of a row; `base` is the path under which those years stand."""
    return {str(year): amount(value, f"{base}.{year}" if base else "") for year, value in by_year.items()}


def unfolded(cells: Mapping[str, Cell]) -> list[Row]:
    """What stands under every head, under each other."""
    return [Row((text(f"  {head}"), cell)) for head, cell in cells.items()]
