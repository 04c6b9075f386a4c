"""Result paths: `totaal.rendement`, `baten[0].bruto`, `baten.uitstroom.netto`."""

from typing import Any

from rendement.source.path import Path, format_path


class LookupFailedError(KeyError):
    """The path names nothing in the result."""


def lookup(data: Any, path: Path) -> Any:
    """What stands at a result path: a line may be named by id or slug, a step and a post by its name."""
    node = data
    for piece in path:
        node = _child(node, piece, path)
    return node


def _child(node: Any, piece: str | int, path: Path) -> Any:
    if isinstance(node, list):
        if isinstance(piece, int) and piece < len(node):
            return node[piece]
        for item in node:
            if piece in _names(item):
                return item
    elif isinstance(node, dict):
        if piece in node:
            return node[piece]
        for step in node.get("stappen", ()):
            if step["stap"] == piece:
                return step["bedrag"]
    raise LookupFailedError(format_path(path))


def _names(item: Any) -> tuple[Any, ...]:
    """How one of a list is called in paths: a line by id or name, what is in a basket by its post."""
    return (item.get("id"), item.get("naam"), item.get("post")) if isinstance(item, dict) else ()


def canonical(data: Any, path: Path) -> Path:
    """The same path with lines by number and steps by their place. Raises LookupFailedError."""
    node, found = data, []
    for piece in path:
        if isinstance(node, list) and not isinstance(piece, int):
            found.append(next((i for i, item in enumerate(node) if piece in _names(item)), piece))
        elif isinstance(node, dict) and piece not in node and "stappen" in node:
            steps = [step["stap"] for step in node["stappen"]]
            if piece in steps:
                found += ["stappen", steps.index(str(piece)), "bedrag"]
            else:
                found.append(piece)
        else:
            found.append(piece)
        node = _child(node, piece, path)
    return tuple(found)
