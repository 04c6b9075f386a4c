"""Charts with a bar to a row, its label to the left of it and its figure at its end."""

from collections.abc import Callable, Iterator, Sequence

from rendement.render.canvas import GAIN, LOSS, MARGIN, Canvas, Look, Side, sheet, text_width
from rendement.render.lines import LEAD, wrapped
from rendement.report.document import Chart, Row
from rendement.source.record import record

SIZE = 22.0  # of the letters
GAP = 14.0
LABELS, HEADS = 560.0, 320.0  # the labels, and what explains a look, take no more than this
LEAST, MOST = 32.0, 130.0  # the height of a row

Drawing = tuple[float, Callable[[Canvas], None]]
Span = tuple[float, float]


@record
class Labels:
    """The labels in lines, how wide they are, and between which heights each row stands."""

    lines: tuple[tuple[str, ...], ...]
    width: float
    edges: tuple[float, ...]

    def draw(self, canvas: Canvas, number: int, *, bold: bool) -> None:
        """One label, in the middle of its row."""
        lines, middle = self.lines[number], self.middle(number)
        for place, line in enumerate(lines):
            y = middle + (place - (len(lines) - 1) / 2) * SIZE * LEAD
            canvas.text(MARGIN + self.width, y, line, SIZE, side="right", bold=bold)

    def middle(self, number: int) -> float:
        """Halfway a row."""
        return (self.edges[number] + self.edges[number + 1]) / 2

    def half(self, number: int) -> float:
        """Half the height of the bar of a row."""
        return min(self.height(number) * 0.31, 32)

    def height(self, number: int) -> float:
        """How high a row is."""
        return self.edges[number + 1] - self.edges[number]


def _labels(rows: Sequence[Row], top: float, least: float, most: float) -> Labels:
    """The labels; rows share the sheet when there is room, and make it longer when there is none."""
    lines = [tuple(wrapped(row.cells[0].text, SIZE, LABELS, 3, bold=_stands_out(row))) for row in rows]
    heights = [max(least, len(found) * SIZE * LEAD + 2) for found in lines]
    room = sheet().height - MARGIN - top
    used = _run(heights)[-1]
    if used < room and rows:
        heights = [min(max(most, height), height * room / used) for height in heights]
    width = max((text_width(line, SIZE, bold=True) for found in lines for line in found), default=0.0)
    return Labels(tuple(lines), width, tuple(top + edge for edge in _run(heights)))


def _run(steps: Sequence[float]) -> list[float]:
    """Where each begins when they stand one after another, and where the last ends."""
    found = [0.0]
    for step in steps:
        found.append(found[-1] + step)
    return found


def _stands_out(row: Row) -> bool:
    return row.role in ("totaal", "uitkomst")


def drawn_bars(chart: Chart, top: float) -> Drawing:
    """A bar from zero to each figure, or in a waterfall from where the one before it ended."""
    labels = _labels(chart.rows, top, LEAST, MOST)

    def draw(canvas: Canvas) -> None:
        falls = chart.kind == "waterval"
        spans = list(_falling(chart.rows) if falls else _from_zero(chart.rows))
        looks = [_look(chart, row) for row in chart.rows]
        sides = [-1 if not falls and end < 0 else 1 for _, end in spans]  # of the bar where its figure stands
        whole = [(0.0, 1.0)] if chart.kind == "kans" else []  # a chance is one of everything
        at = _scale(chart.rows, [*spans, *whole], sides, MARGIN + labels.width + 2 * GAP)
        canvas.line([at(0)] * 2, [labels.edges[0], labels.edges[-1]])
        for number, (row, span, look) in enumerate(zip(chart.rows, spans, looks, strict=True)):
            bold, middle = _stands_out(row), labels.middle(number)
            half = labels.half(number)
            labels.draw(canvas, number, bold=bold)
            if row.cells[1].value is not None:
                canvas.bar(at(span[0]), at(span[1]), middle - half, middle + half, look)
            side = sides[number]
            end = min(map(at, span)) - GAP if side < 0 else max(map(at, span)) + GAP
            canvas.text(end, middle, row.cells[1].text, SIZE, side="right" if side < 0 else "left", bold=bold)
            if falls and number + 1 < len(spans):
                below = labels.middle(number + 1) - labels.half(number + 1)
                canvas.line([at(span[1])] * 2, [middle + half, below])

    return labels.edges[-1] + MARGIN, draw


def _look(chart: Chart, row: Row) -> Look:
    marked = chart.kind == "verdeling" and row.role == "uitkomst"
    loss = marked or (row.cells[1].value or 0) < 0
    base = LOSS if loss else GAIN
    return Look(base.colour, base.hatch, thick=_stands_out(row))


def _from_zero(rows: Sequence[Row]) -> Iterator[Span]:
    for row in rows:
        yield 0.0, row.cells[1].value or 0.0


def _falling(rows: Sequence[Row]) -> Iterator[Span]:
    """A total stands on zero; a step hangs on what was there before it."""
    there = 0.0
    for row in rows:
        value = row.cells[1].value or 0.0
        start, there = (0.0, value) if row.role == "totaal" else (there, there + value)
        yield start, there


