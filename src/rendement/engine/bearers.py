"""Who bears a line: shares, fixed amounts and the rest, and the other side of a transfer."""

from collections.abc import Sequence

from rendement.engine.arithmetic import Number, cleared, noise, ratio_or, settled, total
from rendement.engine.plan import Bearer, Line
from rendement.engine.result import Borne


def shares(bearers: Sequence[Bearer], net: Number) -> list[tuple[str, Number]]:
    """Each bearer's share of a net amount; the rest takes what shares and amounts leave.

    >>> shares([Bearer("rijk", share=0.5), Bearer("fonds", amount=10.0), Bearer("gemeente")], 40.0)
    [('rijk', 0.5), ('fonds', 0.25), ('gemeente', 0.25)]
    """
    given = [(bearer.actor, _share(bearer, net)) for bearer in bearers]
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


def _share(bearer: Bearer, net: Number) -> Number | None:
    """The share of a bearer; None for the one that takes the rest."""
    return bearer.share if bearer.amount is None else ratio_or(0.0, bearer.amount, net)
