"""A programme as a document: measures by year, target, balance, progress, and what a reader must know."""

from collections.abc import Sequence

from rendement.engine.programme_plan import (
    AmountRow,
    Measure,
    ProgrammePlan,
    StaffRow,
)
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import notes
from rendement.report.document import Block, Document
from rendement.report.dutch import plain
from rendement.report.programme import tables, years
from rendement.report.programme.answer import answer
from rendement.report.ranges import Ranges, range_blocks
from rendement.report.wording import (
    asked_text,
    effect,
    evidence_text,
    findings_blocks,
    printed_blocks,
    subtitle,
)


def programme_document(figures: ProgrammeFigures, by: Sequence[str] = ()) -> Document:
    """The document of one programme. Years and domains are always shown, actors when they are asked for."""
    result, plan = figures.result, figures.result.plan
    blocks: list[Block] = [answer(figures)]
    blocks += [tables.measures_table(figures)] if result.measures else []
    blocks += [
        *range_blocks(Ranges(plan.ledger)),
        *years.target_table(figures),
        *years.balance_table(figures),
        *tables.progress_table(result),
        *years.domain_table(figures),
        *(years.actor_table(result) if "actor" in by else []),
        *years.rows_table(plan),
        *years.staff_table(result),
        *tables.budget_table(result),
        *notes("besluiten", "Besluiten", filter(None, map(_decision, plan.measures))),
        *_unvalued(figures),
        *printed_blocks(figures.printed),
        *findings_blocks(figures.findings),
        *notes("herkomst", "Herkomst", map(plain, _origins(plan))),
    ]
    return Document(plain(plan.name), subtitle(plan, "programma"), tuple(blocks), asked_text(figures.asked))


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
