"""A programme as a measure of another: all its measures, costs, cover and staff, each with its own path."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.programme_case import CaseRun
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import (
    AmountRow,
    Block,
    Measure,
    ProgrammeOrigin,
    ProgrammePlan,
    StaffRow,
    Tranche,
    YearAmount,
)
from rendement.model import programme as written
from rendement.source.path import Path, format_path, slug
from rendement.source.record import record
from rendement.source.scalar import span_text

MEASURES = "maatregelen"


@record
class ProgrammeRun:
    """A programme inside the programme, bound with the years and the perspective of the outer one."""

    file: str
    plan: ProgrammePlan
    inside: tuple[ProgrammeOrigin, ...] = ()  # the programmes in it


Run = CaseRun | ProgrammeRun


def programmes_of(runs: Mapping[int, Run]) -> dict[int, ProgrammeRun]:
    """The programmes among what is included, by the number of their measure, with paths as they are here."""
    return {
        number: ProgrammeRun(run.file, _moved(run.plan, f"{MEASURES}[{number}]."), run.plan.programmes)
        for number, run in sorted(runs.items())
        if isinstance(run, ProgrammeRun)
    }


def bind_part(context: Context, item: written.Measure, number: int, run: ProgrammeRun) -> Measure:
    """The measure that a programme is: the sum of its measures that count."""
    place: Path = (MEASURES, number)
    plan, counted = run.plan, item.telt_mee is not False
    parts = tuple(_part(leaf, item, run, counted) for leaf in plan.leaves)
    own = [part for part, leaf in zip(parts, plan.leaves, strict=True) if leaf.counted]
    domains = {tranche.domain for leaf in own for tranche in leaf.tranches}
    return Measure(
        path=format_path(place),
        name=plan.name,
        slug=slug(plan.name) or format_path(place),
        tranches=tuple(t.times(leaf.share) for leaf in own for t in leaf.tranches),
        own=tuple(t.times(leaf.own_share) for leaf in own for t in leaf.budgeted),
        decided=tuple(t.times(leaf.own_share) for leaf in own for t in leaf.at_first),
        revised=tuple(t.times(leaf.own_share) for leaf in own for t in leaf.by_now),
        investments=tuple(c.times(leaf.investment_share) for leaf in own for c in leaf.investments),
        counted=counted,
        why_not=item.reden,
        domain=domains.pop() if len(domains) == 1 else None,
        group=item.groep,
        source=plan.source,
        note=plan.note,
        programme=ProgrammeOrigin(run.file, plan.name, plan.place, plan.period, plan.file_hash, run.inside),
        parts=parts,
    )


def _part(leaf: Measure, item: written.Measure, run: ProgrammeRun, counted: bool) -> Measure:
    """A measure of the programme; what stands beside `programma` fills in what it does not say."""
    domain, group = leaf.domain or item.domein, leaf.group or item.groep

    def filled(tranche: Tranche) -> Tranche:
        return replace(tranche, domain=tranche.domain or item.domein, group=tranche.group or item.groep)

    return replace(
        leaf.with_tranches(filled),
        investments=tuple(replace(cost, domain=cost.domain or item.domein) for cost in leaf.investments),
        domain=domain,
        field=leaf.field or item.taakveld,
        group=group,
        people=leaf.people or item.doelgroep,
        pot=leaf.pot or item.budget,
        claims=tuple(
            replace(claim, pot=claim.pot or item.budget, group=claim.group or item.doelgroep)
            for claim in leaf.claims
        ),
        counted=leaf.counted and counted,
        why_not=leaf.why_not if counted or not leaf.counted else item.reden,
        file=leaf.file or run.file,
    )


def counted_parts(programme: written.Programme, parts: Mapping[int, ProgrammeRun]) -> list[ProgrammePlan]:
    """The programmes that count, of which costs, cover, staff and target count as well."""
    return [run.plan for number, run in parts.items() if programme.maatregelen[number].telt_mee is not False]


def check_parts(context: Context, programme: written.Programme, parts: Mapping[int, ProgrammeRun]) -> None:
    """A programme inside another counts in the same way, within its years and at its prices."""
    counting, first, last = programme.telling, *programme.periode
    for number, run in parts.items():
        place: Path = (MEASURES, number, "programma")
        plan = run.plan
        if plan.period[0] < first or plan.period[1] > last:
            message = f"dit programma loopt in {span_text(plan.period)}, buiten {span_text((first, last))}"
            remedy = "verruim `periode` van het programma waar het in staat"
            context.add(place, "jaar-buiten-periode", message, remedy)
        counting = counting or plan.counting
        if plan.counting is not None and plan.counting != counting:
            message = f"dit programma telt met `{plan.counting}`, de rest met `{counting}`"
            remedy = "kies in beide bestanden dezelfde `telling`"
            context.add(place, "telling-verschilt", message, remedy)
        if programme.prijspeil is not None and plan.price_level not in (None, programme.prijspeil):
            message = f"dit programma heeft prijspeil {plan.price_level}, de rest {programme.prijspeil}"
            remedy = "reken het om, of lees het totaal met dit voorbehoud"
            context.add(place, "gemengd-prijspeil", message, remedy, "waarschuwing")


def _moved(plan: ProgrammePlan, base: str) -> ProgrammePlan:
    """The plan with every path below the measure that it is."""

    def moved(items: Iterable[YearAmount]) -> tuple[YearAmount, ...]:
        return tuple(replace(item, path=base + item.path) for item in items)

    def rows(items: Iterable[AmountRow]) -> tuple[AmountRow, ...]:
        return tuple(
            replace(row, path=base + row.path, name=f"{plan.name}: {row.name}", amounts=moved(row.amounts))
            for row in items
        )

    def team(row: StaffRow) -> StaffRow:
        return replace(row, path=base + row.path, name=f"{plan.name}: {row.name}", staff=moved(row.staff))

    return replace(
        plan,
        measures=tuple(_measure(leaf, base) for leaf in plan.leaves),
        costs=rows(plan.costs),
        cover=rows(plan.cover),
        staff=tuple(map(team, plan.staff)),
        target=None if plan.target is None else moved(plan.target),
        blocks=tuple(Block(block.name, moved(block.target)) for block in plan.blocks),
        unvalued=_unvalued(plan.unvalued, base, f"{plan.name}: "),
        pots=plan.pots.moved(base),
    )


def _measure(leaf: Measure, base: str) -> Measure:
    return replace(
        leaf.with_tranches(lambda item: replace(item, path=base + item.path)),
        path=base + leaf.path,
        replaces=tuple(base + path for path in leaf.replaces),
        investments=tuple(replace(item, path=base + item.path) for item in leaf.investments),
        unknown=_unvalued(leaf.unknown, base),
    )


def _unvalued(items: Iterable[Unvalued], base: str, name: str = "") -> tuple[Unvalued, ...]:
    return tuple(replace(item, path=base + item.path, name=name + item.name) for item in items)
