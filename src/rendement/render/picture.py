"""A chart as a picture for a slide: SVG and PNG. Draws the worded cells, and computes nothing but places."""

from collections.abc import Callable, Iterable
from typing import Literal

from rendement.render.bars import Drawing, drawn_bars, drawn_pairs, drawn_swings
from rendement.render.canvas import COLUMN, MARGIN, Canvas, own_settings, sheet
from rendement.render.columns import drawn_running, drawn_target
from rendement.render.lines import LEAD, wrapped
from rendement.report.document import Chart, ChartKind
from rendement.source.record import record

SMALL, LARGE = 22.0, 34.0  # of the letters of what it is, and of what it shows
MOST_LINES = 4
_LATIN = frozenset(map(chr, range(0x20, 0x180))) | set("–—‘’“”…€−×")
PRINTED = 200  # dots to an inch, on paper

# what draws each kind below the title: how high the sheet becomes, and the drawing itself
DRAWERS: dict[ChartKind, Callable[[Chart, float], Drawing]] = {
    "waterval": drawn_bars,
    "staven": drawn_bars,
    "verdeling": drawn_bars,
    "kans": drawn_bars,
    "tornado": drawn_swings,
    "omslag": drawn_pairs,
    "verloop": drawn_running,
    "doel": drawn_target,
}
KINDS: tuple[Literal["svg", "png"], ...] = ("svg", "png")


def pictures(charts: Iterable[Chart]) -> dict[str, bytes]:
    """Every chart in both forms, by the end of its file's name: `waterval.svg`, `waterval.png`."""
    with own_settings():
        return {
            f"{chart.key}.{kind}": canvas.bytes_as(kind, chart.finding)
            for chart in charts
            for canvas in (_canvas(chart),)
            for kind in KINDS
        }


@record
class Drawn:
    """A picture in dots, and its size on the sheet."""

    data: bytes
    width: float
    height: float


def on_page(charts: Iterable[Chart], inches: float) -> list[Drawn]:
    """Every chart without its title, for who writes that beside it, as wide as this on paper."""
    with own_settings(COLUMN):
        found = []
        for chart in charts:
            height, draw = DRAWERS[chart.kind](chart, MARGIN)
            canvas = Canvas(height)
            draw(canvas)
            found.append(Drawn(canvas.printed(chart.finding, inches, PRINTED), canvas.width, height))
        return found


def drawing(chart: Chart) -> bytes:
    """The same as SVG.

    Its letters are letters where the font has all of them; a picture within a page has no other to turn to.
    """
    cells = (cell.text for row in chart.rows for cell in row.cells)
    known = all(map(_LATIN.issuperset, (*cells, *(column.head for column in chart.columns))))
    with own_settings(COLUMN, letters=known):
        height, draw = DRAWERS[chart.kind](chart, MARGIN)
        canvas = Canvas(height)
        draw(canvas)
        return canvas.bytes_as("svg", chart.finding)


def _canvas(chart: Chart) -> Canvas:
    """The sheet: what the chart shows is its title, and the picture stands below it."""
    title = wrapped(chart.finding, LARGE, sheet().width - 2 * MARGIN, MOST_LINES, bold=True)
    first = MARGIN + SMALL * LEAD + LARGE / 2
    height, draw = DRAWERS[chart.kind](chart, first + len(title) * LARGE * LEAD + SMALL)
    canvas = Canvas(max(height, sheet().height))
    canvas.text(MARGIN, MARGIN, chart.title, SMALL)
    for number, line in enumerate(title):
        canvas.text(MARGIN, first + number * LARGE * LEAD, line, LARGE, bold=True)
    draw(canvas)
    return canvas
