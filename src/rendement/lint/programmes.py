"""R6: the same thing twice, and what a programme does not say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rendement.engine.arithmetic import total
from rendement.engine.plan import Line
from rendement.lint.contained import files_of, in_another
from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme, own_measures
from rendement.lint.overlap import alternatives, chosen_elsewhere, enabler_saves, unsaid_overlap
from rendement.lint.rule import Method, Seen, at
from rendement.lint.shared import lines_of, shared_with_another
from rendement.lint.shared_pots import claims, meet_elsewhere
from rendement.model.library import Entry
from rendement.source.finding import Severity
from rendement.source.path import Path, parse_path
from rendement.source.scalar import euros

if TYPE_CHECKING:
    from rendement.engine.programme_plan import Measure

_APART = 1.5  # times, from which two rates are hardly of the same thing
_SEVERAL = 2


def _one_in_another(known: KnownCase) -> Iterator[Seen]:
    """Of every line once, the gravest first."""
    for item in known.result.lines:
        if item.line.counted and item.line.follows is None:
            found = [pair for posts in _baskets(known, item.line) for pair in _pairs(posts)]
            if found:
                severity, one, other = min(found, key=lambda pair: pair[0] != "waarschuwing")
                verb = "zit al in" if severity == "waarschuwing" else "overlapt misschien met"
                yield at(item.line, severity=severity, post=other, verband=verb, andere=one)


def _baskets(known: KnownCase, line: Line) -> list[dict[str, Entry]]:
    """The posts of every basket of a line: of a household, or of before and after apart."""
    baskets: dict[Path, dict[str, Entry]] = {}
    for part, entry in known.posts(line):
        around = parse_path(part.basket)[:-1] if part.basket else ()
        baskets.setdefault(around, {})[entry.code] = entry
    return list(baskets.values())


def _pairs(posts: dict[str, Entry]) -> Iterator[tuple[Severity, str, str]]:
    for code, entry in posts.items():
        for other in posts:
            if other in entry.post.bevat:
                yield "waarschuwing", code, other
            elif other in entry.post.overlapt:
                yield "opmerking", code, other


def _rates(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """What a year of one full-time job costs, wherever that can be seen."""
    if known.figures.kind == "monitor":
        return
    plan = known.result.plan
    key = (plan.place.casefold(), known.figures.currency)
    rows = _staff(known) if isinstance(known, KnownProgramme) else _staffed_lines(known)
    for path, name, rate in rows:
        yield Fact(parse_path(path), key, {"naam": name, "tarief": euros(rate), "hoeveel": rate})


def _staff(known: KnownProgramme) -> Iterator[tuple[str, str, float]]:
    """Only its own rows: those of a programme inside it stand in that file."""
    for number, row in enumerate(known.result.plan.staff):
        if row.path == f"formatie[{number}]" and row.rate > 0:
            yield row.path, row.name, row.rate


def _staffed_lines(known: KnownCase) -> Iterator[tuple[str, str, float]]:
    for item in known.result.lines:
        line = item.line
        if line.counted and line.follows is None and known.written(line).fte is not None:
            years = len(line.years) if known.written(line).totaal is not None else 1
            rate = total(part.price.amount for part in line.parts) / years
            if rate > 0:
                yield line.path, line.name, rate


def _far_apart(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """Of every municipality the lowest rate, and those that are much higher, the highest first."""
    towns: dict[Any, list[Noted]] = {}
    for item in facts:
        towns.setdefault(item.fact.key, []).append(item)
    for town in towns.values():
        ordered = sorted(town, key=_rate)
        lowest = ordered[0]
        far = [item for item in reversed(ordered) if _rate(item) > _APART * _rate(lowest)]
        if far:
            top = far[0].fact.said
            said = {**lowest.fact.said, "hoog": top["tarief"], "ander": top["naam"]}
            yield [replace(lowest, fact=replace(lowest.fact, said=said)), *far]


def _rate(item: Noted) -> float:
    return float(item.fact.said["hoeveel"])


def _bare_measures(known: KnownProgramme) -> Iterator[Seen]:
    """Of a programme that says nothing of what it takes; what is already realised needs no plan."""
    plan = known.result.plan
    own = list(own_measures(plan.measures))
    if plan.costs or plan.staff or len(own) < _SEVERAL:
        return
    bare = [item for item in own if _open(item) and not _worked_out(item)]
    if bare:
        said = {"zonder": len(bare), "alle": len(own)}
        yield Seen(("maatregelen",), tuple(bare), said)


def _open(item: "Measure") -> bool:
    return any(tranche.amount > 0 and not tranche.realised for tranche in item.tranches)


def _worked_out(item: "Measure") -> bool:
    said = (item.owner, item.decision, item.evidence, item.realised_evidence, item.budget, item.post)
    return bool(item.investments) or any(one is not None for one in said)


RULES: tuple[Method, ...] = (
    Method(
        "R601",
        "zelfde-euro",
        "waarschuwing",
        "op `{pot}` besparen {wie}; opgeteld {bruto}, en {laag} als dezelfde euro één keer telt",
        "schrijf onder `overlap:` welk deel van twee maatregelen dezelfde euro is (`deel: onbekend` mag), of "
        "`doelgroep` bij elk als zij over anderen gaan",
        "Wie op dezelfde uitgaven bespaart, bespaart dezelfde euro al gauw twee keer.",
        "lijsten van maatregelen die elk op dezelfde verwijzingen rekenen",
        programme=unsaid_overlap,
    ),
    Method(
        "R602",
        "alternatief-telt-elders",
        "waarschuwing",
        "`{naam}` is hier een alternatief, en telt in {andere} ook mee",
        "tel beide bestanden niet op, of laat het alternatief in een van de twee weg (`telt_mee: nee`)",
        "Van alternatieven komt er één; wie er in twee bestanden een kiest, telt ze allebei.",
        facts=alternatives,
        over=chosen_elsewhere,
    ),
    Method(
        "R603",
        "voorwaarde-met-besparing",
        "waarschuwing",
        "deze maatregel maakt andere mogelijk, en rekent zelf ook {bedrag} besparing",
        "laat de besparing bij de maatregelen die zij mogelijk maakt, en hier alleen de kosten",
        "Wat een voorwaarde mogelijk maakt, staat al bij wie erop bespaart.",
        programme=enabler_saves,
    ),
    Method(
        "R607",
        "tarieven-per-fte",
        "opmerking",
        "`{naam}` kost {tarief} per fte, en `{ander}` in {andere} {hoog}",
        "kijk of beide hetzelfde meetellen: overhead, inhuur, en hoeveel uur een fte is",
        "Wie op twee manieren rekent wat een mens kost, telt appels bij peren op.",
        "71.000 tot 90.000 per fte in één tabel van 2020",
        facts=_rates,
        over=_far_apart,
    ),
    Method(
        "R609",
        "niet-uitgewerkt",
        "waarschuwing",
        "bij {zonder} van de {alle} maatregelen staat een bedrag, en niet wie het doet, wanneer of waarmee",
        "schrijf wie het doet (`eigenaar`), wanneer (`besluit`) en waarmee (`investering`, `huidig_budget`)",
        "Een bedrag zonder plan is een wens.",
        "het toezicht op gemeenten vraagt uitgewerkte en aannemelijke bezuinigingen",
        programme=_bare_measures,
    ),
    Method(
        "R610",
        "zelfde-regel-elders",
        "waarschuwing",
        "{wat} met dezelfde bedragen ook in {andere}",
        "houd een van de twee over, of schrijf bij een ervan `telt_mee: nee` met de reden",
        "Wat in twee bestanden van één gemeente staat, telt in een optelling dubbel.",
        "lijsten van besparingen waarin één ding twee keer staat",
        facts=lines_of,
        over=shared_with_another,
    ),
    Method(
        "R611",
        "post-in-post",
        "waarschuwing",
        "`{post}` {verband} `{andere}`, en beide staan in één mandje",
        "houd een van de twee over",
        "Wat al in een andere prijs zit, telt anders dubbel.",
        "Meetstandaard: 26% minder na de overlap",
        case=_one_in_another,
    ),
    Method(
        "R612",
        "bestand-in-bestand",
        "waarschuwing",
        "`{naam}` telt hier mee, en staat ook in {andere}",
        "tel deze bestanden niet bij elkaar op, of neem het in een van beide weg (`telt_mee: nee`)",
        "Een programma dat een ander bestand meeneemt, telt dat al, hoe diep het ook staat.",
        facts=files_of,
        over=in_another,
    ),
    Method(
        "R613",
        "zelfde-euro-elders",
        "waarschuwing",
        "op `{pot}` besparen {wie}, uit {hoeveel} bestanden; opgeteld {bruto}, en {laag} als dezelfde euro "
        "één keer telt",
        "neem ze op in één programma en schrijf daar onder `overlap:` welk deel dezelfde euro is, of "
        "`doelgroep` bij elk als zij over anderen gaan",
        "Wie programma's optelt die op dezelfde uitgaven besparen, telt dezelfde euro al gauw twee keer.",
        facts=claims,
        over=meet_elsewhere,
    ),
)
