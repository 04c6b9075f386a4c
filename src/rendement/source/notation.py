"""Why a text is no number, and what the analyst probably meant: the remedies beside `scalar`."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from rendement.source import money
from rendement.source.currency import EURO, currencies_in
from rendement.source.finding import ScalarError

if TYPE_CHECKING:
    from rendement.source.advice import Accepts

NumberKind = Literal["bedrag", "aantal", "aandeel", "voet", "percentage", "factor", "groei"]

_NOUN: dict[NumberKind, str] = {
    "bedrag": "een bedrag",
    "aantal": "een aantal",
    "aandeel": "een aandeel",
    "voet": "een percentage",
    "percentage": "een percentage",
    "factor": "een getal of percentage",
    "groei": "een groei per jaar",
}
_EXAMPLE: dict[NumberKind, str] = {
    "bedrag": "bijvoorbeeld 37000 of € 37.000",
    "aantal": "bijvoorbeeld 12 of 0.5",
    "aandeel": "bijvoorbeeld 50% of 0.5",
    "voet": "bijvoorbeeld 2.25%",
    "percentage": "bijvoorbeeld 110% of -10%",
    "factor": "bijvoorbeeld 42, 0.466 of 60%",
    "groei": "bijvoorbeeld 2% of -1.5%",
}
_DUTCH = re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,[0-9]{1,2})?")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII)
_SIGNED = re.compile(r"[€£$¥]|[A-Z]{3}|,[-–—]+$|\s")
_FIGURES = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*")
_POST = re.compile(r"[a-z][\w-]*(?:/[\w-]+)+(?:@[\w.]+)?", re.ASCII)
_SHEET_ERROR = re.compile(r"#[A-ZÀ-Ý]{1,12}(?:/[A-Z0-9]{1,3})?[!?]?")
_UNKNOWN = re.compile(r"p\.?m\.?|pro memorie|n\.?[tn]?\.?b\.?|onbekend|\?+")
_ABSENT = re.compile(r"[-–—]{1,2}|nihil|geen|nul|niets|n\.?v\.?t\.?")

MAX_DIGITS = 15
TWICE = 2  # from here a share of so many hundred percent is a forgotten percent sign


def noun(kind: NumberKind) -> str:
    """What the field wants, with its article."""
    return _NOUN[kind]


def wanted(kind: NumberKind) -> str:
    """The remedy that shows how the field is written."""
    if kind == "bedrag" and money.current().power:
        return f"schrijf bijvoorbeeld 37 (maal {money.current().unit}) of 37k"
    return f"schrijf {_EXAMPLE[kind]}".replace("€", money.current().sign)


def show(text: str) -> str:
    """The analyst's text in backticks, on one line and cut."""
    value = " ".join(text.split())
    return f"`{value if len(value) <= 40 else value[:40] + '…'}`"


def ambiguous(value: str, kind: NumberKind, accepts: "Accepts") -> ScalarError:
    """`40.000`: both readings, each in a spelling that cannot be misread."""
    from rendement.source.advice import EITHER, plain, readings  # noqa: PLC0415 - only when something is wrong

    body = money.split(value)[0] if kind == "bedrag" else value
    word = value[len(body) :]
    sign, digits = ("-", body[1:]) if body.startswith("-") else ("", body)
    together, apart = (f"{sign}{plain(number)}{word}" for number in readings(digits))
    left, right = re.split("[.,]", digits)
    signed = f"{money.current().sign} {sign}{left}.{right}{word}"
    if kind == "bedrag" and len(left) <= 3 and (money.current().power == 0 or word):
        together += f" of {signed}"
    message = f"{show(value)} kan op twee manieren gelezen worden"
    return ScalarError("dubbelzinnig-getal", message, f"schrijf {EITHER.format(together, apart)}")


def no_unit(value: str, pieces: Sequence[str]) -> ScalarError:
    """A sign without a word, where bare amounts are times something: both readings of a number or range."""
    from rendement.source.advice import in_words, plain  # noqa: PLC0415 - only when something is wrong

    here = money.current()
    times, named = here.unit, _sign_word()
    message = f"{show(value)} heeft een {named}, en kale bedragen in dit bestand zijn maal {times}"
    found = [_values(_SIGNED.sub("", piece), euro=True) for piece in pieces]
    remedy = f"schrijf het zonder {named} als het maal {times} is, of met een woord erachter, zoals 37k"
    if all(len(values) == 1 for values in found):
        bare, words = ("..".join(how(value) for (value,) in found) for how in (plain, in_words))
        meant = " ".join(value.split())
        maal = money.thousands(10**here.power)
        remedy = f"schrijf {bare} als u {meant} maal {maal} bedoelt, of {words} als u {meant} bedoelt"
    return ScalarError("teken-bij-eenheid", message, remedy)


