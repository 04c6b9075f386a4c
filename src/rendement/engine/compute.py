"""From a plan to a result: every line, and the totals in the plan's perspective."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain

from rendement.engine.arithmetic import Number, add_at, noise, total
from rendement.engine.discounting import factors
from rendement.engine.line import compute_line
from rendement.engine.plan import BENEFITS, COSTS, Line, Plan
from rendement.engine.result import Balance, LineResult, Result

NO_DOMAIN = "overig"
SEVERAL_DOMAINS = "diverse domeinen"


def compute(plan: Plan) -> Result:
    """Compute every line, and the totals in the plan's perspective."""
    worth = factors(plan.discount, years_of(plan.lines))
    lines = tuple(compute_line(plan, line, worth) for line in plan.lines)
    benefits = tuple(item for item in lines if item.line.side == BENEFITS)
    costs = tuple(item for item in lines if item.line.side != BENEFITS)
    return totals(plan, benefits, costs)


def totals(plan: Plan, benefits: tuple[LineResult, ...], costs: tuple[LineResult, ...]) -> Result:
    """Add computed lines up, in the plan's perspective."""
    counted = [item for item in (*benefits, *costs) if item.line.counted]
    nothing = noise(item.moved for item in counted)
    years = _years_between(plan, counted)
    by_year = _by_year(plan, counted, years, nothing)
    present_by_year = _present_by_year(plan, counted, by_year, nothing)
    by_actor, by_domain = _by_flow(plan, counted)
    done = _realised(plan, counted)
    whole = _added(item.balance(item.unit_for(plan.inside) * item.weight) for item in counted)
    present = _added(item.balance(item.unit_for(plan.inside) * item.present_weight) for item in counted)
    return Result(
        plan=plan,
        benefits=benefits,
        costs=costs,
        total=whole.settled(nothing),
        present=present.settled(nothing),
        by_year=by_year,
        present_by_year=present_by_year,
        by_domain={domain: balance.settled(nothing) for domain, balance in by_domain.items()},
        by_actor={actor: balance.settled(nothing) for actor, balance in by_actor.items()},
        realised=None if done is None else done.settled(nothing),
        valued=any(item.line.counted for item in benefits),
        cut=total(item.unit_for(plan.inside) * item.cut_weight for item in benefits if item.line.counted),
        nothing=nothing,
    )


def _years_between(plan: Plan, counted: Sequence[LineResult]) -> Sequence[int]:
    """Every year from the first to the last in which anything happens, and of the period."""
    edges = ((next(iter(item.weights)), next(reversed(item.weights))) for item in counted if item.weights)
    named = [*plan.period, *chain.from_iterable(edges)]
    return range(min(named), max(named) + 1)


def _by_year(
    plan: Plan, counted: Iterable[LineResult], years: Sequence[int], nothing: Number
) -> dict[int, Balance]:
    """The balance of each of these years."""
    sides: dict[str, list[Number]] = {side: [0.0] * len(years) for side in (BENEFITS, COSTS)}
    for item in counted:
        if item.weights:
            start = next(iter(item.weights)) - years[0]
            add_at(sides[item.line.side], start, item.unit_for(plan.inside), item.weights.values())
    balances = map(Balance, sides[BENEFITS], sides[COSTS])
    return {year: balance.settled(nothing) for year, balance in zip(years, balances, strict=True)}


def _present_by_year(
    plan: Plan, counted: Sequence[LineResult], by_year: Mapping[int, Balance], nothing: Number
) -> dict[int, Balance]:
    """What the balance of each year is worth; the lines with a rate of their own each at that."""
    worth = factors(plan.discount, by_year)
    own = [item for item in counted if item.line.discount is not None]
    if own:
        others = [item for item in counted if item.line.discount is None]
        by_year = _by_year(plan, others, list(by_year), nothing)
    present = {year: balance.times(worth[year]) for year, balance in by_year.items()}
    for item in own:
        unit, worth = item.unit_for(plan.inside), factors(item.line.discount or plan.discount, item.weights)
        for year, weight in item.weights.items():
            present[year] = present[year].plus(item.balance(unit * weight * worth[year]))
    return present


def _by_flow(plan: Plan, counted: Sequence[LineResult]) -> tuple[dict[str, Balance], dict[str, Balance]]:
    """The balance of every actor, and of every domain inside the perspective."""
    by_actor: dict[str, Balance] = {}
    by_domain: dict[str, Balance] = {}
    for item in counted:
        weight = item.weight
        for flow in item.flows:
            amount = item.balance(flow.unit * weight)
            by_actor[flow.actor] = by_actor.get(flow.actor, Balance()).plus(amount)
        for part in item.borne:
            if part.concerns(plan.inside):
                domain, amount = part.domain or NO_DOMAIN, item.balance(part.unit_for(plan.inside) * weight)
                by_domain[domain] = by_domain.get(domain, Balance()).plus(amount)
    return by_actor, by_domain


def _realised(plan: Plan, counted: Sequence[LineResult]) -> Balance | None:
    """What is realised already; None unless something is and something still is not."""
    done = any(item.line.realised for item in counted)
    expected = any(set(item.line.years) - (item.line.realised or set()) for item in counted)
    if not (done and expected):
        return None
    return _added(item.balance(item.unit_for(plan.inside) * item.realised_weight) for item in counted)


def _added(balances: Iterable[Balance]) -> Balance:
    return reduce(Balance.plus, balances, Balance())


def years_of(lines: Iterable[Line]) -> Sequence[int]:
    """Every year in which a line may have an effect."""
    ends: list[int] = []
    for line in lines:
        first, last = line.years[0] + line.effect.lag, line.years[-1] + line.effect.lag
        ends += (first, last + len(line.effect.spell) - 1)
    return range(min(ends), max(ends) + 1) if ends else ()
