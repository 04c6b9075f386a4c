"""A programme as a document: measures by year, target, balance, progress, and what a reader must know."""

from collections.abc import Sequence

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import NEW, YEARLY, CaseOrigin
from rendement.figures.field import Data
from rendement.report.case_blocks import printed_blocks
from rendement.report.document import Block, Cell, Document, Facts, Notes, text
from rendement.report.dutch import euro, number, plain, quantity
from rendement.report.programme.tables import budget_table, measures_table, progress_table
from rendement.report.programme.years import (
    actor_table,
    balance_table,
    domain_table,
    rows_table,
    staff_table,
    target_table,
)
from rendement.source.scalar import span_text


def programme_document(result: ProgrammeResult, data: Data, by: Sequence[str] = ()) -> Document:
    """The document of one programme; `data` is its contract. Years and domains are always shown."""
    blocks: list[Block] = [measures_table(result, data)] if result.measures else []
    blocks += [
        *target_table(data),
        *balance_table(data),
        _outcome(data),
        *progress_table(result),
        *domain_table(data),
        *(actor_table(result, data) if "actor" in by else []),
        *rows_table(data),
        *staff_table(data),
        *budget_table(data),
        *_decisions(data),
        *_unvalued(data),
        *printed_blocks(data),
        *_remarks(result, data),
        *_origin(data, result),
    ]
    return Document(plain(result.plan.name), _subtitle(result), tuple(blocks))


def _subtitle(result: ProgrammeResult) -> str:
    plan = result.plan
    pieces = [plain(plan.place), "programma", span_text(plan.period)]
    if plan.price_level is not None:
        pieces.append(f"prijspeil {plan.price_level}")
    if plan.perspective != "financieel":
        pieces.append(f"perspectief {plain(plan.perspective)}")
    return " · ".join([*pieces, "bedragen in euro"])


def _outcome(data: Data) -> Facts:
    total = data["totaal"]
    net, year = total["saldo"], total["terugverdienjaar"]
    undated = bool(data["niet_per_jaar"]["in_plaats"])
    label = "Saldo, met wat geen eigen jaar heeft eenmaal geteld" if undated else "Saldo over de hele periode"
    items = [(label, Cell(euro(net), net))]
    if net is not None and net < 0:
        items.append(("Gevraagd budget (het saldo omgekeerd)", Cell(euro(-net), -net)))
    if total["in_plaats"] is not None and any(total[key] for key in ("investering", "kosten", "formatie")):
        items.append(("Terugverdiend in", text(str(year) if year is not None else "niet binnen deze jaren")))
    cashable = total["verzilverbaar"]
    if cashable is not None:
        items.append(("Verzilverbaar, voor zover opgegeven", Cell(euro(cashable), cashable)))
    return Facts("uitkomst", "", tuple(items))


def _decisions(data: Data) -> list[Block]:
    """Who owns a measure, and whether it still needs a decision."""
    lines = []
    for item in data["maatregelen"]:
        pieces = [f"eigenaar {plain(item['eigenaar'])}"] if item["eigenaar"] else []
        decision = item["besluit"] or {}
        if decision.get("nodig") is not None:
            pieces.append("besluit nodig" if decision["nodig"] else "geen besluit nodig")
        if decision.get("planning"):
            pieces.append(f"planning {plain(decision['planning'])}")
        if pieces:
            lines.append(f"{plain(item['naam'])}: {', '.join(pieces)}")
    return [Notes("besluiten", "Besluiten", tuple(lines))] if lines else []


def _unvalued(data: Data) -> list[Block]:
    items = data["pm"]
    if not items:
        return []
    valued = sum(item["gepland"] is not None for item in data["maatregelen"])
    lines = []
    for item in items:
        direction = f" ({item['richting']})" if item["richting"] else ""
        reason = f": {plain(item['reden'])}" if item["reden"] else ""
        lines.append(f"{plain(item['naam'])}{direction}{reason}")
    if not valued:
        lines.append("Geen enkele maatregel heeft een bedrag; een besparing bestaat daarom niet.")
    title = f"Pro memorie: {valued} van {len(data['maatregelen'])} maatregelen hebben een bedrag"
    return [Notes("pm", title, tuple(lines))]


def _remarks(result: ProgrammeResult, data: Data) -> list[Block]:
    remarks = [*result.plan.remarks, *_status_remarks(result), *_key_remarks(result, data)]
    for item in result.measures:
        measure = item.measure
        name = plain(measure.name)
        if not measure.counted:
            why = f": {plain(measure.why_not).rstrip('.')}" if measure.why_not else ""
            remarks.append(f"{name} telt niet mee{why}.")
        if measure.counterparty is not None:
            loser = plain(measure.counterparty)
            remarks.append(f"{name} is een overdracht: wat de gemeente wint, verliest {loser}.")
        if measure.case is not None:
            remarks += _case_remarks(measure.case)
    return [Notes("opmerkingen", "Opmerkingen", tuple(remarks))] if remarks else []


def _status_remarks(result: ProgrammeResult) -> list[str]:
    without = [item for item in result.measures if item.measure.tranches and item.measure.status is None]
    if not any(item.measure.case is None for item in without):
        return []
    return ["Een besparing zonder status telt als verwacht."]


def _key_remarks(result: ProgrammeResult, data: Data) -> list[str]:
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
    if data["totaal"]["verschil"] != data["totaal"]["verschil_structureel"]:
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


def _origin(data: Data, result: ProgrammeResult) -> list[Block]:
    plan = result.plan
    items = [plan.note] if plan.note else []
    items += [f"Bron: {plan.source}"] if plan.source else []
    for section in ("maatregelen", "kosten", "dekking", "formatie"):
        for item in data[section]:
            pieces = [piece for piece in (item["bron"], item["toelichting"]) if piece]
            if item.get("bewijs"):
                years = item["bewijs"]["looptijd"]
                covered = f", {quantity(years)} jaar" if years is not None else ""
                pieces.append(f"bewijs: {item['bewijs']['graad']}{covered}")
            if pieces:
                items.append(f"{item['naam']}: {'; '.join(pieces)}")
    lists = ", ".join(item["naam"] for item in data["herkomst"]["prijslijsten"])
    items += [f"Prijslijsten: {lists}"] if lists else []
    return [Notes("herkomst", "Herkomst", tuple(plain(item) for item in items))] if items else []
