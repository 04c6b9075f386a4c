"""What every sheet that may open a text needs: text that is no formula, figures without thousands marks."""

import re
from decimal import Decimal
from functools import cache

from rendement.report.dutch import plain

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")  # the wide forms count too: some sheets narrow them

_BEHIND = {
    sign: re.compile(rf"""({sign}[\s"']*)(?=[{re.escape("".join(sorted(_FORMULA)))}])""") for sign in ";,"
}
_CENTS_LOST = 1e10  # here 12 digits hold no cents any more

_MONTH = (
    "jan(uari|uary)?|feb(ruari|ruary)?|m(aa|a)?rt|march|mar|apr(il)?|mei|may|juni?|june|juli?|july"
    "|aug(ustus|ust)?|sept?(ember)?|o[kc]t(ober)?|nov(ember)?|dec(ember)?"
)
_GAP = r"[-/., ]*"


@cache
def _read_another_way() -> re.Pattern[str]:
    """What a sheet makes a date, a time, a number or a truth of, in Dutch or English."""
    return re.compile(
        rf"""
          \d{{1,4}} ([-/.,:\ ]+ \d{{1,4}})+          # a date, a time, a fraction or a number with marks
        | (?=.*\d) (\d{{1,4}} {_GAP})? ({_MONTH}) ({_GAP} \d{{1,4}}){{0,2}}
        | \d{{1,2}} (:\d{{2}})* \ [ap]m?
        | 0\d+ | \d{{12,}} | \(\d[\d.,]*\)
        | \d[\d.,]* e [-+]? \d+
        | [€$£]\ ?\d[\d.,]* | \d[\d.,]*\ ?[%€$£]
        | [.,]\d+
        | true | false | waar | onwaar
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def inert(text: str) -> str:
    """A text as one line that no spreadsheet reads as a formula: an apostrophe in front makes it text.

    >>> inert("=1+1"), inert("Werk & inkomen"), inert("-")
    ("'=1+1", 'Werk & inkomen', '-')
    """
    line = plain(text)
    return f"'{line}" if line[:1] in _FORMULA and line != "-" else line


def cell_text(text: str) -> str:
    """The same for a text that a spreadsheet reads by itself: ages `12-18` are no month.

    >>> cell_text("12-18"), cell_text("mrt-20"), cell_text("00123"), cell_text("2018"), cell_text("+31 6")
    ("'12-18", "'mrt-20", "'00123", '2018', "'+31 6")
    """
    line = unsplit(inert(text), ",")
    return f"'{line}" if _read_another_way().fullmatch(line) else line


def unsplit(line: str, sign: str) -> str:
    """The same for a line that a sheet splits on a sign which is no separator here.

    >>> unsplit("x;=1+1", ";"), unsplit("x; y", ";")
    ("x;'=1+1", 'x; y')
    """
    return _BEHIND[sign].sub(r"\1'", line) if sign in line else line


def figure(value: float, mark: str = ".") -> str:
    """A figure in 12 digits, without what a float trails, exponent or thousands marks; `mark` is the decimal.

    From ten billion on it has its cents, though those are more digits.

    >>> figure(111000.0), figure(-0.5, ","), figure(1e-07), figure(142699.99999999997)
    ('111000', '-0,5', '0.0000001', '142700')
    """
    text = f"{value:.12g}" if abs(value) < _CENTS_LOST else f"{value:.2f}"
    if "e" in text:
        text = format(Decimal(text), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text if mark == "." else text.replace(".", mark)
