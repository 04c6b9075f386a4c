"""The target by block: what counts for each domain or group, and what of it is still missing."""

from collections.abc import Iterable

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.programme_plan import NEW, ProgrammePlan, Tranche
from rendement.engine.stream import Stream, amounts, combine, in_place, new
from rendement.source.record import record


@record
class BlockResult:
    """One block, in money of the municipality."""

    measured: Stream
    realised: Stream
    expected: Stream
    cover: Stream
    target: Stream
    difference: Stream


def block_of(plan: ProgrammePlan, tranche: Tranche) -> str:
    """The block that a saving counts in; what belongs to none is apart."""
    own = tranche.domain if plan.block_by == "domein" else tranche.group
    return own if own is not None and any(block.name == own for block in plan.blocks) else NO_DOMAIN


def by_block(plan: ProgrammePlan, own: Iterable[Tranche]) -> dict[str, BlockResult]:
    """Every block in the order of the file, then what is in none; nothing without blocks."""
    if not plan.blocks:
        return {}
    saved: dict[str, list[Tranche]] = {block.name: [] for block in plan.blocks}
    for tranche in own:
        saved.setdefault(block_of(plan, tranche), []).append(tranche)
    for row in plan.cover:
        saved.setdefault(row.block or NO_DOMAIN, [])
    return {name: _block(plan, name, tranches) for name, tranches in saved.items()}


def _block(plan: ProgrammePlan, name: str, tranches: list[Tranche]) -> BlockResult:
    years, measure = plan.years, new if plan.counting == NEW else in_place
    measured = measure(tranches, years)
    cover = amounts(
        (item for row in plan.cover if (row.block or NO_DOMAIN) == name for item in row.amounts), years
    )
    target = amounts((item for block in plan.blocks if block.name == name for item in block.target), years)
    return BlockResult(
        measured=measured,
        realised=measure((item for item in tranches if item.realised), years),
        expected=measure((item for item in tranches if not item.realised), years),
        cover=cover,
        target=target,
        difference=combine(years, [(1, measured), (1, cover), (-1, target)]),
    )
