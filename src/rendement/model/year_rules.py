"""Rules about years: `per`, `jaar`, `jaren`, series and `maanden`."""

from collections.abc import Iterator

from rendement.model.facts import Facts
from rendement.model.line import BenefitLine, CostLine
from rendement.model.size_rules import STAFF, sizes_of
from rendement.model.values import Series
from rendement.model.years import repeat_of, repeated, series_of
from rendement.source.finding import Finding
from rendement.source.scalar import span_text
from rendement.source.years import LONGEST_PERIOD


def per_when_needed(facts: Facts) -> Iterator[Finding]:
    """`per` is written where more than one reading is possible, and nowhere else."""
    series = series_of(facts.line)
    staff = facts.has(*STAFF)
    if len(sizes_of(facts)) > 1:
        return
    if "per" in facts.keys and staff:
        message = f"`{staff[0]}` telt altijd per jaar; `per` kan hier niet staan"
        yield Finding("per-bij-fte", message, "haal `per` weg", ("per",))
    elif "per" in facts.keys and series:
        message = f"`{next(iter(series))}` noemt elk jaar zelf; `per` kan hier niet staan"
        yield Finding("reeks-met-per", message, "haal `per` weg", ("per",))
    if _says_nothing_of_per(facts) and _readable(facts):
        years = facts.years
        remedy = "schrijf `per: jaar` (elk jaar opnieuw) of `per: periode` (eenmaal, gelijk verdeeld)"
        message = (
            f"deze regel beslaat {years[0]}-{years[-1]}; geldt de omvang per jaar of voor de hele periode?"
        )
        yield Finding("per-ontbreekt", message, remedy)


def years_inside(facts: Facts) -> Iterator[Finding]:
    """Years lie inside the period, those of costs also after it, and are named once."""
    series = series_of(facts.line)
    for name, value in series.items():
        for key in facts.has("jaar", "jaren"):
            message = f"`{name}` noemt elk jaar zelf; `{key}` kan hier niet staan"
            yield Finding("reeks-met-jaar", message, f"haal `{key}` weg", (key,))
        yield from _outside(facts, name, value.years)
    if len(series) == 2:
        first, second = series.values()
        if first.years != second.years:
            names = " en ".join(f"`{name}`" for name in series)
            message = f"{names} noemen niet dezelfde jaren"
            remedy = "geef beide voor dezelfde jaren"
            yield Finding("reeksen-verschillen", message, remedy, (list(series)[1],), of_value=True)
    if len(facts.has("jaar", "jaren")) == 2:
        yield Finding("jaar-en-jaren", "`jaar` en `jaren` staan er allebei", "houd er één over", ("jaren",))
    if facts.line.jaar is not None:
        yield from _outside(facts, "jaar", (facts.line.jaar,))
    if facts.line.jaren is not None:
        yield from _outside(facts, "jaren", facts.line.jaren)


def months(facts: Facts) -> Iterator[Finding]:
    """`maanden` counts part of a yearly amount, on a line of one year, or year by year."""
    value = facts.line.maanden
    if value is None:
        return
    yearly = bool(facts.has(*STAFF)) or facts.line.per == "jaar"
    if not yearly and _says_nothing_of_per(facts):
        return  # that is said already, and the answer settles this as well
    if (not yearly and "per" not in facts.keys) or facts.line.per == "periode":
        message = "`maanden` telt een deel van een jaarbedrag, maar deze regel telt niet per jaar"
        remedy = "schrijf `per: jaar`, of haal `maanden` weg"
        if series := series_of(facts.line):
            remedy = f"haal `maanden` weg en zet in `{next(iter(series))}` wat er in elk jaar telt"
        yield Finding("maanden-zonder-jaar", message, remedy, ("maanden",))
    elif isinstance(value, Series):
        yield from _months_by_year(facts, value)
    elif len(facts.years) > 1:
        example = f"{{{facts.years[0]}: 9, {facts.years[1]}: 12}}"
        message = f"deze regel beslaat {len(facts.years)} jaren; in welk jaar tellen de maanden?"
        remedy = f"schrijf het per jaar, bijvoorbeeld {example}"
        yield Finding("maanden-per-jaar", message, remedy, ("maanden",), of_value=True)


