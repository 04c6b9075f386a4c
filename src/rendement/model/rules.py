"""Rules across the fields of a line: a flat list of functions over every line that could be read.

A rule sees which keys were written (also those whose value could not be read) and the values that could,
so that one mistake gives one finding and a second mistake beside it is still found.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rendement.model.forms import BaseRate, Part, PostRef
from rendement.model.line import BenefitLine, Line
from rendement.model.parse import Curve
from rendement.model.values import Series, point
from rendement.model.years import Period, covered_years, series_of
from rendement.source.path import Path

SIZES = ("bedrag", "totaal", "prijs", "fte", "uren_per_week", "posten", "casussen", "voor")
STAFF = ("fte", "uren_per_week")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say, at a place below the line."""

    place: Path
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One line as far as it could be read."""

    keys: frozenset[str]
    line: Line
    period: Period | None

    def has(self, *names: str) -> list[str]:
        """The keys among `names` that were written, in that order."""
        return [name for name in names if name in self.keys]

    @property
    def years(self) -> tuple[int, ...]:
        """The years covered, or nothing when the period could not be read."""
        broken = any(
            key in self.keys and getattr(self.line, key) is None for key in ("jaar", "jaren", "bedrag")
        )
        return () if self.period is None or broken else covered_years(self.line, self.period)


Rule = Callable[[Facts], Iterator[Problem]]


def one_size(facts: Facts) -> Iterator[Problem]:
    """Exactly one form of size."""
    sizes = facts.has(*SIZES)
    if "totaal" in sizes and facts.has("fte") and not facts.has("tarief"):
        sizes.remove("totaal")
    if "na" in facts.keys and "voor" not in facts.keys:
        sizes.append("na")
    if not sizes:
        remedy = "voeg `bedrag`, `prijs`, `fte` met `tarief`, `posten` of `casussen` toe"
        if facts.has("tarief"):
            remedy = "voeg `fte` of `uren_per_week` toe bij dit tarief"
        yield Problem((), "geen-omvang", "deze regel heeft geen omvang", remedy)
    elif len(sizes) > 1:
        named = " en ".join(f"`{name}`" for name in sizes)
        remedy = "houd er één over, of maak er twee regels van"
        yield Problem(
            (sizes[1],), "twee-omvangen", f"deze regel heeft {len(sizes)} omvangen: {named}", remedy
        )


def complete_size(facts: Facts) -> Iterator[Problem]:
    """Keys that need each other."""
    needs = [
        (STAFF, ("tarief", "totaal") if "fte" in facts.keys else ("tarief",), "een bedrag per fte per jaar"),
        (("uren_per_week",), ("voltijd",), "het aantal uren van een volle week, bijvoorbeeld 36"),
        (("voltijd",), ("uren_per_week",), "de uren waarop dit slaat"),
        (("opschalen_naar",), ("casussen",), "de huishoudens waaruit wordt opgeschaald"),
        (("voor",), ("na",), "de posten na de interventie"),
        (("na",), ("voor",), "de posten voor de interventie"),
        (("reden",), ("telt_mee",), "of haal de reden weg"),
    ]
    if facts.has(*SIZES):
        needs.append((("tarief",), STAFF, "het aantal fte bij dit tarief"))
    if not facts.has("prijs", "posten", "casussen", "voor") and not isinstance(facts.line.tarief, PostRef):
        needs.append((("index",), ("prijspeil",), "het jaar waarvan de prijs is"))
    for given, wanted, what in needs:
        present = facts.has(*given)
        if present and not facts.has(*wanted):
            options = " of ".join(f"`{name}`" for name in wanted)
            message = f"bij `{present[0]}` hoort {options}"
            yield Problem((present[0],), "hoort-bij", message, f"voeg {options} toe ({what})")
    if "telt_mee" in facts.keys and facts.line.telt_mee is False and "reden" not in facts.keys:
        remedy = 'voeg `reden: "…"` toe'
        yield Problem(
            ("telt_mee",), "reden-ontbreekt", "een regel die niet meetelt, heeft een reden nodig", remedy
        )
    if "telt_mee" in facts.keys and facts.line.telt_mee and "reden" in facts.keys:
        yield Problem(("reden",), "hoort-bij", "`reden` hoort bij `telt_mee: nee`", "haal de reden weg")


def per_when_needed(facts: Facts) -> Iterator[Problem]:
    """`per` is written where more than one reading is possible, and nowhere else."""
    series = series_of(facts.line)
    staff = facts.has(*STAFF)
    if "per" in facts.keys and staff:
        message = f"`{staff[0]}` telt altijd per jaar; `per` kan hier niet staan"
        yield Problem(("per",), "per-bij-fte", message, "haal `per` weg")
    elif "per" in facts.keys and series:
        message = f"`{next(iter(series))}` noemt elk jaar zelf; `per` kan hier niet staan"
        yield Problem(("per",), "reeks-met-per", message, "haal `per` weg")
    needs = facts.has("bedrag", "totaal", "prijs", "posten") and not staff
    if needs and "per" not in facts.keys and not series and len(facts.years) > 1 and _readable(facts):
        years = facts.years
        remedy = "schrijf `per: jaar` (elk jaar opnieuw) of `per: periode` (eenmaal, gelijk verdeeld)"
        message = (
            f"deze regel beslaat {years[0]}-{years[-1]}; geldt de omvang per jaar of voor de hele periode?"
        )
        yield Problem((), "per-ontbreekt", message, remedy)


def years_inside(facts: Facts) -> Iterator[Problem]:
    """Years lie inside the period, and are named once."""
    series = series_of(facts.line)
    for name, value in series.items():
        for key in facts.has("jaar", "jaren"):
            message = f"`{name}` noemt elk jaar zelf; `{key}` kan hier niet staan"
            yield Problem((key,), "reeks-met-jaar", message, f"haal `{key}` weg")
        yield from _outside(facts, (name,), value.years)
    if len(series) == 2:
        first, second = series.values()
        if first.years != second.years:
            names = " en ".join(f"`{name}`" for name in series)
            message = f"{names} noemen niet dezelfde jaren"
            yield Problem(
                (list(series)[1],), "reeksen-verschillen", message, "geef beide voor dezelfde jaren"
            )
    if len(facts.has("jaar", "jaren")) == 2:
        yield Problem(("jaren",), "jaar-en-jaren", "`jaar` en `jaren` staan er allebei", "houd er één over")
    if facts.line.jaar is not None:
        yield from _outside(facts, ("jaar",), (facts.line.jaar,))
    if facts.line.jaren is not None:
        yield from _outside(facts, ("jaren",), facts.line.jaren)


def months(facts: Facts) -> Iterator[Problem]:
    """`maanden` counts part of a yearly amount, on a line of one year, or year by year."""
    value = facts.line.maanden
    if value is None:
        return
    yearly = bool(facts.has(*STAFF)) or facts.line.per == "jaar"
    if (not yearly and "per" not in facts.keys) or facts.line.per == "periode":
        message = "`maanden` telt een deel van een jaarbedrag, maar deze regel telt niet per jaar"
        yield Problem(
            ("maanden",), "maanden-zonder-jaar", message, "schrijf `per: jaar`, of haal `maanden` weg"
        )
    elif isinstance(value, Series):
        missing = [year for year in facts.years if year not in value.years]
        if facts.years and missing:
            message = f"`maanden` noemt {missing[0]} niet"
            yield Problem(
                ("maanden",), "maanden-per-jaar", message, f"voeg {missing[0]} toe (12 voor een heel jaar)"
            )
        strange = [year for year in value.years if facts.years and year not in facts.years]
        for year in strange:
            message = f"deze regel telt niet in {year}"
            yield Problem(("maanden", str(year)), "jaar-buiten-periode", message, "haal dit jaar weg")
    elif len(facts.years) > 1:
        example = f"{{{facts.years[0]}: 9, {facts.years[1]}: 12}}"
        message = f"deze regel beslaat {len(facts.years)} jaren; in welk jaar tellen de maanden?"
        yield Problem(
            ("maanden",), "maanden-per-jaar", message, f"schrijf het per jaar, bijvoorbeeld {example}"
        )


def quantities(facts: Facts) -> Iterator[Problem]:
    """Negative numbers only where they mean something; a total is divided by something."""
    line = facts.line
    if isinstance(line.aantal, Series):
        values = [point(value) for _, value in line.aantal.by_year]
    else:
        values = [point(line.aantal)] if line.aantal is not None else []
    if min(values, default=0) < 0 and not isinstance(line, BenefitLine):
        remedy = "zet een besparing bij de baten"
        yield Problem(("aantal",), "aantal-negatief", "een aantal kosten kan niet negatief zijn", remedy)
    if "totaal" in facts.keys:
        if values and sum(values) == 0:
            message = "`totaal` wordt gedeeld door `aantal`, en dat is 0"
            yield Problem(("aantal",), "aantal-nul", message, "vul het aantal in of haal de regel weg")
        fte = line.fte
        total = sum(point(v) for _, v in fte.by_year) if isinstance(fte, Series) else fte and point(fte)
        if fte is not None and not total:
            message = "`totaal` wordt gedeeld door `fte`, en dat is 0"
            yield Problem(("fte",), "aantal-nul", message, "vul het aantal fte in of haal de regel weg")
    if line.opschalen_naar is not None and line.casussen and line.opschalen_naar < len(line.casussen):
        message = f"er staan {len(line.casussen)} casussen; opschalen naar minder kan niet"
        yield Problem(("opschalen_naar",), "opschalen-te-klein", message, "geef de grootte van de hele groep")
    names = [household.naam for household in line.casussen or ()]
    for i, name in enumerate(names):
        if name in names[:i]:
            message = f"er is al een casus `{name[:40]}`"
            yield Problem(("casussen", i, "naam"), "dubbele-casus", message, "geef elke casus een eigen naam")


def durations(facts: Facts) -> Iterator[Problem]:
    """Curves need years to run over, and one convention at a time."""
    line = facts.line
    if not isinstance(line, BenefitLine):
        return
    if len(facts.has("duur", "over_jaren")) == 2:
        message = "`duur` en `over_jaren` staan er allebei"
        remedy = "`duur`: het bedrag geldt per effectjaar; `over_jaren`: het bedrag is de som over die jaren"
        yield Problem(("over_jaren",), "duur-en-over-jaren", message, remedy)
    if len(facts.has("terugval", "afname")) == 2:
        message = "`terugval` en `afname` staan er allebei"
        yield Problem(
            ("afname",),
            "terugval-met-afname",
            message,
            "houd er één over: het zijn twee lezingen van hetzelfde",
        )
    has_years = facts.has("duur", "over_jaren")
    by_years = {
        "terugval": ("een terugval per jaar", isinstance(line.terugval, Curve | PostRef)),
        "afname": ("een afname per jaar", line.afname is not None),
        "blijfkans": ("een blijfkans", line.blijfkans is not None),
    }
    for key, (what, written) in by_years.items():
        if written and not has_years:
            message = f"{what} vraagt hoe lang het effect duurt"
            yield Problem((key,), "curve-zonder-duur", message, "voeg `duur` of `over_jaren` toe")


def curves(facts: Facts) -> Iterator[Problem]:
    """A cumulative curve rises from its first knot after 0; exit chances leave no gap."""
    line = facts.line
    if not isinstance(line, BenefitLine):
        return
    if isinstance(line.terugval, Curve):
        yield from curve_problems(line.terugval, ("terugval",))
    stay = line.blijfkans
    if stay is None:
        return
    if isinstance(stay.uitstroomkansen, Curve):
        yield from exit_problems(stay.uitstroomkansen, ("blijfkans", "uitstroomkansen"))
    if stay.vanaf is None and not isinstance(stay.uitstroomkansen, tuple):
        message = "`vanaf` ontbreekt: met welke rij begint effectjaar 1?"
        remedy = "voeg `vanaf` toe, bijvoorbeeld `vanaf: 3` (drie jaar in de uitkering)"
        yield Problem(("blijfkans",), "vanaf-ontbreekt", message, remedy)


def base_rate_form(facts: Facts) -> Iterator[Problem]:
    """Chance times helped over results: only where results are counted in one number."""
    line = facts.line
    if isinstance(line, BenefitLine) and isinstance(line.business_as_usual, BaseRate):
        if facts.has("fte", "uren_per_week", "posten", "casussen", "voor"):
            message = "`{kans, van}` kan alleen bij `bedrag`, `totaal` of `prijs` met een aantal"
            yield Problem(
                ("business_as_usual",), "kans-van-vorm", message, "schrijf een aandeel, bijvoorbeeld 50%"
            )
        if not isinstance(line.aantal, Series) and line.aantal is not None and point(line.aantal) < 0:
            message = "`{kans, van}` kan niet bij een negatief aantal"
            yield Problem(
                ("business_as_usual",), "kans-van-vorm", message, "schrijf een aandeel, bijvoorbeeld 50%"
            )


def actors_apart(facts: Facts) -> Iterator[Problem]:
    """A transfer has two sides that differ."""
    key = "ontvanger" if isinstance(facts.line, BenefitLine) else "betaler"
    parts: tuple[Part, ...] = getattr(facts.line, key, None) or ()
    if facts.line.tegenpartij is not None and any(part.actor == facts.line.tegenpartij for part in parts):
        message = f"`tegenpartij` is dezelfde als `{key}`"
        yield Problem(("tegenpartij",), "tegenpartij-zelf", message, "noem de andere kant van de overdracht")


RULES: tuple[Rule, ...] = (
    one_size,
    complete_size,
    per_when_needed,
    years_inside,
    months,
    quantities,
    durations,
    curves,
    base_rate_form,
    actors_apart,
)


def curve_problems(curve: Curve, place: Path) -> Iterator[Problem]:
    """A cumulative curve: knots above 0, never falling."""
    knots = curve.knots
    if knots[0][0] <= 0:
        message = "de eerste rij staat op 0 of eerder; op 0 is nog niemand teruggevallen"
        yield Problem(place, "knoop-op-nul", message, "begin met 1, of met een deel van een jaar")
    for (before, low), (after, high) in itertools.pairwise(knots):
        if high < low:
            message = f"de cumulatieve kans daalt van {low:.3%} bij {before:g} naar {high:.3%} bij {after:g}"
            remedy = "geef de cumulatieve kans; die loopt nooit terug"
            yield Problem(place, "curve-daalt", message.replace(".", ","), remedy)
            return


def exit_problems(table: Curve, place: Path) -> Iterator[Problem]:
    """Exit chances by duration: whole, consecutive durations."""
    rows = [row for row, _ in table.knots]
    if any(row != int(row) for row in rows) or rows != list(range(int(rows[0]), int(rows[0]) + len(rows))):
        message = "de duren van `uitstroomkansen` zijn geen hele getallen die op elkaar volgen"
        yield Problem(place, "gat-in-duren", message, "geef elke duur een rij: 1, 2, 3, …")


def _outside(facts: Facts, place: Path, years: tuple[int, ...]) -> Iterator[Problem]:
    if facts.period is None:
        return
    first, last = facts.period
    wrong = [year for year in years if not first <= year <= last]
    if wrong:
        span = f"{first}-{last}" if last > first else str(first)
        at = (*place, str(wrong[0])) if len(place) == 1 and place[0] not in ("jaar", "jaren") else place
        message = f"{wrong[0]} ligt buiten de periode {span}"
        yield Problem(at, "jaar-buiten-periode", message, "verruim `periode` of verbeter het jaar")


def _readable(facts: Facts) -> bool:
    return all(getattr(facts.line, key) is not None for key in facts.has("aantal", "bedrag", "jaren", "jaar"))
