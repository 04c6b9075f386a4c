"""The sheet `Tussenstappen`: what is part of a formula, a sentence or a chart, and stands nowhere else."""

from rendement.report.sheets.desk import Desk, Grid

STEPS = "Tussenstappen"
ACROSS = 6  # columns over which a text runs on
_WIDTHS = (92.0, *(15.0,) * ACROSS)


def steps_sheet(desk: Desk) -> Grid:
    """It begins with what it is for; cells are added while the other sheets are written."""
    grid = desk.grid(STEPS, _WIDTHS)
    grid.texts(STEPS, role="titel")
    grid.sentence("Wat onderdeel is van een formule, zin of grafiek en nergens anders staat.", ACROSS)
    grid.row += 1
    return grid


def is_used(grid: Grid) -> bool:
    """Whether something was added."""
    return any(row > 1 for row, _ in grid.contents)


def text_step(grid: Grid, label: str, text: str) -> str:
    """The cell of a text that formulas take over as it is."""
    grid.put(0, label, "tussenstap")
    grid.across[grid.row, 1] = ACROSS
    place = grid.put(1, text, "vast")
    grid.row += 1
    return place


def formula_step(grid: Grid, label: str, formula: str, value: str) -> str:
    """The cell of a formula that makes a text."""
    grid.put(0, label, "tussenstap")
    grid.across[grid.row, 1] = ACROSS
    place = grid.formula(1, formula, value, "vast")
    grid.row += 1
    return place
