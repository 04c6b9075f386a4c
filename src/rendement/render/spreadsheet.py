"""What every sheet that may open a text needs: text that is no formula, figures without thousands marks."""

import re
from decimal import Decimal

from rendement.report.dutch import plain

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")  # the wide forms count too: some sheets narrow them

_BEHIND = {
    sign: re.compile(rf"""({sign}[\s"']*)(?=[{re.escape("".join(sorted(_FORMULA)))}])""") for sign in ";,"
}

_DATE = re.compile(r"\d{1,4}(?:[-/.,: ]+\d{1,4})+")


def inert(text: str) -> str:
    """A text as one line that no spreadsheet reads as a formula: an apostrophe in front makes it text.

    >>> inert("=1+1"), inert("Werk & inkomen"), inert("-")
    ("'=1+1", 'Werk & inkomen', '-')
    """
    line = plain(text)
    return f"'{line}" if line[:1] in _FORMULA and line != "-" else line


def cell_text(text: str) -> str:
    """The same for a text that a spreadsheet reads by itself: ages `12-18` are no month.

    >>> cell_text("12-18"), cell_text("2018"), cell_text("+31 6")
    ("'12-18", '2018', "'+31 6")
    """
    line = unsplit(inert(text), ",")
    return f"'{line}" if _DATE.fullmatch(line) else line


def unsplit(line: str, sign: str) -> str:
    """The same for a line that a sheet splits on a sign which is no separator here.

    >>> unsplit("x;=1+1", ";"), unsplit("x; y", ";")
    ("x;'=1+1", 'x; y')
    """
    return _BEHIND[sign].sub(r"\1'", line) if sign in line else line


def figure(value: float, mark: str = ".") -> str:
    """The whole figure, unrounded, without exponent or thousands marks; `mark` is the decimal mark.

    >>> figure(111000.0), figure(-0.5, ","), figure(1e-07)
    ('111000', '-0,5', '0.0000001')
    """
    text = repr(float(value))
    if text.endswith(".0"):
        return "0" if text == "-0.0" else text[:-2]
    if "e" in text:
        text = format(Decimal(text), "f")
    return text if mark == "." else text.replace(".", mark)
