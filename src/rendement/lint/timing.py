"""R1: time and counting."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from rendement.bind.checks import HALF_CENT
from rendement.bind.context import ROUNDING, Context
from rendement.bind.extremes import highest
from rendement.engine.plan import BaseRate
from rendement.engine.result import LineResult
from rendement.lint.known import KnownCase, KnownProgramme, number_of, own_measures, years_of_effect
from rendement.lint.rule import Method, Seen, at
from rendement.model.case import Case
from rendement.model.line import BenefitLine
from rendement.model.values import Series, ends, point
from rendement.source.path import parse_path
from rendement.source.saving_kinds import STRUCTURAL
from rendement.source.scalar import euros, span_text

_LASTING_CURVES = ("terugval", "afname", "blijfkans")
_SEEN = ("vergelijking", "gemeten", "registratie")  # evidence of what happened
_SEVERAL = 3  # years in which the same amount is more than chance
_COMPARES = re.compile(r"in plaats van|\banders\b|nulalternatief", re.IGNORECASE)  # what else happens


def _same_each_year(known: KnownProgramme) -> Iterator[Seen]:
    for item in own_measures(known.result.plan.measures):
        years = {
            tranche.span[0]: tranche.amount
            for tranche in item.tranches
            if tranche.kind == STRUCTURAL and tranche.span is not None and tranche.span[0] == tranche.span[1]
        }
        for first, last, amount in _runs(years):
            together = euros(amount * (last - first + 1))
            years_text = span_text((first, last))
            what = f"`structureel` is in {years_text} elk jaar {euros(amount)}, en zo {together} in {last}"
            yield at(item, "besparing", wat=what)


def _runs(amounts: dict[int, float]) -> Iterator[tuple[int, int, float]]:
    """Consecutive years with the same amount, when there are enough of them to be no chance."""
    years = sorted(amounts)
    keys = [(year - number, amounts[year]) for number, year in enumerate(years)]
    for (_, amount), group in groupby(zip(keys, years, strict=True), key=lambda pair: pair[0]):
        run = [year for _, year in group]
        if len(run) >= _SEVERAL and amount > 0:
            yield run[0], run[-1], amount


def _counts_never_fall(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        counts = known.benefit(item.line).aantal
        if not isinstance(counts, Series) or years_of_effect(item.line) <= 1:
            continue
        values = [point(value) for _, value in counts.by_year]
        rises = all(after >= before for before, after in pairwise(values))
        if len(values) >= _SEVERAL and rises:
            counted = ", ".join(map(number_of, values))
            lasting = number_of(years_of_effect(item.line))
            what = f"de aantallen {counted} dalen nooit, en elk werkt {lasting} jaar"
            yield at(item.line, "aantal", "opmerking", wat=what)


def _moving(items: Iterable[LineResult]) -> set[int]:
    """The years in which money moves."""
    return {year for item in items for year, amount in item.by_year.items() if amount}


def _before_costs(known: KnownCase) -> Iterator[Seen]:
    costs = _moving(known.costs)
    for item in known.benefits:
        early = sorted(year for year in _moving([item]) if costs and year < min(costs))
        if early:
            yield at(item.line, jaar=early[0], kosten=min(costs))


def _over_budget(known: KnownProgramme) -> Iterator[Seen]:
    """What has no year comes on top of any year."""
    from rendement.engine.stream import in_place  # noqa: PLC0415 - not for a case

    for item in known.result.plan.measures:
        if item.budget is None:
            continue
        saved = in_place(item.tranches, known.result.plan.years)
        most = saved.undated + max(saved.dated.values())
        if most > item.budget + HALF_CENT:
            own = {"wie": "deze maatregel bespaart", "waar": "huidig_budget"}
            place = (*parse_path(item.path), "huidig_budget")
            yield Seen(place, (item,), {**own, "meeste": euros(most), "budget": euros(item.budget)})
    yield from _over_pot(known)


def _over_pot(known: KnownProgramme) -> Iterator[Seen]:
    """What is saved from a pot, less what is surely the same euro; of each pot the year with most above."""
    from rendement.engine.overlap_pots import pots_of  # noqa: PLC0415 - not for a case

    above = [pot for pot in pots_of(known.result.plan) if pot.high.capped > HALF_CENT]
    worst = {pot.name: pot for pot in sorted(above, key=lambda pot: pot.high.capped)}
    for name, pot in worst.items():
        said = {"meeste": euros(pot.high.net + pot.high.capped), "budget": euros(pot.high.budget or 0.0)}
        about = tuple({item.path: item for item in pot.claims}.values())
        said |= {"wie": f"op `{name}` wordt bespaard:", "waar": "budgetten"}
        yield Seen(("budgetten", name), about, said)


def _more_than_there_are(known: KnownCase) -> Iterator[Seen]:
    for number, outcome in enumerate(known.case.resultaten):
        most = ends(outcome.aantal)[1]
        if outcome.van is not None and most > outcome.van:
            said = {"aantal": number_of(most), "van": number_of(outcome.van)}
            yield Seen(("resultaten", number, "van"), said=said)
    for line in known.plan.lines:
        for factor in line.chain if line.follows is None else ():
            if not isinstance(factor, BaseRate):
                continue
            context = Context(known.case, known.source, known.library)
            most = highest(context, known.plan, line, lambda item: item.results)
            if most > factor.helped * (1 + ROUNDING):
                place = (*parse_path(line.path), factor.step.name, "van")
                said = {"aantal": number_of(most), "van": number_of(factor.helped)}
                yield Seen(place, (line,), said)


def _lasts_unproven(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits if known.is_business_case else ():
        line, years = item.line, years_of_effect(item.line)
        curves = {step.name for step, _ in line.effect.curves}
        inside = {name for _, entry in known.posts(line) for name in entry.post.bevat}
        followed = line.evidence[1] if line.evidence is not None else None
        if years <= 1 or (curves | inside) & set(_LASTING_CURVES) or (followed or 0) >= years:
            continue
        proof = "zonder dat er staat hoe lang dat is gevolgd"
        if followed is not None:
            proof = f"en het bewijs volgde {number_of(followed)} jaar"
        key = "over_jaren" if line.effect.spread else "duur"
        yield at(line, key, jaren=number_of(years), bewijs=proof)


def _at_once(known: KnownCase) -> Iterator[Seen]:
    """Benefits in the year in which the costs begin, though nothing happened yet."""
    costs = _moving(known.costs)
    if not costs or len(costs | _moving(known.benefits)) < 2:
        return
    first = min(costs)
    early = [item.line for item in known.benefits if _expected_in(item, first)]
    if early and min(_moving(known.benefits)) == first:
        yield Seen(("baten",), tuple(early), {"jaar": first})


def _expected_in(item: LineResult, year: int) -> bool:
    line = item.line
    proven = line.evidence is not None and line.evidence[0] in _SEEN
    realised = line.realised is not None and year in line.realised
    return year in _moving([item]) and not (proven or realised or line.effect.lag)


def _booked_at_once(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        written = known.benefit(item.line)
        if written.duur is not None or written.over_jaren is not None:
            continue
        for _, entry in known.posts(item.line):
            if entry.post.over_jaren is not None:
                apart = "; een post over andere jaren hoort in een eigen regel"
                more = apart if len(item.line.parts) > 1 else ""
                yield at(item.line, post=entry.code, jaren=entry.post.over_jaren, apart=more)
                break


def _other_years(known: KnownCase) -> Iterator[Seen]:
    gains, costs = _written_years(known, known.benefits), _written_years(known, known.costs)
    if gains and costs and gains != costs:
        yield Seen(("baten",), said={"baten": _years(gains), "kosten": _years(costs)})


def _written_years(known: KnownCase, items: Iterable[LineResult]) -> set[int]:
    """The years of lines, each with all years of the table that it may have."""
    written = {item.line.written for item in items}
    return {year for item in known.result.lines if item.line.written in written for year in item.line.years}


def _years(found: set[int]) -> str:
    whole = max(found) - min(found) + 1 == len(found)
    return span_text((min(found), max(found))) if whole else ", ".join(map(str, sorted(found)))


def _no_baseline(known: KnownCase) -> Iterator[Seen]:
    if not known.is_business_case or not known.benefits or known.plan.baseline:
        return
    lines = [known.benefit(item.line) for item in known.benefits]
    if not any(map(_has_baseline, lines)) and not any(map(_COMPARES.search, _texts(known.case, lines))):
        yield Seen(("nulalternatief",))


def _has_baseline(line: BenefitLine) -> bool:
    return any(said is not None for said in (line.business_as_usual, line.blijfkans, line.voor))


def _texts(case: Case, lines: Iterable[BenefitLine]) -> Iterator[str]:
    """What a case and these benefits say in words."""
    yield from filter(None, (case.beschrijving, case.toelichting, case.bron))
    for line in lines:
        households = line.casussen or ()
        yield from filter(None, (line.toelichting, line.bron, *(item.omschrijving for item in households)))


RULES: tuple[Method, ...] = (
    Method(
        "R102",
        "elk-jaar-opnieuw",
        "waarschuwing",
        "{wat}; is dat wat er staat en niet wat er bij komt, dan telt hetzelfde elk jaar opnieuw",
        "schrijf alleen wat er nieuw bij komt, of `jaarlijks` (bij een baat: geen `duur`) bij wat er staat",
        "Een stand die als stroom wordt geboekt, telt dezelfde euro elk jaar opnieuw.",
        "NatLabRockies/ssc#928: een cumulatieve reeks gebruikt als jaarlijkse",
        case=_counts_never_fall,
        programme=_same_each_year,
    ),
    Method(
        "R103",
        "geen-nulalternatief",
        "opmerking",
        "er staat niet waarmee wordt vergeleken",
        "schrijf `nulalternatief:` met één zin: wat gebeurt er als er niets wordt besloten?",
        "Een baat is een verschil; zonder nulalternatief weet niemand waarmee.",
        "Algemene leidraad voor maatschappelijke kosten-batenanalyse: de eerste stap",
        case=_no_baseline,
    ),
    Method(
        "R105",
        "baat-voor-de-kosten",
        "waarschuwing",
        "er is al een baat in {jaar}, en de kosten beginnen in {kosten}",
        "schrijf `aanlooptijd`, of verbeter het jaar",
        "Wat er nog niet is, kan niets opleveren.",
        "Green Book 5.62: baten komen later dan gepland",
        case=_before_costs,
    ),
    Method(
        "R107",
        "besparing-boven-budget",
        "waarschuwing",
        "{wie} in een jaar {meeste} op een budget van {budget}",
        "verbeter `{waar}` of de besparing; meer dan het hele budget kan er niet af",
        "Een besparing boven de kosten zelf neemt alle andere cijfers hun geloof af.",
        "kubecost#1738: besparingen boven de kosten",
        programme=_over_budget,
    ),
    Method(
        "R108",
        "meer-dan-van",
        "waarschuwing",
        "er zijn {aantal} resultaten, maar `van` telt er {van}",
        "laat `van` de hele groep tellen, ook wie geen resultaat had, of verbeter het aantal",
        "Meer dan iedereen kan niet; dan klopt het aantal niet, of de groep.",
        case=_more_than_there_are,
    ),
    Method(
        "R110",
        "effect-zonder-terugval",
        "waarschuwing",
        "het effect houdt {jaren} jaar lang geheel stand, {bewijs}",
        "schrijf `terugval`, `afname` of `blijfkans`, of bij `bewijs` een `looptijd` die het effect dekt",
        "De meeste effecten zwakken af; wie dat niet meeneemt, belooft te veel.",
        "Social Value Engine: drop-off hoort erbij; straighttalkonevidence.org: uitdoven is de regel",
        case=_lasts_unproven,
    ),
    Method(
        "R111",
        "meteen-baten",
        "opmerking",
        "er worden baten verwacht vanaf {jaar}, het eerste jaar van de kosten",
        "schrijf `aanlooptijd: 1` als het effect later komt, of `bewijs` dat het er meteen is",
        "Werven, inwerken en bereiken kosten tijd; wat meteen begint, is meestal te vroeg geboekt.",
        "Green Book 5.62: baten komen later dan gepland",
        case=_at_once,
        off=True,
    ),
    Method(
        "R112",
        "som-ineens-geboekt",
        "waarschuwing",
        "`{post}` is de som over {jaren} jaar, en telt nu geheel in het jaar van het resultaat",
        "voeg `over_jaren: {jaren}` toe{apart}",
        "Wat over jaren binnenkomt en ineens wordt geboekt, is te vroeg terugverdiend en te veel waard.",
        case=_booked_at_once,
    ),
    Method(
        "R114",
        "andere-jaren",
        "opmerking",
        "baten ontstaan in {baten}, kosten vallen in {kosten}",
        "breng de jaren bij elkaar, of schrijf onder `afwijken` waarom dit klopt",
        "Kosten van twee jaar naast resultaten van één jaar geven een verhouding die nergens bij hoort.",
        "een gemeentelijke casus met kosten van twee jaar en besparingen van één",
        case=_other_years,
    ),
)
