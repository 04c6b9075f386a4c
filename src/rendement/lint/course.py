"""R7: how a programme goes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rendement.lint.known import KnownCase, KnownProgramme, own_measures
from rendement.lint.rule import Method, Seen, at
from rendement.source.saving_kinds import STRUCTURAL
from rendement.source.scalar import euros, span_text

if TYPE_CHECKING:
    from rendement.engine.programme_plan import Measure

_DONE = "gerealiseerd"
_STALE = 12  # months


def _realised_lines(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        if item.line.realised and item.line.evidence is None:
            yield at(item.line, "status", hoeveel="")


def _realised_measures(known: KnownProgramme) -> Iterator[Seen]:
    own = [item for item in own_measures(known.result.plan.measures) if _is_realised(item)]
    bare = [item for item in own if not _proven(item)]
    if bare:
        said = {"hoeveel": f": {len(bare)} van de {len(own)} maatregelen die zo heten"}
        yield Seen(("maatregelen",), tuple(bare), said)


def _is_realised(item: "Measure") -> bool:
    """Whether something of it is said to be there; that nothing came of it needs no proof."""
    return any(tranche.realised and tranche.amount for tranche in item.tranches)


def _proven(item: "Measure") -> bool:
    """With amounts of what came of it the evidence of the measure is about its plan."""
    came = any(f".{_DONE}." in tranche.path for tranche in item.tranches)
    return item.realised_evidence is not None or (item.evidence is not None and not came)


def _only_with_cover(known: KnownProgramme) -> Iterator[Seen]:
    """In the last such year, for what is asked after it is asked of what lasts; else over all years."""
    result = known.result
    if result.difference is None or result.lasting is None:
        return
    whole, lasting = result.difference, result.lasting
    seen = [(str(year), whole.by_year[year], lasting.by_year[year]) for year in reversed(result.plan.years)]
    seen.append((span_text(result.plan.period), whole.total, lasting.total))
    for when, difference, left in seen:
        if left < 0 <= difference:
            said = {"jaar": when, "verschil": euros(difference), "zonder": euros(left)}
            yield Seen(("dekking" if result.plan.cover else "taakstelling",), said=said)
            return


def _made_up_at_the_end(known: KnownProgramme) -> Iterator[Seen]:
    if known.result.difference is None:
        return
    *before, (last, final) = known.result.difference.cumulative.items()
    short = [(year, amount) for year, amount in before if amount < 0]
    if short and final >= 0 and all(amount < 0 for year, amount in before if year >= short[0][0]):
        deepest, lowest = min(short, key=lambda pair: pair[1])
        said = {"diepste": deepest, "laagste": euros(-lowest), "laatste": last, "waarde": euros(final)}
        yield Seen(("taakstelling",), said=said)


def _never_paid_back(known: KnownProgramme) -> Iterator[Seen]:
    result = known.result
    tranches = [item for leaf in result.plan.leaves if leaf.counted for item in leaf.tranches]
    asked = result.target is not None or any(item.kind == STRUCTURAL for item in tranches)
    unknown = any(item.span is None for item in tranches) or any(
        leaf.counted and (leaf.unvalued is not None or leaf.unknown) for leaf in result.plan.leaves
    )
    if asked and tranches and not unknown and result.first_spent is not None and result.payback is None:
        spent = result.investment.total + result.costs.total + result.staff.total
        years = span_text(result.plan.period)
        said = {"uit": euros(spent), "in": euros(result.saving.in_place.total), "jaren": years}
        yield Seen(("maatregelen",), said=said)


def _stale(known: KnownProgramme) -> Iterator[Seen]:
    plan = known.result.plan
    if plan.as_of is None or not any(_is_realised(leaf) for leaf in plan.leaves if leaf.counted):
        return
    year, month = (*map(int, plan.as_of.split("-")[:2]), 12)[:2]
    months = 12 * (known.month[0] - year) + known.month[1] - month
    if months > _STALE:
        yield Seen(("peildatum",), said={"dag": plan.as_of, "maanden": months})


RULES: tuple[Method, ...] = (
    Method(
        "R701",
        "gerealiseerd-zonder-bewijs",
        "waarschuwing",
        "gerealiseerd, zonder dat er staat waaruit dat blijkt{hoeveel}",
        "schrijf `bewijs: {{graad: …}}`; bij `gerealiseerd: {{2023: …}}` hoort het daarbinnen",
        "Dat er minder is uitgegeven, zegt nog niet dat het door de maatregel komt.",
        "Leudal 2021: gerealiseerd, maar een verband is niet aan te tonen",
        case=_realised_lines,
        programme=_realised_measures,
    ),
    Method(
        "R705",
        "alleen-met-dekking",
        "waarschuwing",
        "in {jaar} is het verschil {verschil}, maar zonder dekking en incidentele besparing {zonder}",
        "zoek structurele dekking, of zeg in `toelichting` waarmee het jaar erna wordt gedekt",
        "Een reserve en een verkoop zijn er één keer; de taakstelling blijft.",
        "Hoogeveen 2021: een taakstelling gedekt met incidenteel geld",
        programme=_only_with_cover,
    ),
    Method(
        "R706",
        "pas-in-het-laatste-jaar",
        "opmerking",
        "opgeteld is het tekort in {diepste} {laagste}; pas het laatste jaar ({laatste}) maakt het {waarde}",
        "leg uit waarom het laatste jaar zoveel meer oplevert dan de jaren ervoor",
        "Een hockeystick: alles hangt aan één jaar. Toezicht staat het toe, dus het moet te zien zijn.",
        programme=_made_up_at_the_end,
    ),
    Method(
        "R708",
        "verdient-zich-niet-terug",
        "opmerking",
        "in {jaren} kost het {uit} en bespaart het {in}; het verdient zich in die jaren niet terug",
        "zeg in `toelichting` wanneer wel, of verleng `periode` als de besparing zeker doorloopt",
        "Een programma dat moet besparen en meer kost dan het oplevert, doet het omgekeerde.",
        "Dronten: een programma dat meer kostte dan het opleverde",
        programme=_never_paid_back,
    ),
    Method(
        "R710",
        "oude-stand",
        "opmerking",
        "wat gerealiseerd is, is van {dag}: {maanden} maanden geleden",
        "vraag een nieuwe stand op en schrijf die dag bij `peildatum`",
        "Een oude stand zegt niet wat er nu is.",
        programme=_stale,
    ),
)
