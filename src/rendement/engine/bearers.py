"""Who bears a line: shares, fixed amounts and the rest, and the other side of a transfer."""

from collections.abc import Sequence

from rendement.engine.arithmetic import (
    Number,
    at_least_zero,
    at_most_one,
    cleared,
    noise,
    ratio_or,
    settled,
    total,
)
from rendement.engine.plan import Bearer, Line
from rendement.engine.result import Borne


def shares(bearers: Sequence[Bearer], net: Number) -> list[tuple[str, Number]]:
    """Each bearer's share of a net amount; the rest takes what shares and amounts leave.

    Where a draw has less than the fixed amounts, these take no more than there is; without a rest they divide
    in proportion whatever the shares leave.

    >>> shares([Bearer("rijk", share=0.5), Bearer("fonds", amount=10.0), Bearer("gemeente")], 40.0)
    [('rijk', 0.5), ('fonds', 0.25), ('gemeente', 0.25)]
    """
    fixed = _fixed(bearers, net)
    given = [(bearer.actor, fixed.get(bearer.actor, bearer.share)) for bearer in bearers]
    known = [share for _, share in given if share is not None]
    left = cleared(1 - total(known), noise((1.0, *known)))
    return [(actor, left if share is None else share) for actor, share in given]


def borne(line: Line, times: Number, weight: Number) -> tuple[Borne, ...]:
    """Who bears what of each part, per unit of the line's weight.

    `times` is how often the parts count for one unit of weight; fixed amounts are of the whole line.
    """
    net = settled(part.worth for part in line.parts) * times * weight
    return tuple(
        Borne(part.worth * times, tuple(shares(part.bearers, net)), part.counterparty, part.domain)
        for part in line.parts
    )


def _fixed(bearers: Sequence[Bearer], net: Number) -> dict[str, Number]:
    """The shares of those who bear an amount, as far as there is room for it."""
    amounts = {bearer.actor: bearer.amount for bearer in bearers if bearer.amount is not None}
    if not amounts:
        return {}
    free = 1 - total(bearer.share for bearer in bearers if bearer.share is not None)
    part = ratio_or(1.0, free * net, total(amounts.values()))
    if any(bearer.share is None and bearer.amount is None for bearer in bearers):
        part = at_least_zero(at_most_one(part))
    return {actor: ratio_or(0.0, amount * part, net) for actor, amount in amounts.items()}
