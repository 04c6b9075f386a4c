"""From a plan to a result. A line is a per-draw factor times a weight per year."""

from collections.abc import Sequence

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.discounting import present_value
from rendement.engine.plan import BENEFITS, Bearer, Deadweight, Factor, Line, Plan
from rendement.engine.result import Balance, Flow, LineResult, Result, Step

NO_DOMAIN = "overig"


def compute(plan: Plan) -> Result:
    """Compute every line, and the totals in the plan's perspective."""
    lines = tuple(compute_line(plan, line) for line in plan.lines)
    benefits = tuple(item for item in lines if item.line.side == BENEFITS)
    costs = tuple(item for item in lines if item.line.side != BENEFITS)
    return totals(plan, benefits, costs)


def totals(plan: Plan, benefits: tuple[LineResult, ...], costs: tuple[LineResult, ...]) -> Result:
    """Add computed lines up, in the plan's perspective."""
    total = present = realised = Balance()
    first, last = plan.period
    years = [year for item in benefits + costs for year in item.weights] + [first, last]
    by_year = {year: Balance() for year in range(min(years), max(years) + 1)}
    present_by_year = dict(by_year)
    by_domain: dict[str, Balance] = {}
    by_actor: dict[str, Balance] = {}
    statuses = set()
    cut = 0.0
    for item in (*benefits, *costs):
        if not item.line.counted:
            continue
        unit = item.unit_for(plan.inside)
        total = _add(total, item, unit * item.weight)
        realised = _add(realised, item, unit * item.realised_weight)
        statuses.add(item.line.realised is not None)
        cut += unit * item.cut_weight
        for year, weight in item.weights.items():
            by_year[year] = _add(by_year[year], item, unit * weight)
            worth = unit * weight * discount_factor(plan.discount, year)
            present = _add(present, item, worth)
            present_by_year[year] = _add(present_by_year[year], item, worth)
        for flow in item.flows:
            amount = flow.unit * item.weight
            by_actor[flow.actor] = _add(by_actor.get(flow.actor, Balance()), item, amount)
            if flow.actor in plan.inside:
                domain = flow.domain or NO_DOMAIN
                by_domain[domain] = _add(by_domain.get(domain, Balance()), item, amount)
    return Result(
        plan=plan,
        benefits=benefits,
        costs=costs,
        total=total,
        present=present,
        by_year=by_year,
        present_by_year=present_by_year,
        by_domain=by_domain,
        by_actor=by_actor,
        realised=realised if True in statuses else None,
        valued=any(item.line.counted for item in benefits),
        cut=cut,
    )


def compute_line(plan: Plan, line: Line) -> LineResult:
    """Gross, every step of the chain, net; by year and by actor."""
    results = yearly_counts(line)
    prices = line.prices or (1.0,) * len(results)
    counts = [result * price for result, price in zip(results, prices, strict=True)]
    count = sum(counts)
    unit = sum(part.quantity * part.price.amount for part in line.parts)
    indexed = sum(part.quantity * part.price.amount * part.price.index for part in line.parts)
    weights = line.effect.spell
    steps = [Step("bruto", 1.0, unit * count * sum(weights), 0.0)]
    if line.indexed:
        left = indexed * count * sum(weights)
        steps.append(_step("prijspeil", steps[-1], left, indexed / unit if unit else None))
    for name, curve in _curves(line):
        before = sum(weights)
        weights = tuple(weight * share for weight, share in zip(weights, curve, strict=True))
        share: float | None = sum(weights) / before
        steps.append(_step(name, steps[-1], indexed * count * sum(weights), share))
    passed = 1.0
    for factor in line.chain:
        name, left = remaining(factor, sum(results))
        passed = passed * left
        steps.append(_step(name, steps[-1], steps[-1].left * left, left))
    profile = spread(line, counts, weights)
    kept = {year: passed * weight for year, weight in sorted(profile.items()) if _inside(line, year)}
    cut = passed * sum(profile.values()) - sum(kept.values())
    if len(kept) < len(profile):
        whole = sum(profile.values())
        share = sum(kept.values()) / (passed * whole) if passed * whole else None
        steps.append(_step("horizon", steps[-1], indexed * sum(kept.values()), share))
    else:
        cut = 0.0
    done = [
        c if line.realised and y in line.realised else 0.0 for y, c in zip(line.years, counts, strict=True)
    ]
    late = beyond_evidence(line, weights)
    net_value = {year: indexed * weight for year, weight in kept.items()}
    return LineResult(
        line=line,
        steps=tuple(steps),
        weights=kept,
        cut_weight=cut,
        realised_weight=passed * _inside_sum(line, spread(line, done, weights)),
        late_weight=passed * _inside_sum(line, spread(line, counts, late)),
        unit=indexed,
        flows=_flows(line, indexed * sum(kept.values())),
        count=sum(results),
        present_value=present_value(plan.discount, net_value),
    )


