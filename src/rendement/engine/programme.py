"""From the plan of a programme to its result: balance = in place - investments - costs - staff."""

from collections.abc import Callable, Iterable

from rendement.engine.arithmetic import cleared, exact_total, is_certain, noise
from rendement.engine.compute import NO_DOMAIN
from rendement.engine.discounting import payback_time, payback_year
from rendement.engine.programme_blocks import BlockResult, by_block
from rendement.engine.programme_plan import NEW, AmountRow, Measure, ProgrammePlan, Tranche, YearAmount
from rendement.engine.programme_structural import Structural, structural
from rendement.engine.stream import Stream, Years, amounts, combine, in_place, new
from rendement.source.record import record
from rendement.source.saving_kinds import ONCE, STRUCTURAL, YEARLY


@record
class Saving:
    """Savings seen every way that a report asks for.

    What is held against a target is money of the municipality; the rest is money of the perspective.
    """

    in_place: Stream
    new: Stream
    structural: Stream  # in place
    yearly: Stream
    once: Stream
    measured: Stream  # of the municipality: what is held against the target, new or in place
    realised: Stream  # the part of that
    expected: Stream
    passing: Stream  # the incidental part of that
    booked: float  # of the municipality: every amount written, once
    achieved: float  # the part of it that is realised


@record
class MeasureResult:
    """One measure, whole: without its share in the perspective."""

    measure: Measure
    saving: Saving
    investment: Stream
    net: Stream
    decided: float  # of the municipality, every amount once: of the plan as it was decided
    revised: float  # of the plan as it is now
    parts: "tuple[MeasureResult, ...]" = ()

    @property
    def leaves(self) -> "tuple[MeasureResult, ...]":
        """The measures of a programme, or itself."""
        return self.parts or (self,)


@record
class DomainResult:
    """The measures of one domain, in the perspective."""

    saving: Saving
    investment: Stream
    net: Stream


@record
class ProgrammeResult:
    """A programme, computed. Totals are in its perspective and leave out what does not count."""

    plan: ProgrammePlan
    measures: tuple[MeasureResult, ...]
    saving: Saving
    investment: Stream
    costs: Stream
    staff: Stream  # in euros
    fte: dict[int, float]
    net: Stream
    cover: Stream
    target: Stream | None
    difference: Stream | None
    lasting: Stream | None  # the difference without cover and without what is incidental
    by_domain: dict[str, DomainResult]
    by_block: dict[str, BlockResult]
    by_actor: dict[str, float]
    structural: Structural
    revised: float  # every amount of the plans as they are now, once
    enacted: Stream | None  # of the plans as they were decided, what the council has put in the budget
    valued: bool  # some measure that counts has an amount
    dated: bool  # and in some year
    empty: bool  # nothing has an amount

    @property
    def leaves(self) -> tuple[MeasureResult, ...]:
        """Every measure, with those of a programme in the place of that programme."""
        return tuple(leaf for item in self.measures for leaf in item.leaves)

    @property
    def payback(self) -> int | None:
        """The first year from which the cumulative balance stays at 0 or above, if any saving has a year."""
        balances = self.net.dated
        nothing = self.net.nothing
        return (
            payback_year(balances, nothing)
            if self.dated and is_certain(*balances.values(), nothing)
            else None
        )

    @property
    def first_spent(self) -> int | None:
        """The first year in which investments, costs and staff together cost anything."""
        spent = (self.investment, self.costs, self.staff)
        years = self.plan.years
        return next((year for year in years if _sum(part.by_year[year] for part in spent) > 0), None)

    @property
    def payback_time(self) -> float | None:
        """The same in years, from the start of the first that costs anything and straight within the last."""
        payback = self.payback
        return None if payback is None else payback_time(self.net.dated, self.first_spent, payback)


def compute_programme(plan: ProgrammePlan) -> ProgrammeResult:
    """Every measure, and the totals."""
    years = plan.years
    own = float(plan.bearer_inside)
    counted = [measure for measure in plan.measures if measure.counted]
    tranches = [item for measure in counted for item in _times(measure.tranches, measure.share)]
    budgeted = [item for measure in counted for item in _times(measure.budgeted, measure.own_share)]
    invested = [item for measure in counted for item in _invested(measure)]
    saved = saving(tranches, budgeted, plan)
    investment = amounts(invested, years)
    costs = amounts(_all(plan.costs), years, own)
    staff = combine(years, [(own * row.rate, amounts(row.staff, years)) for row in plan.staff])
    cover = amounts(_all(plan.cover), years)
    target = amounts(plan.target, years) if plan.target is not None else None
    difference = lasting = None
    if target is not None:
        difference = combine(years, [(1, saved.measured), (1, cover), (-1, target)])
        lasting = combine(years, [(1, difference), (-1, cover), (-1, saved.passing)])
    return ProgrammeResult(
        plan=plan,
        measures=tuple(_measure(measure, plan) for measure in plan.measures),
        saving=saved,
        investment=investment,
        costs=costs,
        staff=staff,
        fte=combine(years, [(1, amounts(row.staff, years)) for row in plan.staff]).by_year,
        net=combine(years, [(1, saved.in_place), (-1, investment), (-1, costs), (-1, staff)]),
        cover=cover,
        target=target,
        difference=difference,
        lasting=lasting,
        by_block=by_block(plan, budgeted),
        by_domain=_by_domain(tranches, budgeted, invested, plan),
        by_actor=_by_actor(plan, [leaf for leaf in plan.leaves if leaf.counted]),
        structural=structural(plan, budgeted),
        revised=_once(t for m in counted for t in _times(m.by_now, m.own_share)),
        enacted=_enacted(plan),
        valued=bool(tranches or budgeted),
        dated=any(item.span is not None for item in tranches),
        empty=not (tranches or budgeted or invested or plan.costs or plan.staff),
    )


