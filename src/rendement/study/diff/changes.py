"""What changed between two cases: line by line, in the settings of the case, and in the prices used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from rendement.model.line import Line
from rendement.source.build import Node
from rendement.source.path import Path, slug
from rendement.source.record import record
from rendement.study.diff.kinds import BASKETS, COME, GONE, INCLUDED, LINE, PRICE, SIZE, Table

OF_CASE: Path = ()
UNDER = " › "  # between the name of a measure or a post and that of what is in it

T = TypeVar("T")


@record
class Change:
    """One change: of what (a path), and of which kind; `within`: the measure of whose file that is a path."""

    place: Path
    kind: str
    within: Path = ()

    @property
    def path(self) -> Path:
        """Where it is, from the file that was asked."""
        return (*self.within, *self.place)


@record
class Written:
    """One thing as it was written: its keys, what they mean, and how it is called in paths and in words."""

    node: dict[str, Node]
    model: Any
    names: tuple[str, ...] = ()
    title: str = ""


@record
class Pair:
    """The same thing on both sides; on one side it may be missing."""

    place: Path
    old: Written | None
    new: Written | None
    within: Path = ()  # the measure in whose file it stands

    @property
    def path(self) -> Path:
        """Where it is, from the file that was asked."""
        return (*self.within, *self.place)

    @property
    def either(self) -> Written:
        """One that is there, the new one first."""
        found = self.new or self.old
        if found is None:
            raise ValueError("nothing on either side")
        return found

    @property
    def both(self) -> tuple[Written, Written]:
        """Both sides, of what is on both."""
        if self.old is None or self.new is None:
            raise ValueError("on one side only")
        return self.old, self.new

    @property
    def name(self) -> str:
        """What it is called now."""
        return self.either.title or str(self.place[-1])


def paired(section: str, old: Sequence[Written], new: Sequence[Written], table: Table = LINE) -> list[Pair]:
    """The lines of a section, each with its other side.

    They are the same by how paths call them (`id`, else name), else by name, or by the file that a measure
    is; else when nothing that moves a figure differs.
    """
    left, right = list(old), list(new)
    found: list[tuple[Written, Written]] = []
    found += _taken(left, right, lambda item: next(iter(item.names), None))
    found += _taken(left, right, lambda item: slug(item.title) or None)
    found += _taken(
        left, right, lambda item: next((item.node[key] for key in INCLUDED if key in item.node), None)
    )
    renamed = [
        (one, other)
        for one in list(left)
        if (same := [item for item in right if alike(one, item, table)])
        and len([item for item in left if alike(item, one, table)]) == len(same) == 1
        for other in same
    ]
    for one, other in renamed:
        left.remove(one)
        right.remove(other)
    order = {id(item): i for i, item in enumerate(new)}
    both = sorted((*found, *renamed), key=lambda pair: order[id(pair[1])])
    pairs = [Pair(_place(section, other), one, other) for one, other in both]
    pairs += [Pair(_place(section, item), None, item) for item in right]
    return pairs + [Pair(_place(section, item), item, None) for item in left]


def _file(item: Written) -> Node:
    """The file that a measure is."""
    return next((item.node[key] for key in INCLUDED if key in item.node), None)


def _taken(
    left: list[Written], right: list[Written], key: Callable[[Written], Any]
) -> list[tuple[Written, Written]]:
    """Take out of both lists what has the same key, which nothing else there has."""
    ours, theirs = _by_key(left, key), _by_key(right, key)
    both = [(ours[name], theirs[name]) for name in ours if name in theirs]
    for one, other in both:
        left.remove(one)
        right.remove(other)
    return both


def _by_key(items: Iterable[Written], key: Callable[[Written], Any]) -> dict[Any, Written]:
    found: dict[Any, Written] = {}
    for item in items:
        if (name := key(item)) is not None:
            found.setdefault(name, item)
    return found


def _place(section: str, item: Written) -> Path:
    return section, next(iter(item.names), "")


def alike(one: Written, other: Written, table: Table) -> bool:
    """Whether nothing that moves a figure differs."""
    return not changed_kinds(one, other, table)


def changed_keys(one: Written, other: Written, table: Table) -> dict[str, list[str]]:
    """The keys that mean something else, by kind."""
    found: dict[str, list[str]] = {}
    for key, kind in table.kind_of.items():
        if getattr(one.model, key, None) == getattr(other.model, key, None):
            continue
        for part in _parts(one.model, other.model, key) if key in BASKETS else (kind,):
            found.setdefault(part, []).append(key)
    return found


def changed_kinds(one: Written, other: Written, table: Table) -> list[str]:
    """The kinds of which a key means something else, in the order of the table."""
    found = changed_keys(one, other, table)
    return [kind for kind in table.kinds if kind in found]


def _parts(one: Line, other: Line, key: str) -> tuple[str, ...]:
    """Whether posts of a basket, or how many, differ; and whether a price that was set on the spot does."""
    ours, theirs = ({item.post: item for item in getattr(line, key) or ()} for line in (one, other))
    both = [(ours[post], theirs[post]) for post in ours if post in theirs]
    size = ours.keys() != theirs.keys() or any(
        (a.quantity, a.factors) != (b.quantity, b.factors) for a, b in both
    )
    price = any((a.price, a.reason) != (b.price, b.reason) for a, b in both)
    return (*((SIZE,) if size else ()), *((PRICE,) if price else ()))


def changes_of(pair: Pair, table: Table = LINE) -> list[Change]:
    """What changed of one thing."""
    if pair.old is None or pair.new is None:
        return [Change(pair.place, COME if pair.old is None else GONE)]
    return [Change(pair.place, kind) for kind in changed_kinds(pair.old, pair.new, table)]


def unmoved_keys(old: Mapping[str, Node], new: Mapping[str, Node], table: Table) -> list[str]:
    """The keys that move no figure, and were written differently."""
    return [key for key in table.still if old.get(key) != new.get(key)]


def unmoved_of(pair: Pair, table: Table) -> list[str]:
    """The same of one thing on both sides; another name is another name."""
    if pair.old is None or pair.new is None:
        return []
    return ["hernoemd" if key == "naam" else key for key in unmoved_keys(pair.old.node, pair.new.node, table)]
