"""What a reader of a programme should know beside its tables."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from rendement.engine.plan import Actor
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_bridge import last_past_year
from rendement.engine.programme_plan import NEW, YEARLY, CaseOrigin, Measure, ProgrammePlan, StaffRow
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import whole
from rendement.report.dutch import number, plain
from rendement.report.wording import actor_name, left_out
from rendement.source.scalar import span_text

# what a transfer is in a perspective, by how often its saving counts there
_AS_SEEN = {0.0: "telt zij niet mee", -1.0: "is zij een verlies"}
_MOST_NAMES = 4


def remarks(figures: ProgrammeFigures) -> list[str]:
    """What a reader of a programme should know beside its tables."""
    result = figures.result
    plan = result.plan
    inside = f"in perspectief {plain(plan.perspective)}" if plan.perspective != plan.bearer else ""
    found = [*plan.remarks, *_staff_remarks(result), *_setbacks(plan)]
    found += [*_status_remarks(result), *_key_remarks(figures)]
    for measure in plan.leaves:
        found += _measure_remarks(measure, inside, plan.actors, last_past_year(plan.as_of))
    if not plan.bearer_inside:
        found.append(f"Kosten, formatie en investeringen zijn van de gemeente; {inside} tellen ze niet.")
    if inside:
        found.append("Wat tegenover de taakstelling staat, is altijd geld van de gemeente zelf.")
    return found


def _measure_remarks(
    measure: Measure, inside: str, actors: Mapping[str, Actor], as_of: int | None
) -> Iterator[str]:
    if not measure.counted:
        yield left_out(measure)
    if as_of is not None and measure.case is None and measure.replaced_by is None:
        yield from _passed(measure, as_of)
    if measure.counterparty is not None:
        moved = f"wat de gemeente wint, verliest {plain(measure.counterparty)}"
        seen = "" if measure.share == measure.own_share else f"; {inside} {_AS_SEEN[measure.share]}"
        yield f"{plain(measure.name)} is een overdracht: {moved}{seen}."
    if measure.case is not None:
        yield from _case_remarks(measure.case, inside, actors)


def _passed(measure: Measure, last: int) -> Iterator[str]:
    """The years that are over and of which it is not said what came of them."""
    spans = {t.span for t in measure.budgeted if not t.realised and t.span is not None and t.span[1] <= last}
    if measure.counted and spans:
        years = ", ".join(span_text(span) for span in sorted(spans))
        yield (
            f"{plain(measure.name)}: {years} is verstreken zonder dat er staat wat er gerealiseerd is; "
            "wat gepland was, telt als verwacht."
        )


def _staff_remarks(result: ProgrammeResult) -> Iterator[str]:
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
            cost = fsum(row.by_year[year] for row in rows)
            names = _named([row.name for row in rows])
            yield (
                f"In {span_text((year + 1, end))} staat er geen formatie meer van {names} (in {year} nog "
                f"{number(cost)}), terwijl er in {year + 1} structureel {number(saved)} bespaard blijft. "
                f"Blijft zij nodig, dan is het saldo {number(cost * (end - year))} lager: schrijf dan "
                "`fte: {structureel: {…}}`, en anders `fte: {incidenteel: {…}}`."
            )


def _named(names: Sequence[str]) -> str:
    return ", ".join(map(plain, names)) if len(names) <= _MOST_NAMES else f"{len(names)} regels"


def _setbacks(plan: ProgrammePlan) -> Iterator[str]:
    """The savings that are negative."""
    found = [
        f"{plain(measure.name)} ({number(tranche.amount)}"
        + (f" in {span_text(tranche.span)})" if tranche.span is not None else ")")
        for measure in plan.leaves
        if measure.counted and measure.case is None
        for tranche in measure.tranches
        if tranche.amount < 0
    ]
    if found:
        yield f"Een negatieve besparing is een tegenvaller: {_named(found)}."


def _status_remarks(result: ProgrammeResult) -> list[str]:
    without = [item for item in result.leaves if item.measure.tranches and item.measure.status is None]
    if not any(item.measure.case is None for item in without):
        return []
    return ["Een besparing zonder status telt als verwacht."]


def _key_remarks(figures: ProgrammeFigures) -> list[str]:
    result, streams = figures.result, figures.streams
    spans = [tranche.span for item in result.leaves for tranche in item.measure.tranches]
    remarks = []
    if result.plan.counting == NEW and _falls_away(result):
        remarks.append(
            "Een jaarlijkse besparing geldt alleen in haar eigen jaar: in wat er bij komt gaat zij er het "
            "jaar daarna weer af, ook bij wat gerealiseerd is."
        )
    for span in sorted({span for span in spans if span is not None and span[0] != span[1]}):
        remarks.append(
            f"Een bedrag bij {span_text(span)} valt in een van die jaren, zonder dat bekend is in welk: "
            f"het telt in het totaal en loopt vanaf {span[1]} mee in wat staat en in het cumulatief."
        )
    if None in spans:
        remarks.append(
            "Een bedrag zonder jaar telt één keer in het totaal en niet in de jaren, het cumulatief en het "
            "terugverdienjaar."
        )
    if whole(streams.difference) != whole(streams.lasting):
        remarks.append(
            "Dekking en incidentele besparing gelden alleen in hun jaar; een structurele taakstelling blijft."
        )
    return remarks


def _falls_away(result: ProgrammeResult) -> bool:
    """Whether a yearly amount is taken off again within the years of the programme."""
    last = result.plan.years[-1]
    tranches = (tranche for item in result.leaves for tranche in item.measure.tranches)
    return any(t.kind == YEARLY and t.span is not None and t.span[1] < last for t in tranches)


def _case_remarks(case: CaseOrigin, inside: str, actors: Mapping[str, Actor]) -> list[str]:
    name = plain(case.name)
    remarks = [
        f"{name} is een casus ({plain(case.file)}, {plain(case.place)}): baten tellen per jaar, kosten als "
        f"investering, {inside or 'voor zover van de gemeente'}, niet gedisconteerd."
    ]
    if case.others:
        others = ", ".join(f"{actor_name(actors, code)} {number(net)}" for code, net in case.others)
        remarks.append(f"{name}, buiten het perspectief: {others}.")
    for year, benefits, costs in case.outside:
        remarks.append(
            f"{name}: {year} ligt buiten het programma; baten {number(benefits)} en kosten {number(costs)} "
            "tellen niet mee."
        )
    return remarks
