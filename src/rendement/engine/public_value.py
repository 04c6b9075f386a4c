"""What a net euro of the government brings to everybody else, discounted."""

from collections.abc import Mapping

from rendement.engine.arithmetic import Number, cleared, if_positive, is_certain, ratio, total
from rendement.engine.plan import Actor
from rendement.engine.result import Balance
from rendement.source.record import record

GOVERNMENT = "overheid"
PAYS_FOR_ITSELF = "verdient zich terug"
NOTHING_PAID = "de overheid betaalt per saldo niets, en de anderen winnen niet"


@record
class PublicValue:
    """What the others gain, what the government pays net, and what that makes per euro; or why nothing."""

    gain: Number
    cost: Number

    @property
    def per_euro(self) -> Number | None:
        """Gain by euro; None where the government pays nothing."""
        return if_positive(self.cost, ratio(self.gain, self.cost))

    @property
    def reason(self) -> str | None:
        """Why there is no figure."""
        if not is_certain(self.gain, self.cost) or self.cost > 0:
            return None
        return PAYS_FOR_ITSELF if self.gain > 0 else NOTHING_PAID


def is_public(actors: Mapping[str, Actor], code: str) -> bool:
    """Whether an actor is part of the government."""
    return code in actors and actors[code].kind == GOVERNMENT


def public_value(
    present: Mapping[str, Balance], actors: Mapping[str, Actor], nothing: Number = 0.0
) -> PublicValue:
    """The figures by the present value of every actor; `nothing` is what adding up may leave.

    >>> actors = {"rijk": Actor("rijk", "Rijk", "overheid")}
    >>> public_value({"rijk": Balance(20, 60), "client": Balance(90, 10)}, actors).per_euro
    2.0
    """
    public = [balance.net for code, balance in present.items() if is_public(actors, code)]
    others = [balance.net for code, balance in present.items() if not is_public(actors, code)]
    return PublicValue(cleared(total(others), nothing), cleared(-total(public), nothing))
