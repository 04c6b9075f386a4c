"""The posts of a monitor on both sides, down to where their amounts are taken apart."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace

from rendement.engine.arithmetic import Number
from rendement.engine.monitor import NodeResult, leaves_of
from rendement.engine.monitor_volume import client_count
from rendement.source.path import Path, parse_path
from rendement.source.tree import Source
from rendement.study.diff.changes import UNDER, Pair, Written, paired
from rendement.study.diff.kinds import MONITOR_POST, PER_CLIENT, UNCOUNTED, VOLUME

POSTS, PARTS = "posten", "onderdelen"
Counted = tuple[float, float]  # an amount, and of how many clients that is


def posts_of(source: Source, items: Sequence[NodeResult]) -> list[Written]:
    """Posts or parts as they were written, with what they come to."""
    return [
        Written(
            node if isinstance(node := source.get(parse_path(item.node.path)), dict) else {},
            SimpleNamespace(
                item=item,
                source=source,
                aantallen={name: count.series.by_column for name, count in item.counts.items()},
                bedragen=item.amounts.by_column,
                bedragen_in=item.node.unit,
                telt_mee=item.node.counted,
                domein=domain_of(item),
            ),
            (item.node.slug,),
            item.node.name,
        )
        for item in items
    ]


def domain_of(item: NodeResult) -> "str | frozenset[str | None] | None":
    """The domain of all of it, or its domains."""
    found = frozenset(leaf.node.domain for leaf in leaves_of(item))
    return next(iter(found)) if len(found) == 1 else found


def counted(side: Written, column: str) -> Counted | None:
    """The amount and the clients of a post in a column; None where either lacks, or nobody was counted."""
    item: NodeResult = side.model.item
    count = client_count(item)
    if count is None or (item.parts and not count.own):
        return None
    amount, clients = (series.by_column.get(column) for series in (item.amounts, count.series))
    return (float(amount), float(clients)) if amount is not None and clients else None


class Posts:
    """The posts, each with its other side; `units` are those that are not told by their parts."""

    def __init__(
        self, old: Sequence[Written], new: Sequence[Written], columns: Collection[str], *, by_domain: bool
    ) -> None:
        self._columns, self._by_domain = columns, by_domain
        self.rows: list[Pair] = []
        self.units: dict[Path, Pair] = {}
        self.top: dict[Path, Pair] = {}  # of each unit the post that it is a part of
        for pair in paired(POSTS, old, new, MONITOR_POST):
            for unit in self._below(pair):
                self.units[unit.path], self.top[unit.path] = unit, pair

    def _below(self, pair: Pair) -> Iterator[Pair]:
        """What of a post has changes of its own."""
        self.rows.append(pair)
        parts = self._parts(pair)
        if not parts or self._as_one(pair, parts):
            yield pair
            return
        for part in parts:
            yield from self._below(part)

    def _parts(self, pair: Pair) -> list[Pair]:
        """Its parts on both sides; none where it has none on one of them."""
        if pair.old is None or pair.new is None:
            return []
        old, new = (posts_of(side.model.source, side.model.item.parts) for side in pair.both)
        found = paired(PARTS, old, new, MONITOR_POST) if old and new else []
        return [
            Pair((*pair.place, *part.place), _below(pair, part.old), _below(pair, part.new)) for part in found
        ]

    def _as_one(self, pair: Pair, parts: Sequence[Pair]) -> bool:
        """Whether only the whole has clients: then it is taken apart, and its parts are not."""
        one_domain = not any(isinstance(side.model.domein, frozenset) for side in pair.both)
        return self._splits(pair) and (one_domain or not self._by_domain) and not self._any(parts)

    def _any(self, pairs: Sequence[Pair]) -> bool:
        return any(self._splits(pair) or self._any(self._parts(pair)) for pair in pairs)

    def _splits(self, pair: Pair) -> bool:
        """Whether both sides have clients in a column that is asked."""
        if pair.old is None or pair.new is None:
            return False
        return any(all(counted(side, column) for side in pair.both) for column in self._columns)


def _below(pair: Pair, part: Written | None) -> Written | None:
    """A part, by the name of what it is a part of as well."""
    return None if part is None else replace(part, title=f"{pair.name}{UNDER}{part.title}")


def mixed(
    sides: tuple[Written, Written], columns: Collection[str], taken: Mapping[str, bool]
) -> dict[str, Number]:
    """The amounts of a post; `taken`: of each kind whether that is the one of the new side."""
    found: dict[str, Number] = {}
    for column in columns:
        old, new = (counted(side, column) for side in sides)
        amounts = [side.model.item.amounts.by_column.get(column) for side in sides]
        if old is None or new is None:
            amount = amounts[taken[UNCOUNTED]]
        elif taken[VOLUME] == taken[PER_CLIENT]:
            amount = amounts[taken[VOLUME]]
        elif taken[VOLUME]:
            amount = old[0] / old[1] * new[1]
        else:
            amount = new[0] / new[1] * old[1]
        if amount is not None:
            found[column] = amount
    return found
