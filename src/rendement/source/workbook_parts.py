"""What the elements of a workbook say: where its parts are, its texts, its dates, its cells as written."""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from rendement.source.record import record
from rendement.source.zipped import BrokenError, Element, Zipped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any sheet
LONGEST_FORMAT = 255  # of a number, in any program

_ADDRESS = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)
_OF_A_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_DATES = frozenset(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
)  # built into every program


@record
class Written:
    """A cell as it stands in the file."""

    line: int
    column: int
    kind: str  # n a number, s a text by its number, str and inlineStr a text, b yes or no, e an error
    style: int
    value: str | None
    formula: bool


def related(document: Zipped, part: str) -> dict[str, tuple[str, str]]:
    """The parts that one refers to, by the name that it has for them: of which kind, and where."""
    folder, _, file = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}
    for name, attributes, _ in document.read(join(folder, "_rels", f"{file}.rels")):
        if name == "Relationship" and attributes is not None:
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            place = normpath(join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = kind.rpartition("/")[2], place
    return found


def texts(elements: Iterator[Element]) -> Iterator[str]:
    """The texts that cells share, each as one line; how a word sounds is no part of it."""
    pieces: list[str] = []
    aside = False
    for name, attributes, text in elements:
        if name == "rPh":
            aside = attributes is not None
        elif name == "t" and attributes is None and not aside:
            pieces.append(text)
        elif name == "si" and attributes is None:
            yield " ".join("".join(pieces).split())
            pieces = []


def dates(elements: Iterator[Element]) -> Iterator[bool]:
    """Of every style whether it makes a number a date."""
    formats: dict[str, bool] = {}
    inside = False
    for name, attributes, _ in elements:
        if name == "cellXfs":
            inside = attributes is not None
        elif name == "numFmt" and attributes is not None:
            code = attributes.get("formatCode", "")
            formats[attributes.get("numFmtId", "")] = shows_date(code[:LONGEST_FORMAT])
        elif name == "xf" and inside and attributes is not None:
            number = attributes.get("numFmtId", "0")
            yield formats[number] if number in formats else int(number) in _DATES


def shows_date(code: str) -> bool:
    """Whether a number format shows a date or a time.

    >>> shows_date("dd-mm-yyyy"), shows_date('0.0 "dagen"'), shows_date("[Red]0"), shows_date("[h]:mm")
    (True, False, False, True)
    """
    return _OF_A_DATE.search(_LITERAL.sub("", code.partition(";")[0])) is not None


def cells(elements: Iterator[Element]) -> Iterator[Written]:
    """The cells of a sheet in order, also those without anything in them."""
    line = column = style = 0
    kind, inline, formula, aside = "n", "", False, False
    value: str | None = None
    for name, attributes, text in elements:
        if name == "rPh":
            aside = attributes is not None
        elif name == "row" and attributes is not None:
            line, column = _within(int(attributes.get("r", line + 1)), LAST_ROW), 0
        elif name == "c" and attributes is not None:
            column = _within(_column(attributes["r"]) if "r" in attributes else column + 1, LAST_COLUMN)
            kind, style = attributes.get("t", "n"), int(attributes.get("s", 0))
            value, inline, formula = None, "", False
        elif name == "f":
            formula = True
        elif name == "v" and attributes is None:
            value = text
        elif name == "t" and attributes is None and not aside:
            inline += text
        elif name == "c":
            saved = inline if kind == "inlineStr" else value
            yield Written(line, column, kind, style, saved if kind == "str" else saved or None, formula)
        elif name == "sheetData" and attributes is None:
            return


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise BrokenError
    return number


def _column(address: str) -> int:
    match = _ADDRESS.fullmatch(address)
    number = 0
    for letter in match[1] if match else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def letters(column: int) -> str:
    """A column as a sheet calls it.

    >>> letters(1), letters(703)
    ('A', 'AAA')
    """
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(65 + rest) + named
    return named
