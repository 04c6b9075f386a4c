"""Why a text is no number, and what the analyst probably meant: the remedies beside `scalar`."""

import re
from decimal import Decimal
from typing import Literal

from rendement.source.finding import ScalarError

NumberKind = Literal["bedrag", "aantal", "aandeel", "voet"]

_NOUN: dict[NumberKind, str] = {
    "bedrag": "een bedrag",
    "aantal": "een aantal",
    "aandeel": "een aandeel",
    "voet": "een percentage",
}
_EXAMPLE: dict[NumberKind, str] = {
    "bedrag": "bijvoorbeeld 37000 of € 37.000",
    "aantal": "bijvoorbeeld 12 of 0.5",
    "aandeel": "bijvoorbeeld 50% of 0.5",
    "voet": "bijvoorbeeld 2.25%",
}
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_TIMES = {"k": 1_000, "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "mio": 1_000_000}
_DUTCH = re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,[0-9]{1,2})?")
_PER = re.compile(r"([0-9][0-9.,]*)\s+(?:per|elke?)\s+[a-z]+", re.ASCII | re.IGNORECASE)
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII)


MAX_DIGITS = 15


def noun(kind: NumberKind) -> str:
    """What the field wants, with its article."""
    return _NOUN[kind]


def wanted(kind: NumberKind) -> str:
    """The remedy that shows how the field is written."""
    return f"schrijf {_EXAMPLE[kind]}"


def show(text: str) -> str:
    """The analyst's text in backticks, on one line and cut."""
    value = " ".join(text.split())
    return f"`{value if len(value) <= 40 else value[:40] + '…'}`"


def ambiguous(value: str, left: str, right: str, kind: NumberKind) -> ScalarError:
    """`40.000`: both readings, each in a spelling that cannot be misread."""
    sign = "-" if value.startswith("-") else ""
    # with three decimals left it would be just as ambiguous: a fourth one settles it
    fraction = right.rstrip("0") or "0" if right.endswith("0") else f"{right}0"
    thousands = f"{sign}{left}{right}"
    if kind == "bedrag" and len(left) <= 3:
        thousands += f" of € {sign}{left}.{right}"
    remedy = (
        f"schrijf {thousands} als u duizendtallen bedoelt, of {sign}{left}.{fraction} als het decimalen zijn"
    )
    return ScalarError("dubbelzinnig-getal", f"{show(value)} kan op twee manieren gelezen worden", remedy)


def no_euro(value: str, body: str) -> ScalarError:
    """An amount after the euro sign that is not written the Dutch way."""
    together = body.replace(" ", "")
    if together != body and _DUTCH.fullmatch(together):
        message = f"er staat een spatie in het bedrag {show(value)}"
        return ScalarError("spatie-in-getal", message, f"schrijf € {together}")
    remedy = "schrijf € 37.000 of € 37.000,50: punten per drie cijfers, hooguit twee decimalen na de komma"
    if re.fullmatch(r"(?:0|[1-9][0-9]*)\.[0-9]{1,2}", body):
        cents = body.replace(".", ",") + ("0" if body[-2] == "." else "")
        remedy = f"schrijf € {cents} (met een komma), of {body} zonder euroteken"
    elif (match := re.fullmatch(r"([1-9][0-9]{0,2}),([0-9]{3})", body)) is not None:
        remedy = (
            f"schrijf € {match[1]}.{match[2]} als u duizendtallen bedoelt, of € {match[1]},{match[2][:2]}"
        )
    elif (match := _PER.fullmatch(body)) is not None:
        remedy = _without_unit(f"€ {match[1]}")
    elif _ENGLISH.fullmatch(body):
        remedy = f"schrijf € {body.replace(',', '_').replace('.', ',').replace('_', '.')}"
    return ScalarError("euro-notatie", f"{show(value)} is geen Nederlands genoteerd bedrag", remedy)


