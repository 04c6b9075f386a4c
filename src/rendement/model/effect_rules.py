"""Rules about the effect of a line over the years, and about who stands on which side."""

import itertools
from collections.abc import Callable, Iterator

from rendement.model.facts import Facts
from rendement.model.forms import BaseRate, Payer, PostRef
from rendement.model.line import BenefitLine, CostLine
from rendement.model.parse import Curve, percentage
from rendement.model.values import Uncertain, ends, lowest, point
from rendement.source.finding import Finding
from rendement.source.path import Path

Knot = tuple[float, float]
_SIDES: dict[str, Callable[[Uncertain], float]] = {
    "aan de lage kant": lambda value: ends(value)[0],
    "aan de hoge kant": lambda value: ends(value)[1],
    "in het midden": point,
}


def durations(facts: Facts) -> Iterator[Finding]:
    """Curves need years to run over, and one convention at a time."""
    line = facts.line
    if len(facts.has("duur", "over_jaren")) == 2:
        message = "`duur` en `over_jaren` staan er allebei"
        remedy = (
            "houd `duur` over als het bedrag per effectjaar geldt, of `over_jaren` als het de som daarvan is"
        )
        yield Finding("duur-en-over-jaren", message, remedy, ("over_jaren",))
    if len(facts.has("terugval", "afname")) == 2:
        message = "`terugval` en `afname` staan er allebei"
        remedy = "houd er één over: het zijn twee lezingen van hetzelfde"
        yield Finding("terugval-met-afname", message, remedy, ("afname",))
    by_years = {
        "ingroei": ("een ingroei per jaar", isinstance(line, BenefitLine) and line.ingroei is not None),
        "terugval": ("een terugval per jaar", isinstance(line.terugval, Curve | PostRef)),
        "afname": ("een afname per jaar", line.afname is not None),
        "blijfkans": ("een blijfkans", isinstance(line, BenefitLine) and line.blijfkans is not None),
    }
    written = [key for key, (_, there) in by_years.items() if there]
    if written and not facts.has("duur", "over_jaren"):
        message = f"{by_years[written[0]][0]} vraagt hoe lang het effect duurt"
        remedy = "voeg `duur` of `over_jaren` toe" if isinstance(line, BenefitLine) else "voeg `duur` toe"
        yield Finding("curve-zonder-duur", message, remedy, (written[0],))


def curves(facts: Facts) -> Iterator[Finding]:
    """A cumulative curve rises from its first knot after 0; exit chances leave no gap."""
    line = facts.line
    if isinstance(line, BenefitLine) and line.ingroei is not None:
        yield from ramp_findings(line.ingroei, ("ingroei",))
    if isinstance(line.terugval, Curve):
        yield from curve_findings(line.terugval, ("terugval",))
    stay = line.blijfkans if isinstance(line, BenefitLine) else None
    if stay is None:
        return
    if isinstance(stay.uitstroomkansen, Curve):
        yield from exit_findings(stay.uitstroomkansen, ("blijfkans", "uitstroomkansen"))
    if stay.vanaf is None and not isinstance(stay.uitstroomkansen, tuple):
        message = "`vanaf` ontbreekt: met welke rij begint effectjaar 1?"
        remedy = "voeg `vanaf` toe, bijvoorbeeld `vanaf: 3` (drie jaar in de uitkering)"
        yield Finding("vanaf-ontbreekt", message, remedy, ("blijfkans",))


def base_rate_form(facts: Facts) -> Iterator[Finding]:
    """Chance times helped over results: only where results are counted in one number."""
    line = facts.line
    if not isinstance(line, BenefitLine) or not isinstance(line.business_as_usual, BaseRate):
        return
    message = ""
    if facts.has("fte", "uren_per_week", "posten", "casussen", "voor"):
        message = "`{kans, van}` kan alleen bij `bedrag`, `totaal` of `prijs` met een aantal"
    elif lowest(line.aantal) < 0:
        message = "`{kans, van}` kan niet bij een negatief aantal"
    if message:
        remedy = "schrijf een aandeel, bijvoorbeeld 50%"
        yield Finding("kans-van-vorm", message, remedy, ("business_as_usual",), of_value=True)


