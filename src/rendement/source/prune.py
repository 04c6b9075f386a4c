"""A tree without what is wrong in it, so that the rest can still be looked at."""

from collections.abc import Iterable

from rendement.source.build import Node
from rendement.source.path import Path, PathError, parse_path

_GONE = object()


def prune(tree: dict[str, Node], paths: Iterable[str]) -> dict[str, Node]:
    """The tree without these paths; of a list the places stay, so that the other paths keep their meaning.

    >>> prune({"baten": [{"naam": "x", "posten": {"jeugd/ots": "veel", "wonen/mutatie": "2"}}]},
    ...       ['baten[0].posten."jeugd/ots"'])
    {'baten': [{'naam': 'x', 'posten': {'wonen/mutatie': '2'}}]}
    """
    pruned: Node = tree
    for text in paths:
        try:
            path = parse_path(text)
        except PathError:  # of the file as a whole
            continue
        pruned = _without(pruned, path)
    return pruned if isinstance(pruned, dict) else {}


def _without(node: Node, path: Path) -> Node:
    piece, rest = path[0], path[1:]
    if isinstance(node, dict) and piece in node:
        inner = _without(node[str(piece)], rest) if rest else _GONE
        others = {key: value for key, value in node.items() if key != piece}
        # what is left empty would be a mistake of its own
        return others if inner is _GONE or inner in ({}, []) else {**node, str(piece): inner}
    if isinstance(node, list) and isinstance(piece, int) and piece < len(node):
        inner = _without(node[piece], rest) if rest else {}
        return [inner if i == piece else item for i, item in enumerate(node)]
    return node
