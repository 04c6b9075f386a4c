"""A computed monitor, and what is read of it: shares, growth, differences, and why costs changed."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from rendement.engine.arithmetic import Number
from rendement.engine.monitor import MonitorResult, NodeResult, Series, counts_in_total, share
from rendement.engine.monitor_plan import BETTER, BUDGET, EURO, EVEN, WORSE, MonitorPlan, Pair
from rendement.engine.monitor_volume import Change, changes_of
from rendement.figures.asked import Asked
from rendement.figures.origin import Origin
from rendement.source.currency import EURO as EURO_CODE
from rendement.source.finding import Finding
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.figures.printed import Verdict


@record
class MonitorFigures:
    """A computed monitor, what was asked and found, and what stands beside it."""

    kind: ClassVar[Literal["monitor"]] = "monitor"

    result: MonitorResult
    asked: Asked = Asked()
    findings: tuple[Finding, ...] = ()
    currency: str = EURO_CODE
    day: str | None = None  # on which it was judged, where the file departs from rules
    origin: Origin = Origin()

    @property
    def as_written(self) -> bool:
        """Whether these are the figures of the file itself; a monitor has no perspective."""
        return not self.asked.sets and self.asked.scenario is None

    @property
    def plan(self) -> MonitorPlan:
        """What was computed."""
        return self.result.plan

    @cached_property
    def printed(self) -> "list[Verdict]":
        """What the source printed, beside what stands there."""
        if not self.plan.printed:
            return []
        from rendement.figures.monitor_fields import MONITOR  # noqa: PLC0415 - only where something was printed
        from rendement.figures.printed import verdicts  # noqa: PLC0415

        return verdicts(MONITOR, self, self.plan.printed)

    @cached_property
    def posts(self) -> "tuple[NodeFigures, ...]":
        """Every post; its share is that in the total, where it is part of that."""
        total = self.result.total.by_column
        return tuple(
            NodeFigures(self, post, total if counts_in_total(post.node, self.plan) else {}, {})
            for post in self.result.posts
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Why costs changed."""
        return changes_of(self.result)

    def unit_name(self, unit: str) -> str:
        """A unit as it is called: euros are those of the currency of the file."""
        return self.currency if unit == EURO and self.currency != EURO_CODE else unit

    @property
    def total(self) -> "SeriesFigures":
        """What adds up over all posts."""
        return SeriesFigures(self.plan, self.result.total, named=self.unit_name(self.plan.unit))

    @property
    def domains(self) -> "dict[str, SeriesFigures]":
        """By domain."""
        total = self.result.total.by_column
        return {name: SeriesFigures(self.plan, own, total) for name, own in self.result.domains.items()}


@record
class Difference:
    """What one column is more than another; `verdict` where it is a budget that is compared with."""

    pair: Pair
    amount: Number | None
    share: Number | None
    of_budget: bool

    @property
    def verdict(self) -> str | None:
        """Whether more is spent than a budget; None where that is not what is compared."""
        if self.amount is None or not self.of_budget:
            return None
        return WORSE if self.amount > 0 else BETTER if self.amount < 0 else EVEN


@record
class SeriesFigures:
    """Amounts by column, and what is read of them."""

    plan: MonitorPlan
    series: Series
    whole: Mapping[str, Number] | None = None  # what they are a part of
    unit: str = EURO
    named: str = ""  # that unit, as it is called

    @property
    def shares(self) -> dict[str, Number | None]:
        """Each as a share of what it is a part of."""
        return _shares(self.series.by_column, self.whole or {})

    @property
    def growth(self) -> dict[str, Number | None]:
        """The growth from the last whole realised year, in the columns for which there is one."""
        return {
            key: self.series.share_of_change((column.base, key))
            for key, column in self.plan.columns.items()
            if column.base is not None and {column.base, key} <= self.series.by_column.keys()
        }

    @property
    def differences(self) -> list[Difference]:
        """Every comparison of two columns in which it has figures."""
        return [
            Difference(pair, amount, self.series.share_of_change(pair), self._of_budget(pair))
            for pair in self.plan.comparisons
            if self.series.by_column.keys() >= set(pair)
            for amount in [self.series.change(pair)]
        ]

    @property
    def incomplete(self) -> list[tuple[str, tuple[str, ...]]]:
        """The columns of which a sum lacks something, and what."""
        return list(self.series.lacking.items())

    def _of_budget(self, pair: Pair) -> bool:
        return self.unit == EURO and self.plan.columns[pair[0]].kind == BUDGET


@record
class NodeFigures:
    """A post or a part of one; `whole` is what it is a part of."""

    monitor: MonitorFigures
    item: NodeResult
    whole: Mapping[str, Number]
    whole_counts: Mapping[str, Mapping[str, Number]]

    @property
    def series(self) -> SeriesFigures:
        """Its amounts, and what is read of them."""
        return SeriesFigures(self.monitor.plan, self.item.amounts, self.whole, self.item.node.unit)

    @property
    def amounts(self) -> dict[str, Number | None]:
        """By column; None where it is pro memorie."""
        return {**self.item.amounts.by_column, **dict.fromkeys(self.item.node.pm)}

    @property
    def parts(self) -> "list[NodeFigures]":
        """What it is made of."""
        return [self._below(part) for part in self.item.parts]

    @property
    def of_which(self) -> "list[NodeFigures]":
        """What is told of some of it."""
        return [self._below(part) for part in self.item.of_which]

    @property
    def counts(self) -> dict[str, dict[str, Number]]:
        """Every count by column."""
        return {name: count.series.by_column for name, count in self.item.counts.items()}

    @property
    def averages(self) -> dict[str, dict[str, Number | None]]:
        """The amount for each of a count, in the columns that have both."""
        amounts = self.item.amounts.by_column
        found = {
            name: {key: self.item.average(name, key) for key in count.series.by_column if key in amounts}
            for name, count in self.item.counts.items()
        }
        return {name: own for name, own in found.items() if own}

    @property
    def shares(self) -> dict[str, Number | None]:
        """Of the amounts in what it is a part of; where nothing has amounts, of its first count."""
        if self.whole or not self.item.counts or self.item.amounts.by_column:
            return self.series.shares
        name, count = next(iter(self.item.counts.items()))
        return _shares(count.series.by_column, self.whole_counts.get(name, {}))

    def _below(self, part: NodeResult) -> "NodeFigures":
        return NodeFigures(self.monitor, part, self.item.amounts.by_column, self.counts)


def _shares(own: Mapping[str, Number], whole: Mapping[str, Number]) -> dict[str, Number | None]:
    return {key: share(value, whole[key]) for key, value in own.items() if key in whole}
