"""Result paths: `totaal.rendement`, `baten[0].bruto`, `baten.uitstroom.netto`."""

from typing import Any

from rendement.source.path import Path, format_path


class LookupFailedError(KeyError):
    """The path names nothing in the result."""


def lookup(data: Any, path: Path) -> Any:
    """What stands at a result path: a line may be named by id or slug, a step by its name."""
    node = data
    for piece in path:
        node = _child(node, piece, path)
    return node


def _child(node: Any, piece: str | int, path: Path) -> Any:
    if isinstance(node, list):
        if isinstance(piece, int) and piece < len(node):
            return node[piece]
        for item in node:
            if isinstance(item, dict) and piece in (item.get("id"), item.get("naam")):
                return item
    elif isinstance(node, dict):
        if piece in node:
            return node[piece]
        for step in node.get("stappen", ()):
            if step["stap"] == piece:
                return step["bedrag"]
    raise LookupFailedError(format_path(path))
