"""Scalars: money that cannot be misread.

Every function takes the analyst's own text and answers a number, or raises ScalarError with what is
wrong and how to write it. Nothing is guessed: `40.000` may be forty or forty thousand, so it is refused.
"""

import re
from typing import Literal

Kind = Literal["bedrag", "aantal", "aandeel", "voet"]

MAX_DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2200

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_UNDERSCORE = re.compile(r"-?[1-9]\d{0,2}(?:_\d{3})+(?:\.\d+)?")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA = re.compile(r"-?(?:0|[1-9]\d*),\d+")
_AMBIGUOUS = re.compile(r"-?([1-9]\d*)[.,](\d{3})")
_EURO = re.compile(r"(-?)(?:€|EUR(?=[\s\d-]))\s*(-?)(.*)")
_EURO_BODY = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,(?:\d{1,2}|-{1,2}|–|—))?")
_WORDS = {"ja", "nee", "yes", "no", "true", "false", "waar", "onwaar", "aan", "uit", "on", "off"}
_SCIENTIFIC = re.compile(r"-?\d+(?:[.,]\d+)?[eE][+-]?\d+")

_NOUN = {
    "bedrag": "een bedrag",
    "aantal": "een aantal",
    "aandeel": "een aandeel",
    "voet": "een percentage",
}
_EXAMPLE = {
    "bedrag": "bijvoorbeeld 37000 of € 37.000",
    "aantal": "bijvoorbeeld 12 of 0.5",
    "aandeel": "bijvoorbeeld 50% of 0.5",
    "voet": "bijvoorbeeld 2.25%",
}