def actors_apart(facts: Facts) -> Iterator[Finding]:
    """A transfer has two sides that differ."""
    key = "ontvanger" if isinstance(facts.line, BenefitLine) else "betaler"
    parts: tuple[Payer, ...] = getattr(facts.line, key, None) or ()
    if facts.line.tegenpartij is not None and any(part.actor == facts.line.tegenpartij for part in parts):
        message = f"`tegenpartij` is dezelfde als `{key}`"
        remedy = "noem de andere kant van de overdracht"
        yield Finding("tegenpartij-zelf", message, remedy, ("tegenpartij",), of_value=True)


def residual_value(facts: Facts) -> Iterator[Finding]:
    """What is left is left of one thing that was bought, and goes to whoever paid a share of it."""
    if "restwaarde" not in facts.keys:
        return
    odd = facts.has("fte", "uren_per_week", "posten", "casussen", "voor")
    if odd:
        message = f"`restwaarde` kan niet bij `{odd[0]}`"
        remedy = "zet de restwaarde bij een regel met `bedrag`, `totaal` of `prijs`"
        yield Finding("restwaarde-vorm", message, remedy, ("restwaarde",))
    if isinstance(facts.line, CostLine) and any(part.amount is not None for part in facts.line.betaler or ()):
        message = "een restwaarde gaat naar wie betaalde, naar aandeel; hier betaalt iemand een vast bedrag"
        yield Finding("restwaarde-vorm", message, "geef bij `betaler` aandelen", ("restwaarde",))


def curve_findings(curve: Curve, place: Path) -> Iterator[Finding]:
    """A cumulative curve: knots above 0, never falling."""
    knots = curve.knots
    if knots[0][0] <= 0:
        message = "de eerste rij staat op 0 of eerder; op 0 is nog niemand teruggevallen"
        remedy = "begin met 1, of met een deel van een jaar"
        yield Finding("knoop-op-nul", message, remedy, (*place, f"{knots[0][0]:g}"))
    remedy = "geef de kans tot en met dat jaar; die loopt nooit terug"
    yield from _first_fall(curve, place, "de cumulatieve kans", "bij", remedy)


def ramp_findings(curve: Curve, place: Path) -> Iterator[Finding]:
    """What is reached by effect-year: every year from the first, never less than before."""
    for year, (row, _) in enumerate(curve.knots, 1):
        if row != year:
            message = f"effectjaar {year} ontbreekt; hier staat {row:g}"
            remedy = "geef elk effectjaar een rij: 1, 2, 3, …; na de laatste blijft het zo"
            yield Finding("gat-in-duren", message, remedy, (*place, f"{row:g}"))
            return
    remedy = "een ingroei loopt op; wat later wegvalt, hoort achter `terugval` of `afname`"
    yield from _first_fall(curve, place, "de ingroei", "in jaar", remedy)


def _first_fall(curve: Curve, place: Path, what: str, at: str, remedy: str) -> Iterator[Finding]:
    """The first place where what should rise is lower than before."""
    for (before, high), (after, low), where in _falls(curve):
        shown = f"{percentage(high)} {at} {before:g} naar {percentage(low)} {at} {after:g}"
        yield Finding("curve-daalt", f"{what} daalt{where} van {shown}", remedy, (*place, f"{after:g}"))
        return


def _falls(curve: Curve) -> Iterator[tuple[Knot, Knot, str]]:
    """Where a knot is lower than the one before it: the low end, the high end or the middle of its range."""
    for (before, first), (after, then) in itertools.pairwise(curve.knots):
        for where, read in _SIDES.items():
            high, low = read(first), read(then)
            if low < high:
                certain = isinstance(first, float) and isinstance(then, float)
                yield (before, high), (after, low), "" if certain else f" {where}"


def exit_findings(table: Curve, place: Path) -> Iterator[Finding]:
    """Exit chances by duration: whole durations that follow each other."""
    rows = [row for row, _ in table.knots]
    message, remedy = "", "geef elke duur een rij: 1, 2, 3, …"
    for row, following in itertools.pairwise([rows[0] - 1, *rows]):
        if following != int(following) or following < 0:
            message = f"de duur {following:g} is geen heel getal van 0 of meer"
        elif following != row + 1:
            message = f"na de duur {row:g} volgt {following:g}"
            remedy = f"voeg een rij voor {row + 1:g} toe"
        if message:
            yield Finding("gat-in-duren", message, remedy, (*place, f"{following:g}"))
            return
