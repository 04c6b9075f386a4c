"""A case as a document: the answer, the table of benefits and costs, the rest, what lines are made of."""

from collections.abc import Sequence

from rendement.figures.case import CaseFigures
from rendement.figures.crossing import Crossing
from rendement.report.answer import answer
from rendement.report.case_blocks import baseline_blocks, outcome_blocks, reader_blocks
from rendement.report.document import Block, Document
from rendement.report.dutch import plain
from rendement.report.line_table import line_table
from rendement.report.ranges import Ranges, range_blocks
from rendement.report.wording import asked_text, subtitle


def case_document(
    figures: CaseFigures,
    by: Sequence[str] = (),
    weakest: Crossing | None = None,
    span: tuple[float, float] | None = None,
    *,
    brief: bool = False,
) -> Document:
    """The document of one case, with extra ways of looking; a brief one not with what lines are made of."""
    plan = figures.result.plan
    first = [*baseline_blocks(plan), answer(figures, weakest, span)]
    more = [f"horizon {plan.horizon} jaar"] if plan.horizon is not None else []
    blocks = (*first, *case_body(figures, by, brief=brief))
    return Document(plain(plan.name), subtitle(plan, more=more), blocks, asked_text(figures.asked))


def case_body(figures: CaseFigures, by: Sequence[str], *, brief: bool = False) -> list[Block]:
    """Everything that stands under the answer."""
    result = figures.result
    ranges = Ranges(result.plan.ledger)
    blocks: list[Block] = [line_table(result, ranges)] if result.lines else []
    blocks += range_blocks(ranges)
    if figures.uncertainty is not None:
        from rendement.report.uncertainty import uncertainty_blocks  # noqa: PLC0415 - only when asked for

        blocks += uncertainty_blocks(figures, figures.uncertainty, by)
    if by:
        from rendement.report.by import by_blocks  # noqa: PLC0415 - only when asked for

        for way in by:
            blocks += by_blocks(figures, way)
    blocks += outcome_blocks(figures, ranges)
    if figures.crossings is not None:
        from rendement.report.breakeven import breakeven_blocks  # noqa: PLC0415 - only when asked for

        blocks += breakeven_blocks(figures.crossings, result.total.net)
    blocks += reader_blocks(figures)
    made_up = [item for item in result.lines if len(item.line.parts) > 1 or item.line.households]
    if made_up and not brief:
        from rendement.report.households import make_up_blocks  # noqa: PLC0415 - only where there are baskets

        for item in made_up:
            blocks += make_up_blocks(item, ranges)
    return blocks
