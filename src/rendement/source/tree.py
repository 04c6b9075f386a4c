"""A file as read: its text, its tree, and where everything in it stands."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from rendement.source.build import Builder, Node
from rendement.source.finding import Finding, Mark
from rendement.source.notes import Event, span
from rendement.source.path import Path, slug
from rendement.source.refuse import not_a_mapping
from rendement.source.text import STDIN, STDIN_NAME, decode, quote, read_text, split_lines


@dataclass(frozen=True)
class Source:
    """A file as read: its text, its tree, and where everything stands."""

    name: str
    text: str
    data: dict[str, Node] = field(default_factory=dict)
    keys: dict[Path, Event] = field(default_factory=dict)
    values: dict[Path, Event] = field(default_factory=dict)
    foreign: dict[Path, Mark] = field(default_factory=dict)

    def locate(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a path, or of the nearest thing around it that is in the file."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            if part in self.foreign:
                return self.foreign[part]
            exact = length == len(path)
            prefer_key = key or not exact
            event = (
                (self.keys.get(part) if prefer_key else None) or self.values.get(part) or self.keys.get(part)
            )
            if event is not None:
                return self._quote(event)
        first = next(iter(self.keys.values()), None)
        return quote(self.name, self._lines, 1, 1) if first is None else self._quote(first, 1)

    def placed(self, finding: Finding, base: Path = ()) -> Finding:
        """A finding about something at `base`, at its place in this file; what is empty stands at its key."""
        place = (*base, *finding.place)
        key = not finding.of_value or finding.code == "lege-waarde"
        return replace(finding, place=place, mark=self.locate(place, key=key))

    def resolve(self, path: Path) -> Path:
        """The path with every line named by id or slug replaced by its number; unknown pieces stay."""
        node: Node = self.data
        resolved: list[str | int] = []
        for piece in path:
            number: str | int = piece
            if isinstance(node, list) and isinstance(piece, str):
                names = [line_names(item) for item in node]
                first = (i for i, own in enumerate(names) if piece in own[:1])
                other = (i for i, own in enumerate(names) if piece in own)
                number = next(first, next(other, piece))
            resolved.append(number)
            node = _child(node, number)
        return tuple(resolved)

    def without(self, path: Path) -> "Source":
        """This source without a key of a block; the same when it is not there."""
        block = self.get(path[:-1])
        if not isinstance(block, dict) or path[-1] not in block:
            return self
        rest = {key: value for key, value in block.items() if key != path[-1]}
        return replace(self, data=_replaced(self.data, path[:-1], rest))

    def get(self, path: Path) -> Node:
        """The node at a resolved path, or None."""
        node: Node = self.data
        for piece in path:
            node = _child(node, piece)
        return node

    def replace(self, path: Path, value: Node, mark: Mark) -> "Source":
        """This source with one node changed or added; the mark says where the change was written.

        Blocks around it that do not exist yet are added as well. Raises KeyError when there is no place for
        it: a list item that does not exist, or below one value.
        """
        data = _replaced(self.data, path, value)
        length = len(path)
        added = {path[:i]: mark for i in range(1, length) if self.get(path[:i]) is None}
        foreign = {known: place for known, place in self.foreign.items() if known[:length] != path}
        values = {known: event for known, event in self.values.items() if known[:length] != path}
        keys = {known: event for known, event in self.keys.items() if known[:length] != path or known == path}
        return Source(self.name, self.text, data, keys, values, {**foreign, **added, path: mark})

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.text)

    def _quote(self, event: Event, width: int | None = None) -> Mark:
        line, column, own = span(event)
        return quote(self.name, self._lines, line + 1, column + 1, own if width is None else width)


def line_names(item: Node) -> tuple[str, ...]:
    """The names by which a line of a section may be called in a path."""
    if not isinstance(item, dict):
        return ()
    name = item.get("naam")
    own = (short,) if isinstance(name, str) and (short := slug(name)) else ()
    identity = item.get("id")
    return (identity, *own) if isinstance(identity, str) else own


def read_source(name: str) -> tuple[Source | None, list[Finding]]:
    """Read and parse one file. Raises UsageError when it does not exist."""
    text, findings = read_text(name)
    shown = STDIN_NAME if name == STDIN else name
    return parse(text, shown) if text is not None else (None, findings)


def parse_bytes(raw: bytes, name: str) -> tuple[Source | None, list[Finding]]:
    """Parse what was read elsewhere."""
    text, findings = decode(raw, name)
    return parse(text, name) if text is not None else (None, findings)


def parse(text: str, name: str) -> tuple[Source | None, list[Finding]]:
    """Parse a text. No source when the text cannot be read as one mapping of keys."""
    builder = Builder(text, name)
    data = builder.run()
    findings = builder.notes.findings
    if not isinstance(data, dict):
        if not findings:
            not_a_mapping(builder.notes, data, builder.values.get(()))
        return None, findings
    return Source(name, text, data, builder.keys, builder.values), findings


def _child(node: Node, piece: str | int) -> Node:
    if isinstance(node, dict):
        return node.get(str(piece))
    if isinstance(node, list) and isinstance(piece, int) and piece < len(node):
        return node[piece]
    return None


def _replaced(node: Node, path: Path, value: Node) -> Node:
    if not path:
        return value
    piece, rest = path[0], path[1:]
    if isinstance(node, list) and isinstance(piece, int) and piece < len(node):
        return [_replaced(item, rest, value) if i == piece else item for i, item in enumerate(node)]
    if node is None and isinstance(piece, str):
        node = {}
    if isinstance(node, dict) and isinstance(piece, str):
        return {**node, piece: _replaced(node.get(piece), rest, value)}
    raise KeyError(piece)
