"""Why costs changed: more or other clients, or more for each client.

    volume           = (n1 - n0) x (a0 + a1) / 2
    cost per client  = (a1 - a0) x (n0 + n1) / 2         with a = amount / count

Together they are exactly the change. A post whose parts have clients of their own and that has unique clients
itself gets a third part: volume on its own clients, cost per client as the sum over the parts, and `mix` for
what the volumes of the parts differ from that. What has no count stands apart.
"""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number, difference, exact_total, ratio_or
from rendement.engine.monitor import Counted, MonitorResult, NodeResult, every
from rendement.engine.monitor_plan import UNIQUE, MonitorPlan, Pair, Step
from rendement.source.path import slug
from rendement.source.record import record

CLIENTS = "clienten"


@record
class Halves:
    """What volume and cost per client are made of: a count and an amount, before and after."""

    counts: tuple[Number, Number]
    amounts: tuple[Number, Number]

    @property
    def averages(self) -> tuple[Number, Number]:
        """The amount for each of the count, before and after; 0 where nobody was counted."""
        before, after = map(ratio_or, (0.0, 0.0), self.amounts, self.counts)
        return before, after

    @property
    def known(self) -> Number:
        """1 where both have an average, and 0 where nobody was counted in one of them."""
        before, after = self.counts
        return ratio_or(0.0, before, before) * ratio_or(0.0, after, after)

    @property
    def volume(self) -> Number:
        """The change in the count, times the mean of both averages.

        >>> round(Halves((883.0, 945.0), (2_256_763.0, 2_650_780.0)).volume)
        166186
        """
        (before, after), (low, high) = self.counts, self.averages
        return self.known * ((after - before) * ((low + high) / 2))

    @property
    def per_client(self) -> Number:
        """The change in the average, times the mean of both counts.

        >>> round(Halves((883.0, 945.0), (2_256_763.0, 2_650_780.0)).per_client)
        227831
        """
        (before, after), (low, high) = self.counts, self.averages
        return self.known * ((high - low) * ((before + after) / 2))

    @property
    def uncounted(self) -> Number:
        """The whole change, where it cannot be taken apart."""
        before, after = self.amounts
        return (1 - self.known) * (after - before)


@record
class Split:
    """A change in parts; None where a part is not asked here, or cannot be reckoned."""

    change: Number
    volume: Number | None = None
    mix: Number | None = None
    per_client: Number | None = None
    uncounted: Number = 0.0
    halves: Halves | None = None  # of its own count
    parts: tuple[tuple[str, "Split"], ...] = ()  # by name, where these have counts


@record
class Change:
    """What became of one post between two columns, in parts and beside the explanation of its author."""

    item: NodeResult
    pair: Pair
    count: str | None  # the name of the count that was divided by
    split: Split
    steps: tuple[tuple[Step, Number], ...] = ()  # of the explanation, and what each comes to
    source: str | None = None

    @property
    def explained(self) -> Number | None:
        """What the author's steps come to; None where there are none."""
        return exact_total(amount for _, amount in self.steps) if self.steps else None

    @property
    def tariff(self) -> Number | None:
        """What the steps with an index come to."""
        rates = [amount for step, amount in self.steps if step.rate is not None]
        return exact_total(rates) if rates else None

    @property
    def unexplained(self) -> Number | None:
        """What the author's steps leave."""
        explained = self.explained
        return None if explained is None else difference(self.split.change, explained)

    @property
    def beside_tariff(self) -> Number | None:
        """The cost per client without the tariff: hours, length, weight."""
        tariff, per_client = self.tariff, self.split.per_client
        return None if tariff is None or per_client is None else difference(per_client, tariff)


def changes_of(result: MonitorResult) -> tuple[Change, ...]:
    """Every change that can be taken apart or that its author explains, pair by pair."""
    items = tuple(every(result.posts))
    general = _general_pairs(result.plan)
    pairs = dict.fromkeys(
        (*general, *(item.node.explanation.pair for item in items if item.node.explanation))
    )
    found = (_change(item, pair, general) for pair in pairs for item in items)
    return tuple(change for change in found if change is not None)


def client_count(item: NodeResult) -> Counted | None:
    """What the costs of a post are divided by: its unique count, else its clients."""
    counts = item.counts.values()
    unique = next((count for count in counts if count.kind == UNIQUE), None)
    return unique or next((count for count in counts if slug(count.name) == CLIENTS), None)


def _general_pairs(plan: MonitorPlan) -> tuple[Pair, ...]:
    """The columns between which every post is looked at, where both cover as many months."""
    growth = [(column.base, column.key) for column in plan.columns.values() if column.base is not None]
    return tuple(pair for pair in dict.fromkeys([*growth, *plan.comparisons]) if plan.comparable(pair))


def _change(item: NodeResult, pair: Pair, general: tuple[Pair, ...]) -> Change | None:
    explanation = item.node.explanation
    told = explanation if explanation is not None and explanation.pair == pair else None
    split = split_of(item, pair) if told is not None or pair in general else None
    if split is None or (told is None and split.volume is None):
        return None
    count = client_count(item) if _halves(item, pair) is not None else None
    name = count.name if count is not None else None
    if told is None:
        return Change(item, pair, name, split)
    base = item.amounts.by_column[pair[0]]
    return Change(
        item, pair, name, split, tuple((step, step.comes_to(base)) for step in told.steps), told.source
    )


def split_of(item: NodeResult, pair: Pair) -> Split | None:
    """The change of a post in parts; None where its columns are not made of the same."""
    change = item.amounts.change(pair)
    if change is None:
        return None
    own = _halves(item, pair)
    named = [(part.node.name, split_of(part, pair)) for part in item.parts]
    below = tuple((name, part) for name, part in named if part is not None)
    parts = [part for _, part in below]
    if not any(part.volume is not None for part in parts):
        if own is None:
            return Split(change, uncounted=change)
        return Split(change, own.volume, None, own.per_client, own.uncounted, own)
    per_client = _known(part.per_client for part in parts)
    uncounted = exact_total(part.uncounted for part in parts)
    volumes = _known(figure for part in parts for figure in (part.volume, part.mix))
    if own is not None:
        mix = volumes - own.volume
        return Split(change, own.volume, mix, per_client, uncounted, own, below)
    mixes = [part.mix for part in parts if part.mix is not None]
    own_mix = exact_total(mixes) if mixes else None
    volume = _known(part.volume for part in parts)
    return Split(change, volume, own_mix, per_client, uncounted, None, below)


def _halves(item: NodeResult, pair: Pair) -> Halves | None:
    """The figures to take a change apart; None where a count or an average lacks."""
    count = client_count(item)
    if count is None or (item.parts and not count.own):
        return None
    before, after = (count.series.by_column.get(key) for key in pair)
    if before is None or after is None:
        return None
    low, high = (item.amounts.by_column[key] for key in pair)
    return Halves((before, after), (low, high))


def _known(figures: Iterable[Number | None]) -> Number:
    """The sum of those that exist."""
    return exact_total(figure for figure in figures if figure is not None)