def yearly_counts(line: Line) -> list[float]:
    """Results in each year of the line: the quantity factors times the year's timing."""
    results = 1.0
    for factor in line.quantity:
        results = results * factor.value
    return [results * timing for timing in line.timing]


def spread(line: Line, counts: Sequence[float], weights: Sequence[float]) -> dict[int, float]:
    """By calendar year: result year + lag + effect-year, each with its weight."""
    profile: dict[int, float] = {}
    for year, count in zip(line.years, counts, strict=True):
        start = year + line.effect.lag
        for passed, weight in enumerate(weights):
            profile[start + passed] = profile.get(start + passed, 0.0) + count * weight
    return profile


def remaining(factor: Factor | Deadweight, count: float) -> tuple[str, float]:
    """The step's name and the share it leaves.

    Deadweight by a base rate is min(1, rate x helped / results): what would have happened anyway among
    everybody helped, as a share of the results.
    """
    if isinstance(factor, Factor):
        return factor.step, factor.value
    if factor.rate is None or factor.helped is None:
        return "business_as_usual", 1 - (factor.share or 0.0)
    expected = factor.rate * factor.helped
    return "business_as_usual", 1 - (expected / count if expected < count else 1.0)


def beyond_evidence(line: Line, weights: Sequence[float]) -> tuple[float, ...]:
    """The weights of the effect-years after the evidence ends; part of a year where it ends within one."""
    if line.evidence is None or line.evidence[1] is None:
        return (0.0,) * len(weights)
    covered = line.evidence[1]
    return tuple(weight * (1 - min(1.0, max(0.0, covered - passed))) for passed, weight in enumerate(weights))


def shares(bearers: Sequence[Bearer], net: float) -> list[tuple[str, float]]:
    """Each bearer's share of a net amount; the rest takes what shares and amounts leave."""
    fixed = [
        (
            bearer.actor,
            bearer.share if bearer.share is not None else (bearer.amount or 0.0) / net if net else 0.0,
        )
        for bearer in bearers
        if bearer.share is not None or bearer.amount is not None
    ]
    left = 1 - sum(share for _, share in fixed)
    return fixed + [
        (bearer.actor, left) for bearer in bearers if bearer.share is None and bearer.amount is None
    ]


def _flows(line: Line, net: float) -> tuple[Flow, ...]:
    units: dict[tuple[str, str | None], float] = {}
    whole = sum(part.quantity * part.price.amount * part.price.index for part in line.parts)
    own = shares(line.bearers, net) if line.bearers is not None else None
    for part in line.parts:
        unit = part.quantity * part.price.amount * part.price.index
        part_net = net * unit / whole if whole else 0.0
        borne = [(actor, unit * share) for actor, share in own or shares(part.bearers, part_net)]
        if part.counterparty is not None:
            borne.append((part.counterparty, -unit))
        for actor, amount in borne:
            key = (actor, part.domain)
            units[key] = units.get(key, 0.0) + amount
    return tuple(Flow(actor, domain, unit) for (actor, domain), unit in units.items())


def _curves(line: Line) -> list[tuple[str, tuple[float, ...]]]:
    effect = line.effect
    named = (("blijfkans", effect.staying), ("terugval", effect.relapse), ("afname", effect.dropoff))
    return [(name, curve) for name, curve in named if curve is not None]


def _step(name: str, before: Step, left: float, share: float | None) -> Step:
    return Step(name, share, left, before.left - left)


def _inside(line: Line, year: int) -> bool:
    return line.effect.horizon is None or year <= line.effect.horizon


def _inside_sum(line: Line, profile: dict[int, float]) -> float:
    return sum(weight for year, weight in profile.items() if _inside(line, year))


def _add(balance: Balance, item: LineResult, amount: float) -> Balance:
    return balance.plus(amount, 0.0) if item.line.side == BENEFITS else balance.plus(0.0, amount)