def repeats(facts: Facts) -> Iterator[Finding]:
    """What returns covers one year, and does return."""
    repeat, years = repeat_of(facts.line), facts.years
    if repeat is None or not years:
        return
    if series := series_of(facts.line):
        message = f"`{next(iter(series))}` noemt elk jaar zelf; `herhaling` kan hier niet staan"
        yield Finding("herhaling-meer-jaren", message, "haal `herhaling` weg", ("herhaling",))
    elif len(years) > 1:
        message = f"deze regel beslaat {years[0]}-{years[-1]}; wat terugkomt, beslaat één jaar"
        remedy = f"schrijf het jaar van de eerste keer, bijvoorbeeld `jaar: {years[0]}`"
        yield Finding("herhaling-meer-jaren", message, remedy, ("herhaling",))
    elif len(repeated(repeat, years[0])) == 1:
        message = f"om de {repeat.elke} jaar na {years[0]} valt er niets t/m {repeat.tot}"
        remedy = f"schrijf `tot: {years[0] + repeat.elke}` of later, of haal `herhaling` weg"
        yield Finding("herhaling-zonder-keer", message, remedy, ("herhaling", "tot"), of_value=True)


def _months_by_year(facts: Facts, value: Series) -> Iterator[Finding]:
    if not facts.years:
        return
    missing = [year for year in facts.years if year not in value.years]
    if missing:
        remedy = f"voeg {missing[0]} toe (12 voor een heel jaar)"
        yield Finding("maanden-per-jaar", f"`maanden` noemt {missing[0]} niet", remedy, ("maanden",))
    for year in value.years:
        if year not in facts.years:
            message = f"deze regel telt niet in {year}"
            yield Finding("jaar-buiten-periode", message, "haal dit jaar weg", ("maanden", str(year)))


def _outside(facts: Facts, key: str, years: tuple[int, ...]) -> Iterator[Finding]:
    if facts.period is None:
        return
    first, last = facts.period
    after = isinstance(facts.line, CostLine)  # upkeep and aftercare
    wrong = [year for year in years if year < first or (year > last and not after)]
    if wrong:
        place = (key,) if key in ("jaar", "jaren") else (key, str(wrong[0]))
        named = f"{wrong[0]} ligt" if len(wrong) == 1 else f"{wrong[0]} en {wrong[-1]} liggen"
        message, remedy = f"{named} buiten de periode {span_text(facts.period)}", _inside(facts, key, wrong)
        figures = {"jaren": wrong, "periode": facts.period}
        yield Finding(
            "jaar-buiten-periode", message, remedy, place, of_value=len(place) == 1, arguments=figures
        )


def _inside(facts: Facts, key: str, wrong: list[int]) -> str:
    """How a year comes inside: a wider period makes whatever names no years count in more of them."""
    first, last = facts.period or (0, 0)
    remedy = "verbeter het jaar"
    line = facts.line
    if key == "jaar" and wrong[0] > last and isinstance(line, BenefitLine) and line.aanlooptijd is None:
        remedy += f"; komt de baat na de aanpak: `jaar: {last}` met `aanlooptijd: {wrong[0] - last}`"
    wider = min(first, *wrong), max(last, *wrong)
    if wider[1] - wider[0] >= LONGEST_PERIOD or facts.has(*STAFF):  # staff would multiply with the period
        return remedy
    own = f"`jaar: {first}`" if first == last else f"`jaren: {first}-{last}`"
    return (
        f"{remedy}; of schrijf `periode: {span_text(wider)}` en {own} bij elke regel die nu geen jaren noemt"
    )


def _says_nothing_of_per(facts: Facts) -> bool:
    """Whether the line covers more years, and could be read both ways."""
    needs = facts.has("bedrag", "totaal", "prijs", "posten") and not facts.has(*STAFF)
    return bool(needs) and "per" not in facts.keys and not series_of(facts.line) and len(facts.years) > 1


def _readable(facts: Facts) -> bool:
    return all(getattr(facts.line, key) is not None for key in facts.has("aantal", "bedrag", "jaren", "jaar"))
