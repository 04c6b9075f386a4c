"""Scalars: money that cannot be misread.

Every function takes the analyst's own text and answers a number, or raises ScalarError with what is
wrong and how to write it. Nothing is guessed: `40.000` may be forty or forty thousand, so it is refused.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rendement.source import money
from rendement.source.currency import sign_of, signed
from rendement.source.finding import ScalarError
from rendement.source.notation import (
    MAX_DIGITS,
    TWICE,
    NumberKind,
    ambiguous,
    check_range,
    no_euro,
    no_number,
    no_unit,
    noun,
    other_currency,
    rounded,
    show,
    wanted,
    without_euro,
    without_percent,
)

if TYPE_CHECKING:
    from rendement.source.advice import Accepts

__all__ = ["NumberKind", "ScalarError"]

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_UNDERSCORE = re.compile(r"-?[1-9]\d{0,2}(?:_\d{3})+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(r"-?(?:0|[1-9]\d*),\d+", re.ASCII)
_AMBIGUOUS = re.compile(r"-?[1-9]\d*[.,]\d{3}", re.ASCII)
_EURO_BODY = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,(?:\d{1,2}|-{1,2}|–|—))?", re.ASCII)
_EURO_SCALED = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,\d+)?", re.ASCII)  # before a word
_DOTS = re.compile(r"\.{2,}|(?<=\d)\s*…(?=\s*[\d€])")
_WORDS = {"ja", "nee", "yes", "no", "true", "false", "waar", "onwaar", "aan", "uit", "on", "off"}
_YES, _NO = ("yes", "true", "waar", "on"), ("no", "false", "onwaar", "off")


def number(text: str, kind: NumberKind = "aantal", *, ranges: bool = False) -> float:
    """One number, of the given kind; with `ranges` a remedy may offer one, for it may stand there as well.

    >>> number("€ 37.000,50", "bedrag")
    37000.5
    >>> number("12,5%", "aandeel")
    0.125
    """
    if isinstance(text, money.Brought):
        return text.read(partial(number, kind=kind, ranges=ranges))
    return _number(text, kind, partial(_accepts, kind, ranges))


def _number(text: str, kind: NumberKind, accepts: "Accepts") -> float:
    value = _clean(text, kind, accepts)
    if kind in ("aandeel", "voet", "groei", "percentage") or (kind == "factor" and value.endswith("%")):
        return _share(value, kind, accepts)
    if value.endswith("%"):
        message, remedy = f"hier hoort {noun(kind)}, geen percentage", without_percent(value, kind, accepts)
        raise ScalarError("percentage-als-getal", message, remedy)
    return _amount(value, kind, accepts)


def whole(text: str, low: int, high: int) -> int:
    """A whole number between two bounds."""
    value = number(text)
    if value != int(value):
        near = dict.fromkeys(int(max(low, min(high, value // 1 + step))) for step in (0, 1))
        remedy = f"schrijf {' of '.join(map(str, near))}"
        raise ScalarError("geheel-getal", f"hier hoort een geheel getal, geen {show(text)}", remedy)
    if not low <= value <= high:
        message, remedy = (
            f"{show(text)} ligt buiten {low} t/m {high}",
            f"schrijf een getal van {low} t/m {high}",
        )
        raise ScalarError("buiten-bereik", message, remedy, arguments={"van": low, "tot": high})
    return int(value)


def bounds(text: str, kind: NumberKind) -> tuple[float, ...] | None:
    """`30000..40000` or `30000..35000..40000` as two or three rising numbers; None when it is no range.

    >>> bounds("€ 30.000..40.000", "bedrag")
    (30000.0, 40000.0)
    >>> bounds("1,3..1,5 mln", "bedrag")
    (1300000.0, 1500000.0)
    """
    if isinstance(text, money.Brought):
        return text.read(partial(bounds, kind=kind))
    return _bounds(text, kind, partial(_accepts, kind, True))


def _bounds(text: str, kind: NumberKind, accepts: "Accepts") -> tuple[float, ...] | None:
    if ".." not in text and "…" not in text:
        return None
    pieces = [piece.strip() for piece in _DOTS.split(text)]
    if len(pieces) == 1:
        return None
    if len(pieces) > 3 or not all(pieces) or set(_DOTS.findall(text)) != {".."}:
        remedy = _range_meant(text, accepts) or "schrijf laag..hoog of laag..midden..hoog"
        raise ScalarError("bereik-vorm", f"{show(text)} is geen bereik", remedy)
    pieces = alike(pieces) if kind == "bedrag" else pieces
    try:
        values = tuple(_number(piece, kind, accepts) for piece in pieces)
    except ScalarError as error:
        if error.code == "teken-bij-eenheid":
            raise no_unit(text, pieces) from None
        remedy = _as_percentages(pieces, kind, accepts) or _range_meant(text, accepts) or error.remedy
        raise ScalarError(error.code, error.message, remedy) from None
    if list(values) != sorted(values):
        message = f"het bereik {show(text)} loopt niet op"
        upward = "..".join(piece for _, piece in sorted(zip(values, pieces, strict=True)))
        raise ScalarError("bereik-omgekeerd", message, f"zet het laagste getal voorop: {upward}")
    return values


def alike(pieces: list[str]) -> list[str]:
    """Of a range of amounts: a sign before the first counts for all, and a word behind the last."""
    if (first := signed(pieces[0].replace("\u2212", "-"))) is not None:
        sign = sign_of(first[0])
        pieces = [piece if money.signed(piece) else f"{sign} {piece}" for piece in pieces]
    last, power = money.split(pieces[-1])
    if power is None:
        return pieces
    word = pieces[-1][len(last) :]
    return [piece if money.split(piece)[1] is not None else piece + word for piece in pieces]


def span_text(span: tuple[int, int]) -> str:
    """Years as they are written: `2021`, or `2020-2021`.

    >>> span_text((2021, 2021)), span_text((2020, 2021))
    ('2021', '2020-2021')
    """
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def euros(amount: float) -> str:
    """An amount in whole euros, or in the currency of the file, for a sentence.

    >>> euros(1234567.8)
    '€ 1.234.568'
    """
    return f"{money.current().sign} {money.thousands(amount)}"


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


def _accepts(kind: NumberKind, ranges: bool, text: str) -> bool:
    """Whether a spelling can stand where a number of this kind belongs."""
    if text.startswith("{"):  # so many of so many
        return ranges and kind == "aandeel"
    try:
        ends = _bounds(text, kind, _nothing)
        return ranges if ends is not None else _number(text, kind, _nothing) is not None
    except ScalarError:
        return False


def _nothing(text: str) -> bool:
    """Of what is only tried out no remedy is wanted."""
    return False


def _as_percentages(pieces: list[str], kind: NumberKind, accepts: "Accepts") -> str:
    """`5..10` where a share belongs: the percent signs are forgotten; empty when that is not it."""
    meant = "..".join(f"{piece.rstrip('% ')}%" for piece in pieces)
    with suppress(ScalarError):
        largest = _number(pieces[-1].rstrip("% "), "aantal", _nothing)
        if kind == "aandeel" and largest >= TWICE and not pieces[0].endswith("%") and accepts(meant):
            return f"bedoelt u {meant}?"
    return ""


def _range_meant(text: str, accepts: "Accepts") -> str:
    from rendement.source.advice import meant_range  # noqa: PLC0415 - only when something is wrong

    return meant_range(text, accepts)


def _clean(text: str, kind: NumberKind, accepts: "Accepts") -> str:
    value = filled(text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-"))
    if value.lower() in _WORDS:
        raise ScalarError("ja-als-getal", f"hier hoort {noun(kind)}, geen `{value}`", wanted(kind))
    if len(value) > MAX_DIGITS and len(_digits(value[:200])) > MAX_DIGITS:
        message = f"dit getal heeft meer dan {MAX_DIGITS} cijfers"
        raise ScalarError("getal-te-lang", message, rounded(value, accepts))
    return value


def _digits(text: str) -> str:
    """The digits that tell something: from the first that is not 0."""
    return "".join(sign for sign in text if sign.isdigit()).lstrip("0")


def _share(value: str, kind: NumberKind, accepts: "Accepts") -> float:
    if signed(value) is not None or "€" in value:
        message, remedy = f"hier hoort {noun(kind)}, geen bedrag", without_euro(value, kind, accepts)
        raise ScalarError("bedrag-als-aandeel", message, remedy)
    if not value.endswith("%"):
        if _AMBIGUOUS.fullmatch(value) and abs(float(value.replace(",", "."))) > 1:
            # 33.333 cannot be a share either way, so what is wrong with it is its size
            return check_range(float(value.replace(",", ".")), value, kind)
        return check_range(_amount(value, kind, accepts), value, kind)
    body = value[:-1].strip()
    if _PLAIN.fullmatch(body) or _COMMA.fullmatch(body):
        # 7.5% is 0.075: dividing the digits by a hundred once keeps 12.5% exactly 0.125
        return check_range(float(body.replace(",", ".")) / 100, value, kind)
    raise no_number(value, kind, accepts, what="percentage")


def _amount(value: str, kind: NumberKind, accepts: "Accepts") -> float:
    """A number; an amount is times the word behind it, or bare times the unit of its file."""
    body, power = money.split(value) if kind == "bedrag" else (value, None)
    found, here = signed(body), money.current()
    unit = here.power if kind == "bedrag" else 0
    if found is None:
        return money.shifted(_bare(value, body, kind, accepts), unit if power is None else power)
    if kind != "bedrag":
        message, remedy = f"hier hoort {noun(kind)}, geen bedrag", without_euro(value, kind, accepts)
        raise ScalarError("bedrag-als-aantal", message, remedy)
    if found[0] != here.currency:
        raise other_currency(value, found[0])
    if power is None and unit:
        raise no_unit(value, [value])
    return money.shifted(_signed(value, found[1:], accepts, scaled=power is not None), power or 0)


def _bare(value: str, body: str, kind: NumberKind, accepts: "Accepts") -> str:
    """The digits of what has no sign."""
    if _AMBIGUOUS.fullmatch(body):
        raise ambiguous(value, kind, accepts)
    if _PLAIN.fullmatch(body):
        return body
    if _UNDERSCORE.fullmatch(body):
        return body.replace("_", "")
    if _GROUPED.fullmatch(body) or _COMMA.fullmatch(body):
        return body.replace(".", "").replace(",", ".")
    raise no_number(value, kind, accepts)


def _signed(value: str, found: tuple[str, str], accepts: "Accepts", *, scaled: bool) -> str:
    """The digits of what has a sign: its minus, if any, and what stands behind it."""
    minus, body = found
    if len(minus) > 1 or not (_EURO_SCALED if scaled else _EURO_BODY).fullmatch(body):
        raise no_euro(value, body, accepts, scaled=scaled)
    return minus + re.sub(r",[-–—]+$", "", body).replace(".", "").replace(",", ".")
