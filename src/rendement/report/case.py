"""A case as a document: the table of benefits and costs, what came out, and where it comes from."""

from collections.abc import Sequence

from rendement.engine.result import Result
from rendement.figures.field import Data
from rendement.report.case_blocks import (
    about_blocks,
    origin_blocks,
    outcome_facts,
    printed_blocks,
    remark_blocks,
    result_blocks,
    scenario_blocks,
    threshold_blocks,
    unvalued_blocks,
)
from rendement.report.document import Block, Document
from rendement.report.dutch import plain
from rendement.report.firmness import firmness_blocks
from rendement.report.households import household_blocks, make_up
from rendement.report.line_table import line_table


def case_document(result: Result, data: Data, by: Sequence[str] = ()) -> Document:
    """The document of one case; `data` is its contract, `by` the extra ways of looking."""
    plan = result.plan
    blocks: list[Block] = [line_table(result)]
    for item in result.lines:
        if item.line.households:
            blocks += household_blocks(item)
        elif len(item.line.parts) > 1:
            blocks.append(make_up(item))
    if by:
        from rendement.report.by import by_blocks  # noqa: PLC0415 - only when asked for

        for way in by:
            blocks += by_blocks(result, data, way)
    blocks += [
        outcome_facts(result, data),
        *about_blocks(result),
        *firmness_blocks(data),
        *scenario_blocks(data),
        *result_blocks(data),
        *threshold_blocks(data),
    ]
    if "omslagwaarden" in data:
        from rendement.report.breakeven import breakeven_blocks  # noqa: PLC0415 - only when asked for

        blocks += breakeven_blocks(data)
    blocks += [
        *unvalued_blocks(result),
        *printed_blocks(data),
        *remark_blocks(result),
        *origin_blocks(result),
    ]
    return Document(plain(plan.name), _subtitle(result, data), tuple(blocks))


def _subtitle(result: Result, data: Data) -> str:
    plan = result.plan
    first, last = plan.period
    pieces = [plain(plan.place), str(first) if first == last else f"{first}-{last}"]
    if plan.price_level is not None:
        pieces.append(f"prijspeil {plan.price_level}")
    if plan.perspective != "financieel":
        pieces.append(f"perspectief {plain(plan.perspective)}")
    if plan.horizon is not None:
        pieces.append(f"horizon {plan.horizon} jaar")
    if data.get("scenario"):
        pieces.append(f"scenario {plain(data['scenario'])}")
    return " · ".join([*pieces, "bedragen in euro"])
