"""Reading a programme: its model, and the rules across fields, each a function over one row or the whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rendement.model.case_rules import place_named, repeated_names
from rendement.model.overlap_rules import budget_years, overlap_rows
from rendement.model.programme import (
    BESIDE_CASE,
    BESIDE_PROGRAMME,
    CostRow,
    CoverRow,
    Measure,
    OverlapRow,
    Programme,
    StaffRow,
)
from rendement.model.programme_later_rules import (
    kind_is_known,
    later_items,
    later_of,
    planned,
    replaced_exist,
    same_years,
    status_or_realised,
)
from rendement.model.programme_values import PER, OfColumn, Span
from rendement.model.read import lines, validate
from rendement.source import years
from rendement.source.finding import Finding, has_errors
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.saving_kinds import STRUCTURAL
from rendement.source.scalar import ScalarError, span_text
from rendement.source.tree import Source

# what a measure may be instead, what may stand beside it, and how it is called
INCLUDED = (("casus", BESIDE_CASE, "de casus"), ("programma", BESIDE_PROGRAMME, "het programma"))
SECTIONS: dict[str, Any] = {
    "maatregelen": Measure,
    "dekking": CoverRow,
    "kosten": CostRow,
    "formatie": StaffRow,
    "overlap": OverlapRow,
}


@record
class RowFacts:
    """One row as far as it could be read, which keys were written, and the period if that could be read."""

    row: Any
    keys: frozenset[str]
    period: Span | None


def read_programme(source: Source) -> tuple[Programme | None, list[Finding]]:
    """The programme, or None; and everything there is to say about it."""
    programme, findings, suspects = validate(Programme, source)
    period = _period(source)
    for place, row, keys in lines(source, programme, SECTIONS, findings, suspects):
        facts = RowFacts(row, keys, period)
        rules = ROW_RULES.get(type(row), (row_years,))
        findings += [source.placed(found, place) for rule in rules for found in rule(facts)]
    findings += map(source.placed, place_named(source, suspects.values()))
    for whole_rule in WHOLE_RULES:
        findings += map(source.placed, whole_rule(source, period))
    return (None if has_errors(findings) else programme), findings


def size_of_measure(facts: RowFacts) -> Iterator[Finding]:
    """A measure saves something or is pro memorie, and a case brings everything itself."""
    for whole, beside, said in INCLUDED:
        if whole in facts.keys:
            for key in sorted(facts.keys - {*beside, ""}):
                message = f"naast `{whole}` kan `{key}` niet staan; alles komt uit {said} zelf"
                remedy = f"haal `{key}` weg, of zet het in {said}"
                yield Finding("casus-met-meer", message, remedy, (key,))
            return
    if "naam" not in facts.keys:
        message = "hier ontbreekt `naam`"
        yield Finding("sleutel-ontbreekt", message, "voeg `naam: …` toe, of `casus: pad/naar/casus.yaml`")
    saving = facts.row.besparing
    empty = saving is not None and not planned(facts.row)
    if empty or not facts.keys & {"besparing", "pm"}:
        message = "deze maatregel heeft geen bedrag en is ook niet pro memorie"
        remedy = "voeg `besparing:` toe met structureel, jaarlijks of incidenteel, of `pm:` met de reden"
        yield Finding("maatregel-zonder-bedrag", message, remedy)
    if {"besparing", "pm"} <= facts.keys:
        message = "deze maatregel heeft een besparing en is toch pro memorie"
        yield Finding("pm-met-besparing", message, "houd `besparing` of `pm` over", ("pm",))


def decided_or_needed(facts: RowFacts) -> Iterator[Finding]:
    """A decision that was taken is not needed any more."""
    decision = facts.row.besluit
    if decision is not None and decision.genomen is not None and decision.nodig:
        message = "dit besluit is genomen, en er staat ook dat het nog nodig is"
        yield Finding("besluit-genomen", message, "haal `nodig` weg", ("besluit", "nodig"))


def reason_belongs(facts: RowFacts) -> Iterator[Finding]:
    """A reason stands only with a measure that does not count."""
    if "reden" in facts.keys and facts.row.telt_mee is not False:
        yield Finding("hoort-bij", "`reden` hoort bij `telt_mee: nee`", "haal de reden weg", ("reden",))


def post_of_monitor(facts: RowFacts) -> Iterator[Finding]:
    """A monitor and a post of it stand together; a column is one of that monitor."""
    if "monitor" in facts.keys and "post" not in facts.keys:
        remedy = "voeg `post: …` toe, de post van de monitor waar de maatregel op bespaart"
        yield Finding("sleutel-ontbreekt", "naast `monitor` ontbreekt `post`", remedy, ("monitor",))
    if "post" in facts.keys and "monitor" not in facts.keys:
        remedy = "voeg `monitor: pad/naar/monitor.yaml` toe, of haal `post` weg"
        yield Finding("hoort-bij", "`post` hoort bij `monitor`", remedy, ("post",))
    if isinstance(facts.row.huidig_budget, OfColumn) and "monitor" not in facts.keys:
        remedy = "voeg `monitor` en `post` toe, of schrijf het bedrag"
        message = "`kolom` hoort bij `monitor`: van welke post is dit het budget?"
        yield Finding("hoort-bij", message, remedy, ("huidig_budget", "kolom"))


def status_has_tranche(facts: RowFacts) -> Iterator[Finding]:
    """A status by year belongs to an amount that is written under the same key."""
    measure: Measure = facts.row
    if {"casus", "programma"} & facts.keys or not isinstance(measure.status, dict):
        return
    if "besparing" in facts.keys and measure.besparing is None:
        return  # it could not be read
    spans = {item.span for items in planned(measure).values() for item in items}
    spans |= {item.span for key, found in later_of(measure) for _, item in later_items(key, found)}
    for span in measure.status:
        if span not in spans:
            yield no_tranche(span, [known for known in spans if known is not None])


def no_tranche(span: Span, known: Iterable[Span]) -> Finding:
    """A status for a year in which nothing begins."""
    listed = ", ".join(f"`{span_text(other)}`" for other in sorted(known))
    message = f"er is een status voor {span_text(span)}, maar geen bedrag dat dan begint"
    remedy = f"zet de status bij {listed}" if listed else "haal de status weg, of geef één status voor alles"
    return Finding("status-zonder-tranche", message, remedy, ("status", span_text(span)))


def measure_years(facts: RowFacts) -> Iterator[Finding]:
    """Savings and investments lie inside the period."""
    for kind, items in planned(facts.row).items():
        for item in items:
            if item.span is not None:
                yield from _outside(facts.period, item.span, ("besparing", kind, str(item.key)))
    for key, found in later_of(facts.row):
        for place, item in later_items(key, found):
            if item.span is not None:
                yield from _outside(facts.period, item.span, place)
    for item in facts.row.investering or ():
        yield from _outside(facts.period, (item.year, item.year), ("investering", str(item.year)))


def what_became_of_it(facts: RowFacts) -> Iterator[Finding]:
    """What was adjusted or realised fits the plan."""
    if {"casus", "programma"} & facts.keys or ("besparing" in facts.keys and facts.row.besparing is None):
        return
    for rule in (kind_is_known, same_years, status_or_realised):
        yield from rule(facts.row)


def row_years(facts: RowFacts) -> Iterator[Finding]:
    """The years of a cover, a cost or staff lie inside the period."""
    row, key = facts.row, "fte" if isinstance(facts.row, StaffRow) else "bedragen"
    if isinstance(row, CoverRow):
        for year in row.bedragen or ():
            yield from _outside(facts.period, (year, year), (key, str(year)))
        return
    items = getattr(row, key) or ()
    for item in items:
        place = (key, str(item.year)) if item.kind is None else (key, item.kind, str(item.year))
        yield from _outside(facts.period, (item.year, item.year), place)
    if row.tot is None:
        return
    yield from _outside(facts.period, (row.tot, row.tot), ("tot",))
    begins = [item.year for item in items if item.kind == STRUCTURAL]
    if key in facts.keys and items and not begins:
        remedy = f"schrijf `{key}: {{structureel: {{…}}}}`, of haal `tot` weg"
        yield Finding("hoort-bij", "`tot` hoort bij wat structureel is", remedy, ("tot",))
    elif begins and row.tot < max(begins):
        message = f"`tot` is {row.tot}, maar {max(begins)} begint later"
        yield Finding("tot-voor-begin", message, "noem het laatste jaar, of verbeter het jaar", ("tot",))


def target_years(source: Source, period: Span | None) -> Iterator[Finding]:
    """The target lies inside the period."""
    target = source.data.get("taakstelling")
    places: list[tuple[Path, str]] = (
        [(("taakstelling", key), key) for key in target] if isinstance(target, dict) else []
    )
    if isinstance(target, dict) and PER in target:
        places = [
            (("taakstelling", name, key), key)
            for name, block in target.items()
            for key in (block if isinstance(block, dict) else ())
        ]
    for place, key in places:
        try:
            year = years.year(key)
        except ScalarError:
            continue
        yield from _outside(period, (year, year), place)


def target_needs_counting(source: Source, period: Span | None) -> Iterator[Finding]:
    """A target says what is held against it: what is new in a year, or what stands in it."""
    if "taakstelling" in source.data and "telling" not in source.data:
        message = "bij `taakstelling` ontbreekt `telling`: wat wordt met de taakstelling vergeleken?"
        remedy = (
            "voeg `telling: nieuw` toe (wat er elk jaar bij komt) of `telling: stand` (wat er elk jaar staat)"
        )
        yield Finding("telling-ontbreekt", message, remedy, ("taakstelling",))


def something_to_plan(source: Source, period: Span | None) -> Iterator[Finding]:
    """A programme has measures, costs or staff."""
    if not any(source.data.get(section) for section in ("maatregelen", "kosten", "formatie")):
        message = "er staan geen maatregelen, kosten of formatie"
        yield Finding("geen-regels", message, "voeg `maatregelen:` toe, met regels die met `- ` beginnen")


def distinct_rows(source: Source, period: Span | None) -> Iterator[Finding]:
    """Two rows of one section may not share a name in paths."""
    return repeated_names(source, tuple(SECTIONS))


MEASURE_RULES: tuple[Callable[[RowFacts], Iterator[Finding]], ...] = (
    size_of_measure,
    decided_or_needed,
    reason_belongs,
    post_of_monitor,
    status_has_tranche,
    measure_years,
    what_became_of_it,
)


def overlap_row(facts: RowFacts) -> Iterator[Finding]:
    """A row of the overlap has one form."""
    return overlap_rows(facts.row, facts.keys)


ROW_RULES: dict[type, tuple[Callable[[RowFacts], Iterator[Finding]], ...]] = {
    Measure: MEASURE_RULES,
    OverlapRow: (overlap_row,),
}


def series_have_use(source: Source, _: Span | None) -> Iterator[Finding]:
    """A programme indexes nothing itself: index series are for the cases in it."""
    items = source.data.get("maatregelen")
    measures = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if "indexcijfers" in source.data and not any({"casus", "programma"} & item.keys() for item in measures):
        message = "`indexcijfers` is er voor de casussen van een programma, en dit programma noemt er geen"
        yield Finding("hoort-bij", message, "haal `indexcijfers` weg", ("indexcijfers",))


WHOLE_RULES: tuple[Callable[[Source, Span | None], Iterator[Finding]], ...] = (
    target_years,
    target_needs_counting,
    something_to_plan,
    distinct_rows,
    replaced_exist,
    series_have_use,
    budget_years,
)


def _period(source: Source) -> Span | None:
    try:
        return years.period(str(source.data.get("periode")))
    except ScalarError:
        return None


def _outside(period: Span | None, span: Span, place: Path) -> Iterator[Finding]:
    if period is None or (period[0] <= span[0] and span[1] <= period[1]):
        return
    message = f"{span_text(span)} ligt buiten de periode {span_text(period)}"
    wider = span_text((min(period[0], span[0]), max(period[1], span[1])))
    remedy = (
        f"verbeter het jaar, of schrijf `periode: {wider}`; wat doorloopt, telt dan ook in de nieuwe jaren"
    )
    figures = {"jaren": span, "periode": period}
    yield Finding("jaar-buiten-periode", message, remedy, place, arguments=figures)
