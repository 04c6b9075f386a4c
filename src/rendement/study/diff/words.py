"""A change in words: what it is of, what it was and what it is now."""

from collections.abc import Iterable, Sequence

from rendement.source.build import Node
from rendement.source.money import Brought
from rendement.source.notes import cut
from rendement.source.path import format_path
from rendement.study.diff.changes import OF_CASE, Change, Pair, Written, changed_keys
from rendement.study.diff.hybrids import PRICES, Hybrids
from rendement.study.diff.kinds import CASE, COME, GONE, LINE, POST, PRICE, Table

LONGEST = 60
NOTHING = "–"
OF_A_LIST = {PRICE: "prijs in de lijst", "wie": "betaler in de lijst", "domein": "domein in de lijst"}


def group_of(change: Change) -> str:
    """The kind of a change, as it is called."""
    return OF_A_LIST[change.kind] if change.place[:1] == (PRICES,) else change.kind


class Words:
    """The words for the changes between two cases."""

    def __init__(self, hybrids: Hybrids) -> None:
        self._hybrids = hybrids
        self._pairs = {pair.place: pair for pair in hybrids.pairs}

    def subject(self, changes: Sequence[Change]) -> str:
        """What the changes are of."""
        return ", ".join(dict.fromkeys(self._subject(change) for change in changes))

    def paths(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """The places of all that differs."""
        found: list[str] = []
        for change in changes:
            _, _, keys = self._sides(change)
            base = change.place
            found += [format_path((*base, key)) for key in keys] or [format_path(base)]
        return tuple(dict.fromkeys(found))

    def texts(self, changes: Sequence[Change]) -> tuple[str, str]:
        """What they were, and what they are."""
        both = [self._texts(change) for change in changes]
        return tuple("; ".join(filter(None, side)) or NOTHING for side in zip(*both, strict=True))  # type: ignore[return-value]

    def _subject(self, change: Change) -> str:
        if change.place == OF_CASE:
            return "de casus"
        if change.place[0] == PRICES:
            code = str(change.place[1])
            return self._hybrids.libraries[1].entries[code].post.naam
        return self._pairs[change.place].name

    def _texts(self, change: Change) -> tuple[str, str]:
        if change.kind in (COME, GONE):
            name = self._pairs[change.place].name
            return ("", name) if change.kind == COME else (name, "")
        old, new, keys = self._sides(change)
        return _listed(old, keys), _listed(new, keys)

    def _sides(self, change: Change) -> tuple[dict[str, Node], dict[str, Node], list[str]]:
        """Both sides as they were written, and the keys that differ."""
        if change.kind in (COME, GONE):
            return {}, {}, []
        old, new, table = self._written(change)
        return old.node, new.node, changed_keys(old, new, table).get(change.kind, [])

    def _written(self, change: Change) -> tuple[Written, Written, Table]:
        if change.place == OF_CASE:
            return self._hybrids.old, self._hybrids.new, CASE
        if change.place[0] == PRICES:
            return (*self._hybrids.posts(str(change.place[1])), POST)
        pair: Pair = self._pairs[change.place]
        if pair.old is None or pair.new is None:
            raise ValueError("on one side only")
        return pair.old, pair.new, LINE


def _listed(node: dict[str, Node], keys: Sequence[str]) -> str:
    return ", ".join(f"{key}: {cut(_text(node[key]), LONGEST)}" for key in keys if key in node)


def _text(node: Node) -> str:
    """A value as it would be written on one line."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {_text(item)}" for key, item in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_text, node)) + "]"
    if isinstance(node, Brought) and node.money.power:
        return f"{node} (x {node.money.unit})"
    return "" if node is None else str(node)
