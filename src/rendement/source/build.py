"""One pass over the events of a YAML text: plain data, the place of every node, and what is refused.

Scalars stay the analyst's own text: whether `2018` is a year or an amount is for the field to say.
Anchors, aliases, tags, several documents, duplicate keys, depth and size are judged as they pass, so a
hostile file costs no more than reading up to the point where it is refused.
"""

from contextlib import suppress
from typing import Any

import yaml

from rendement.source import refuse
from rendement.source.notes import Event, Notes, Place, StopReading, span
from rendement.source.path import Path
from rendement.source.syntax import explain_syntax_error

MAX_DEPTH = 50
MAX_NODES = 50_000
MAX_SCALAR = 100_000

Node = Any  # str | list[Node] | dict[str, Node]

_NOTHING = frozenset({"~", "null", "Null", "NULL"})  # YAML's words for an empty value, unless quoted
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Frame:
    """An open mapping or sequence."""

    __slots__ = ("flow", "key", "node", "path", "skip")

    def __init__(self, node: Node, path: Path, flow: bool) -> None:
        self.node, self.path, self.flow = node, path, flow
        self.key: str | None = None
        self.skip = False


class Builder:
    """Turns events into a tree, and notes what is not allowed."""

    def __init__(self, text: str, name: str) -> None:
        self.notes = Notes(text, name)
        self.hashes, self.escapes = "#" in text, "\\" in text
        self.keys: dict[Path, Event] = {}
        self.values: dict[Path, Event] = {}
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.root: Node = None
        self.documents = 0
        self.comment: Place | None = None  # the last one that may have swallowed a closing bracket

    def run(self) -> Node:
        """The tree, or None after a finding that stops the reading."""
        try:
            text = refuse.hard_space_indent(self.notes)
            next_event = LOADER(text).get_event
            while (event := next_event()) is not None and self.documents < 2:
                if type(event) is yaml.ScalarEvent:
                    self.scalar(event)
                else:
                    self.handle(event)
        except StopReading:
            return None
        except yaml.YAMLError as error:
            with suppress(StopReading):
                self.unreadable(error)
            return None
        return self.root

    def unreadable(self, error: yaml.YAMLError) -> None:
        """What the parser itself cannot read."""
        place = getattr(error, "problem_mark", None)
        if place is not None and "nesting depth" in str(getattr(error, "problem", "")):
            # libyaml looks ahead for a colon; as of PyYAML 6.0.4 it gives up at a thousand brackets by itself
            refuse.too_deep(self.notes, (place.line, place.column, 1), MAX_DEPTH)
        elif self.comment is not None and self.stack and self.stack[-1].flow:
            refuse.swallowed(self.notes, self.comment, bracket=True)
        else:
            self.notes.findings.append(explain_syntax_error(error, self.notes.name, self.notes.lines))

    def handle(self, event: Event) -> None:
        """One event of the parser that is no scalar."""
        kind = type(event)
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            self.open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            frame = self.stack.pop()
            if frame.flow:
                refuse.stuck_comma(self.notes, event, frame.path)
        elif kind is yaml.AliasEvent:
            if not (self.stack and self.stack[-1].key == "<<"):  # noticed already
                refuse.alias(self.notes, event)
            self.place_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                remedy = "haal de regel `---` weg, of zet de tweede casus in een eigen bestand"
                message = "een bestand bevat één casus; hier begint een tweede"
                self.notes.add("meer-documenten", message, remedy, span(event))

    def scalar(self, event: Event) -> None:
        """A key or a value."""
        value = event.value
        if len(value) > MAX_SCALAR:
            self.stop("waarde-te-lang", "deze waarde is langer dan 100.000 tekens", "kort haar in", event)
        if event.anchor is not None or event.tag is not None:
            refuse.decoration(self.notes, event)
        if self.escapes:
            refuse.control_character(self.notes, event)
        if not event.implicit[0] and ": " in value:
            refuse.swallowing_quote(self.notes, event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None:
            key_expected = frame.key is None and type(frame.node) is dict
            if frame.flow:
                refuse.stuck_comma(self.notes, event, frame.path, key_expected)
            if key_expected:
                self.take_key(frame, event)
                return
        if event.implicit[0]:
            value = "" if value in _NOTHING else value.replace("\u00a0", " ")
            if self.hashes:
                self.comment = refuse.cut_value(self.notes, event) or self.comment
        if frame is not None and frame.flow and not value and type(frame.node) is dict:
            self.check_colon(frame)
        self.place(value, event)

    def take_key(self, frame: _Frame, event: Event) -> None:
        """The key of the next value of a mapping."""
        key: str = event.value
        if event.implicit[0] and "\u00a0" in key:
            key = key.replace("\u00a0", " ").strip()
        if key and not key[0].isalnum() and event.implicit[0]:
            refuse.marked_key(self.notes, event)
        frame.key = key
        path = (*frame.path, key)
        frame.skip = key in frame.node
        if frame.skip:
            refuse.duplicate_key(self.notes, event, self.keys[path], path)
            return
        if key == "<<":
            refuse.merge_key(self.notes, event, path)
            frame.skip = True
        self.keys[path] = event

    def check_colon(self, frame: _Frame) -> None:
        """A key in brackets without a value: a colon without a space, or the decimals of a number."""
        key = frame.key or ""
        path = (*frame.path, key)
        event = self.keys.get(path)
        reasons = (refuse.stuck_colon, refuse.split_decimal)
        if event is not None and any(reason(self.notes, key, event, frame.path) for reason in reasons):
            del self.keys[path]
            frame.skip = True

    def place(self, value: Node, event: Event) -> Path:
        """Put a value where it belongs and remember its place; the path it got."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = "het bestand bevat meer dan 50.000 waarden"
            self.stop("te-veel-waarden", message, "splits het bestand", event)
        if not self.stack:
            self.root = value
            self.values[()] = event
            return ()
        frame = self.stack[-1]
        if type(frame.node) is list:
            path: Path = (*frame.path, len(frame.node))
            frame.node.append(value)
        else:
            key = frame.key or ""
            path = (*frame.path, key)
            frame.key = None
            if frame.skip:
                return (*frame.path, key, "\0")
            frame.node[key] = value
        self.values[path] = event
        return path

    def place_alias(self, event: Event) -> None:
        """An alias counts as an empty value; where a key belongs, its value is passed over."""
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            frame.key, frame.skip = "", True
            return
        self.place("", event)

    def open(self, event: Event, node: Node) -> None:
        """A mapping or list begins."""
        if event.anchor is not None or event.tag is not None:
            refuse.decoration(self.notes, event)
        if self.stack:
            frame = self.stack[-1]
            if frame.flow:
                refuse.stuck_comma(self.notes, event, frame.path)
            if isinstance(frame.node, dict) and frame.key is None:
                message = "een sleutel moet een woord zijn"
                self.stop("sleutel-geen-tekst", message, "schrijf `sleutel: waarde`", event)
        if len(self.stack) >= MAX_DEPTH:
            refuse.too_deep(self.notes, span(event), MAX_DEPTH)
            raise StopReading
        path = self.place(node, event)
        self.stack.append(_Frame(node, path, bool(event.flow_style)))

    def stop(self, code: str, message: str, remedy: str, event: Event) -> None:
        """Note what makes reading further unsafe, and stop."""
        self.notes.add(code, message, remedy, span(event))
        raise StopReading
