"""What is drawn of a chart and where, without a picture: bars, lines and texts as boxes."""

from dataclasses import dataclass, field

from rendement.render import picture
from rendement.render.canvas import own_settings, text_width


@dataclass(frozen=True)
class Box:
    left: float
    right: float
    top: float
    bottom: float
    what: object

    def touches(self, other):
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@dataclass
class Drawn:
    """The methods of a canvas, which remember."""

    height: float
    texts: list = field(default_factory=list)
    bars: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    def text(self, x, y, text, size, *, side="left", bold=False):
        width = text_width(text, size, bold=bold)
        left = x - {"left": 0, "center": width / 2, "right": width}[side]
        if text:
            self.texts.append(Box(left, left + width, y - size / 2, y + size / 2, text))

    def bar(self, left, right, top, bottom, look):
        self.bars.append(Box(*sorted((left, right)), *sorted((top, bottom)), look))

    def line(self, xs, ys, *, pale=False, thick=1.0):
        self.lines.append((list(xs), list(ys)))

    def dots(self, xs, ys, size):
        pass

    def words(self):
        return [box.what for box in self.texts]


def drawn(chart):
    """The chart, drawn on a sheet that remembers."""
    made = []

    def sheet(height):
        made.append(Drawn(height))
        return made[0]

    real, picture.Canvas = picture.Canvas, sheet
    try:
        with own_settings():
            picture._canvas(chart)
    finally:
        picture.Canvas = real
    return made[0]
