"""Discounting, payback and the internal rate of return."""

import itertools
from collections.abc import Mapping
from math import sqrt

from rendement.engine.plan import Discount

CENT = 1e-6


def factor(discount: Discount, year: int) -> float:
    """What a euro in `year` is worth in the base year: (1 + rate)^-(year - base + 0, 1/2 or 1).

    A stepped rate compounds year by year; before the base year the first rate compounds.

    >>> round(factor(Discount(((0, 0.035), (30, 0.03)), 2000), 2031), 6)  # 1 / (1.035^30 x 1.03)
    0.345897
    """
    distance = year - discount.base
    if discount.moment == "eind":
        distance += 1
    grown = 1.0
    for passed in range(abs(distance)):
        grown = grown * (1 + _rate_at(discount, passed if distance > 0 else -1))
    worth = 1 / grown if distance > 0 else grown
    if discount.moment == "midden":
        worth = worth / sqrt(1 + _rate_at(discount, distance))
    return worth


def present_value(discount: Discount, by_year: Mapping[int, float]) -> float:
    """The sum of yearly amounts, each times its factor."""
    return sum(amount * factor(discount, year) for year, amount in by_year.items())


def payback_year(balance: Mapping[int, float]) -> int | None:
    """The first year from which the cumulative balance is never negative again."""
    total, since = 0.0, None
    for year in sorted(balance):
        total += balance[year]
        if total < -CENT:
            since = None
        elif since is None:
            since = year
    return since


def internal_rate(balance: Mapping[int, float]) -> tuple[float | None, str]:
    """The rate at which the present value is 0, where there is exactly one; else None and why.

    Unique when the yearly balances change sign once (Descartes' rule of signs).

    >>> round(internal_rate({2020: -100.0, 2021: 110.0})[0], 6)
    0.1
    """
    years = sorted(balance)
    amounts = [balance[year] for year in years]
    signs = [amount > 0 for amount in amounts if abs(amount) > CENT]
    changes = sum(one != other for one, other in itertools.pairwise(signs))
    if changes == 0:
        return None, "kosten en baten vallen niet in verschillende jaren uit elkaar"
    if changes > 1:
        return (
            None,
            "het jaarsaldo wisselt vaker dan eens van teken, dus er is meer dan één uitkomst mogelijk",
        )

    def value(growth: float) -> float:
        worth, total = 1.0, 0.0
        for year, amount in zip(years, amounts, strict=True):
            if year > years[0]:
                worth = worth / growth
            total += amount * worth
        return total

    low, high = 0.01, 100.0  # growth factors: -99% to +9.900% a year
    if (value(low) > 0) == (value(high) > 0):
        return None, "de uitkomst ligt buiten -99% en 9.900% per jaar"
    rising = value(high) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (value(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2 - 1, ""


def _rate_at(discount: Discount, passed: int) -> float:
    rate = discount.steps[0][1]
    for start, step in discount.steps:
        if passed >= start:
            rate = step
    return rate
