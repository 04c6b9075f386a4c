"""A sheet to draw on with matplotlib: bars, lines and texts at a place, and how wide a text will be.

Only here a colour, a hatch or a letter is chosen. No `pyplot`, no settings of whoever runs us, no fonts of
the machine and no dates: the same chart is the same bytes each time.
"""

import io
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Literal

from rendement.source.finding import UsageError
from rendement.source.record import record

MARGIN = 60.0
DOTS = 100  # to an inch, of a picture in dots
SALT = "rendement"  # names inside an SVG are made from this instead of by chance
POINTS = 72 / DOTS

INK, PALE, PAPER = "#1c1c1c", "#8a8a8a", "#ffffff"
UP, DOWN = "#0b4f8a", "#f0a030"  # they differ in grey as well

Side = Literal["left", "center", "right"]


@record
class Look:
    """How a bar is filled: a colour and a hatch, so that either tells it apart."""

    colour: str
    hatch: str = ""
    thick: bool = False


@record
class Size:
    """How wide a sheet is, and how high at least."""

    width: float
    height: float


SLIDE = Size(1600.0, 900.0)  # for a screen
COLUMN, PAGE = Size(1300.0, 500.0), Size(1600.0, 480.0)  # for a column of text, and a whole page of paper
_size: ContextVar[Size] = ContextVar("size", default=SLIDE)


def sheet() -> Size:
    """The size of what is drawn now."""
    return _size.get()


GAIN = Look(UP)
LOSS = Look(DOWN, "//")


def require() -> None:
    """Raise UsageError when matplotlib is not installed."""
    try:
        with _silent():
            import matplotlib  # noqa: PLC0415, F401
    except ImportError:
        raise UsageError("voor grafieken is matplotlib nodig: pip install 'rendement[report]'") from None


@contextmanager
def _silent() -> Iterator[None]:
    """Without what matplotlib has to say of a folder of its own that it cannot make."""
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


@contextmanager
def own_settings(size: Size = SLIDE, *, letters: bool = False) -> Iterator[None]:
    """As matplotlib comes, whatever somebody has set; a sign without a picture in the font is no warning.

    In an SVG the letters are shapes, or `letters` where the font travels along.
    """
    before = _size.set(size)
    try:
        with _as_it_comes("none" if letters else "path"):
            yield
    finally:
        _size.reset(before)


@contextmanager
def _as_it_comes(letters: str) -> Iterator[None]:
    with _silent(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import matplotlib as mpl  # noqa: PLC0415

        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update({"svg.hashsalt": SALT, "svg.fonttype": letters, "hatch.linewidth": 1.5})
            mpl.rcParams["text.parse_math"] = False
            yield


@cache
def _font(bold: bool) -> Any:
    """The letter that comes with matplotlib, never another one of that name on this machine."""
    from pathlib import Path  # noqa: PLC0415

    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    file = str(Path(mpl.get_data_path(), "fonts", "ttf", name))
    return FontProperties(fname=file, family="DejaVu Sans", weight="bold" if bold else "normal")


@cache
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide this text is on the sheet."""
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = _font(bold).copy()
    font.set_size(size)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


class Canvas:
    """A sheet; x runs from left to right and y from top to bottom."""

    def __init__(self, height: float) -> None:
        from matplotlib.figure import Figure  # noqa: PLC0415

        self.width, self.height = sheet().width, height
        self._figure = Figure((self.width / DOTS, height / DOTS), DOTS, facecolor=PAPER)
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        self._order = 0

    def _next(self) -> int:
        """What is drawn later lies on top."""
        self._order += 1
        return self._order

    def text(
        self, x: float, y: float, text: str, size: float, *, side: Side = "left", bold: bool = False
    ) -> None:
        """A text whose middle is at this height, and which begins, ends or stands around this place."""
        if text:
            font = _font(bold).copy()
            font.set_size(size * POINTS)
            style = {"ha": side, "va": "center_baseline", "color": INK, "fontproperties": font}
            self._axes.text(x, y, text, zorder=self._next(), **style)

    def bar(self, left: float, right: float, top: float, bottom: float, look: Look) -> None:
        """A bar between four edges."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        style: dict[str, Any] = {"facecolor": look.colour, "edgecolor": INK, "hatch": look.hatch}
        place = (min(left, right), min(top, bottom))
        size = abs(right - left), abs(bottom - top)
        style |= {"linewidth": 2.5 if look.thick else 1.0, "zorder": self._next()}
        self._axes.add_patch(Rectangle(place, *size, **style))

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, pale: bool = False, thick: float = 1.0
    ) -> None:
        """A line by way of these places; a thick one has an edge of paper, to be seen on a dark bar."""
        style = (0, (4, 4)) if pale else "solid"
        if thick > 2:
            self._axes.plot(xs, ys, color=PAPER, linewidth=thick + 3, zorder=self._next())
        colour = PALE if pale else INK
        self._axes.plot(xs, ys, color=colour, linewidth=thick, linestyle=style, zorder=self._next())

    def dots(self, xs: Sequence[float], ys: Sequence[float], size: float) -> None:
        """Round marks."""
        style = {"color": INK, "markerfacecolor": PAPER, "markersize": size, "markeredgewidth": 2}
        self._axes.plot(xs, ys, "o", zorder=self._next(), **style)

    def bytes_as(self, kind: Literal["svg", "png"], title: str) -> bytes:
        """The sheet as a file of this kind; its title is for who cannot see it."""
        said: Mapping[str, str | None] = (
            {"Title": title, "Date": None, "Creator": "rendement"}
            if kind == "svg"
            else {"Title": title, "Software": "rendement"}
        )
        target = io.BytesIO()
        self._figure.savefig(target, format=kind, metadata=said)
        return target.getvalue()

    def printed(self, title: str, inches: float, dots: int) -> bytes:
        """The sheet in dots, so many to an inch when it stands this wide on paper."""
        target = io.BytesIO()
        self._figure.savefig(
            target,
            format="png",
            dpi=inches * dots / (self.width / DOTS),
            metadata={"Title": title, "Software": "rendement"},
            pil_kwargs={"dpi": (dots, dots)},
        )
        return target.getvalue()
