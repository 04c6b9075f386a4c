"""The sheets of the budget of the municipality: the financial paragraph, and the figures behind it."""

from collections.abc import Callable, Sequence

from rendement.report.document import Block, Table
from rendement.report.sheets.desk import Desk
from rendement.report.sheets.summary_sheet import ACROSS, Page
from rendement.report.sheets.tables import WIDE, Contract, below, figure_table

PARAGRAPH, FIGURES = "Financieel", "Begroting"
_FIRST, _REST = 56.0, 16.0  # the widths of its columns


def figures_sheet(desk: Desk, contract: Contract) -> None:
    """Every figure of it, as formulas; nothing where the municipality has nothing to do with it."""
    figures = [path for key in ("begroting", "dekking") for path in below(desk.terms.figures, key)]
    if figures:
        grid = desk.grid(FIGURES, WIDE)
        grid.texts(FIGURES, role="titel")
        grid.row += 1
        figure_table(grid, contract, "begroting van de gemeente", figures)


def paragraph_sheet(blocks: Sequence[Block], page: Callable[[str], Page]) -> None:
    """The paragraph as in every format."""
    if not blocks:
        return
    sheet = page(PARAGRAPH)
    columns = max((len(block.columns) for block in blocks if isinstance(block, Table)), default=0)
    sheet.grid.widths = (_FIRST, *(_REST,) * (max(ACROSS, columns) - 1))
    for block in blocks:
        sheet.add(block)
