"""Text that must fit in a picture: broken into lines, cut where there is no end to it."""

import re
from collections.abc import Iterator

from rendement.render.canvas import text_width

LEAD = 1.35  # from one line to the next, as a multiple of the size of the letter
_WORD = re.compile(r"(?:[^\w\s]+ )*[^ \t\n]+")  # a sign goes with what follows it: `€ 7`
_LETTERS = 200  # more than this do not fit on a line


def wrapped(text: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than this; a word breaks only where it must, and what is too much is cut."""
    lines: list[str] = []
    for word in _WORD.findall(text[: most * _LETTERS]):
        for piece in _pieces(word, size, width, bold=bold):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and text_width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most or len(text) > most * _LETTERS:
        lines = lines[:most]
        end = f"{lines[-1][:_LETTERS]}…"
        while text_width(end, size, bold=bold) > width and len(end) > 2:
            end = f"{end[:-2]}…"
        lines[-1] = end
    return lines


def _pieces(word: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    """A word, in pieces when it is wider than a line; each at least one letter."""
    while text_width(word, size, bold=bold) > width and len(word) > 1:
        low, high = 1, min(len(word), _LETTERS)
        while low < high:
            middle = (low + high + 1) // 2
            fits = text_width(word[:middle], size, bold=bold) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        yield word[:low]
        word = word[low:]
    yield word