def other_currency(value: str, code: str) -> ScalarError:
    """An amount in another currency than that of its file; nothing is converted."""
    own = money.current().currency
    message = f"{show(value)} is in {code}, en de bedragen in dit bestand zijn in {own}"
    remedy = (
        f"zet bovenaan `valuta: {code}` als alle bedragen in {code} zijn, of reken het zelf om naar {own}"
    )
    return ScalarError("andere-valuta", message, remedy)


def _sign_word() -> str:
    code = money.current().currency
    return "euroteken" if code == EURO else f"teken van {code}"


def no_euro(value: str, body: str, accepts: "Accepts", *, scaled: bool = False) -> ScalarError:
    """An amount after the euro sign that is not written the Dutch way."""
    from rendement.source.advice import meant  # noqa: PLC0415 - only when something is wrong

    if scaled:
        message = f"{show(value)} is geen Nederlands genoteerd bedrag"
        return ScalarError("euro-notatie", message, meant(value, accepts) or wanted("bedrag"))
    sign = money.current().sign
    together = "".join(body.split())
    if together != body and _DUTCH.fullmatch(together):
        message = f"er staat een spatie in het bedrag {show(value)}"
        return ScalarError("spatie-in-getal", message, f"schrijf {sign} {together}")
    remedy = f"schrijf {sign} 37.000 of {sign} 37.000,50"
    remedy += ": punten per drie cijfers, hooguit twee decimalen na de komma"
    if re.fullmatch(r"(?:0|[1-9][0-9]*)\.[0-9]{1,2}", body):
        cents = body.replace(".", ",") + ("0" if body[-2] == "." else "")
        remedy = f"schrijf {body} zonder {_sign_word()}, of {sign} {cents} (met een komma)"
    elif (match := re.fullmatch(r"([1-9][0-9]{0,2}),([0-9]{3})", body)) is not None:
        thousands, cents = f"{match[1]}.{match[2]}", f"{match[1]},{match[2][:2]}"
        remedy = f"schrijf {sign} {thousands} als u duizendtallen bedoelt, of {sign} {cents}"
    elif _ENGLISH.fullmatch(body):
        remedy = f"schrijf {sign} {body.replace(',', '_').replace('.', ',').replace('_', '.')}"
    else:
        remedy = meant(value, accepts) or remedy
    return ScalarError("euro-notatie", f"{show(value)} is geen Nederlands genoteerd bedrag", remedy)


def without_percent(value: str, kind: NumberKind, accepts: "Accepts") -> str:
    """The remedy for `50%` where no share belongs: half of one, or fifty."""
    values = _values(value[:-1].strip())
    half = [values[-1] / 100] if values and kind == "aantal" else []
    return _without("procentteken", (*half, *values), accepts) or wanted(kind)


def without_euro(value: str, kind: NumberKind, accepts: "Accepts") -> str:
    """The remedy for an amount of money where none belongs."""
    bare = _SIGNED.sub("", value)
    return _without("euroteken", _values(bare, euro=True), accepts) or wanted(kind)


def _values(figures: str, euro: bool = False) -> tuple[Decimal, ...]:
    from rendement.source.advice import readings  # noqa: PLC0415 - only when something is wrong

    return readings(figures, euro) if _FIGURES.fullmatch(figures) else ()


def _without(sign: str, values: tuple[Decimal, ...], accepts: "Accepts") -> str:
    from rendement.source.advice import plain  # noqa: PLC0415 - only when something is wrong

    options = [text for text in dict.fromkeys(map(plain, values)) if accepts(text)]
    return f"schrijf {' of '.join(options)}, zonder {sign}" if options else ""


def rounded(value: str, accepts: "Accepts") -> str:
    """The remedy for more figures than a number holds."""
    plain = f"{Decimal(f'{float(value):.15g}'):f}" if _FIGURES.fullmatch(value) and "," not in value else ""
    return f"rond af: schrijf {plain}" if plain and accepts(plain) else "rond af of kort in"


