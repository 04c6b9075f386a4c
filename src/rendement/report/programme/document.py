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
from rendement.report.document import Block, Document, Notes
from rendement.report.dutch import plain
from rendement.report.programme import tables, years
from rendement.report.programme.answer import answer
from rendement.report.programme.bridge import bridge_tables
from rendement.report.programme.conclusion import conclusion
from rendement.report.programme.overlap import overlap_tables
from rendement.report.programme.posts import post_tables
from rendement.report.ranges import Ranges, range_blocks
from rendement.report.wording import (
    asked_text,
    effect,
    evidence_text,
    findings_blocks,
    printed_blocks,
    subtitle,
)


def programme_document(figures: ProgrammeFigures, by: Sequence[str] = (), *, brief: bool = False) -> Document:
    """The document of one programme. Years and domains are always shown, actors when they are asked for.

    In a brief one a programme inside it is one row, and costs, cover and staff are not told by row.
    """
    result, plan = figures.result, figures.result.plan
    listed = result.measures if brief else result.leaves
    blocks: list[Block] = [answer(figures), *notes("conclusie", "Conclusie", conclusion(figures))]
    blocks += [tables.measures_table(figures, brief=brief)] if result.measures else []
    blocks += range_blocks(Ranges(plan.ledger))
    if figures.uncertainty is not None:
        from rendement.report.programme.drawn import drawn_blocks  # noqa: PLC0415 - only when asked for

        blocks += drawn_blocks(figures, figures.uncertainty, by)
    blocks += [
        *years.target_table(figures),
        *years.block_table(figures),
        *years.balance_table(figures),
        *tables.scenario_table(figures),
        *overlap_tables(figures),
        *bridge_tables(figures, brief=brief),
        *tables.progress_table(result, listed),
        *years.domain_table(figures),
        *(years.domain_years_table(figures) if "domein" in by else []),
        *(years.actor_table(result) if "actor" in by else []),
        *([] if brief else [*years.rows_table(plan), *years.staff_table(result)]),
        *tables.budget_table(listed),
        *post_tables(figures),
        *notes("besluiten", "Besluiten", filter(None, map(_decision, plan.leaves))),
        *unvalued_blocks(figures),
        *printed_blocks(figures.printed),
        *findings_blocks(figures.findings),
        *notes("herkomst", "Herkomst", map(plain, _origins(plan))),
    ]
    more = [f"stand {plan.as_of}"] if plan.as_of else []
    return Document(
        plain(plan.name),
        subtitle(plan, "programma", more),
        tuple(blocks),
        asked_text(figures.asked),
    )


def _decision(measure: Measure) -> str:
    """Who owns a measure, and whether it still needs a decision; nothing when it does not say."""
    pieces = [f"eigenaar {plain(measure.owner)}"] if measure.owner else []
    decision = measure.decision
    if decision is not None and decision.needed is not None:
        pieces.append("besluit nodig" if decision.needed else "geen besluit nodig")
    if decision is not None and decision.taken:
        pieces.append(f"besluit genomen ({plain(decision.taken)}), ingeboekt")
    if decision is not None and decision.planned:
        pieces.append(f"planning {plain(decision.planned)}")
    return f"{plain(measure.name)}: {', '.join(pieces)}" if pieces else ""


def unvalued_blocks(figures: ProgrammeFigures) -> list[Notes]:
    """What has no amount."""
    lines = [effect(item) for item in figures.unvalued]
    measures = figures.result.plan.leaves
    valued = sum(bool(measure.tranches) for measure in measures)
    if lines and not valued:
        lines.append("Geen enkele maatregel heeft een bedrag; een besparing bestaat daarom niet.")
    title = f"Pro memorie: {valued} van {len(measures)} maatregelen hebben een bedrag"
    return [Notes("pm", title, tuple(lines))] if lines else []


def _origins(plan: ProgrammePlan) -> list[str]:
    """Where everything comes from."""
    items = [plan.note] if plan.note else []
    items += [f"Bron: {plan.source}"] if plan.source else []
    rows: list[Measure | AmountRow | StaffRow] = [*plan.leaves, *plan.costs, *plan.cover, *plan.staff]
    for item in rows:
        pieces = [piece for piece in (item.source, item.note) if piece]
        if isinstance(item, Measure) and item.evidence is not None:
            pieces.append(f"bewijs: {evidence_text(item.evidence)}")
        if pieces:
            items.append(f"{item.name}: {'; '.join(pieces)}")
    lists = ", ".join(name for name, _ in plan.price_lists)
    items += [f"Prijslijsten: {lists}"] if lists else []
    return [*items, *(f"Indexreeks {use.name}: {use.title} ({use.file})" for use in plan.indices)]