def enacted(plan: ProgrammePlan) -> list[Measure]:
    """The measures that count and that the council decided on; not those that another of them took over."""
    taken = [leaf for leaf in plan.leaves if leaf.counted and leaf.decision and leaf.decision.taken]
    gone = {path for leaf in taken for path in leaf.replaces}
    return [leaf for leaf in taken if leaf.path not in gone]


def _enacted(plan: ProgrammePlan) -> Stream | None:
    """What they come to, as it is held against the target; None where no decision has an amount."""
    tranches = [item for leaf in enacted(plan) for item in _times(leaf.at_first, leaf.own_share)]
    return _measuring(plan)(tranches, plan.years) if tranches else None


def _measuring(plan: ProgrammePlan) -> Callable[[Iterable[Tranche], Years], Stream]:
    """What is held against a target: what is new in a year, or what stands in it."""
    return new if plan.counting == NEW else in_place


def saving(tranches: Iterable[Tranche], budgeted: Iterable[Tranche], plan: ProgrammePlan) -> Saving:
    """Savings of the perspective and of the municipality: new, in place, by kind, realised, expected."""
    tranches, budgeted = tuple(tranches), tuple(budgeted)
    years = plan.years
    measure = _measuring(plan)
    return Saving(
        in_place=in_place(tranches, years),
        new=new(tranches, years),
        structural=in_place((t for t in tranches if t.kind == STRUCTURAL), years),
        yearly=in_place((t for t in tranches if t.kind == YEARLY), years),
        once=in_place((t for t in tranches if t.kind == ONCE), years),
        measured=measure(budgeted, years),
        realised=measure((t for t in budgeted if t.realised), years),
        expected=measure((t for t in budgeted if not t.realised), years),
        passing=in_place((t for t in budgeted if t.kind == ONCE), years),
        booked=_once(budgeted),
        achieved=_once(t for t in budgeted if t.realised),
    )


def _once(tranches: Iterable[Tranche]) -> float:
    """Every amount, once."""
    return _sum(tranche.amount for tranche in tranches)


def _sum(amounts: Iterable[float]) -> float:
    """Exactly 0 for what is no more than adding up leaves."""
    added = tuple(amounts)
    return cleared(exact_total(added), noise(added))


def _measure(measure: Measure, plan: ProgrammePlan) -> MeasureResult:
    saved = saving(measure.tranches, measure.budgeted, plan)
    investment = amounts(measure.investments, plan.years)
    net = combine(plan.years, [(1, saved.in_place), (-1, investment)])
    parts = tuple(_measure(part, plan) for part in measure.parts)
    return MeasureResult(
        measure, saved, investment, net, _once(measure.at_first), _once(measure.by_now), parts
    )


def _times(tranches: Iterable[Tranche], share: float) -> list[Tranche]:
    """Tranches as far as they count."""
    return [item.times(share) for item in tranches]


def _invested(measure: Measure) -> list[YearAmount]:
    return [item.times(measure.investment_share) for item in measure.investments]


def _all(rows: Iterable[AmountRow]) -> list[YearAmount]:
    return [item for row in rows for item in row.amounts]


def _by_domain(
    tranches: list[Tranche], budgeted: list[Tranche], invested: list[YearAmount], plan: ProgrammePlan
) -> dict[str, DomainResult]:
    saved: dict[str, list[Tranche]] = {}
    own: dict[str, list[Tranche]] = {}
    spent: dict[str, list[YearAmount]] = {}
    for item in tranches:
        saved.setdefault(item.domain or NO_DOMAIN, []).append(item)
    for item in budgeted:
        own.setdefault(item.domain or NO_DOMAIN, []).append(item)
    for cost in invested:
        spent.setdefault(cost.domain or NO_DOMAIN, []).append(cost)
    found = {}
    for domain in dict.fromkeys((*saved, *own, *spent)):
        found_saving = saving(saved.get(domain, ()), own.get(domain, ()), plan)
        investment = amounts(spent.get(domain, ()), plan.years)
        net = combine(plan.years, [(1, found_saving.in_place), (-1, investment)])
        found[domain] = DomainResult(found_saving, investment, net)
    return found


def _by_actor(plan: ProgrammePlan, counted: list[Measure]) -> dict[str, float]:
    """Net by actor over all years, whatever the perspective."""
    parts: dict[str, list[float]] = {}

    def add(actor: str, amount: float) -> None:
        parts.setdefault(actor, []).append(amount)

    for measure in counted:
        if measure.case is not None:
            for actor, net in measure.case.by_actor:
                add(actor, net)
            continue
        whole = in_place(measure.tranches, plan.years).total
        add(plan.bearer, whole - amounts(measure.investments, plan.years).total)
        if measure.counterparty is not None:
            add(measure.counterparty, -whole)
    for row in plan.costs:
        add(plan.bearer, -amounts(row.amounts, plan.years).total)
    for staff in plan.staff:
        add(plan.bearer, -staff.rate * amounts(staff.staff, plan.years).total)
    return {actor: exact_total(values) for actor, values in parts.items()}
