"""The remarks on a programme."""

from collections.abc import Callable, Iterator

from rendement.engine.arithmetic import total
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_bridge import last_past_year
from rendement.engine.programme_plan import NEW, Measure, StaffRow, Tranche
from rendement.lint.rule import Rule, Seen, seen_in
from rendement.source.saving_kinds import YEARLY
from rendement.source.scalar import euros, span_text

# what a transfer is in a perspective, by how much less its saving counts there
_AS_SEEN = {
    -1.0: "; in perspectief {} telt zij daarom niet mee",
    -2.0: "; in perspectief {} is zij een verlies",
}


def _measures(result: ProgrammeResult, having: Callable[[Tranche], bool]) -> Iterator[Measure]:
    """The measures with such an amount."""
    return (item for item in result.plan.leaves if any(map(having, item.tranches)))


def _without_status(result: ProgrammeResult) -> Iterator[Seen]:
    own = (item for item in result.plan.leaves if item.case is None)
    return seen_in(item for item in own if item.tranches and item.status is None and item.decided is None)


def _falls_away(result: ProgrammeResult) -> Iterator[Seen]:
    """A yearly amount that is taken off again within the years of the programme."""
    last = result.plan.years[-1]
    if result.plan.counting == NEW:
        yield from seen_in(
            _measures(result, lambda t: t.kind == YEARLY and t.span is not None and t.span[1] < last)
        )


def _in_some_year(result: ProgrammeResult) -> Iterator[Seen]:
    spans = {tranche.span for item in result.plan.leaves for tranche in item.tranches}
    for span in sorted(span for span in spans if span is not None and span[0] != span[1]):
        about = _measures(result, lambda tranche, span=span: tranche.span == span)  # type: ignore[misc]
        yield from seen_in(about, jaren=span_text(span), laatste=span[1])


def _in_no_year(result: ProgrammeResult) -> Iterator[Seen]:
    return seen_in(_measures(result, lambda tranche: tranche.span is None))


def _only_that_year(result: ProgrammeResult) -> Iterator[Seen]:
    whole, lasting = result.difference, result.lasting
    if whole is not None and lasting is not None and whole.total != lasting.total:
        yield Seen(("dekking" if result.plan.cover else "taakstelling",))


