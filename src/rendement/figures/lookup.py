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


def canonical(data: Any, path: Path) -> Path:
    """The same path with lines by number and steps by their place. Raises LookupFailedError."""
    node, found = data, []
    for piece in path:
        if isinstance(node, list) and not isinstance(piece, int):
            names = [(item.get("id"), item.get("naam")) if isinstance(item, dict) else () for item in node]
            found.append(next((i for i, own in enumerate(names) if piece in own), piece))
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