def _scale(
    rows: Sequence[Row], spans: Sequence[Span], sides: Sequence[int], left: float
) -> Callable[[float], float]:
    """From a figure to its place, with room on both sides for the words at the ends."""
    sizes = [text_width(row.cells[1].text, SIZE, bold=True) + GAP for row in rows]
    start = left + max((size for size, side in zip(sizes, sides, strict=True) if side < 0), default=0.0)
    end = (
        sheet().width
        - MARGIN
        - max((size for size, side in zip(sizes, sides, strict=True) if side > 0), default=0)
    )
    return between(start, end, [edge for span in spans for edge in span])


def between(start: float, end: float, figures: Sequence[float]) -> Callable[[float], float]:
    """Where a figure stands when all of these, and zero, stand between two places."""
    low, high = min([0.0, *figures]), max([0.0, *figures])
    times = (end - start) / ((high - low) or 1.0)
    return lambda figure: start + (figure - low) * times


def drawn_pairs(chart: Chart, top: float) -> Drawing:
    """Two bars to a row, each row to a scale of its own: what holds now, and what it may become."""
    labels = _labels(chart.rows, top + 2 * SIZE, 2 * LEAST, 1.5 * MOST)

    def draw(canvas: Canvas) -> None:
        left = MARGIN + labels.width + 2 * GAP
        heads = [(column.head, look) for column, look in zip(chart.columns[1:], (GAIN, LOSS), strict=False)]
        legend(canvas, heads, left, top)
        widest = max((text_width(cell.text, SIZE) for row in chart.rows for cell in row.cells[1:]), default=0)
        for number, row in enumerate(chart.rows):
            labels.draw(canvas, number, bold=_stands_out(row))
            figures = [cell.value or 0.0 for cell in row.cells[1:]]
            at = between(left, sheet().width - MARGIN - widest - GAP, figures)
            thick = min(labels.height(number) * 0.36, 44)
            start = labels.middle(number) - thick
            for place, (cell, (_, look)) in enumerate(zip(row.cells[1:], heads, strict=True)):
                above = start + place * thick
                if cell.value is not None:
                    canvas.bar(at(0), at(cell.value), above, above + thick * 0.86, look)
                end = max(at(0), at(cell.value or 0.0)) + GAP
                canvas.text(end, above + thick * 0.43, cell.text, SIZE)
            canvas.line([at(0)] * 2, [start - 4, start + 2 * thick])

    return labels.edges[-1] + MARGIN, draw


def drawn_swings(chart: Chart, top: float) -> Drawing:
    """A bar between both figures of each row, around that of the first row; they stand at the right."""
    labels = _labels(chart.rows, top + 2 * SIZE, LEAST, MOST)
    heads = tuple("".join(wrapped(column.head, SIZE, HEADS, 1)) for column in chart.columns[1:])
    lines = [heads, *(tuple(cell.text for cell in row.cells[1:]) for row in chart.rows[1:])]
    widths = [2 * GAP + max(text_width(one, SIZE) for one in column) for column in zip(*lines, strict=True)]
    ends = _run(widths)

    def draw(canvas: Canvas) -> None:
        left, right = MARGIN + labels.width + 2 * GAP, sheet().width - MARGIN - ends[-1]
        axis = chart.rows[0].cells[1].value or 0.0
        swings = [
            [cell.value - axis for cell in row.cells[1:] if cell.value is not None] for row in chart.rows
        ]
        at = between(left, right, [end for swing in swings for end in swing])
        heights = [top, *(labels.middle(number) for number in range(1, len(chart.rows)))]
        for y, line in zip(heights, lines, strict=True):
            for word, end in zip(line, ends[1:], strict=True):
                canvas.text(right + end, y, word, SIZE, side="right")
        for number, (row, swing) in enumerate(zip(chart.rows, swings, strict=True)):
            labels.draw(canvas, number, bold=_stands_out(row))
            if number and len(swing) > 1:
                middle, half = labels.middle(number), labels.half(number)
                _swing(canvas, [at(0), *map(at, sorted(swing))], middle - half, middle + half)
        side: Side = "left" if at(0) < (left + right) / 2 else "right"
        beside = at(0) + (GAP if side == "left" else -GAP)
        canvas.text(beside, labels.middle(0), chart.rows[0].cells[1].text, SIZE, side=side, bold=True)
        canvas.line([at(0)] * 2, [labels.edges[0], labels.edges[-1]])

    return labels.edges[-1] + MARGIN, draw


def _swing(canvas: Canvas, places: Sequence[float], top: float, bottom: float) -> None:
    """What lies below the axis and what above it, in two looks."""
    axis, low, high = places
    turn = min(high, max(low, axis))
    for start, stop, look in ((low, turn, LOSS), (turn, high, GAIN)):
        if start < stop:
            canvas.bar(start, stop, top, bottom, look)


def legend(canvas: Canvas, items: Sequence[tuple[str, Look]], left: float, y: float) -> float:
    """What each look stands for, side by side; where the last one ends."""
    for head, look in items:
        name = "".join(wrapped(head, SIZE, HEADS, 1))
        canvas.bar(left, left + 36, y - 11, y + 11, look)
        canvas.text(left + 36 + GAP, y, name, SIZE)
        left += 36 + (text_width(name, SIZE) + 4 * GAP if name else GAP / 2)
    return left
