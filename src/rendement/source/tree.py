"""A file as read: its text, its tree, and where everything in it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath

from rendement.source.build import Builder, Node
from rendement.source.finding import Finding, Mark
from rendement.source.notes import Event, span
from rendement.source.path import Path, slug
from rendement.source.refuse import not_a_mapping
from rendement.source.rows import RowTable
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
    tables: tuple[tuple[str, str], ...] = ()  # every table that was written out in it: its file and its hash
    rows: Mapping[str, RowTable] = field(
        default_factory=dict
    )  # added up, by the description of their households

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
        return _resolved(self.data, path, self.named)

    def named(self, items: list[Node]) -> dict[str, int]:
        """The lines of a list by name: the first whose own it is, else the first that has it at all."""
        if id(items) not in self._named:
            own: dict[str, int] = {}
            every: dict[str, int] = {}
            for number, names in enumerate(map(line_names, items)):
                for name in names[:1]:
                    own.setdefault(name, number)
                for name in names:
                    every.setdefault(name, number)
            self._named[id(items)] = items, {**every, **own}
        return self._named[id(items)][1]

    def get(self, path: Path) -> Node:
        """The node at a resolved path, or None."""
        node: Node = self.data
        for piece in path:
            node = _child(node, piece)
        return node

    @property
    def folder(self) -> FilePath:
        """The folder that paths in it begin at."""
        standard_input = self.name in (STDIN, STDIN_NAME)
        return FilePath.cwd() if standard_input else FilePath(self.name).resolve().parent

    @cached_property
    def _named(self) -> dict[int, tuple[list[Node], dict[str, int]]]:
        return {}

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.text)

    def _quote(self, event: Event, width: int | None = None) -> Mark:
        line, column, own = span(event)
        return quote(self.name, self._lines, line + 1, column + 1, own if width is None else width)


class Edit:
    """A source that is being changed: however many changes, each costs no more than what it touches.

    What is changed is copied first, once; the file stays as it was read, and lines keep their names in it.
    """

    def __init__(self, source: Source) -> None:
        self.source = replace(
            source, keys=dict(source.keys), values=dict(source.values), foreign=dict(source.foreign)
        )
        self._read = source
        self._copies: dict[int, tuple[Node, Node]] = {}  # of a container of ours, by its identity: what of

    def resolve(self, path: Path) -> Path:
        """The path with lines by number."""
        return _resolved(self.source.data, path, self.named)

    def named(self, items: list[Node]) -> Mapping[str, int]:
        """The lines of a list by name."""
        _, original = self._copies.get(id(items), (items, items))
        return self._read.named(original)

    def replace(self, path: Path, value: Node, mark: Mark) -> None:
        """Change or add one node; the mark says where the change was written.

        Blocks around it that do not exist yet are added as well. Raises KeyError when there is no place for
        it: a list item that does not exist, or below one value.
        """
        _check_place(self.source.data, path)
        node = self._open_around(path, mark)
        for gone in _below(path, _child(node, path[-1])):
            self.source.keys.pop(gone, None)
            self.source.values.pop(gone, None)
            self.source.foreign.pop(gone, None)
        self.source.values.pop(path, None)
        self.source.foreign.pop(path, None)
        self.source.foreign[path] = mark
        node[path[-1]] = value

    def remove(self, path: Path) -> None:
        """Leave a key of a block out; nothing happens when it is not there."""
        if isinstance(block := self.source.get(path[:-1]), dict) and path[-1] in block:
            del self._open_around(path, self.source.locate(path))[path[-1]]

    def _open_around(self, path: Path, mark: Mark) -> Node:
        """The container in which a path ends, as one that may be changed."""
        node = self._open(self.source.data)
        if node is not self.source.data:
            self.source = replace(self.source, data=node)
        for length, piece in enumerate(path[:-1], 1):
            if _child(node, piece) is None:
                node[piece] = {}
                self.source.foreign[path[:length]] = mark
            node[piece] = self._open(node[piece])
            node = node[piece]
        return node

    def _open(self, node: Node) -> Node:
        """A container that may be changed: ours already, or a copy."""
        if id(node) in self._copies or not isinstance(node, dict | list):
            return node
        copy = node.copy()
        self._copies[id(copy)] = copy, node
        return copy


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


def _resolved(node: Node, path: Path, named: Callable[[list[Node]], Mapping[str, int]]) -> Path:
    resolved: list[str | int] = []
    for piece in path:
        by_name = isinstance(node, list) and isinstance(piece, str)
        number = named(node).get(str(piece), piece) if by_name else piece
        resolved.append(number)
        node = _child(node, number)
    return tuple(resolved)


def _check_place(node: Node, path: Path) -> None:
    """Raise KeyError for the piece of a path at which there is no place for it."""
    for piece in path:
        in_list = isinstance(node, list) and isinstance(piece, int) and piece < len(node)
        if not in_list and not (isinstance(node, dict | None) and isinstance(piece, str)):
            raise KeyError(piece)
        node = _child(node, piece)


def _below(path: Path, node: Node) -> Iterator[Path]:
    """The paths of everything inside a node."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for piece, inner in pairs:
        yield (*path, piece)
        yield from _below((*path, piece), inner)
