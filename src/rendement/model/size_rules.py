"""Rules about the size of a line: exactly one form, complete, with numbers that mean something."""

from collections.abc import Iterator
from math import fsum

from rendement.model.facts import Facts
from rendement.model.forms import PostRef
from rendement.model.line import BenefitLine
from rendement.model.values import lowest, spans
from rendement.source.finding import Finding
from rendement.source.sums import is_nothing

SIZES = ("bedrag", "totaal", "prijs", "fte", "uren_per_week", "posten", "casussen", "voor")
STAFF = ("fte", "uren_per_week")

Need = tuple[tuple[str, ...], tuple[str, ...], str]  # one of these keys wants one of those, which is

_NEEDS: tuple[Need, ...] = (
    (("uren_per_week",), ("voltijd",), "het aantal uren van een volle week, bijvoorbeeld 36"),
    (("voltijd",), ("uren_per_week",), "de uren waarop dit slaat"),
    (("opschalen_naar",), ("casussen",), "de huishoudens waaruit wordt opgeschaald"),
    (("voor",), ("na",), "de posten na de interventie"),
    (("na",), ("voor",), "de posten voor de interventie"),
    (("reden",), ("telt_mee",), "of haal de reden weg"),
)
_RATE = "een bedrag per fte per jaar"
_OF_ONE_SIZE: tuple[Need, ...] = (
    (STAFF, ("tarief",), _RATE),
    (("tarief",), STAFF, "het aantal fte bij dit tarief"),
)
_OF_STAFF: tuple[Need, ...] = ((STAFF, ("tarief", "totaal"), _RATE), *_OF_ONE_SIZE[1:])
_OF_INDEX: Need = (("index",), ("prijspeil",), "het jaar waarvan de prijs is")
NEEDY = frozenset(key for given, _, _ in (*_NEEDS, *_OF_STAFF, _OF_INDEX) for key in (*given, "telt_mee"))


def sizes_of(facts: Facts) -> list[str]:
    """The forms of size that were written; `totaal` beside `fte` is a rate, not a size."""
    sizes = facts.has(*SIZES)
    if "totaal" in sizes and facts.has("fte") and not facts.has("tarief"):
        sizes.remove("totaal")
    if "na" in facts.keys and "voor" not in facts.keys:
        sizes.append("na")
    return sizes


def one_size(facts: Facts) -> Iterator[Finding]:
    """Exactly one form of size."""
    sizes = sizes_of(facts)
    if not sizes:
        remedy = "voeg `bedrag`, `prijs`, `fte` met `tarief`, `posten` of `casussen` toe"
        if facts.has("tarief"):
            remedy = "voeg `fte` of `uren_per_week` toe bij dit tarief"
        yield Finding("geen-omvang", "deze regel heeft geen omvang", remedy)
    elif len(sizes) > 1:
        first = ", ".join(f"`{name}`" for name in sizes[:-1])
        message = f"deze regel heeft {len(sizes)} omvangen: {first} en `{sizes[-1]}`"
        remedy = "houd er één over, of maak er aparte regels van"
        yield Finding("twee-omvangen", message, remedy, (sizes[1],), arguments={"omvangen": tuple(sizes)})


def complete_size(facts: Facts) -> Iterator[Finding]:
    """Keys that need each other."""
    for given, wanted, what in _needs(facts):
        present = facts.has(*given)
        if present and not facts.has(*wanted):
            options = " of ".join(f"`{name}`" for name in wanted)
            message = f"bij `{present[0]}` hoort {options}"
            yield Finding("hoort-bij", message, f"voeg {options} toe ({what})", (present[0],))
    if "telt_mee" in facts.keys and facts.line.telt_mee is False and "reden" not in facts.keys:
        remedy = 'voeg `reden: "…"` toe'
        yield Finding(
            "reden-ontbreekt", "een regel die niet meetelt, heeft een reden nodig", remedy, ("telt_mee",)
        )
    if "telt_mee" in facts.keys and facts.line.telt_mee and "reden" in facts.keys:
        yield Finding("hoort-bij", "`reden` hoort bij `telt_mee: nee`", "haal de reden weg", ("reden",))


def _needs(facts: Facts) -> Iterator[Need]:
    yield from _NEEDS
    if len(sizes_of(facts)) == 1:
        yield from _OF_STAFF if "fte" in facts.keys else _OF_ONE_SIZE
    if not facts.has("prijs", "posten", "casussen", "voor") and not isinstance(facts.line.tarief, PostRef):
        yield _OF_INDEX


def quantities(facts: Facts) -> Iterator[Finding]:
    """Negative numbers only where they mean something; a total is divided by something."""
    line = facts.line
    if lowest(line.aantal) < 0 and not isinstance(line, BenefitLine):
        message = "een aantal kosten kan niet negatief zijn"
        remedy = "zet een besparing bij de baten"
        if spans(line.aantal)[0][1] > 0:
            remedy += "; een bandbreedte van kosten ligt geheel boven 0 (`normaal` loopt door na `laag`)"
        yield Finding("aantal-negatief", message, remedy, ("aantal",), of_value=True)
    key = "fte" if "fte" in facts.keys else "aantal"
    if "totaal" in facts.keys:
        yield from _divisor(key, spans(getattr(line, key)))
    if line.opschalen_naar is not None and line.casussen and line.opschalen_naar < len(line.casussen):
        message = f"er staan {len(line.casussen)} casussen; opschalen naar minder kan niet"
        remedy = "geef de grootte van de hele groep"
        yield Finding("opschalen-te-klein", message, remedy, ("opschalen_naar",), of_value=True)


def _divisor(key: str, divisor: tuple[tuple[float, float], ...]) -> Iterator[Finding]:
    """What a total is divided by may not turn out to be nothing."""
    low, high = ([pair[end] for pair in divisor] for end in (0, 1))
    if not divisor or not (is_nothing(low) or is_nothing(high) or fsum(low) < 0 < fsum(high)):
        return
    message = f"`totaal` wordt gedeeld door `{key}`, en dat is 0"
    remedy = f"vul `{key}` in, of haal de regel weg"
    if low != high:
        message = f"`totaal` wordt gedeeld door `{key}`, en binnen deze bandbreedte ligt 0"
        remedy = f"geef `{key}` een bandbreedte die geheel boven 0 ligt, of één getal"
    yield Finding("aantal-nul", message, remedy, (key,), of_value=True)
