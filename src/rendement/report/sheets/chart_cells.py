"""What a native chart needs beside the table that it draws: cells for what floats, or for a ratio."""

from collections.abc import Sequence

from rendement.report.document import Chart
from rendement.report.sheets.desk import Grid
from rendement.report.sheets.records import Series, SheetChart, address

_HEIGHT = 18  # rows that a chart takes


def charted(grid: Grid, steps: Grid, block: Chart, first: int) -> None:
    """A chart of the table whose rows begin at `first` and end just above; its own cells stand in `steps`."""
    last = grid.row - 1
    if last < first:
        return
    if block.kind == "waterval":
        series = _waterfall(grid, steps, block, first)
    elif block.kind == "omslag":
        series = _ratios(grid, steps, block, first)
    elif block.kind == "tornado":
        series = _swings(grid, steps, block, first)
        first += 1
    elif block.kind == "kans":
        series = _chances(steps, block)
    else:
        lines = {"verloop": (2,), "doel": (len(block.columns) - 1,)}.get(block.kind, ())
        series = tuple(
            Series(column.head or block.title, place, place in lines)
            for place, column in enumerate(block.columns)
            if place and column.figures
        )
    grid.row = last + 2
    grid.charts.append(
        SheetChart(block.kind, block.title, block.finding, first, last, 0, series, grid.row, 0, _HEIGHT)
    )
    grid.row += _HEIGHT


def _headed(steps: Grid, block: Chart, heads: Sequence[str]) -> tuple[str, int]:
    """A head for the cells of a chart; where those begin."""
    steps.row += 1
    steps.texts(f"grafiek: {block.title}", *heads, role="groep")
    return steps.name, steps.row


_HEADS = ("tot hier", "begint bij", "stand", "erbij", "eraf")


def _waterfall(grid: Grid, steps: Grid, block: Chart, first: int) -> tuple[Series, ...]:
    """How far it has come after each row, and where its bar begins; what stands by itself begins at 0."""
    beside = _headed(steps, block, _HEADS)
    stood, before = 0.0, "0"
    for number, row in enumerate(block.rows):
        moved = f"{grid.name}!{address(first + number, 1)}"
        value = row.cells[1].value or 0.0
        whole = row.role == "totaal"
        now = value if whole else stood + value
        steps.put(0, row.cells[0].text, "tussenstap")
        own = steps.formula(1, moved if whole else f"{before}+{moved}", now, "tussenstap", "bedrag")
        texts = ("0", moved, "0", "0")
        values = (0.0, value, 0.0, 0.0)
        if not whole:
            texts = (f"MIN({before},{own})", "0", f"MAX({moved},0)", f"MAX(-{moved},0)")
            values = (min(stood, now), 0.0, max(value, 0.0), max(-value, 0.0))
        for column, (text, shown) in enumerate(zip(texts, values, strict=True), 2):
            steps.formula(column, text, shown, "tussenstap", "bedrag")
        steps.row += 1
        stood, before = now, own
    return tuple(
        Series(head, column, hidden=column == 2, beside=beside) for column, head in enumerate(_HEADS[1:], 2)
    )


def _ratios(grid: Grid, steps: Grid, block: Chart, first: int) -> tuple[Series, ...]:
    """Each break-even value as a share of what the assumption is now: they have no unit in common."""
    head = "omslag als deel van nu"
    beside = _headed(steps, block, (head,))
    for number, row in enumerate(block.rows):
        steps.put(0, row.cells[0].text, "tussenstap")
        now, turn = (grid.number(first + number, place) for place in (1, 2))
        if now and turn is not None:
            now_at, turn_at = (f"{grid.name}!{address(first + number, place)}" for place in (1, 2))
            steps.formula(1, f'IFERROR({turn_at}/{now_at},"-")', turn / now, "tussenstap", "procent")
        steps.row += 1
    return (Series(head, 1, beside=beside),)


_ENDS = ("begint bij", "eronder", "erboven")  # of what the first row says


def _swings(grid: Grid, steps: Grid, block: Chart, first: int) -> tuple[Series, ...]:
    """How far the bar of each row reaches below and above the first figure, and where it begins."""
    beside = _headed(steps, block, _ENDS)
    axis, now = f"{grid.name}!{address(first, 1)}", block.rows[0].cells[1].value or 0.0
    for number, row in enumerate(block.rows[1:], first + 1):
        steps.put(0, row.cells[0].text, "tussenstap")
        ends = [cell.value - now for cell in row.cells[1:] if cell.value is not None]
        if len(ends) > 1:
            own = ",".join(f"{grid.name}!{address(number, place)}" for place in (1, 2))
            low, high = f"MIN({own})-{axis}", f"MAX({own})-{axis}"
            least, most = min(ends), max(ends)
            cells = (
                (f"MAX({low},0)+MIN({high},0)", max(least, 0.0) + min(most, 0.0)),
                (f"MIN({low},0)-MIN({high},0)", min(least, 0.0) - min(most, 0.0)),
                (f"MAX({high},0)-MAX({low},0)", max(most, 0.0) - max(least, 0.0)),
            )
            for column, (text, shown) in enumerate(cells, 1):
                steps.formula(column, text, shown, "tussenstap", "bedrag")
        steps.row += 1
    return tuple(
        Series(head, column, hidden=column == 1, beside=beside) for column, head in enumerate(_ENDS, 1)
    )


_LEAST = 0.005  # up to here a chance is less than 1%


def _chances(steps: Grid, block: Chart) -> tuple[Series, ...]:
    """How high the bar of a chance is: what is written as less than 1% or more than 99% is no figure."""
    head = "hoogte van de staaf"
    beside = _headed(steps, block, (head,))
    for row in block.rows:
        steps.put(0, row.cells[0].text, "tussenstap")
        steps.put(1, min(max(row.cells[1].value or 0.0, _LEAST), 1 - _LEAST), "tussenstap", "fijn")
        steps.row += 1
    return (Series(block.columns[1].head, 1, beside=beside),)
