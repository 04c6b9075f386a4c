"""From a programme, and what it includes already computed, to the plan of the programme."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rendement.bind.case import inside
from rendement.bind.context import Context
from rendement.bind.numbers import Numbers
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.printed import of_file, printed
from rendement.bind.programme_case import CaseRun, bind_case
from rendement.bind.programme_judge import judge
from rendement.bind.programme_ledger import programme_ledger
from rendement.bind.programme_measure import Shares, bind_measure, replaced
from rendement.bind.programme_overlap import bind_pots
from rendement.bind.programme_part import (
    ProgrammeRun,
    Run,
    bind_part,
    check_parts,
    counted_parts,
    programmes_of,
)
from rendement.bind.programme_post import Named, with_posts
from rendement.bind.programme_rows import costs, covers, staff, unknown
from rendement.bind.programme_target import bind_target, warn_target
from rendement.engine.plan import Actor, Unvalued
from rendement.engine.programme_plan import AmountRow, Block, Measure, ProgrammePlan
from rendement.figures.programme_fields import PROGRAMME
from rendement.model import programme as written
from rendement.model.case import Case
from rendement.model.library import Library
from rendement.model.list_files import content_hash
from rendement.source.finding import Finding, has_errors
from rendement.source.notes import StopReading
from rendement.source.tree import Source


def bind_programme(
    programme: written.Programme,
    source: Source,
    named: Named,
    perspective: str | None = None,
    numbers: Numbers | None = None,
    until: int | None = None,
) -> tuple[ProgrammePlan | None, list[Finding]]:
    """The plan, or the findings that forbid it.

    With `numbers` of symbols, and what it includes computed with symbols of the same tape, the plan is of
    symbols. `until`: of a programme inside another, the last year of that one.
    """
    context = _context(programme, source, numbers or Numbers())
    try:
        plan = _plan(context, programme, named, perspective, until)
    except StopReading:
        return None, context.findings
    return (None if has_errors(context.findings) else plan), context.findings


def _plan(
    context: Context,
    programme: written.Programme,
    named: Named,
    perspective: str | None,
    until: int | None,
) -> ProgrammePlan:
    """The plan in a perspective, whether or not something is wrong with it."""
    runs = named.runs
    name = perspective or programme.perspectief or DEFAULT_BEARER
    actors = _actors(context, runs)
    shares = Shares(inside(context, name, actors if until is None else (*actors, name)))
    parts = programmes_of(runs)
    measures = tuple(_measures(context, programme, {**runs, **parts}, shares, name))
    measures = replaced(measures, _taken_over(context.source, programme))
    measures = with_posts(context, programme, measures, named.monitors)
    within, end = counted_parts(programme, parts), max(programme.periode[1], until or 0)
    cover = covers(context, programme.dekking, end)
    target = bind_target(context, programme.taakstelling, end, within)
    check_parts(context, programme, parts)
    judge(context, programme, measures)
    warn_target(context, programme, target, cover if until is None else (), measures)
    plan = ProgrammePlan(
        name=programme.naam,
        place=programme.gemeente or programme.plaats or "",
        period=programme.periode,
        price_level=programme.prijspeil,
        perspective=name,
        own_perspective=programme.perspectief or DEFAULT_BEARER,
        bearer=DEFAULT_BEARER,
        bearer_inside=bool(shares.bearer),
        counting=programme.telling,
        target=target.amounts,
        block_by=target.by,
        blocks=target.blocks,
        cover=cover,
        measures=measures,
        costs=costs(context, programme.kosten, end),
        staff=staff(context, programme.formatie, end),
        actors=actors,
        unvalued=tuple(_unvalued(programme)),
        printed=printed(context, of_file(context, PROGRAMME)),
        source=programme.bron,
        note=programme.toelichting,
        file_hash=content_hash(context.source.text),
        as_of=programme.peildatum,
        pots=bind_pots(context, programme, measures, within),
        ledger=programme_ledger(context, runs),
    )
    return _with_parts(plan, within)


def _context(programme: written.Programme, source: Source, numbers: Numbers) -> Context:
    """A programme has no price lists and no lines: its actors and printed figures are enough."""
    head = Case.model_construct(actoren=programme.actoren, gedrukt=programme.gedrukt)
    return Context(head, source, Library(), numbers)


def _with_parts(plan: ProgrammePlan, within: list[ProgrammePlan]) -> ProgrammePlan:
    """The plan with the costs, the staff and the cover of the programmes in it that count."""
    if not within:
        return plan
    return replace(
        plan,
        counting=plan.counting or next((part.counting for part in within if part.counting), None),
        cover=(*plan.cover, *(_with_block(row, plan.blocks) for part in within for row in part.cover)),
        costs=(*plan.costs, *(row for part in within for row in part.costs)),
        staff=(*plan.staff, *(row for part in within for row in part.staff)),
        unvalued=(*plan.unvalued, *(item for part in within for item in part.unvalued)),
    )


def _actors(context: Context, runs: Mapping[int, Run]) -> dict[str, Actor]:
    """Those of the programme before those of what it includes."""
    included = {code: actor for run in runs.values() for code, actor in run.plan.actors.items()}
    return included | context.actors


def _taken_over(source: Source, programme: written.Programme) -> dict[int, tuple[int, ...]]:
    """Which measures a measure takes over, by number."""
    asked = {i: item.vervangt for i, item in enumerate(programme.maatregelen) if item.vervangt}
    found = {i: [source.resolve(("maatregelen", name))[1] for name in names] for i, names in asked.items()}
    return {i: tuple(number for number in numbers if isinstance(number, int)) for i, numbers in found.items()}


def _with_block(row: AmountRow, blocks: Iterable[Block]) -> AmountRow:
    """A cover of a programme inside this one, in a block only if this one has it."""
    return row if any(block.name == row.block for block in blocks) else replace(row, block=None)


def _measures(
    context: Context, programme: written.Programme, runs: Mapping[int, Run], shares: Shares, perspective: str
) -> Iterator[Measure]:
    for i, item in enumerate(programme.maatregelen):
        run = runs.get(i)
        if isinstance(run, CaseRun):
            yield bind_case(context, item, i, run, programme.periode, perspective)
        elif isinstance(run, ProgrammeRun):
            yield bind_part(context, item, i, run)
        else:
            yield bind_measure(context, item, i, shares)


def _unvalued(programme: written.Programme) -> Iterator[Unvalued]:
    """What the programme as a whole leaves without an amount."""
    for i, item in enumerate(programme.pm):
        yield Unvalued(f"pm[{i}]", item.naam, item.reden, item.richting)
    for i, row in enumerate(programme.kosten):
        yield from unknown(row.bedragen, ("kosten", i, "bedragen"), row.naam, "last")
