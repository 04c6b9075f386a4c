"""The remarks on a programme."""

from collections.abc import Callable, Iterator

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import NEW, YEARLY, Measure, Tranche
from rendement.lint.rule import Rule, Seen, seen_in
from rendement.source.scalar import euros, span_text


def _measures(result: ProgrammeResult, having: Callable[[Tranche], bool]) -> Iterator[Measure]:
    """The measures with such an amount."""
    return (item for item in result.plan.measures if any(map(having, item.tranches)))


def _without_status(result: ProgrammeResult) -> Iterator[Seen]:
    own = (item for item in result.plan.measures if item.case is None)
    return seen_in(item for item in own if item.tranches and item.status is None)


def _falls_away(result: ProgrammeResult) -> Iterator[Seen]:
    """A yearly amount that is taken off again within the years of the programme."""
    last = result.plan.years[-1]
    if result.plan.counting == NEW:
        yield from seen_in(
            _measures(result, lambda t: t.kind == YEARLY and t.span is not None and t.span[1] < last)
        )


def _in_some_year(result: ProgrammeResult) -> Iterator[Seen]:
    spans = {tranche.span for item in result.plan.measures for tranche in item.tranches}
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
    for item in result.plan.measures:
        if not item.counted:
            yield from seen_in([item], "telt_mee", reden=(item.why_not or "").rstrip("."))


def _transfer(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.measures:
        if item.counterparty is not None:
            yield from seen_in([item], "tegenpartij", actor=item.counterparty)


def _is_a_case(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.measures:
        if item.case is not None:
            where = {"bestand": item.case.file, "gemeente": item.case.place}
            yield from seen_in([item], "casus", **where, perspectief=item.case.perspective)


def _outside(result: ProgrammeResult) -> Iterator[Seen]:
    for item in result.plan.measures:
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
        "telt niet mee: {reden}",
        "haal `telt_mee: nee` weg als de maatregel wel mee moet tellen",
        _left_out,
    ),
    Rule(
        "is-overdracht",
        "is een overdracht: wat de gemeente wint, verliest {actor}",
        "kies een perspectief waarin beide meetellen om te zien wat er over blijft",
        _transfer,
    ),
    Rule(
        "casus-als-maatregel",
        "is een casus ({bestand}, {gemeente}): baten tellen per jaar, kosten als investering, in perspectief "
        "{perspectief}, niet gedisconteerd",
        "reken de casus ook apart door voor haar contante waarde",
        _is_a_case,
    ),
    Rule(
        "buiten-programma",
        "{jaar} ligt buiten het programma; baten van {baten} en kosten van {kosten} tellen niet mee",
        "verruim `periode` van het programma als die jaren mee moeten tellen",
        _outside,
    ),
)
