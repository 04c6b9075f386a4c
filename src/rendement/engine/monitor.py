"""From the plan of a monitor to its result: sums by level and domain, and what may be set beside what.

A sum is made of what stands in a column, and remembers what lacks there. Two columns are compared only where
the same leaves stand in both, because a missing figure is not 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from rendement.engine.arithmetic import Number, difference, exact_total, if_positive, ratio
from rendement.engine.compute import NO_DOMAIN
from rendement.engine.monitor_plan import FLOW, STAFF, STANDING, Cell, Column, Count, MonitorPlan, Node, Pair
from rendement.source.record import record

ADDED = (STANDING, FLOW)  # kinds of counts that add up over posts

Columns = Mapping[str, Column]


@record
class Series:
    """Figures by column, of which leaves each is made, and the names of those that have none there."""

    by_column: dict[str, Number] = field(default_factory=dict)
    leaves: dict[str, frozenset[str]] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def alike(self, pair: Pair) -> bool:
        """Whether the same leaves stand in both columns."""
        one, other = (self.leaves.get(key) for key in pair)
        return one is not None and one == other

    def change(self, pair: Pair) -> Number | None:
        """From one column to the other; None where these are not made of the same.

        >>> Series({"a": 4.0, "b": 5.0}, {"a": frozenset("x"), "b": frozenset("x")}).change(("a", "b"))
        1.0
        """
        if not self.alike(pair):
            return None
        before, after = (self.by_column[key] for key in pair)
        return difference(after, before)

    def share_of_change(self, pair: Pair) -> Number | None:
        """The change as a share of what it was; None where that was 0 or below."""
        change = self.change(pair)
        return None if change is None else share(change, self.by_column[pair[0]])


@record
class Counted:
    """A count by column; `own` where it was written at this node and not added up from its parts."""

    name: str
    kind: str | None
    series: Series
    own: bool


@record
class NodeResult:
    """A post or a part of one, computed."""

    node: Node
    amounts: Series
    counts: dict[str, Counted]
    parts: tuple["NodeResult", ...] = ()
    of_which: tuple["NodeResult", ...] = ()

    @property
    def inner(self) -> tuple["NodeResult", ...]:
        """What stands below it."""
        return (*self.parts, *self.of_which)

    @cached_property
    def rest(self) -> dict[str, Number]:
        """What it is more than the parts that are told, where all of those have an amount."""
        told = [part.amounts.by_column for part in self.of_which]
        return {
            key: exact_total((whole, *(-part[key] for part in told)))
            for key, whole in self.amounts.by_column.items()
            if told and all(key in part for part in told)
        }

    def average(self, name: str, key: str) -> Number | None:
        """The amount for each of a count; None where either lacks, or where nothing was counted."""
        amount, count = self.amounts.by_column.get(key), self.counts[name].series.by_column.get(key)
        return None if amount is None or count is None else ratio(amount, count)


@record
class MonitorResult:
    """A monitor, computed. Totals leave out what does not count, and what is in another unit."""

    plan: MonitorPlan
    posts: tuple[NodeResult, ...]
    total: Series
    domains: dict[str, Series]


def compute_monitor(plan: MonitorPlan) -> MonitorResult:
    """Add up what was written."""
    posts = tuple(_computed(node, plan.columns) for node in plan.posts)
    counted = [item for item in posts if counts_in_total(item.node, plan)]
    domains: dict[str, list[NodeResult]] = {}
    for leaf in (leaf for post in counted for leaf in leaves_of(post)):
        domains.setdefault(leaf.node.domain or NO_DOMAIN, []).append(leaf)
    by_domain = {domain: _amounts(own) for domain, own in domains.items()}
    return MonitorResult(
        plan, posts, _amounts(counted), {name: own for name, own in by_domain.items() if own.by_column}
    )


def counts_in_total(post: Node, plan: MonitorPlan) -> bool:
    """Whether a post is part of the totals."""
    return post.counted and post.unit == plan.unit


def every(posts: Iterable[NodeResult]) -> Iterable[NodeResult]:
    """Every post and part, each before what stands below it."""
    for post in posts:
        yield post
        yield from every(post.inner)


def leaves_of(post: NodeResult) -> Iterable[NodeResult]:
    """Where the amounts of a post were written."""
    if not post.parts:
        yield post
    for part in post.parts:
        yield from leaves_of(part)


def share(part: Number, whole: Number) -> Number | None:
    """A part of a whole; None where the whole is 0 or below.

    >>> share(1.0, 4.0), share(1.0, 0.0), share(1.0, -4.0)
    (0.25, None, None)
    """
    return if_positive(whole, ratio(part, whole))


def _computed(node: Node, columns: Columns) -> NodeResult:
    parts = tuple(_computed(part, columns) for part in node.parts)
    told = tuple(_computed(part, columns) for part in node.of_which)
    amounts = (
        _amounts(parts) if parts else _written(node.path, node.cells, columns, adding=node.unit != STAFF)
    )
    written = {count.name: _counted(node.path, count, columns) for count in node.counts}
    counts = {**_added(parts), **written}
    return NodeResult(node, amounts, counts, parts, told)


def _written(path: str, cells: Mapping[str, Cell], columns: Columns, *, adding: bool) -> Series:
    """The figures of a leaf; with those of columns that add others up, where nothing of these lacks."""
    found = {key: cell.value for key, cell in cells.items()}
    for key, column in columns.items() if adding else ():
        if column.adds and all(part in found for part in column.adds):
            found[key] = exact_total(found[part] for part in column.adds)
    return Series(
        {key: found[key] for key in columns if key in found}, {key: frozenset((path,)) for key in found}
    )


def _counted(path: str, count: Count, columns: Columns) -> Counted:
    """A count as written; over columns only what flows adds up."""
    series = _written(path, count.cells, columns, adding=count.kind == FLOW)
    return Counted(count.name, count.kind, series, own=True)


def _amounts(items: Iterable[NodeResult]) -> Series:
    """Amounts added up; what has no amount anywhere is no part of it."""
    return _sum([(item.node.name, item.amounts) for item in items if item.amounts.by_column or item.node.pm])


def _added(parts: Sequence[NodeResult]) -> dict[str, Counted]:
    """Counts that every part has, added up; unique ones overlap, and what is not said may overlap."""
    found = {}
    for name in parts[0].counts if parts else ():
        counts = [part.counts.get(name) for part in parts]
        kinds = {count.kind if count is not None else None for count in counts}
        if len(kinds) == 1 and (kind := kinds.pop()) in ADDED:
            series = [(part.node.name, part.counts[name].series) for part in parts]
            found[name] = Counted(name, kind, _sum(series), own=False)
    return found


def _sum(items: Sequence[tuple[str, Series]]) -> Series:
    keys = dict.fromkeys(key for _, series in items for key in series.by_column)
    lacking = {key: tuple(_lacking(items, key)) for key in keys}
    return Series(
        {key: exact_total(s.by_column[key] for _, s in items if key in s.by_column) for key in keys},
        {key: frozenset().union(*(series.leaves.get(key, ()) for _, series in items)) for key in keys},
        {key: names for key, names in lacking.items() if names},
    )


def _lacking(items: Iterable[tuple[str, Series]], key: str) -> Iterable[str]:
    for name, series in items:
        if key in series.by_column:
            yield from series.lacking.get(key, ())
        else:
            yield name
