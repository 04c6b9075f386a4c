"""One pass over the events of a YAML text: plain data, the place of every node, and what is refused.

Scalars stay the analyst's own text: whether `2018` is a year or an amount is for the field to say.
Anchors, aliases, tags, several documents, duplicate keys, depth and size are judged as they pass, so a
hostile file costs no more than reading up to the point where it is refused.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from rendement.source.finding import Finding, Mark
from rendement.source.path import Path, format_path, slug
from rendement.source.syntax import explain_syntax_error
from rendement.source.text import decode, quote, read_text, split_lines

MAX_DEPTH = 50
MAX_NODES = 50_000
MAX_SCALAR = 100_000

Node = Any  # str | list[Node] | dict[str, Node]
Event = Any  # of the parser; it knows where it began and ended, which is asked only when something is said
Place = tuple[int, int, int]  # line and column from 0, width

_CUT = re.compile(r"\s#[^#\s!]")
_COLON_STUCK = re.compile(r"[\w.-]+:\S")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
                place = _span(event)
                return quote(self.name, self._lines(), place[0] + 1, place[1] + 1, place[2])
        return quote(self.name, self._lines(), 1, 1)

    def resolve(self, path: Path) -> Path:
        """The path with every line named by id or slug replaced by its number; unknown pieces stay."""
        node: Node = self.data
        resolved: list[str | int] = []
        for piece in path:
            number: str | int = piece
            if isinstance(node, list) and isinstance(piece, str):
                number = next((i for i, item in enumerate(node) if piece in line_names(item)), piece)
            resolved.append(number)
            node = _child(node, number)
        return tuple(resolved)

    def get(self, path: Path) -> Node:
        """The node at a resolved path, or None."""
        node: Node = self.data
        for piece in path:
            node = _child(node, piece)
        return node

    def replace(self, path: Path, value: Node, mark: Mark) -> "Source":
        """This source with one node changed or added; the mark says where the change was written.

        Raises KeyError when there is no place for it: a list item or a parent that does not exist.
        """
        data = _replaced(self.data, path, value)
        foreign = {known: place for known, place in self.foreign.items() if known[: len(path)] != path}
        values = {known: place for known, place in self.values.items() if known[: len(path)] != path}
        return Source(self.name, self.text, data, self.keys, values, {**foreign, path: mark})

    def _lines(self) -> list[str]:
        return split_lines(self.text)


def line_names(item: Node) -> tuple[str, ...]:
    """The names by which a line of a section may be called in a path."""
    if not isinstance(item, dict):
        return ()
    name = item.get("naam")
    own = (slug(name),) if isinstance(name, str) and slug(name) else ()
    identity = item.get("id")
    return (identity, *own) if isinstance(identity, str) else own


def read_source(name: str) -> tuple[Source | None, list[Finding]]:
    """Read and parse one file. Raises UsageError when it does not exist."""
    text, findings = read_text(name)
    return parse(text, name) if text is not None else (None, findings)


def parse_bytes(raw: bytes, name: str) -> tuple[Source | None, list[Finding]]:
    """Parse what was read elsewhere."""
    text, findings = decode(raw, name)
    return parse(text, name) if text is not None else (None, findings)


def parse(text: str, name: str) -> tuple[Source | None, list[Finding]]:
    """Parse a text. No source when the text cannot be read as one mapping of keys."""
    builder = _Builder(text, name)
    data = builder.run()
    if not isinstance(data, dict):
        if not builder.findings:
            builder.refuse_top(data)
        return None, builder.findings
    return Source(name, text, data, builder.keys, builder.values), builder.findings


class _Stop(Exception):
    """Reading further would be unsafe or useless."""


class _Frame:
    """An open mapping or sequence."""

    __slots__ = ("flow", "key", "last", "node", "path", "skip")

    def __init__(self, node: Node, path: Path, flow: bool) -> None:
        self.node, self.path, self.flow = node, path, flow
        self.key: str | None = None
        self.last = ""  # the text of the last scalar key, to recognise {x:5}
        self.skip = False


class _Builder:
    """Turns events into a tree, and notes what is not allowed."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.lines: list[str] | None = None
        self.hashes = "#" in text
        self.findings: list[Finding] = []
        self.keys: dict[Path, Event] = {}
        self.values: dict[Path, Event] = {}
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.root: Node = None
        self.documents = 0

    def run(self) -> Node:
        """The tree, or None after a finding that stops the reading."""
        self.no_break_space_indent()
        try:
            next_event = _LOADER(self.text).get_event
            while (event := next_event()) is not None:
                if type(event) is yaml.ScalarEvent:
                    self.scalar(event)
                else:
                    self.handle(event)
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self.findings.append(explain_syntax_error(error, self.name, self.split()))
            return None
        except RecursionError:  # pragma: no cover - the depth limit comes first
            return None
        return self.root

    def handle(self, event: Any) -> None:
        """One event of the parser that is no scalar."""
        kind = type(event)
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            self.open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.close(event)
        elif kind is yaml.AliasEvent:
            self.add("anker", "een verwijzing (`*`) is niet toegestaan", "schrijf de waarde uit", event)
            self.place_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                remedy = "haal de regel `---` weg, of zet de tweede casus in een eigen bestand"
                self.add(
                    "meer-documenten", "een bestand bevat één casus; hier begint een tweede", remedy, event
                )
                raise _Stop

    # -- nodes

    def scalar(self, event: Any) -> None:
        """A key or a value."""
        value = event.value
        if len(value) > MAX_SCALAR:
            self.add("waarde-te-lang", "deze waarde is langer dan 100.000 tekens", "kort de waarde in", event)
            raise _Stop
        if event.anchor is not None or event.tag is not None:
            self.refuse_decoration(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None:
            if frame.flow:
                self.check_comma(event)
            if frame.key is None and type(frame.node) is dict:
                self.take_key(frame, event)
                return
        if event.implicit[0]:
            value = value.replace("\u00a0", " ")
            if self.hashes:
                self.check_cut(event)
        if frame is not None and frame.flow and not value and type(frame.node) is dict:
            self.check_colon(frame, event)
        self.place(value, event)

    def take_key(self, frame: _Frame, event: Any) -> None:
        """The key of the next value of a mapping."""
        key = event.value
        frame.key = key
        frame.skip = False
        path = (*frame.path, key)
        if key in frame.node:
            first = _span(self.keys[path])
            self.add(
                "dubbele-sleutel",
                f"`{_cut(key)}` staat er twee keer; de eerste staat op regel {first[0] + 1}",
                "haal een van de twee weg",
                event,
                path,
            )
            frame.skip = True
            return
        if key == "<<":
            remedy = "schrijf de sleutels hier uit"
            self.add("samenvoegsleutel", "samenvoegen met `<<` is niet toegestaan", remedy, event, path)
            frame.skip = True
        self.keys[path] = event

    def place(self, value: Node, event: Any) -> Path:
        """Put a value where it belongs and remember its place; the path it got."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.add(
                "te-veel-waarden", "het bestand bevat meer dan 50.000 waarden", "splits het bestand", event
            )
            raise _Stop
        if not self.stack:
            self.root = value
            return ()
        frame = self.stack[-1]
        if type(frame.node) is list:
            path: Path = (*frame.path, len(frame.node))
            frame.node.append(value)
        else:
            key = frame.key or ""
            path = (*frame.path, key)
            frame.last, frame.key = key, None
            if frame.skip:
                return (*frame.path, key, "\0")
            frame.node[key] = value
        self.values[path] = event
        return path

    def place_alias(self, event: Any) -> None:
        """An alias counts as an empty value; where a key belongs, its value is passed over."""
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            frame.key, frame.skip = "", True
            return
        self.place("", event)

    def open(self, event: Any, node: Node) -> None:
        """A mapping or list begins."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_decoration(event)
        if self.stack:
            frame = self.stack[-1]
            if frame.flow:
                self.check_comma(event)
            if isinstance(frame.node, dict) and frame.key is None:
                self.add(
                    "sleutel-geen-tekst",
                    "een sleutel moet een woord zijn",
                    "schrijf `sleutel: waarde`",
                    event,
                )
                raise _Stop
        if len(self.stack) >= MAX_DEPTH:
            self.add("te-diep", "hier zijn meer dan 50 niveaus genest", "maak de structuur vlakker", event)
            raise _Stop
        path = self.place(node, event)
        self.stack.append(_Frame(node, path, bool(event.flow_style)))

    def close(self, event: Any) -> None:
        """A mapping or list ends."""
        frame = self.stack.pop()
        if frame.flow:
            self.check_comma(event)

    # -- what is refused

    def refuse_decoration(self, event: Any) -> None:
        """Anchors and tags."""
        if event.anchor is not None:
            self.add(
                "anker", f"een anker (`&{_cut(event.anchor)}`) is niet toegestaan", "haal het weg", event
            )
        if event.tag is not None:
            remedy = "haal het label weg; wat de waarde is, volgt uit de sleutel"
            self.add("label", f"een label (`{_cut(event.tag)}`) is niet toegestaan", remedy, event)

    def check_comma(self, event: Any) -> None:
        """A comma inside brackets must be followed by white space: `[8040,50]` is not 8040 and 50."""
        start = event.start_mark.index
        if start and self.text[start - 1] == ",":
            mark = event.start_mark
            self.findings.append(
                Finding(
                    "komma-tussen-haken",
                    "tussen haken scheidt een komma; hier volgt er geen spatie op",
                    'schrijf een decimaal met een punt (7.5), zet de waarde tussen aanhalingstekens ("7,5"), '
                    "of zet een spatie na de komma als het twee waarden zijn",
                    quote(self.name, self.split(), mark.line + 1, mark.column),
                    format_path(self.stack[-1].path) if self.stack else "",
                )
            )

    def check_colon(self, frame: _Frame, event: Any) -> None:
        """`{x:5}` reads as a key without a value."""
        key = frame.key or ""
        if _COLON_STUCK.fullmatch(key) and (*frame.path, key) in self.keys:
            line, column, width = _span(self.keys.pop((*frame.path, key)))
            left, _, right = key.partition(":")
            self.findings.append(
                Finding(
                    "spatie-na-dubbele-punt",
                    f"na de dubbele punt in `{_cut(key)}` ontbreekt een spatie",
                    f"schrijf `{_cut(left)}: {_cut(right)}`",
                    quote(self.name, self.split(), line + 1, column + 1, width),
                    format_path(frame.path),
                )
            )
            frame.skip = True

    def check_cut(self, event: Any) -> None:
        """A ` #` that cuts a value short: `naam: Project #3`, or one that swallows a closing bracket."""
        end = event.end_mark.index
        if self.text[end : end + 2].lstrip(" \t\u00a0")[:1] not in ("#", ""):
            return
        mark = event.end_mark
        rest = self.split()[mark.line][mark.column :] if event.value else ""
        gap = rest.lstrip(" \t")
        if not gap.startswith("#") or gap is rest:
            return
        in_flow = bool(self.stack) and self.stack[-1].flow
        if _CUT.match(" " + gap) or (in_flow and any(sign in gap for sign in ",]}")):
            column = mark.column + len(rest) - len(gap)
            self.findings.append(
                Finding(
                    "hekje-kapt-af",
                    "alles na ` #` is commentaar, dus de waarde wordt hier afgekapt",
                    "zet de waarde tussen aanhalingstekens, of schrijf `# ` met een spatie (commentaar)",
                    quote(self.name, self.split(), mark.line + 1, column + 1),
                )
            )

    def no_break_space_indent(self) -> None:
        """A no-break space looks like indentation but is none."""
        if "\u00a0" not in self.text:
            return
        for number, line in enumerate(self.split(), 1):
            indent = line[: len(line) - len(line.lstrip(" \u00a0-"))]
            if "\u00a0" in indent:
                message = "hier staat een harde spatie (U+00A0) in de inspringing"
                mark = quote(self.name, self.split(), number, indent.index("\u00a0") + 1)
                remedy = "vervang hem door een gewone spatie"
                self.findings.append(Finding("harde-spatie", message, remedy, mark))

    def refuse_top(self, data: Node) -> None:
        """Something other than keys at the top."""
        mark = quote(self.name, self.split(), 1, 1)
        remedy = "begin met `naam: …`; met `rendement init` maakt u een voorbeeld"
        if data is None or data == "":
            self.findings.append(Finding("leeg-bestand", "het bestand is leeg", remedy, Mark(self.name)))
            return
        what = "een lijst" if isinstance(data, list) else "losse tekst"
        self.findings.append(
            Finding("geen-sleutels", f"bovenaan staat {what}; hier horen sleutels met waarden", remedy, mark)
        )

    # -- helpers

    def split(self) -> list[str]:
        """The lines of the text, split once and only when something must be quoted."""
        if self.lines is None:
            self.lines = split_lines(self.text)
        return self.lines

    def add(self, code: str, message: str, remedy: str, event: Any, path: Path = ()) -> None:
        """Note a finding at an event."""
        line, column, width = _span(event)
        mark = quote(self.name, self.split(), line + 1, column + 1, width)
        self.findings.append(Finding(code, message, remedy, mark, format_path(path)))


def _span(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return start.line, start.column, max(1, width)


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
    if isinstance(node, dict) and isinstance(piece, str) and (not rest or piece in node):
        return {**node, piece: _replaced(node.get(piece), rest, value)}
    raise KeyError(piece)


def _cut(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[:length] + "…"
