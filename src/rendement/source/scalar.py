"""Scalars: money that cannot be misread.

Every function takes the analyst's own text and answers a number, or raises ScalarError with what is
wrong and how to write it. Nothing is guessed: `40.000` may be forty or forty thousand, so it is refused.
"""

import re
from collections.abc import Iterable
from contextlib import suppress

from rendement.source.finding import ScalarError
from rendement.source.notation import (
    MAX_DIGITS,
    NumberKind,
    ambiguous,
    no_euro,
    no_number,
    noun,
    show,
    wanted,
)

__all__ = ["NumberKind", "ScalarError"]

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_PERIOD = 200

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_UNDERSCORE = re.compile(r"-?[1-9]\d{0,2}(?:_\d{3})+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(r"-?(?:0|[1-9]\d*),\d+", re.ASCII)
_AMBIGUOUS = re.compile(r"-?([1-9]\d*)[.,](\d{3})", re.ASCII)
_EURO = re.compile(r"(-?)(?:€|EUR(?=[\s\d-]))\s*(-?)(.*)", re.DOTALL)
_EURO_BODY = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,(?:\d{1,2}|-{1,2}|–|—))?", re.ASCII)
_PERIOD = re.compile(r"([0-9]{4})\s*[-–]\s*([0-9]{4})")
_TWO_YEARS = re.compile(r"(\d{4})\D{1,9}?(\d{4}|\d{2})", re.ASCII)
_WORDS = {"ja", "nee", "yes", "no", "true", "false", "waar", "onwaar", "aan", "uit", "on", "off"}
_YES, _NO = ("yes", "true", "waar", "on"), ("no", "false", "onwaar", "off")


def number(text: str, kind: NumberKind = "aantal") -> float:
    """One number, of the given kind.

    >>> number("€ 37.000,50", "bedrag")
    37000.5
    >>> number("12,5%", "aandeel")
    0.125
    """
    value = _clean(text, kind)
    if kind in ("aandeel", "voet"):
        return _share(value, kind)
    if value.endswith("%"):
        raise ScalarError("percentage-als-getal", f"hier hoort {noun(kind)}, geen percentage", wanted(kind))
    return _amount(value, kind)


def whole(text: str, low: int, high: int) -> int:
    """A whole number between two bounds."""
    value = number(text)
    if value != int(value):
        near = f"schrijf {value // 1:.0f} of {value // 1 + 1:.0f}"
        raise ScalarError("geheel-getal", f"hier hoort een geheel getal, geen {show(text)}", near)
    if not low <= value <= high:
        message, remedy = (
            f"{show(text)} ligt buiten {low} t/m {high}",
            f"schrijf een getal van {low} t/m {high}",
        )
        raise ScalarError("buiten-bereik", message, remedy, arguments={"van": low, "tot": high})
    return int(value)


def year(text: str) -> int:
    """A calendar year."""
    value = filled(text)
    if not _is_year(value):
        remedy = f"schrijf een jaar van {FIRST_YEAR} t/m {LAST_YEAR}, bijvoorbeeld 2018"
        raise ScalarError("geen-jaar", f"{show(value)} is geen jaartal", remedy)
    return int(value)


def period(text: str) -> tuple[int, int]:
    """First and last year: `2017-2018`, or one year."""
    value = filled(text)
    if _is_year(value):
        return int(value), int(value)
    match = _PERIOD.fullmatch(value)
    if match is None or not all(map(_is_year, match.groups())):
        guess = _TWO_YEARS.fullmatch(value)
        years = f"{guess[1]}-{guess[1][: 4 - len(guess[2])]}{guess[2]}" if guess else "2018 of 2018-2020"
        remedy = f"schrijf {years}" if guess else f"schrijf bijvoorbeeld {years}"
        raise ScalarError("geen-periode", f"{show(value)} is geen jaar en geen periode", remedy)
    begin, end = map(int, match.groups())
    if end < begin:
        message = f"de periode {show(value)} loopt terug"
        raise ScalarError("periode-omgekeerd", message, f"schrijf {end}-{begin}")
    if end - begin >= LONGEST_PERIOD:
        message = f"de periode {show(value)} beslaat {end - begin + 1} jaren"
        raise ScalarError(
            "periode-te-lang", message, f"schrijf een periode van hooguit {LONGEST_PERIOD} jaren"
        )
    return begin, end


def bounds(text: str, kind: NumberKind) -> tuple[float, ...] | None:
    """`30000..40000` or `30000..35000..40000` as two or three rising numbers; None when it is no range.

    >>> bounds("€ 30.000..40.000", "bedrag")
    (30000.0, 40000.0)
    """
    if ".." not in text:
        return None
    pieces = [piece.strip() for piece in text.split("..")]
    if len(pieces) > 3 or not all(pieces):
        remedy = "schrijf laag..hoog of laag..midden..hoog"
        raise ScalarError("bereik-vorm", f"{show(text)} is geen bereik", remedy)
    if _EURO.match(pieces[0].replace("\u2212", "-")):
        pieces = [piece if "€" in piece else f"€ {piece}" for piece in pieces]
    try:
        values = tuple(number(piece, kind) for piece in pieces)
    except ScalarError as error:
        if error.code == "aandeel-buiten-bereik" and not pieces[0].endswith("%"):
            meant = "..".join(f"{piece.rstrip('% ')}%" for piece in pieces)
            raise ScalarError(error.code, error.message, f"bedoelt u {meant}?") from None
        raise
    if list(values) != sorted(values):
        message = f"het bereik {show(text)} loopt niet op"
        raise ScalarError("bereik-omgekeerd", message, "zet het laagste getal voorop")
    return values


