"""The target of a programme, of the whole and by block, and what is probably not meant with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from rendement.bind.context import Context
from rendement.bind.programme_rows import figures, known
from rendement.engine.programme_plan import AmountRow, Block, BlockBy, Measure, ProgrammePlan, YearAmount
from rendement.model import programme as written
from rendement.model.programme_values import WHOLE, Targets
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.suggest import did_you_mean

TARGET = "taakstelling"
TO_FILL = "nog in te vullen"  # what the target of the whole asks beyond its blocks
UNSIGNED = "schrijf deze bedragen zonder minteken, ook als de bron dat wel doet"
_COVER = (
    "voeg `taakstelling:` en `telling:` toe, of zeg bij elke rij uit welk deel van de begroting zij komt, "
    "zoals `uit: reserve`"
)
_CENT = 0.005


@record
class BoundTarget:
    """The target by year; and its blocks, when it has any."""

    amounts: tuple[YearAmount, ...] | None = None
    by: BlockBy | None = None
    blocks: tuple[Block, ...] = ()


def bind_target(
    context: Context, target: Targets | None, end: int, parts: Iterable[ProgrammePlan]
) -> BoundTarget:
    """What the file asks; when it asks nothing, what the programmes in it ask together."""
    if target is None:
        return _of_parts([plan for plan in parts if plan.target is not None])
    if target.per is None:
        return BoundTarget(figures(context, known(target.whole or {}), (TARGET,), end))
    (by,) = (name for name in get_args(BlockBy) if name == target.per)
    blocks = [
        Block(name, figures(context, known(amounts), (TARGET, name), end)) for name, amounts in target.blocks
    ]
    asked = tuple(item for block in blocks for item in block.target)
    if target.whole is None:
        return BoundTarget(asked, by, tuple(blocks))
    whole = figures(context, known(target.whole), (TARGET, WHOLE), end)
    if _rest(context, target):
        blocks.append(Block(TO_FILL, (*whole, *(replace(item, value=-item.value) for item in asked))))
    return BoundTarget(whole, by, tuple(blocks))


def _of_parts(plans: list[ProgrammePlan]) -> BoundTarget:
    if not plans:
        return BoundTarget()
    whole = tuple(item for plan in plans for item in plan.target or ())
    by = plans[0].block_by
    if by is None or any(plan.block_by != by for plan in plans):
        return BoundTarget(whole)
    blocks: dict[str, tuple[YearAmount, ...]] = {}
    for block in (block for plan in plans for block in plan.blocks):
        blocks[block.name] = (*blocks.get(block.name, ()), *block.target)
    return BoundTarget(whole, by, tuple(Block(name, items) for name, items in blocks.items()))


def _rest(context: Context, target: Targets) -> bool:
    """Whether the whole asks more than its blocks; in no year it asks less."""
    whole = target.whole or {}
    rest = dict(whole)
    for _, amounts in target.blocks:
        for year, amount in amounts.items():
            rest[year] = rest.get(year, 0.0) - amount
    for year, left in rest.items():
        if left < -_CENT:
            message = f"in {year} vragen de blokken samen {-left:,.0f} meer dan het totaal".replace(",", ".")
            remedy = "verhoog het totaal, of laat `totaal` weg: dan is het de som van de blokken"
            place = (TARGET, WHOLE, str(year)) if year in whole else (TARGET, WHOLE)
            context.add(place, "totaal-onder-blokken", message, remedy)
            return False
    return any(left > _CENT for left in rest.values())


def warn_target(
    context: Context,
    programme: written.Programme,
    bound: BoundTarget,
    cover: Iterable[AmountRow],
    measures: Iterable[Measure],
) -> None:
    """What is probably not meant: a cover for no target, a level that falls away, a block of nothing."""
    if bound.amounts is None:
        if any(row.origin is None for row in cover):  # of a budget it needs no target
            message = "er is dekking, maar geen taakstelling om haar naast te leggen"
            context.add(("dekking",), "dekking-zonder-taakstelling", message, _COVER, "waarschuwing")
        return
    _check_blocks(context, programme, bound, measures)
    target = programme.taakstelling
    if target is None:
        return
    every = [*(target.whole or {}).values(), *(x for _, block in target.blocks for x in block.values())]
    if max(every) < 0:
        message = "alle bedragen zijn hier negatief; een taakstelling is positief"
        context.add((TARGET,), "alles-negatief", message, UNSIGNED, "waarschuwing")
    if programme.telling == "stand":
        _warn_gaps(context, target, programme.periode[1])


def _warn_gaps(context: Context, target: Targets, end: int) -> None:
    named: list[tuple[Path, Mapping[int, float]]] = [((TARGET, name), block) for name, block in target.blocks]
    if target.whole is not None:
        named.append(((TARGET,) if target.per is None else (TARGET, WHOLE), target.whole))
    for place, amounts in named:
        gone = [year for year in range(min(amounts), end + 1) if year not in amounts]
        if gone:
            message = f"de taakstelling is een niveau, maar {gone[0]} ontbreekt en telt als 0"
            remedy = f"voeg {gone[0]} toe, ook als het niveau gelijk blijft"
            context.add(place, "taakstelling-per-jaar", message, remedy, "waarschuwing")


def _check_blocks(
    context: Context, programme: written.Programme, bound: BoundTarget, measures: Iterable[Measure]
) -> None:
    names = [block.name for block in bound.blocks]
    for i, row in enumerate(programme.dekking):
        if row.blok is not None and row.blok not in names:
            message = f"`{row.blok[:60]}` is geen blok van de taakstelling"
            otherwise = f"kies uit {', '.join(names)}" if names else "laat `blok` weg: er zijn geen blokken"
            remedy = did_you_mean(row.blok, names, otherwise)
            context.add(("dekking", i, "blok"), "onbekend-blok", message, remedy)
    if programme.taakstelling is None:
        return
    used = {_own(bound, measure, domain) for measure in measures for domain in _domains(measure)}
    for name, _ in programme.taakstelling.blocks:
        if name not in used:
            message = f"geen maatregel heeft {bound.by} `{name[:60]}`; dit blok blijft leeg"
            known_ = [item for item in used if item is not None]
            remedy = did_you_mean(name, known_, f"zet `{bound.by}: {name[:60]}` bij de maatregelen ervan")
            context.add((TARGET, name), "blok-zonder-maatregel", message, remedy, "waarschuwing")


def _own(bound: BoundTarget, measure: Measure, domain: str | None) -> str | None:
    return domain if bound.by == "domein" else measure.group


def _domains(measure: Measure) -> set[str | None]:
    return {measure.domain, *(tranche.domain for tranche in measure.budgeted)}