class ScalarError(ValueError):
    """The text is not what the field wants; code, message and remedy make a finding."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def number(text: str, kind: Kind = "aantal") -> float:
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
        raise ScalarError(
            "percentage-als-getal", f"hier hoort {_NOUN[kind]}, geen percentage", f"schrijf {_EXAMPLE[kind]}"
        )
    return _amount(value, kind)


def whole(text: str, low: int, high: int) -> int:
    """A whole number between two bounds."""
    value = number(text)
    if value != int(value):
        raise ScalarError("geheel-getal", f"hier hoort een geheel getal, geen {_show(text)}", "rond af")
    if not low <= value <= high:
        raise ScalarError(
            "buiten-bereik",
            f"{_show(text)} ligt buiten {low} t/m {high}",
            f"schrijf een getal van {low} t/m {high}",
        )
    return int(value)


def year(text: str) -> int:
    """A calendar year."""
    value = text.strip()
    if not re.fullmatch(r"[0-9]{4}", value) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
        raise ScalarError(
            "geen-jaar", f"{_show(text)} is geen jaartal", "schrijf een jaar, bijvoorbeeld 2018"
        )
    return int(value)


def period(text: str) -> tuple[int, int]:
    """First and last year: `2017-2018`, or one year."""
    first, dash, last = text.strip().replace("–", "-").partition("-")
    if not dash:
        return year(first), year(first)
    begin, end = year(first), year(last)
    if end < begin:
        raise ScalarError(
            "periode-omgekeerd", f"de periode {_show(text)} loopt terug", f"schrijf {end}-{begin}"
        )
    return begin, end


def bounds(text: str, kind: Kind) -> tuple[float, ...] | None:
    """`30000..40000` or `30000..35000..40000` as two or three rising numbers; None when it is no range."""
    if ".." not in text:
        return None
    pieces = [piece.strip() for piece in text.split("..")]
    if len(pieces) > 3 or not all(pieces):
        raise ScalarError(
            "bereik-vorm", f"{_show(text)} is geen bereik", "schrijf laag..hoog of laag..midden..hoog"
        )
    if pieces[0].startswith("€"):
        pieces = [piece if piece.startswith("€") else f"€ {piece}" for piece in pieces]
    values = tuple(number(piece, kind) for piece in pieces)
    if list(values) != sorted(values):
        raise ScalarError(
            "bereik-omgekeerd", f"het bereik {_show(text)} loopt niet op", "zet het laagste getal voorop"
        )
    return values


def yes_no(text: str) -> bool:
    """`ja` or `nee`."""
    if text.strip().lower() in ("ja", "nee"):
        return text.strip().lower() == "ja"
    raise ScalarError("ja-of-nee", f"hier hoort ja of nee, geen {_show(text)}", "schrijf ja of nee")


def check_range(value: float, text: str, kind: Kind) -> float:
    """Shares lie between 0 and 1, yearly rates between -100% and 100%."""
    if kind == "aandeel" and not 0 <= value <= 1:
        bare = text.strip().rstrip("%").strip()
        if 1 < value <= 100 and not text.strip().endswith("%"):
            raise ScalarError(
                "aandeel-buiten-bereik",
                f"een aandeel ligt tussen 0 en 1 (0% en 100%), dus {_show(text)} kan niet",
                f"bedoelt u {bare}%?",
            )
        raise ScalarError(
            "aandeel-buiten-bereik",
            f"een aandeel ligt tussen 0% en 100%, dus {_show(text)} kan niet",
            "schrijf een percentage van 0% t/m 100%",
        )
    if kind == "voet" and not -1 < value <= 1:
        bare = text.strip().rstrip("%").strip()
        remedy = f"bedoelt u {bare}%?" if 1 < value <= 100 else "schrijf bijvoorbeeld 2.25%"
        raise ScalarError("voet-buiten-bereik", f"een discontovoet van {_show(text)} kan niet", remedy)
    return value


def _clean(text: str, kind: Kind) -> str:
    value = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-").strip()
    if not value or value in ("~", "null", "Null", "NULL"):
        raise ScalarError(
            "lege-waarde", "hier ontbreekt een waarde", "vul een waarde in of haal de sleutel weg"
        )
    if value.lower() in _WORDS:
        raise ScalarError(
            "ja-als-getal", f"hier hoort {_NOUN[kind]}, geen `{value}`", f"schrijf {_EXAMPLE[kind]}"
        )
    if sum(sign.isdigit() for sign in value[:200]) > MAX_DIGITS:
        raise ScalarError("getal-te-lang", "dit getal heeft meer dan 15 cijfers", "rond af of kort in")
    return value


def _share(value: str, kind: Kind) -> float:
    if "€" in value:
        raise ScalarError(
            "bedrag-als-aandeel", "hier hoort een aandeel, geen bedrag", f"schrijf {_EXAMPLE[kind]}"
        )
    if not value.endswith("%"):
        return check_range(_amount(value, kind), value, kind)
    body = value[:-1].strip()
    if _PLAIN.fullmatch(body) or _COMMA.fullmatch(body):
        # 7.5% is 0.075: dividing the digits by a hundred once keeps 12.5% exactly 0.125
        return check_range(float(body.replace(",", ".")) / 100, value, kind)
    raise ScalarError("geen-getal", f"{_show(value)} is geen percentage", f"schrijf {_EXAMPLE[kind]}")


def _amount(value: str, kind: Kind) -> float:
    euro = _EURO.fullmatch(value)
    if euro:
        return _euro(value, euro, kind)
    ambiguous = _AMBIGUOUS.fullmatch(value)
    if ambiguous:
        raise _ambiguous(value, ambiguous.group(1), ambiguous.group(2), kind)
    if _PLAIN.fullmatch(value):
        return float(value)
    if _UNDERSCORE.fullmatch(value):
        return float(value.replace("_", ""))
    if _GROUPED.fullmatch(value) or _COMMA.fullmatch(value):
        return float(value.replace(".", "").replace(",", "."))
    raise _why_not(value, kind)


def _euro(value: str, match: re.Match[str], kind: Kind) -> float:
    if kind != "bedrag":
        raise ScalarError(
            "bedrag-als-aantal", f"hier hoort {_NOUN[kind]}, geen bedrag", f"schrijf {_EXAMPLE[kind]}"
        )
    before, after, body = match.groups()
    body = body.strip()
    if (before and after) or not _EURO_BODY.fullmatch(body):
        remedy = (
            "schrijf € 37.000 of € 37.000,50: punten per drie cijfers, hooguit twee decimalen na de komma"
        )
        raise ScalarError("euro-notatie", f"{_show(value)} is geen Nederlands genoteerd bedrag", remedy)
    digits = re.sub(r",[-–—]+$", "", body).replace(".", "").replace(",", ".")
    return -float(digits) if before or after else float(digits)


def _ambiguous(value: str, left: str, right: str, kind: Kind) -> ScalarError:
    sign = "-" if value.startswith("-") else ""
    thousands, decimal = f"{sign}{left}{right}", f"{sign}{left}.{right.rstrip('0') or '0'}"
    if len(left) > 3:
        options = f"{thousands}, of {sign}{left}.{right}0"
    elif kind == "bedrag":
        euros = f"{thousands} of € {sign}{left}.{right}"
        options = f"{euros} als u duizendtallen bedoelt, of {decimal} als het decimalen zijn"
    else:
        options = f"{thousands} als u duizendtallen bedoelt, of {decimal} als het decimalen zijn"
    return ScalarError(
        "dubbelzinnig-getal", f"{_show(value)} kan op twee manieren gelezen worden", f"schrijf {options}"
    )


def _why_not(value: str, kind: Kind) -> ScalarError:
    example = f"schrijf {_EXAMPLE[kind]}"
    no_number = f"{_show(value)} is geen getal"
    if re.fullmatch(r"-?0\d+", value):
        return ScalarError(
            "voorloopnul", f"{_show(value)} begint met een nul", f"schrijf {value.lstrip('-0') or '0'}"
        )
    if re.fullmatch(r"\d+(:\d+)+", value):
        return ScalarError("geen-getal", f"{_show(value)} is een tijd, geen getal", example)
    if _SCIENTIFIC.fullmatch(value):
        return ScalarError(
            "wetenschappelijk", f"{_show(value)} is een wetenschappelijke notatie", "schrijf het getal uit"
        )
    if re.fullmatch(r"-?[\d.,]+(\s+[\d.,]+)+", value):
        return ScalarError(
            "spatie-in-getal", f"er staat een spatie in het getal {_show(value)}", "haal de spatie weg"
        )
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", value):
        plain = value.replace(",", "")
        return ScalarError("engelse-notatie", f"{_show(value)} is Engels genoteerd", f"schrijf {plain}")
    if re.search(r"\d.*(euro|eur|€|,-)\s*$", value, re.IGNORECASE):
        remedy = "zet het euroteken voorop: € 37.000"
        return ScalarError("euro-notatie", f"{_show(value)} is geen Nederlands genoteerd bedrag", remedy)
    return ScalarError("geen-getal", no_number, example)


def _show(text: str) -> str:
    value = " ".join(text.split())
    return f"`{value if len(value) <= 40 else value[:40] + '…'}`"