def _left_out(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.leaves:
        if not item.counted:
            yield from seen_in([item], "telt_mee", reden=(item.why_not or "").rstrip("."))


def _transfer(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.leaves:
        if item.counterparty is not None:
            seen = _AS_SEEN.get(item.share - item.own_share, "").format(result.plan.perspective)
            yield from seen_in([item], "tegenpartij", actor=item.counterparty, gezien=seen)


def _bearer_outside(result: ProgrammeResult) -> Iterator[Seen]:
    plan = result.plan
    if not plan.bearer_inside:
        yield Seen(("perspectief",), (), {"perspectief": plan.perspective})


def _is_a_case(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.leaves:
        if item.case is not None:
            where = {"bestand": item.case.file, "gemeente": item.case.place}
            yield from seen_in([item], "casus", **where, perspectief=result.plan.perspective)


def _for_others(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.leaves:
        if item.case is not None and item.case.others:
            others = ", ".join(f"{actor} {euros(net)}" for actor, net in item.case.others)
            yield from seen_in([item], "casus", anderen=others)


def _own_money(result: ProgrammeResult) -> Iterator[Seen]:
    plan = result.plan
    if plan.target is not None and plan.perspective != plan.bearer:
        yield Seen(("taakstelling",), (), {"perspectief": plan.perspective})


def _setback(result: ProgrammeResult) -> Iterator[Seen]:
    own = (item for item in result.plan.leaves if item.case is None and item.counted)
    return seen_in(item for item in own if any(tranche.amount < 0 for tranche in item.tranches))


def _staff_ends(result: ProgrammeResult) -> Iterator[Seen]:
    """Staff that a series by year lets end, while structural savings go on."""
    end = result.plan.years[-1]
    ending: dict[int, list[StaffRow]] = {}
    for row in result.plan.staff:
        last = max(row.staff, key=lambda item: item.year)
        if last.lasts is None and last.value > 0 and last.year < end:
            ending.setdefault(last.year, []).append(row)
    for year, rows in sorted(ending.items()):
        saved = result.saving.structural.by_year[year + 1]
        if saved > 0:
            cost = total(row.by_year[year] for row in rows)
            said = {"jaren": span_text((year + 1, end)), "jaar": year, "bespaard": euros(saved)}
            yield from seen_in(rows, "fte", **said, nog=euros(cost), samen=euros(cost * (end - year)))


def _passed(result: ProgrammeResult) -> Iterator[Seen]:
    """What is over at the day of the figures, and of which it is not said what came of it."""
    last = last_past_year(result.plan.as_of)
    own = (item for item in result.plan.leaves if item.case is None and item.counted)
    if last is not None:
        yield from seen_in(
            item
            for item in own
            if any(not t.realised and t.span is not None and t.span[1] <= last for t in item.budgeted)
        )


def _outside(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.leaves:
        for year, benefits, costs in item.case.outside if item.case is not None else ():
            yield from seen_in([item], "casus", jaar=year, baten=euros(benefits), kosten=euros(costs))


REMARKS: tuple[Rule, ...] = (
    Rule(
        "besparing-zonder-status",
        "een besparing zonder status telt als verwacht",
        "schrijf `status: verwacht` of `status: gerealiseerd`",
        _without_status,
    ),
    Rule(
        "jaarlijks-vervalt",
        "een jaarlijkse besparing geldt alleen in haar eigen jaar: in wat er bij komt gaat zij er het jaar "
        "daarna weer af, ook bij wat gerealiseerd is",
        "schrijf `structureel` als de besparing blijft",
        _falls_away,
    ),
    Rule(
        "bedrag-in-een-van-jaren",
        "een bedrag bij {jaren} valt in een van die jaren, zonder dat bekend is in welk: het telt in het "
        "totaal en loopt vanaf {laatste} mee in wat staat en in het cumulatief",
        "schrijf het bedrag bij één jaar als u weet in welk",
        _in_some_year,
    ),
    Rule(
        "bedrag-zonder-jaar",
        "een bedrag zonder jaar telt één keer in het totaal en niet in de jaren, het cumulatief en het "
        "terugverdienjaar",
        "schrijf het bedrag bij een jaar, bijvoorbeeld {2021: 85000}",
        _in_no_year,
    ),
    Rule(
        "geldt-alleen-dat-jaar",
        "dekking en incidentele besparing gelden alleen in hun jaar; een structurele taakstelling blijft",
        "kijk ook naar het verschil zonder dekking en incidenteel",
        _only_that_year,
    ),
    Rule(
        "telt-niet-mee",
        "telt niet mee ({reden})",
        "haal `telt_mee: nee` weg als de maatregel wel mee moet tellen",
        _left_out,
    ),
    Rule(
        "is-overdracht",
        "is een overdracht: wat de gemeente wint, verliest {actor}{gezien}",
        "kies een perspectief waarin beide meetellen om te zien wat er over blijft",
        _transfer,
    ),
    Rule(
        "gemeente-buiten-perspectief",
        "besparingen, kosten en formatie van de gemeente vallen buiten perspectief {perspectief} en tellen "
        "niet in het saldo",
        "laat `perspectief` weg voor het saldo van de gemeente",
        _bearer_outside,
    ),
    Rule(
        "casus-als-maatregel",
        "is een casus ({bestand}, {gemeente}): baten tellen per jaar, kosten als investering, in perspectief "
        "{perspectief}, niet gedisconteerd",
        "reken de casus ook apart door voor haar contante waarde",
        _is_a_case,
    ),
    Rule(
        "casus-voor-anderen",
        "brengt ook anderen iets, en dat valt buiten het perspectief: {anderen}",
        "kies met `perspectief` of --perspective wie er meetelt",
        _for_others,
    ),
    Rule(
        "taakstelling-eigen-geld",
        "tegenover de taakstelling staat geld van de gemeente zelf; het saldo is dat van {perspectief}",
        "laat `perspectief` weg om ook het saldo van de gemeente te zien",
        _own_money,
    ),
    Rule(
        "tegenvaller",
        "een negatieve besparing is een tegenvaller en gaat van het totaal af",
        "haal het minteken weg als het een besparing is",
        _setback,
    ),
    Rule(
        "formatie-houdt-op",
        "in {jaren} staat er geen formatie meer (in {jaar} nog {nog}), terwijl er structureel {bespaard} "
        "bespaard blijft; blijft zij nodig, dan is het saldo {samen} lager",
        "schrijf `fte: {structureel: {…}}` als zij blijft, en `fte: {incidenteel: {…}}` als zij ophoudt",
        _staff_ends,
    ),
    Rule(
        "jaar-verstreken",
        "een jaar is verstreken zonder dat er staat wat gerealiseerd is; wat gepland was, telt als verwacht",
        "schrijf bij de maatregel `gerealiseerd: {…}` met het bedrag van dat jaar",
        _passed,
    ),
    Rule(
        "buiten-programma",
        "{jaar} ligt buiten het programma; baten van {baten} en kosten van {kosten} tellen niet mee",
        "verruim `periode` van het programma als die jaren mee moeten tellen",
        _outside,
    ),
)
