"""Two files in different currencies: they are not added up or compared, and nothing is converted."""

from rendement.source.currency import KEY
from rendement.source.finding import Finding
from rendement.source.money import money_of
from rendement.source.path import Path
from rendement.source.tree import Source

CODE = "andere-valuta"


def apart(one: Source, other: Source) -> bool:
    """Whether they differ."""
    return money_of(one.data).currency != money_of(other.data).currency


def refusal(what: str, other: Source, own: Source, place: Path) -> Finding:
    """`other`, which stands at a place of `own`, counts in another currency; both places are named."""
    message = f"{what} rekent in {_stated(other)}, en dit bestand in {_stated(own)}"
    remedy = "laat beide in één valuta rekenen: reken een van de twee zelf om"
    return Finding(CODE, message, remedy, place, of_value=True)


def _stated(source: Source) -> str:
    """The currency of a file, and where it says so."""
    code, mark = money_of(source.data).currency, source.locate((KEY,))
    return f"{code} ({mark})" if KEY in source.data else f"{code} (zonder `{KEY}`)"
