"""Shares of claims that cannot all be true: two that share more with a third than there is in it."""

from collections.abc import Iterator
from itertools import combinations

from rendement.engine.overlap_bounds import Pairs, meeting
from rendement.engine.overlap_pots import claims_by_pot, variants
from rendement.engine.programme_plan import ProgrammePlan
from rendement.source.record import record

CENTS = 2


@record
class Conflict:
    """Two claims on a pot in a year, the third they share euros with, and how many at least."""

    pot: str
    year: int
    names: tuple[str, str]
    third: str
    shared: float  # by the two with the third, together
    most: float  # by the two with each other
    there: float  # in the third


def conflicts(plan: ProgrammePlan) -> Iterator[Conflict]:
    """Every one, of any way to choose among the alternatives.

    Of x and y within z it holds that o(x, z) + o(y, z) − o(x, y) is the part of z that either has, so never
    more than z itself.
    """
    agreed = plan.pots.agreed
    if agreed is None:
        return
    found: dict[tuple[str, tuple[str, str], str], Conflict] = {}
    pots = claims_by_pot(plan, own=False)
    for _, gone in variants(plan, agreed):
        for (pot, year), claims in pots:
            pairs, _ = meeting(claims, plan.pots.budget(pot, year), agreed, gone)
            for one in _of_pot(pairs, pot, year):
                found.setdefault((one.pot, one.names, one.third), one)
    yield from found.values()


def _of_pot(pairs: Pairs, pot: str, year: int) -> Iterator[Conflict]:
    shared: dict[int, dict[int, float]] = {}
    for edge in pairs.told.values():
        shared.setdefault(edge.one, {})[edge.other] = edge.low * edge.smaller
        shared.setdefault(edge.other, {})[edge.one] = edge.low * edge.smaller
    for third, own in shared.items():
        for one, other in combinations(sorted(own), 2):
            both, most, there = own[one] + own[other], pairs.most(one, other), pairs.claims[third].amount
            if round(both - most - there, CENTS) > 0:
                names = pairs.claims[one].name, pairs.claims[other].name
                yield Conflict(pot, year, names, pairs.claims[third].name, both, most, there)
