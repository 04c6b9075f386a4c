"""The summary of a programme: target and savings by year, progress, decisions, domains, pro memorie."""

from collections.abc import Iterator, Sequence

from rendement.engine.programme_plan import Measure
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import notes
from rendement.report.document import Block
from rendement.report.dutch import counted, plain
from rendement.report.findings import warnings
from rendement.report.programme.chart import target_chart
from rendement.report.programme.conclusion import conclusion, progress
from rendement.report.programme.document import unvalued_blocks
from rendement.report.programme.overlap import overlap_tables
from rendement.report.programme.tables import progress_table, scenario_table
from rendement.report.programme.years import domain_table, summary_table
from rendement.report.wording import findings_sentence, printed_blocks

MOST_MEASURES = 10
MOST_NAMES = 5


def programme_summary(figures: ProgrammeFigures) -> list[Block]:
    """Its blocks, in the order in which every report has them."""
    said = [*conclusion(figures), *progress(figures)]
    if figures.uncertainty is not None and said:
        from rendement.report.programme.drawn import said as drawn  # noqa: PLC0415 - only where there are draws

        said += drawn(figures.uncertainty)
    said = said or ["Niets in dit programma heeft een bedrag; een besparing bestaat niet."]
    return [
        *notes("conclusie", "Conclusie", [" ".join(said)], prose=True),
        *summary_table(figures),
        *target_chart(figures),
        *overlap_tables(figures),
        *progress_table(figures.result, figures.result.leaves, MOST_MEASURES),
        *notes("besluiten_kort", "Besluiten", _decisions(figures.result.plan.leaves)),
        *domain_table(figures),
        *_unvalued(figures),
        *scenario_table(figures),
        *notes("nagekeken", "Nagekeken", _checked(figures)),
    ]


def _decisions(measures: Sequence[Measure]) -> Iterator[str]:
    """Which measures were decided on, and which still wait for it."""
    said = [(measure, measure.decision) for measure in measures if measure.decision is not None]
    taken = [measure for measure, decision in said if decision.taken]
    needed = [measure for measure, decision in said if decision.needed and not decision.taken]
    free = [measure for measure, decision in said if decision.needed is False and not decision.taken]
    kinds = (("Besluit genomen", taken), ("Besluit nog nodig", needed), ("Geen besluit nodig", free))
    for label, found in kinds:
        if found:
            yield f"{label}: {_names(found)}."


def _names(measures: Sequence[Measure]) -> str:
    names = [plain(measure.name) for measure in measures[:MOST_NAMES]]
    more = len(measures) - len(names)
    return ", ".join(names) + (f" en nog {counted(more, 'maatregel', 'maatregelen')}" if more else "")


def _unvalued(figures: ProgrammeFigures) -> list[Block]:
    """What has no amount, as far as the page has room."""
    (block,) = unvalued_blocks(figures) or (None,)
    if block is None:
        return []
    more = len(block.items) - MOST_NAMES
    rest = [f"En nog {counted(more, 'effect', 'effecten')}: zie de bijlage."] if more > 0 else []
    return notes("pm_kort", block.title, [*block.items[:MOST_NAMES], *rest])


def _checked(figures: ProgrammeFigures) -> Iterator[str]:
    for block in printed_blocks(figures.printed):
        yield f"{block.title}."
    yield from findings_sentence(figures.findings)
    yield from warnings(figures.findings)
