"""What a native chart needs beside the table that it draws: cells for what floats, or for a ratio."""

from rendement.report.document import Chart
from rendement.report.sheets.desk import Grid
from rendement.report.sheets.records import Series, SheetChart, address

_HEIGHT = 18  # rows that a chart takes
_HELP = 3  # the first column of such cells


def charted(grid: Grid, block: Chart, first: int) -> None:
    """A chart of the table whose rows begin at `first` and end just above."""
    last = grid.row - 1
    if last < first:
        return
    if block.kind == "waterval":
        series = _waterfall(grid, block, first)
    elif block.kind == "omslag":
        series = _ratios(grid, block, first)
    else:
        lines = {"verloop": (2,), "doel": (len(block.columns) - 1,)}.get(block.kind, ())
        series = tuple(
            Series(column.head or block.title, place, place in lines)
            for place, column in enumerate(block.columns)
            if place and column.figures
        )
    grid.row = last + 2
    grid.charts.append(
        SheetChart(block.kind, block.title, block.finding, first, last, 0, series, grid.row, 0)
    )
    grid.row += _HEIGHT


def _waterfall(grid: Grid, block: Chart, first: int) -> tuple[Series, ...]:
    """How far it has come after each row, and where its bar begins; what stands by itself begins at 0."""
    grid.row = first - 1
    grid.texts("tot hier", "begint bij", "stand", "stap", role="tussenstap", first=_HELP)
    stood, before = 0.0, "0"
    for number, row in enumerate(block.rows):
        grid.row = first + number
        moved = address(grid.row, 1)
        value = row.cells[1].value or 0.0
        whole = row.role == "totaal"
        now = value if whole else stood + value
        place = grid.formula(_HELP, moved if whole else f"{before}+{moved}", now, "tussenstap", "bedrag")
        own = address(grid.row, _HELP)
        start = "0" if whole else f"MIN({before},{own})"
        grid.formula(_HELP + 1, start, 0.0 if whole else min(stood, now), "tussenstap", "bedrag")
        grid.formula(_HELP + 2, moved if whole else "0", value if whole else 0.0, "tussenstap", "bedrag")
        step = "0" if whole else f"ABS({moved})"
        grid.formula(_HELP + 3, step, 0.0 if whole else abs(value), "tussenstap", "bedrag")
        stood, before = now, place
    return (
        Series("begint bij", _HELP + 1, hidden=True),
        Series("stand", _HELP + 2),
        Series("stap", _HELP + 3),
    )


def _ratios(grid: Grid, block: Chart, first: int) -> tuple[Series, ...]:
    """Each break-even value as a share of what the assumption is now: they have no unit in common."""
    grid.row = first - 1
    grid.texts("omslag als deel van nu", role="tussenstap", first=_HELP)
    for number, row in enumerate(block.rows):
        grid.row = first + number
        now, turn = row.cells[1].value, row.cells[2].value
        if now and turn is not None:
            grid.put(_HELP, turn / now, "vast", "aandeel")
    return (Series("omslag als deel van nu", _HELP),)
