"""A programme as a document: measures by year, target, balance, progress, and what a reader must know."""

from collections.abc import Sequence

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import (
    NEW,
    YEARLY,
    AmountRow,
    CaseOrigin,
    Measure,
    ProgrammePlan,
    StaffRow,
)
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import apart, whole
from rendement.report.cells import euros, notes
from rendement.report.document import Block, Document, Facts
from rendement.report.dutch import number, plain
from rendement.report.programme import tables, years
from rendement.report.ranges import Ranges, range_blocks
from rendement.report.wording import effect, evidence_text, left_out, paid_back, printed_blocks, subtitle
from rendement.source.scalar import span_text


def programme_document(figures: ProgrammeFigures, by: Sequence[str] = ()) -> Document:
    """The document of one programme. Years and domains are always shown, actors when they are asked for."""
    result, plan = figures.result, figures.result.plan
    blocks: list[Block] = [tables.measures_table(figures)] if result.measures else []
    blocks += [
        *range_blocks(Ranges(plan.ledger)),
        *years.target_table(figures),
        *years.balance_table(figures),
        _outcome(figures),
        *tables.progress_table(result),
        *years.domain_table(figures),
        *(years.actor_table(result) if "actor" in by else []),
        *years.rows_table(plan),
        *years.staff_table(result),
        *tables.budget_table(result),
        *notes("besluiten", "Besluiten", filter(None, map(_decision, plan.measures))),
        *_unvalued(figures),
        *printed_blocks(figures.printed),
        *notes("opmerkingen", "Opmerkingen", _remarks(figures)),
        *notes("herkomst", "Herkomst", map(plain, _origins(plan))),
    ]
    return Document(plain(plan.name), subtitle(plan, "programma"), tuple(blocks))


def _outcome(figures: ProgrammeFigures) -> Facts:
    streams = figures.streams
    net = whole(streams.net)
    undated = bool(apart(streams.in_place))
    label = "Saldo, met wat geen eigen jaar heeft eenmaal geteld" if undated else "Saldo over de hele periode"
    items = [(label, euros(net))]
    if net is not None and net < 0:
        items.append(("Gevraagd budget (het saldo omgekeerd)", euros(-net)))
    if streams.in_place is not None and any(map(whole, (streams.investment, streams.costs, streams.staff))):
        items.append(("Terugverdiend in", paid_back(figures.result.payback)))
    if figures.cashable is not None:
        items.append(("Verzilverbaar, voor zover opgegeven", euros(figures.cashable)))
    return Facts("uitkomst", "", tuple(items))


def _decision(measure: Measure) -> str:
    """Who owns a measure, and whether it still needs a decision; nothing when it does not say."""
    pieces = [f"eigenaar {plain(measure.owner)}"] if measure.owner else []
    decision = measure.decision
    if decision is not None and decision.needed is not None:
        pieces.append("besluit nodig" if decision.needed else "geen besluit nodig")
    if decision is not None and decision.planned:
        pieces.append(f"planning {plain(decision.planned)}")
    return f"{plain(measure.name)}: {', '.join(pieces)}" if pieces else ""


def _unvalued(figures: ProgrammeFigures) -> list[Block]:
    lines = [effect(item) for item in figures.unvalued]
    measures = figures.result.plan.measures
    valued = sum(bool(measure.tranches) for measure in measures)
    if lines and not valued:
        lines.append("Geen enkele maatregel heeft een bedrag; een besparing bestaat daarom niet.")
    return notes("pm", f"Pro memorie: {valued} van {len(measures)} maatregelen hebben een bedrag", lines)


def _remarks(figures: ProgrammeFigures) -> list[str]:
    result = figures.result
    remarks = [*result.plan.remarks, *_status_remarks(result), *_key_remarks(figures)]
    for measure in result.plan.measures:
        if not measure.counted:
            remarks.append(left_out(measure))
        if measure.counterparty is not None:
            loser = plain(measure.counterparty)
            remarks.append(
                f"{plain(measure.name)} is een overdracht: wat de gemeente wint, verliest {loser}."
            )
        if measure.case is not None:
            remarks += _case_remarks(measure.case)
    return remarks


def _status_remarks(result: ProgrammeResult) -> list[str]:
    without = [item for item in result.measures if item.measure.tranches and item.measure.status is None]
    if not any(item.measure.case is None for item in without):
        return []
    return ["Een besparing zonder status telt als verwacht."]


def _key_remarks(figures: ProgrammeFigures) -> list[str]:
    result, streams = figures.result, figures.streams
    spans = [tranche.span for item in result.measures for tranche in item.measure.tranches]
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
    tranches = (tranche for item in result.measures for tranche in item.measure.tranches)
    return any(t.kind == YEARLY and t.span is not None and t.span[1] < last for t in tranches)


def _case_remarks(case: CaseOrigin) -> list[str]:
    name = plain(case.name)
    remarks = [
        f"{name} is een casus ({plain(case.file)}, {plain(case.place)}): baten tellen per jaar, kosten als "
        f"investering, in perspectief {plain(case.perspective)}, niet gedisconteerd."
    ]
    for year, benefits, costs in case.outside:
        remarks.append(
            f"{name}: {year} ligt buiten het programma; baten {number(benefits)} en kosten {number(costs)} "
            "tellen niet mee."
        )
    return remarks


def _origins(plan: ProgrammePlan) -> list[str]:
    """Where everything comes from."""
    items = [plan.note] if plan.note else []
    items += [f"Bron: {plan.source}"] if plan.source else []
    rows: list[Measure | AmountRow | StaffRow] = [*plan.measures, *plan.costs, *plan.cover, *plan.staff]
    for item in rows:
        pieces = [piece for piece in (item.source, item.note) if piece]
        if isinstance(item, Measure) and item.evidence is not None:
            pieces.append(f"bewijs: {evidence_text(item.evidence)}")
        if pieces:
            items.append(f"{item.name}: {'; '.join(pieces)}")
    lists = ", ".join(name for name, _ in plan.price_lists)
    return [*items, f"Prijslijsten: {lists}"] if lists else items
