"""One line: gross, every step of the chain, net. A per-draw factor times a weight per year."""

from collections.abc import Mapping, Sequence
from operator import mul

from rendement.engine.arithmetic import (
    Number,
    add_at,
    at_least_zero,
    at_most_one,
    cleared,
    levelled,
    noise,
    ratio,
    ratio_or,
    settled,
    size,
    total,
)
from rendement.engine.bearers import borne
from rendement.engine.discounting import factors
from rendement.engine.growth import growth_factors
from rendement.engine.plan import BaseRate, Effect, Line, Plan, Share, by_factors
from rendement.engine.result import LineResult, Step
from rendement.engine.steps import GROSS, GROWTH, HORIZON, PRICE_LEVEL, StepKind

Weights = tuple[Number, ...]
Profile = dict[int, Number]


def compute_line(plan: Plan, line: Line, worth: Mapping[int, Number] | None = None) -> LineResult:
    """A line by step, by year and by actor; `worth` holds discount factors already known."""
    counted, price = by_factors(1.0, line.quantity), settled(part.worth for part in line.parts)
    quantity = by_factors(counted, line.factors)
    timing, often = line.timing, quantity * settled(line.timing)
    results = counted * settled(line.timing if line.results is None else line.results)
    if line.prices is not None:
        timing = tuple(map(mul, timing, line.prices))
        often = quantity * settled(timing)
    steps, weights = _effect_steps(line, price, often)
    passed, chain = _chain_steps(line, steps[-1], results)
    unit = quantity * price * passed
    ungrown = spread(line, timing, weights)
    profile = _grown(line, ungrown)
    inside, beyond = _cut(line.effect, profile)
    steps += chain
    if line.growth is not None:
        steps.append(_growth_step(ungrown, profile, steps[-1], unit))
    steps += _horizon_step(inside, beyond, steps[-1], unit)
    weight = settled(inside.values())
    if worth is None or line.discount is not None:
        worth = factors(line.discount or plan.discount, inside)
    return LineResult(
        line=line,
        steps=tuple(steps),
        weights=inside,
        weight=weight,
        cut_weight=settled(beyond.values()),
        realised_weights=_realised(line, timing, weights),
        late_weight=_late(line, timing, weights),
        unit=unit,
        moved=size(quantity)
        * total(map(size, (part.worth for part in line.parts)))
        * total(map(size, inside.values())),
        borne=borne(line, quantity * passed, weight),
        results=results,
        ungrown=ungrown,
        present_weight=total(map(mul, inside.values(), map(worth.__getitem__, inside))),
    )


def spread(line: Line, timing: Sequence[Number], weights: Weights) -> Profile:
    """By calendar year, in order: year of the result + lag + effect-year, each with its weight.

    What comes in one year is added in the order of its results, however long they may last.
    """
    results = _every_year(line.years, timing)
    outer, inner = sorted((results, weights), key=len)
    profile = [0.0] * (len(outer) + len(inner) - 1)
    starts = range(len(outer))
    for start in starts if outer is results else reversed(starts):
        add_at(profile, start, outer[start], inner)
    return dict(enumerate(profile, line.years[0] + line.effect.lag))


def remaining(share: Share | BaseRate, results: Number) -> Number:
    """The share that is left.

    A base rate takes min(1, rate x helped / results): what would have happened anyway among everybody
    helped, as a share of the results; all of it where there are none.

    >>> from rendement.engine.steps import step_named
    >>> remaining(BaseRate("", step_named("business_as_usual"), rate=0.075, helped=80), 12)
    0.5
    """
    if isinstance(share, Share):
        return share.left
    return 1 - at_most_one(ratio_or(1.0, share.rate * share.helped, results))


def _every_year(named: Sequence[int], timing: Sequence[Number]) -> Sequence[Number]:
    """The timing of every year from the first to the last; a year that is not named is 0."""
    years = range(named[0], named[-1] + 1)
    if len(years) == len(timing):
        return timing
    known = dict(zip(named, timing, strict=True))
    return [known.get(year, 0.0) for year in years]


def _effect_steps(line: Line, price: Number, often: Number) -> tuple[list[Step], Weights]:
    """Gross, price level and curves: what the steps leave, and the weight of each effect-year."""
    plain = settled(part.amount for part in line.parts)
    weights = line.effect.spell
    gross = Step(GROSS, 1.0, plain * often * total(weights), 0.0)
    steps = [gross]
    if line.indexed:
        steps.append(_step(PRICE_LEVEL, gross, price * often * total(weights), ratio(price, plain)))
    for kind, curve in line.effect.curves:
        whole = total(weights)
        weights = tuple(weight * share for weight, share in zip(weights, curve, strict=True))
        left = total(weights)
        steps.append(_step(kind, steps[-1], price * often * left, ratio(left, whole)))
    return steps, weights


def _chain_steps(line: Line, before: Step, results: Number) -> tuple[Number, list[Step]]:
    """The share that passes the whole chain, and its steps."""
    passed: Number = 1.0
    steps: list[Step] = []
    for factor in line.chain:
        share = remaining(factor, results)
        passed = passed * share
        before = _step(factor.step, before, before.left * share, share)
        steps.append(before)
    return passed, steps


def _grown(line: Line, profile: Profile) -> Profile:
    """The weights with the growth of the line."""
    if line.growth is None:
        return profile
    grown = growth_factors(line.growth, profile)
    return {year: weight * grown[year] for year, weight in profile.items()}


def _growth_step(ungrown: Profile, grown: Profile, before: Step, unit: Number) -> Step:
    left = settled(grown.values())
    return _step(GROWTH, before, unit * left, ratio(left, settled(ungrown.values())))


def _horizon_step(inside: Profile, beyond: Profile, before: Step, unit: Number) -> list[Step]:
    if not beyond:
        return []
    left = settled(inside.values())
    whole = cleared(left + total(beyond.values()), noise((*inside.values(), *beyond.values())))
    kept = levelled(unit * left, before.left, noise((before.left,)))  # all of it where nothing lies beyond
    return [_step(HORIZON, before, kept, ratio(left, whole))]


def _step(kind: StepKind, before: Step, left: Number, share: Number | None) -> Step:
    return Step(kind, share, left, before.left - left)


def _cut(effect: Effect, profile: Profile) -> tuple[Profile, Profile]:
    """The years up to and including the horizon, and those beyond."""
    if effect.horizon is None:
        return profile, {}
    inside = {year: weight for year, weight in profile.items() if year <= effect.horizon}
    return inside, {year: weight for year, weight in profile.items() if year > effect.horizon}


def _inside(line: Line, timing: Sequence[Number], weights: Weights) -> Profile:
    return _cut(line.effect, _grown(line, spread(line, timing, weights)))[0]


def _realised(line: Line, timing: Sequence[Number], weights: Weights) -> Profile:
    """The weights of the results already realised."""
    if not line.realised:
        return {}
    done = [times if year in line.realised else 0.0 for year, times in zip(line.years, timing, strict=True)]
    return _inside(line, done, weights)


def _late(line: Line, timing: Sequence[Number], weights: Weights) -> Number:
    """The weight of the effect after the evidence ends; part of an effect-year where it ends within one."""
    if line.evidence is None or line.evidence[1] is None:
        return 0.0
    covered, effect = line.evidence[1], line.effect
    late = []
    for passed, weight in enumerate(weights):
        lasts = 1.0 if effect.spread else effect.spell[passed]
        late.append(weight * (1 - at_most_one(ratio_or(1.0, at_least_zero(covered - passed), lasts))))
    return settled(_inside(line, timing, tuple(late)).values())