def no_number(value: str, kind: NumberKind) -> ScalarError:
    """Any other text that is no number."""
    sign = "-" if value.startswith("-") else ""
    bare = value.lstrip("+-").strip()
    if re.fullmatch(r"0[0-9]+(?:[.,][0-9]+)?", bare):
        return ScalarError("voorloopnul", f"{show(value)} begint met een nul", _write(sign + bare, kind))
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", bare):
        return ScalarError("geen-getal", f"{show(value)} is een tijd, geen getal", wanted(kind))
    if (match := re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?[eE][+-]?([0-9]{1,4})", bare)) is not None:
        plain = f"{Decimal(bare.replace(',', '.')):f}" if int(match[1]) <= 12 else ""
        message = f"{show(value)} is een wetenschappelijke notatie"
        remedy = f"schrijf {_spelt(sign + plain)}" if _spelt(sign + plain) else "schrijf het getal uit"
        return ScalarError("wetenschappelijk", message, remedy)
    if _ENGLISH.fullmatch(value):
        message = f"{show(value)} is Engels genoteerd"
        return ScalarError("engelse-notatie", message, _write(value.replace(",", ""), kind))
    if re.fullmatch(r"-?[0-9.,]*(\s+[0-9.,]+)+", value):
        fixed = _spelt("".join(value.split()))
        message = f"er staat een spatie in het getal {show(value)}"
        return ScalarError("spatie-in-getal", message, "haal de spatie weg" + (f": {fixed}" if fixed else ""))
    if (match := re.fullmatch(r"([0-9.,]+?)\s*(?:,-+|euro|eur|€)", bare, re.IGNORECASE)) is not None:
        fixed = f"{sign}{match[1]}" if _DUTCH.fullmatch(match[1]) else "37.000"
        message = f"{show(value)} is geen Nederlands genoteerd bedrag"
        return ScalarError("euro-notatie", message, f"zet het euroteken voorop: € {fixed}")
    return ScalarError("geen-getal", f"{show(value)} is geen getal", _meant(bare, sign) or wanted(kind))


def _write(number: str, kind: NumberKind) -> str:
    fixed = _spelt(number)
    return f"schrijf {fixed}" if fixed else wanted(kind)


def _spelt(number: str) -> str:
    """A number in digits as it can be written; empty when that cannot be told.

    >>> _spelt("007,50"), _spelt(".5"), _spelt("1.125"), _spelt("1.2.3")
    ('7,50', '0.5', '1.1250', '')
    """
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    digits = re.sub(r"^0*(?=[0-9])", "", digits.rstrip(".,"))
    digits = f"0{digits}" if digits[:1] in (".", ",") else digits
    if re.fullmatch(r"[1-9][0-9]*[.,][0-9]{3}", digits):
        digits += "0"  # with three decimals it could be read in two ways
    known = re.fullmatch(
        r"(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?", digits
    )
    return sign + digits if known and len(re.sub("[.,]", "", digits)) <= MAX_DIGITS else ""


def _meant(bare: str, sign: str) -> str:
    """The remedy for a few spellings that people do use; empty when nothing is recognised."""
    spaced = bare.replace(",", ".")
    if (fixed := _spelt(sign + spaced)) and re.fullmatch(r"[0-9.]+", spaced):
        return f"schrijf {fixed}"
    if (match := re.fullmatch(rf"({_NUMBER})\s*([a-z]+)", spaced, re.IGNORECASE)) is not None:
        if (times := _TIMES.get(match[2].lower())) is not None:
            return f"schrijf het getal uit: {sign}{Decimal(match[1]) * times:f}".removesuffix(".0")
        if match[2].lower() in ("procent", "pct"):
            return f"schrijf {sign}{match[1]}%"
    if (match := _PER.fullmatch(bare)) is not None:
        return _without_unit(sign + re.sub(r"\.(?=[0-9]{3}(?![0-9]))", "", match[1]))
    if (
        match := re.fullmatch(r"(?:€\s*)?([0-9.,]+%?)\s*(?:-|–|tot|t/m)\s*(?:€\s*)?([0-9.,]+%?)", bare)
    ) is not None:
        return f"schrijf een bereik met twee punten: {match[1]}..{match[2]}"
    if (match := re.fullmatch(r"(?:circa|ca\.?|ongeveer|±|~|≈|>|<)\s*(\S.*)", bare)) is not None:
        return f"schrijf alleen het getal ({match[1][:20]}), of een bereik als 5..10"
    return ""


def _without_unit(number: str) -> str:
    return f"schrijf alleen {number}; hoe vaak het telt, zeggen `per`, `aantal` en `duur`"
