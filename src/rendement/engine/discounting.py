"""Discounting, payback and the internal rate of return."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from rendement.engine.arithmetic import Number, noise, root, total
from rendement.engine.plan import Discount

LOWEST, HIGHEST = 0.01, 100.0  # growth factors: -99% and +9.900% a year


def factor(discount: Discount, year: int) -> Number:
    """What a euro in `year` is worth in the base year: (1 + rate)^-(year - base + 0, 1/2 or 1).

    A stepped rate compounds year by year; before the base year the first rate compounds.

    >>> round(factor(Discount(((0, 0.035), (30, 0.03)), 2000), 2031), 6)  # 1 / (1.035^30 x 1.03)
    0.345901
    """
    return factors(discount, (year,))[year]


def factors(discount: Discount, years: Iterable[int]) -> dict[int, Number]:
    """The discount factor of each of these years."""
    ahead = 1 if discount.moment == "eind" else 0
    passed = {year: year - discount.base + ahead for year in years}
    opening = _openings(discount, passed.values())
    if discount.moment == "midden":
        return {year: opening[at] / root(1 + _rate_at(discount, at)) for year, at in passed.items()}
    return {year: opening[at] for year, at in passed.items()}


def present_value(discount: Discount, by_year: Mapping[int, Number]) -> Number:
    """The sum of yearly amounts, each times its factor."""
    worth = factors(discount, by_year)
    return total(amount * worth[year] for year, amount in by_year.items())


def payback_year(balance: Mapping[int, float], nothing: float = 0.0) -> int | None:
    """The first year from which the cumulative balance is never negative again.

    `nothing` is what adding up the money behind the balances may leave.

    >>> payback_year({2018: -10.0, 2019: 15.0, 2020: -10.0, 2021: 5.0})
    2021
    """
    years = sorted(balance)
    running = itertools.accumulate((balance[year] for year in years), initial=0.0)
    return first_paid_back(
        dict(zip(years, itertools.islice(running, 1, None), strict=True)),
        max(nothing, noise(balance.values())),
    )


def first_paid_back(cumulative: Mapping[int, float], bound: float) -> int | None:
    """The first year from which what ran up never lies below 0 again, as far as there is anything to see."""
    since = None
    for year, left in cumulative.items():
        if left < -bound:
            since = None
        elif since is None:
            since = year
    return since


def payback_time(balance: Mapping[int, float], first: int | None, payback: int | None) -> float | None:
    """Years from the start of the first year with costs until the cumulative balance is 0 for good.

    Straight within the payback year; 0 where the balance never lies below 0, None without costs.

    >>> payback_time({2020: -300.0, 2021: 700.0}, 2020, 2021)
    1.4285714285714286
    """
    if payback is None or first is None:
        return None
    before = total(amount for year, amount in balance.items() if year < payback)
    if before >= 0:
        return 0.0
    return max(0.0, payback - first + min(1.0, -before / balance[payback]))


def internal_rate(balance: Mapping[int, float]) -> tuple[float | None, str]:
    """The rate at which the present value is 0, where there is exactly one; else None and why.

    Unique when the yearly balances change sign once (Descartes' rule of signs). The years follow each other.

    >>> round(internal_rate({2020: -100.0, 2021: 110.0})[0], 6)
    0.1
    """
    amounts = [balance[year] for year in sorted(balance)]
    slack = noise(amounts)
    signs = [amount > 0 for amount in amounts if abs(amount) > slack]
    changes = sum(one != other for one, other in itertools.pairwise(signs))
    if changes == 0:
        return None, "er is geen jaar met een tekort naast een jaar met een overschot"
    if changes > 1:
        return (
            None,
            "het jaarsaldo wisselt vaker dan eens van teken, dus er is meer dan één uitkomst mogelijk",
        )
    outward, low, high = signs[0], LOWEST, HIGHEST
    if _surplus(amounts, low) == outward or _surplus(amounts, high) != outward:
        return None, "de uitkomst ligt buiten -99% en 9.900% per jaar"
    while low < (middle := (low + high) / 2) < high:
        if _surplus(amounts, middle) == outward:
            high = middle
        else:
            low = middle
    return middle - 1, ""


def _surplus(amounts: Sequence[float], growth: float) -> bool:
    """Whether the yearly amounts are worth more than 0 at a growth factor, counted towards the last year.

    The first amount decides when money grows fast, the last when it shrinks fast.
    """
    worth = 0.0
    for amount in amounts:
        worth = worth * growth + amount
    return worth > 0


def _openings(discount: Discount, distances: Collection[int]) -> dict[int, Number]:
    """What a euro at the start of each year is worth, by years since the base."""
    opening = {0: 1.0}
    if not distances:
        return opening
    for passed in range(max(distances)):
        opening[passed + 1] = opening[passed] / (1 + _rate_at(discount, passed))
    first = discount.steps[0][1]
    for passed in range(0, min(distances), -1):
        opening[passed - 1] = opening[passed] * (1 + first)
    return opening


def _rate_at(discount: Discount, passed: int) -> Number:
    rate = discount.steps[0][1]
    for start, step in discount.steps:
        if passed >= start:
            rate = step
    return rate
