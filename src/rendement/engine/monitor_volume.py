"""Why costs changed: more or other clients, or more for each client.

    volume           = (n1 - n0) x (a0 + a1) / 2
    cost per client  = (a1 - a0) x (n0 + n1) / 2         with a = amount / count

Together they are exactly the change. A post whose parts have clients of their own and that has unique clients
itself gets a third part: volume on its own clients, cost per client as the sum over the parts, and `mix` for
what the volumes of the parts differ from that. What has no count stands apart.
"""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number, cleared, exact_total, noise, ratio
from rendement.engine.monitor import MonitorResult, NodeResult, every
from rendement.engine.monitor_plan import FORECAST, REALISED, UNIQUE, Column, MonitorPlan, Pair
from rendement.source.record import record


@record
class Split:
    """A change in parts; None where a part is not asked here, or cannot be reckoned."""

    change: Number
    volume: Number | None = None
    mix: Number | None = None
    per_client: Number | None = None
    uncounted: Number = 0.0


@record
class Halves:
    """The figures of which volume and cost per client are made: a count and an average, before and after."""

    counts: tuple[Number, Number]
    averages: tuple[Number | None, Number | None]

    @property
    def volume(self) -> Number | None:
        """The change in the count, times the mean of both averages.

        >>> Halves((883.0, 945.0), (2_256_763 / 883, 2_650_780 / 945)).volume
        166186.19...
        """
        (before, after), (low, high) = self.counts, self.averages
        return None if low is None or high is None else (after - before) * ((low + high) / 2)

    @property
    def per_client(self) -> Number | None:
        """The change in the average, times the mean of both counts.

        >>> Halves((883.0, 945.0), (2_256_763 / 883, 2_650_780 / 945)).per_client
        227830.80...
        """
        (before, after), (low, high) = self.counts, self.averages
        return None if low is None or high is None else (high - low) * ((before + after) / 2)


@record
class Change:
    """What became of one post between two columns, in parts and beside the explanation of its author."""

    item: NodeResult
    pair: Pair
    count: str | None  # the name of the count that was divided by
    split: Split
    explained: Number | None = None
    tariff: Number | None = None  # what steps with an index come to

    @property
    def unexplained(self) -> Number | None:
        """What the author's steps leave."""
        if self.explained is None:
            return None
        return _less(self.split.change, self.explained)

    @property
    def beside_tariff(self) -> Number | None:
        """The cost per client without the tariff: hours, length, weight."""
        if self.tariff is None or self.split.per_client is None:
            return None
        return _less(self.split.per_client, self.tariff)


def pairs_of(plan: MonitorPlan) -> tuple[Pair, ...]:
    """The columns between which a change is taken apart, where both cover as many months."""
    written = [node.explanation.pair for node in _explained(plan.posts)]
    growth = [(column.base, column.key) for column in plan.columns.values() if column.base is not None]
    found = dict.fromkeys([*growth, *plan.comparisons, *written])
    return tuple(pair for pair in found if plan.comparable(pair))


def _explained(nodes):
    for node in nodes:
        if node.explanation is not None:
            yield node
        yield from _explained(node.inner)
