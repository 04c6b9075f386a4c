"""A tree without what is wrong in it, so that the rest can still be looked at."""

from collections.abc import Iterable

from rendement.source.build import Node
from rendement.source.path import Path

_GONE = object()


def prune(tree: dict[str, Node], paths: Iterable[Path]) -> dict[str, Node]:
    """The tree without these paths; of a list the places stay, so that other paths keep their meaning.

    >>> prune({"naam": "x", "posten": {"jeugd/ots": "veel", "jeugd/hulp": "2"}}, [("posten", "jeugd/ots")])
    {'naam': 'x', 'posten': {'jeugd/hulp': '2'}}
    """
    pruned: Node = tree
    for path in paths:
        pruned = _without(pruned, path)
    return pruned  # type: ignore[no-any-return]


def _without(node: Node, path: Path) -> Node:
    piece, rest = path[0], path[1:]
    if isinstance(node, dict) and piece in node:
        inner = _without(node[str(piece)], rest) if rest else _GONE
        # what is left empty would be a mistake of its own
        if inner is _GONE or inner in ({}, []):
            return {key: value for key, value in node.items() if key != piece}
        return {**node, str(piece): inner}
    if isinstance(node, list) and isinstance(piece, int) and piece < len(node):
        inner = _without(node[piece], rest) if rest else {}
        return [inner if i == piece else item for i, item in enumerate(node)]
    return node
