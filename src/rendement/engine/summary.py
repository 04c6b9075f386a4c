"""What a result says beside its lines: totals, years, actors, domains, outcomes. None: no such figure."""

from collections.abc import Mapping
from itertools import accumulate

from rendement.engine.arithmetic import Number, cleared, if_positive, is_certain, ratio
from rendement.engine.discounting import internal_rate, payback_time, payback_year
from rendement.engine.ledger import actor_years, contributions, domain_years, present_by_actor
from rendement.engine.plan import BENEFITS, OutcomeCount, Threshold
from rendement.engine.public_value import PublicValue, public_value
from rendement.engine.result import Balance, LineResult, Result
from rendement.source.record import record


@record
class Totals:
    """The totals in the plan's perspective. What is read off the yearly balances needs their values."""

    money: Balance
    present: Balance
    valued: bool  # without a benefit with an amount there is no return
    return_reason: str | None  # why not
    per_euro: Number | None
    present_per_euro: Number | None
    payback: int | None
    internal_rate: float | None
    internal_rate_reason: str | None
    cut: Number
    realised: Balance | None  # only where something else is still expected
    expected: Balance | None
    payback_time: float | None = None
    public: PublicValue | None = None
    each: Balance | None = None  # of one participant, where the case says how many there are


@record
class Year:
    """One calendar year."""

    balance: Balance
    cumulative: Number
    present: Balance
    per_euro: Number | None = None


@record
class Share:
    """What falls to one actor or domain; a contribution only within the perspective."""

    balance: Balance
    by_year: Mapping[int, Number]
    contribution: Number | None = None
    present: Balance = Balance()
    per_euro: Number | None = None  # of an actor
    part: Number | None = None  # of a domain, in all benefits


@record
class OutcomeCosts:
    """An outcome beside the costs."""

    outcome: OutcomeCount
    share: Number | None
    costs_each: Number | None


@record
class ThresholdCount:
    """How many must be prevented to break even; None when it does already."""

    threshold: Threshold
    price: Number
    count: Number | None


def why_no_return(result: Result) -> str:
    """Why there is no return, where no benefit has an amount."""
    return "geen enkele baat heeft een bedrag" if result.lines else "er staat geen enkel bedrag"


def totals(result: Result) -> Totals:
    """The totals of a result."""
    valued, done = result.valued, result.realised
    payback, time, rate, why = _read_off(result)
    participants = result.plan.participants
    return Totals(
        money=result.total,
        present=result.present,
        valued=valued,
        return_reason=None if valued else why_no_return(result),
        per_euro=result.total.per_euro if valued else None,
        present_per_euro=result.present.per_euro if valued else None,
        payback=payback,
        internal_rate=rate,
        internal_rate_reason=why or None,
        cut=result.cut,
        realised=done,
        expected=result.total.less(done) if done is not None else None,
        payback_time=time,
        public=_public(result) if valued else None,
        each=None if participants is None else result.total.times(1 / participants),
    )


def _public(result: Result) -> PublicValue:
    return public_value(present_by_actor(result), result.plan.actors, result.nothing)


def _read_off(result: Result) -> tuple[int | None, float | None, float | None, str]:
    """Payback in years and as a year, and internal rate, which are read off the yearly balances."""
    if not result.valued:
        return None, None, None, "er is geen gewaardeerde baat"
    balances = {year: balance.net for year, balance in result.by_year.items()}
    if not is_certain(*balances.values(), result.nothing):
        return None, None, None, ""
    payback = payback_year(balances, result.nothing)
    return payback, payback_time(balances, first_costs(result), payback), *internal_rate(balances)


def first_costs(result: Result) -> int | None:
    """The first year with costs."""
    return min((year for year, balance in result.by_year.items() if balance.costs), default=None)


def years(result: Result) -> dict[int, Year]:
    """Every year, with what ran up."""
    running = accumulate((balance.net for balance in result.by_year.values()), initial=0.0)
    next(running)
    return {
        year: Year(
            balance,
            cleared(cumulative, result.nothing),
            result.present_by_year[year],
            balance.per_euro if result.valued else None,
        )
        for (year, balance), cumulative in zip(result.by_year.items(), running, strict=True)
    }


def actors(result: Result) -> dict[str, Share]:
    """Every actor, whole, whatever the perspective."""
    shares = contributions(result.by_actor, result.plan.inside)
    by_year, present = actor_years(result), present_by_actor(result)
    return {
        actor: Share(
            balance,
            _sorted(by_year[actor]),
            shares.get(actor),
            present[actor],
            balance.per_euro if result.valued else None,
        )
        for actor, balance in result.by_actor.items()
    }


def domains(result: Result) -> dict[str, Share]:
    """Every domain, within the perspective."""
    by_year = domain_years(result)
    return {
        domain: Share(balance, _sorted(by_year[domain]), part=ratio(balance.benefits, result.total.benefits))
        for domain, balance in result.by_domain.items()
    }


def part_of(result: Result, item: LineResult) -> Number | None:
    """The share of a line in all benefits, or all costs; None for one that does not count."""
    if not item.line.counted:
        return None
    whole = result.total.benefits if item.line.side == BENEFITS else result.total.costs
    return ratio(item.unit_for(result.plan.inside) * item.weight, whole)


def _sorted(by_year: Mapping[int, Number]) -> dict[int, Number]:
    return {year: by_year[year] for year in sorted(by_year)}


def outcomes(result: Result) -> list[OutcomeCosts]:
    """Every outcome, with its share and what each cost; nothing is known of that where no costs are given."""
    given = any(item.line.counted for item in result.costs)
    found = []
    for item in result.plan.outcomes:
        share = ratio(item.count, item.of) if item.of else None
        each = ratio(result.total.costs, item.count * (item.years or 1.0)) if given else None
        found.append(OutcomeCosts(item, share, each))
    return found


def thresholds(result: Result) -> list[ThresholdCount]:
    """How many of each priced thing make up the gap."""
    gap = result.total.costs - result.total.benefits
    found = []
    for item in result.plan.thresholds:
        price = item.price.amount * item.price.index
        found.append(ThresholdCount(item, price, if_positive(gap, gap / price)))
    return found
