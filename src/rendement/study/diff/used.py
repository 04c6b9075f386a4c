"""Which posts of price lists a line may use, on either side."""

from collections.abc import Iterator

from rendement.source.build import Node
from rendement.study.diff.changes import Pair

_KEYS = ("prijs", "tarief", "posten", "casussen", "voor", "na", "terugval", "blijfkans")


def posts_of(pair: Pair) -> set[str]:
    """Every name that may be a post."""
    return {
        text.partition("@")[0].strip()
        for side in (pair.old, pair.new)
        if side is not None
        for key in _KEYS
        for text in _texts(side.node.get(key))
    }


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
        for item in node.values():
            yield from _texts(item)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif node is not None:
        yield node
