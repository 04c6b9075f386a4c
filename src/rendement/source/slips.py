"""Slips over which YAML trips only lines later: looked for at and above the line where it stopped."""

import re

from rendement.source.notes import cut
from rendement.source.record import record

MARKERS = "-•·∙◦●○▪■‣➢►*–—‐‑\u2212"  # what may stand before an item, in a text from elsewhere

_KEY_LINE = re.compile(r"( *(?:- +)*)[A-Za-z_][\w-]*:(?: |$)")
_OPENING = re.compile(r"""(?:^ *(?:- +)*|: +|[\[{,] *)(["'])""")
_ESCAPED = re.compile(r"\\.")
_MARKER = re.compile(rf"( *)([{MARKERS}])([ \t\u00a0]*)([A-Za-z_][\w-]*:(?: .*)?|\{{.*)")
_NAME = re.compile(r" *naam: .*")
_HEADING = re.compile(r" *(?:- +)*[A-Za-z_][\w-]*: *(?:#.*)?")


@record
class Slip:
    """What is wrong, what to do about it, and at which line and column from 0."""

    code: str
    message: str
    remedy: str
    place: tuple[int, int]


def find_slip(lines: list[str], row: int) -> Slip | None:
    """The slip that made the parser stop on this row, when it is one of these."""
    above = _previous(lines, row)
    marker = marked_item(lines, row) or (None if above is None else marked_item(lines, above))
    return _quote_above(lines, row) or marker or _dash_missing(lines, row)


def quote_left_open(lines: list[str], row: int) -> Slip | None:
    """A quote that opens on this row, stays open and runs into the next key."""
    column = _left_open(lines[row])
    below = None if column is None else _next(lines, row)
    if column is None or below is None:
        return None
    key, margin = _KEY_LINE.match(lines[below]), re.match(r" *(?:- +)*", lines[row])
    if key is None or margin is None or _indent(lines[below]) > margin.end():
        return None
    message = "de aanhaling die hier begint, wordt niet gesloten"
    remedy = "sluit de tekst op deze regel af met hetzelfde aanhalingsteken"
    return Slip("aanhaling-niet-gesloten", message, remedy, (row, column))


def _quote_above(lines: list[str], row: int) -> Slip | None:
    found = (quote_left_open(lines, above) for above in range(row + 1))
    return next((slip for slip in found if slip is not None), None)


def _left_open(line: str) -> int | None:
    """The column of a quote that does not close on its line."""
    bare, at = _ESCAPED.sub("xx", line), 0
    while (opening := _OPENING.search(line, at)) is not None:
        if "#" in line[at : opening.start(1)]:
            return None
        end = _closing(bare if opening[1] == '"' else line, opening.end(), opening[1])
        if end is None:
            return opening.start(1)
        at = end
    return None


def _closing(line: str, at: int, sign: str) -> int | None:
    """Just past the quote that closes; a single one written twice is one of the text."""
    while (at := line.find(sign, at)) >= 0:
        if sign == '"' or line[at + 1 : at + 2] != sign:
            return at + 1
        at += 2
    return None


def marked_item(lines: list[str], row: int) -> Slip | None:
    """An item that begins with a bullet, or with a dash without a space."""
    match = _MARKER.fullmatch(lines[row].rstrip())
    if match is None or (match[2] == "-" and match[3]):
        return None
    place, written = (row, len(match[1])), f"schrijf `- {cut(match[4])}`"
    if match[2] == "-":
        message = "na het streepje van dit onderdeel ontbreekt een spatie"
        return Slip("streepje-zonder-spatie", message, written, place)
    message = f"een onderdeel van een lijst begint met een streepje, niet met `{match[2]}`"
    return Slip("opsomteken", message, f"{written}: met `- ` in plaats van `{match[2]}`", place)


def _dash_missing(lines: list[str], row: int) -> Slip | None:
    """The first item of a list begins without a dash: the next dash, or its own second key, fits nowhere."""
    first, dash = _previous(lines, row), _indent(lines[row])
    if first is None:
        return None
    heading = _previous(lines, first)
    if lines[row].lstrip(" ").startswith("- "):
        above = (at for at in range(row - 1, -1, -1) if _filled(lines[at]) and _indent(lines[at]) <= dash)
        stops = (at for at in above if _indent(lines[at]) < dash or _HEADING.fullmatch(lines[at]))
        heading = next(stops, None)
        first = None if heading is None else _next(lines, heading)
    elif _indent(lines[first]) < dash:
        dash = _indent(lines[first])
    else:
        return None
    if heading is None or first is None or not _HEADING.fullmatch(lines[heading]):
        return None
    fits = _NAME.fullmatch(lines[first]) and _indent(lines[heading]) <= dash
    return no_dash(lines, first, dash) if fits else None


def no_dash(lines: list[str], row: int, column: int) -> Slip:
    """That an item begins on this row without a dash, which belongs in this column."""
    message = "hier begint een onderdeel van een lijst zonder streepje"
    return Slip("inspringing", message, f"schrijf `- {cut(lines[row].strip())}`", (row, column))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _filled(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _previous(lines: list[str], row: int) -> int | None:
    """The nearest row above with something on it."""
    return next((above for above in range(row - 1, -1, -1) if _filled(lines[above])), None)


def _next(lines: list[str], row: int) -> int | None:
    return next((below for below in range(row + 1, len(lines)) if _filled(lines[below])), None)
