"""A change in words: what it is of, what it was and what it is now."""

from collections.abc import Iterable, Sequence

from rendement.source.build import Node
from rendement.source.money import Brought
from rendement.source.notes import cut
from rendement.source.path import format_path
from rendement.study.diff.between import PRICES, Between
from rendement.study.diff.changes import Change, changed_keys
from rendement.study.diff.kinds import COME, GONE, PRICE, path_of

LONGEST = 60
OF_COUNTS = 200  # of a table of rows, with every count that is another
NOTHING = "–"
OF_A_LIST = {PRICE: "prijs in de lijst", "wie": "betaler in de lijst", "domein": "domein in de lijst"}


def group_of(change: Change) -> str:
    """The kind of a change, as it is called."""
    return OF_A_LIST[change.kind] if change.place[:1] == (PRICES,) else change.kind


class Words:
    """The words for the changes between two files."""

    def __init__(self, between: Between) -> None:
        self._between = between
        self._pairs = {pair.path: pair for pair in between.pairs}

    def subjects(self, changes: Sequence[Change]) -> tuple[str, ...]:
        """What the changes are of."""
        return tuple(dict.fromkeys(map(self.subject, changes)))

    def paths(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """The places of all that differs."""
        found: list[str] = []
        for change in changes:
            places = [
                (*change.path, *path_of(key)) if key not in change.place else change.path
                for key in self._sides(change)[2]
            ]
            found += map(format_path, places or [change.path])
        return tuple(dict.fromkeys(found))

    def texts(self, changes: Sequence[Change]) -> tuple[str, str]:
        """What they were, and what they are."""
        old, new = zip(*(self._texts(change) for change in changes), strict=True)
        return ("; ".join(filter(None, old)) or NOTHING, "; ".join(filter(None, new)) or NOTHING)

    def subject(self, change: Change) -> str:
        """What one change is of."""
        if change.kind in (COME, GONE):
            return self._pairs[change.path].name
        return self._between.written(change)[1].title

    def _texts(self, change: Change) -> tuple[str, str]:
        if change.kind in (COME, GONE):
            name = self._pairs[change.path].name
            return ("", name) if change.kind == COME else (name, "")
        old, new, keys = self._sides(change)
        return _listed(old, keys), _listed(new, keys)

    def _sides(self, change: Change) -> tuple[dict[str, Node], dict[str, Node], list[str]]:
        """Both sides as they were written, and the keys that differ."""
        if change.kind in (COME, GONE):
            return {}, {}, []
        old, new, table = self._between.written(change)
        return old.node, new.node, changed_keys(old, new, table).get(change.kind, [])


def _listed(node: dict[str, Node], keys: Sequence[str]) -> str:
    longest = {"casussen": OF_COUNTS}
    own = ((key, longest.get(key, LONGEST)) for key in keys if key in node)
    return ", ".join(f"{key}: {cut(_text(node[key]), most)}" for key, most in own)


def _text(node: Node) -> str:
    """A value as it would be written on one line."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {_text(item)}" for key, item in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_text, node)) + "]"
    if isinstance(node, Brought) and node.money.power:
        return f"{node} (x {node.money.unit})"
    return "" if node is None else str(node)
