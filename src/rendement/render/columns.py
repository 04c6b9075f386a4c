"""Charts with a year to a column: bars, a line, and below them the figures, of as many years as fit."""

from collections.abc import Callable, Sequence

from rendement.render.bars import Drawing, between, legend
from rendement.render.canvas import GAIN, LOSS, MARGIN, Canvas, Look, sheet, text_width
from rendement.render.lines import LEAD, wrapped
from rendement.report.document import Chart, Row
from rendement.source.record import record

SIZE = 20.0  # of the letters
GAP = 14.0
HEADS = 240.0  # what stands before the figures takes no more than this


@record
class Frame:
    """Where each year stands, and how high the part with bars is."""

    chart: Chart
    left: float
    right: float
    top: float
    bottom: float

    @property
    def slot(self) -> float:
        """How wide a year is."""
        return (self.right - self.left) / max(len(self.chart.rows), 1)

    def middle(self, number: int) -> float:
        """Halfway a year."""
        return self.left + (number + 0.5) * self.slot

    def edges(self, number: int) -> tuple[float, float]:
        """The left and right edge of the bar of a year."""
        half = min(self.slot * 0.32, 60)
        return self.middle(number) - half, self.middle(number) + half

    def heights(self, figures: Sequence[float]) -> Callable[[float], float]:
        """From a figure to its height."""
        return between(self.bottom, self.top, figures)


def _framed(chart: Chart, top: float) -> Frame:
    heads = [_head(column.head) for column in chart.columns]
    named = max(text_width(head, SIZE, bold=True) for head in heads)
    half = max((_width(row) for row in chart.rows), default=0.0) / 2  # the outer figures need room as well
    size = sheet()
    left, right = MARGIN + named + GAP + half / 2, size.width - MARGIN / 2 - half / 2
    return Frame(
        chart, left, right, top + 2 * SIZE + GAP, size.height - MARGIN - len(heads) * SIZE * LEAD - GAP
    )


def _width(row: Row) -> float:
    """How wide the figures of a year are."""
    return max(text_width(text, SIZE, bold=True) for text in _texts(row)) + GAP


def _texts(row: Row) -> list[str]:
    """The year, which is cut when it is something else, and the figures."""
    return [_head(row.cells[0].text), *(cell.text for cell in row.cells[1:])]


def _head(text: str) -> str:
    return "".join(wrapped(text, SIZE, HEADS, 1, bold=True))


def drawn_running(chart: Chart, top: float) -> Drawing:
    """A bar for the balance of each year, and a line for what ran up."""
    frame = _framed(chart, top)

    def draw(canvas: Canvas) -> None:
        own, run = ([row.cells[place].value or 0.0 for row in chart.rows] for place in (1, 2))
        at = frame.heights([*own, *run])
        swatch = legend(canvas, [("", LOSS)], frame.left, top)
        end = legend(canvas, [(chart.columns[1].head, GAIN)], swatch, top)
        _line_in_legend(canvas, chart.columns[2].head, end, top)
        for number, (row, value) in enumerate(zip(chart.rows, own, strict=True)):
            if row.role == "uitkomst":
                canvas.line([frame.middle(number)] * 2, [frame.top, frame.bottom], pale=True, thick=2)
            left, right = frame.edges(number)
            canvas.bar(left, right, at(0), at(value), LOSS if value < 0 else GAIN)
        _zero(canvas, frame, at(0))
        xs, ys = [frame.middle(number) for number in range(len(run))], [at(value) for value in run]
        canvas.line(xs, ys, thick=3)
        canvas.dots(xs, ys, min(9.0, frame.slot * 0.3))
        _figures(canvas, frame)

    return sheet().height, draw


def _line_in_legend(canvas: Canvas, name: str, left: float, y: float) -> None:
    canvas.line([left, left + 36], [y, y], thick=3)
    canvas.dots([left + 18], [y], 9)
    canvas.text(left + 36 + GAP, y, _head(name), SIZE + 2)


def drawn_target(chart: Chart, top: float) -> Drawing:
    """What is in and what is expected on top of it, beside the mark that was to be reached."""
    frame = _framed(chart, top)

    def draw(canvas: Canvas) -> None:
        heads = [column.head for column in chart.columns]
        end = legend(canvas, [(heads[1], GAIN), (heads[2], LOSS)], frame.left, top)
        _mark(canvas, end, end + 36, top)
        canvas.text(end + 36 + GAP, top, _head(heads[3]), SIZE + 2)
        stacks = [_stacked(row) for row in chart.rows]
        marks = [row.cells[3].value for row in chart.rows]
        tops = [edge for stack in stacks for _, start, stop in stack for edge in (start, stop)]
        at = frame.heights([*tops, *(mark for mark in marks if mark is not None)])
        for number, (stack, mark) in enumerate(zip(stacks, marks, strict=True)):
            left, right = frame.edges(number)
            for look, start, stop in stack:
                canvas.bar(left, right, at(start), at(stop), look)
            if mark is not None:
                _mark(canvas, left - frame.slot * 0.06, right + frame.slot * 0.06, at(mark))
        _zero(canvas, frame, at(0))
        _figures(canvas, frame)

    return sheet().height, draw


def _stacked(row: Row) -> list[tuple[Look, float, float]]:
    """Each on top of the one before it on its own side of zero."""
    reached = {True: 0.0, False: 0.0}
    found = []
    for cell, look in zip(row.cells[1:3], (GAIN, LOSS), strict=True):
        value = cell.value or 0.0
        start = reached[value < 0]
        reached[value < 0] = start + value
        if value:
            found.append((look, start, start + value))
    return found


def _mark(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.line([left, right], [y, y], thick=5)


def _zero(canvas: Canvas, frame: Frame, y: float) -> None:
    canvas.line([frame.left, frame.right], [y, y], thick=1.5)


def _figures(canvas: Canvas, frame: Frame) -> None:
    """The figures below their bars; with many years of as many as fit, and always of the one to look at."""
    rows = frame.chart.rows
    shown = _that_fit(frame)
    for place, column in enumerate(frame.chart.columns):
        y = frame.bottom + GAP + (place + 0.5) * SIZE * LEAD
        canvas.text(MARGIN, y, _head(column.head), SIZE, bold=not place)
        for number in shown:
            bold = not place or rows[number].role == "uitkomst"
            text = _texts(rows[number])[place]
            canvas.text(frame.middle(number), y, text, SIZE, side="center", bold=bold)


def _that_fit(frame: Frame) -> list[int]:
    """The years whose figures do not touch: the one to look at, the last, the first, then at equal steps."""
    rows = frame.chart.rows
    widths = [_width(row) for row in rows]
    step = max(1, -int(-max(widths, default=0.0) // frame.slot))
    outcome = [number for number, row in enumerate(rows) if row.role == "uitkomst"]
    steps = range((outcome or [0])[0] % step, len(rows), step)
    found: list[int] = []
    for number in [*outcome, len(rows) - 1, 0, *steps]:
        near = (abs(number - other) * frame.slot - (widths[number] + widths[other]) / 2 for other in found)
        if number not in found and all(room >= 0 for room in near):
            found.append(number)
    return sorted(found)
