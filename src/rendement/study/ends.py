"""`baten: hoog` in a scenario: every range of a section, a line or a place at the end that is meant.

Of a section, a line or a block each range takes the end at which the line comes out highest or lowest: what
goes off a benefit is then low where the benefit is high. A path that names a range itself means its own end.
"""

from collections.abc import Iterator

from rendement.engine.steps import STEPS, TAKES
from rendement.model.durations import parted
from rendement.source.build import Node
from rendement.source.currency import signed
from rendement.source.money import split
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.scalar import alike
from rendement.source.tree import Source

LOW, HIGH = "laag", "hoog"
_LOWERS = {step.name for step in STEPS if step.way == TAKES} | {"blijfkans", "terugval", "afname", "na"}
_TEXTS = frozenset({"naam", "omschrijving", "bron", "toelichting", "reden", "domein", "groep", "id"})
_SIGNS = frozenset("0123456789.,_ %-\u2212")


@record
class Ends:
    """A range where it is written, and its ends as text."""

    path: Path
    low: Node
    high: Node

    def at(self, word: str) -> Node:
        """The end that a word means."""
        return self.high if word == HIGH else self.low


def ends_at(source: Source, path: Path, word: Node) -> list[tuple[Path, Node]] | None:
    """Every range below a place with the end that it takes; None where `hoog` or `laag` means no end there.

    >>> from rendement.source.tree import parse
    >>> source, _ = parse("baten: [{aantal: 4..8, duur: 3..6 maanden, verdringing: 10%..20%}]", "x")
    >>> [end for _, end in ends_at(source, ("baten",), "hoog")]
    ['8', '6 maanden', '10%']
    """
    node = source.get(path)
    if word not in (LOW, HIGH) or node is None:
        return None
    own = _ends(node)
    if own is not None:
        return [(path, Ends(path, *own).at(word))]
    if isinstance(node, str):
        return None
    return [(found.path, found.at(_turned(word, found.path))) for found in _below(node, path)]


def _turned(word: str, path: Path) -> str:
    """The end that makes the line high or low."""
    if _LOWERS.isdisjoint(path):
        return word
    return LOW if word == HIGH else HIGH


def _below(node: Node, path: Path) -> Iterator[Ends]:
    own = _ends(node)
    if own is not None:
        yield Ends(path, *own)
    elif isinstance(node, dict):
        for key, item in node.items():
            if key not in _TEXTS:
                yield from _below(item, (*path, key))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _below(item, (*path, number))


def _ends(node: Node) -> tuple[Node, Node] | None:
    """The ends of what is a range; a count has none."""
    if isinstance(node, dict):
        if LOW in node and HIGH in node:
            return node[LOW], node[HIGH]
        options = node.get("discreet")
        return _outer(options) if isinstance(options, dict) and len(node) == 1 else None
    if not isinstance(node, str) or ".." not in node:
        return None
    bare, unit = parted(node)
    pieces = [piece.strip() for piece in bare.split("..")]
    if not all(pieces) or not all(_SIGNS.issuperset(_figures(piece)) for piece in pieces):
        return None
    low, high = alike([pieces[0], pieces[-1]])
    behind = f" {unit}" if unit else ""
    return f"{low}{behind}", f"{high}{behind}"


def _figures(piece: str) -> str:
    """An end without the sign before it and the word behind it."""
    body, _ = split(piece)
    found = signed(body)
    return body if found is None else found[2]


def _outer(options: dict[str, Node]) -> tuple[Node, Node] | None:
    """The smallest and the largest of weighted values."""
    try:
        values = sorted(options, key=lambda text: float(text.replace(",", ".")))
    except ValueError:
        return None  # reading it will say what is wrong
    return (values[0], values[-1]) if values else None