def no_number(value: str, kind: NumberKind, accepts: "Accepts", what: str = "getal") -> ScalarError:
    """Any other text that is no number."""
    from rendement.source.advice import meant, product  # noqa: PLC0415 - only when something is wrong

    foreign = [code for code in currencies_in(value) if code != money.current().currency]
    if foreign and kind == "bedrag":
        return other_currency(value, foreign[0])
    bare = value.lstrip("+-").strip()
    remedy = (kind == "bedrag" and product(value, accepts)) or meant(value, accepts) or wanted(kind)
    if re.fullmatch(r"0[0-9]+(?:[.,][0-9]+)?", bare):
        return ScalarError("voorloopnul", f"{show(value)} begint met een nul", remedy)
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", bare):
        return ScalarError("geen-getal", f"{show(value)} is een tijd, geen getal", wanted(kind))
    if (match := re.fullmatch(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?[eE][+-]?([0-9]{1,4})", value)) is not None:
        written = f"{Decimal(value.replace(',', '.')):f}" if int(match[1]) <= 12 else ""
        message = f"{show(value)} is een wetenschappelijke notatie"
        remedy = f"schrijf {written}" if written and accepts(written) else "schrijf het getal uit"
        return ScalarError("wetenschappelijk", message, remedy)
    if _ENGLISH.fullmatch(value):
        return ScalarError("engelse-notatie", f"{show(value)} is Engels genoteerd", remedy)
    if re.fullmatch(r"-?[0-9.,]*(\s+[0-9.,]+)+", value):
        message = f"er staat een spatie in het getal {show(value)}"
        return ScalarError("spatie-in-getal", message, meant(value, accepts) or "haal de spatie weg")
    own = f"{re.escape(money.current().sign)}|{money.current().currency}"
    if (signed := re.fullmatch(rf"([0-9.,]+?)\s*(?:,-+|euro|{own})", bare, re.IGNORECASE)) is not None:
        if kind == "bedrag" and money.current().power:
            return no_unit(value, [signed[1]])
        message = f"{show(value)} is geen Nederlands genoteerd bedrag"
        return ScalarError("euro-notatie", message, remedy)
    return _no_figure(value, kind) or ScalarError("geen-getal", f"{show(value)} is geen {what}", remedy)


def _no_figure(value: str, kind: NumberKind) -> ScalarError | None:
    """What people write where there is no figure, and where one of a list belongs."""
    word = value.lower()
    message = f"{show(value)} is geen getal"
    if _SHEET_ERROR.fullmatch(value):
        remedy = "verbeter de formule in het werkblad, of vul de waarde zelf in"
        return ScalarError("cel-fout", f"{show(value)} is een fout uit een werkblad, geen getal", remedy)
    if _ABSENT.fullmatch(word):
        return ScalarError("geen-getal", message, "haal dit weg, of schrijf 0")
    if _UNKNOWN.fullmatch(word) and kind in ("bedrag", "aantal"):
        remedy = (
            "haal dit weg en noem het effect in de casus onder `pm: [{naam: …, reden: …}]`;"
            " een maatregel krijgt zelf `pm: …`, met de reden"
        )
        return ScalarError("geen-getal", f"{message}; wat geen bedrag heeft, is pro memorie", remedy)
    if _UNKNOWN.fullmatch(word):
        return ScalarError("geen-getal", message, f"haal dit weg, of {wanted(kind)}")
    if kind == "bedrag" and _POST.fullmatch(value):
        remedy = f"een post van een prijslijst hoort achter `prijs`: schrijf `prijs: {value}`"
        return ScalarError("geen-getal", message, remedy)
    return None


def check_range(value: float, text: str, kind: NumberKind) -> float:
    """Shares lie between 0 and 1, yearly rates between -100% and 100%, other percentages anywhere."""
    bare = text.rstrip("% ")
    bare_number = value > 1 and not text.endswith("%")
    forgot_percent = bare_number and (TWICE if kind == "aandeel" else 1) <= value <= 100
    if kind == "aandeel" and not 0 <= value <= 1:
        span = "tussen 0 en 1 (0% en 100%)" if bare_number else "tussen 0% en 100%"
        message = f"een aandeel ligt {span}, dus {show(text)} kan niet"
        remedy = "schrijf een percentage van 0% t/m 100%"
        if forgot_percent:
            remedy = f"bedoelt u {bare}%?"
        elif bare_number and value < TWICE:
            remedy += f"; {bare} is {100 * value:.6g}%"
        raise ScalarError("aandeel-buiten-bereik", message, remedy)
    if kind in ("voet", "groei") and not -1 < value <= 1:
        remedy = "schrijf een percentage boven -100% en t/m 100%, zoals 2.25%"
        if forgot_percent:
            remedy = f"bedoelt u {bare}%?"
        raise ScalarError(
            "voet-buiten-bereik",
            f"een {'groei' if kind == 'groei' else 'discontovoet'} van {show(text)} kan niet",
            remedy,
        )
    return value