def span_text(span: tuple[int, int]) -> str:
    """Years as they are written: `2021`, or `2020-2021`.

    >>> span_text((2021, 2021)), span_text((2020, 2021))
    ('2021', '2020-2021')
    """
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def keys_by_number(keys: Iterable[str]) -> dict[float, str]:
    """The keys that stand for numbers, as they were written; the first of those with the same number.

    >>> keys_by_number(["1", "2.50", "naam"])
    {1.0: '1', 2.5: '2.50'}
    """
    found: dict[float, str] = {}
    for key in keys or ():
        with suppress(ScalarError):
            found.setdefault(number(key), key)
    return found


def written_number(value: float) -> str:
    """A number as a key."""
    return f"{value:.15g}"


def yes_no(text: str) -> bool:
    """`ja` or `nee`."""
    value = filled(text).lower()
    if value in ("ja", "nee"):
        return value == "ja"
    remedy = "schrijf ja" if value in _YES else "schrijf nee" if value in _NO else "schrijf ja of nee"
    raise ScalarError("ja-of-nee", f"hier hoort ja of nee, geen {show(text)}", remedy)


def filled(text: str) -> str:
    """The text without white space around it; an empty one is a missing value, never 0."""
    value = text.strip()
    if not value:
        remedy = "vul een waarde in of haal de sleutel weg"
        raise ScalarError("lege-waarde", "hier ontbreekt een waarde", remedy)
    return value


def check_range(value: float, text: str, kind: NumberKind) -> float:
    """Shares lie between 0 and 1, yearly rates between -100% and 100%."""
    bare = text.rstrip("% ")
    forgot_percent = 1 < value <= 100 and not text.endswith("%")
    if kind == "aandeel" and not 0 <= value <= 1:
        span = "tussen 0 en 1 (0% en 100%)" if forgot_percent else "tussen 0% en 100%"
        remedy = f"bedoelt u {bare}%?" if forgot_percent else "schrijf een percentage van 0% t/m 100%"
        message = f"een aandeel ligt {span}, dus {show(text)} kan niet"
        raise ScalarError("aandeel-buiten-bereik", message, remedy)
    if kind == "voet" and not -1 < value <= 1:
        remedy = (
            f"bedoelt u {bare}%?" if forgot_percent else "schrijf een percentage boven -100%, zoals 2.25%"
        )
        raise ScalarError("voet-buiten-bereik", f"een discontovoet van {show(text)} kan niet", remedy)
    return value


def _is_year(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}", text) is not None and FIRST_YEAR <= int(text) <= LAST_YEAR


def _clean(text: str, kind: NumberKind) -> str:
    value = filled(text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-"))
    if value.lower() in _WORDS:
        raise ScalarError("ja-als-getal", f"hier hoort {noun(kind)}, geen `{value}`", wanted(kind))
    if len(value) > MAX_DIGITS and len(_digits(value[:200])) > MAX_DIGITS:
        message = f"dit getal heeft meer dan {MAX_DIGITS} cijfers"
        raise ScalarError("getal-te-lang", message, "rond af of kort in")
    return value


def _digits(text: str) -> str:
    """The digits that tell something: from the first that is not 0."""
    return "".join(sign for sign in text if sign.isdigit()).lstrip("0")


def _share(value: str, kind: NumberKind) -> float:
    if "€" in value:
        raise ScalarError("bedrag-als-aandeel", f"hier hoort {noun(kind)}, geen bedrag", wanted(kind))
    if not value.endswith("%"):
        if _AMBIGUOUS.fullmatch(value) and abs(float(value.replace(",", "."))) > 1:
            # 33.333 cannot be a share either way, so what is wrong with it is its size
            return check_range(float(value.replace(",", ".")), value, kind)
        return check_range(_amount(value, kind), value, kind)
    body = value[:-1].strip()
    if _PLAIN.fullmatch(body) or _COMMA.fullmatch(body):
        # 7.5% is 0.075: dividing the digits by a hundred once keeps 12.5% exactly 0.125
        return check_range(float(body.replace(",", ".")) / 100, value, kind)
    raise ScalarError("geen-getal", f"{show(value)} is geen percentage", wanted(kind))


def _amount(value: str, kind: NumberKind) -> float:
    euro = _EURO.fullmatch(value)
    if euro:
        return _euro(value, euro, kind)
    if (match := _AMBIGUOUS.fullmatch(value)) is not None:
        raise ambiguous(value, match[1], match[2], kind)
    if _PLAIN.fullmatch(value):
        return float(value)
    if _UNDERSCORE.fullmatch(value):
        return float(value.replace("_", ""))
    if _GROUPED.fullmatch(value) or _COMMA.fullmatch(value):
        return float(value.replace(".", "").replace(",", "."))
    raise no_number(value, kind)


def _euro(value: str, match: re.Match[str], kind: NumberKind) -> float:
    if kind != "bedrag":
        raise ScalarError("bedrag-als-aantal", f"hier hoort {noun(kind)}, geen bedrag", wanted(kind))
    before, after, body = match.groups()
    if (before and after) or not _EURO_BODY.fullmatch(body):
        raise no_euro(value, body)
    digits = re.sub(r",[-–—]+$", "", body).replace(".", "").replace(",", ".")
    return -float(digits) if before or after else float(digits)
