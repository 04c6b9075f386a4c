"""The ledger: who pays, who gains, and what gaining actors would contribute for the others to break even."""

from collections.abc import Callable, Mapping

from rendement.engine.arithmetic import Number, at_least_zero, ratio_or, smaller, total
from rendement.engine.compute import NO_DOMAIN
from rendement.engine.plan import BENEFITS
from rendement.engine.result import Balance, Flow, Result


def actor_years(result: Result) -> dict[str, dict[int, float]]:
    """Net balance by actor and calendar year, over all lines that count."""
    return _yearly(result, lambda flow: flow.actor)


def domain_years(result: Result) -> dict[str, dict[int, float]]:
    """Net balance by domain and calendar year, of what falls in the perspective."""
    inside = result.plan.inside
    return _yearly(result, lambda flow: (flow.domain or NO_DOMAIN) if flow.actor in inside else None)


def _yearly(result: Result, key: Callable[[Flow], str | None]) -> dict[str, dict[int, float]]:
    """The flows of every line that counts, added up by key and year."""
    years: dict[str, dict[int, float]] = {}
    for item in result.lines:
        if not item.line.counted:
            continue
        sign = 1.0 if item.line.side == BENEFITS else -1.0
        for flow in item.flows:
            name = key(flow)
            if name is None:
                continue
            own = years.setdefault(name, {})
            for year, weight in item.weights.items():
                own[year] = own.get(year, 0.0) + sign * flow.unit * weight
    return years


def present_by_actor(result: Result) -> dict[str, Balance]:
    """The present value of every actor, whole, whatever the perspective."""
    found: dict[str, Balance] = {}
    for item in result.lines:
        if item.line.counted:
            for flow in item.flows:
                amount = item.balance(flow.unit * item.present_weight)
                found[flow.actor] = found.get(flow.actor, Balance()).plus(amount)
    return {actor: balance.settled(result.nothing) for actor, balance in found.items()}


def contributions(balances: Mapping[str, Balance], inside: frozenset[str]) -> dict[str, float]:
    """What each actor inside the perspective pays (+) or receives (-) for every loser to break even.

    Gaining actors contribute pro rata to their net gain, never more than that gain; losing actors receive
    pro rata to their net loss.

    >>> contributions({"a": Balance(0, 60), "b": Balance(90, 0), "c": Balance(30, 0)}, frozenset("abc"))
    {'a': -60.0, 'b': 45.0, 'c': 15.0}
    """
    nets = {actor: balance.net for actor, balance in balances.items() if actor in inside}
    gains = total(at_least_zero(net) for net in nets.values())
    losses = total(at_least_zero(-net) for net in nets.values())
    moved = smaller(gains, losses)

    def part(net: Number, whole: Number) -> Number:
        return moved * ratio_or(0.0, at_least_zero(net), whole)

    return {actor: part(net, gains) - part(-net, losses) for actor, net in nets.items()}
