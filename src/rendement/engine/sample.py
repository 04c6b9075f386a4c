"""Clients of whom only sums are known: how much they differ, from how far counts differ and go together."""

from collections.abc import Mapping
from dataclasses import replace

from rendement.engine.arithmetic import Number, at_least_zero, total
from rendement.source.record import record
from rendement.source.rows import Alike


@record
class Sample:
    """Clients of whom only sums are known, in place of households that each have their own parts.

    `amounts` is what each count is worth in all; `spread` the covariance of two counts between clients, over
    both means.
    """

    clients: int
    amounts: tuple[Number, ...]
    spread: tuple[tuple[float, ...], ...]
    places: tuple[str, ...]  # where the weight of each count stands
    names: tuple[tuple[str, ...], ...]  # of each count
    called: tuple[str, str]  # one client, and more
    alike: Alike | None  # the clients by what they have, and the key, for draws
    key: str

    def only(self, numbers: frozenset[int]) -> "Sample":
        """The same clients, of whom no other counts than these are worth anything."""
        kept = (amount if i in numbers else 0.0 for i, amount in enumerate(self.amounts))
        return replace(self, amounts=tuple(kept))

    def as_one(self, times: Number, worths: Mapping[int, float]) -> "Sample":
        """The same clients, of whom so many times these amounts of counts are known as one, at the first.

        >>> spread = ((4.0, 1.0, 0.0), (1.0, 2.0, 3.0), (0.0, 3.0, 5.0))
        >>> sample = Sample(2, (10.0, 20.0, 30.0), spread, (), (), ("", ""), None, "")
        >>> one = sample.as_one(1.0, {1: 20.0, 2: 30.0})
        >>> one.amounts, one.spread[1], variance(one) == variance(sample)
        ((10.0, 1.0, 0.0), (20.0, 8900.0, 210.0), True)
        """
        first = next(iter(worths))
        own = [
            total(worth * self.spread[i][j] for i, worth in worths.items()) for j in range(len(self.amounts))
        ]
        of_all = total(worth * own[j] for j, worth in worths.items())
        rows = [list(row) for row in self.spread]
        for j, share in enumerate(own):
            rows[j][first] = rows[first][j] = share
        rows[first][first] = of_all
        amounts = (times if i == first else 0.0 if i in worths else one for i, one in enumerate(self.amounts))
        return replace(self, amounts=tuple(amounts), spread=tuple(map(tuple, rows)))


def called(sample: Sample | None, one: str, more: str) -> tuple[str, str]:
    """What those are called who were priced, one and more; households of their own as usual."""
    return (one, more) if sample is None else sample.called


def variance(sample: Sample) -> Number:
    """Of what a client costs (divisor n - 1), from how far counts differ and go together."""
    parts = [amount / sample.clients for amount in sample.amounts]
    return at_least_zero(
        total(
            one * total(share * other for share, other in zip(row, parts, strict=True) if share)
            for one, row in zip(parts, sample.spread, strict=True)
        )
    )
