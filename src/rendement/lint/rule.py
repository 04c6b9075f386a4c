"""A rule: its code, what it says and what helps, and how it sees that there is something to say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Protocol

from rendement.source.finding import Concern, Finding, Severity
from rendement.source.path import Path, parse_path
from rendement.source.record import record
from rendement.source.tree import Source


class Named(Protocol):
    """A line or measure."""

    @property
    def path(self) -> str:
        """Where it stands."""

    @property
    def name(self) -> str:
        """What it is called."""


@record
class Seen:
    """Something to say: where, of which lines or measures, and what to fill in."""

    place: Path
    about: tuple[Named, ...] = ()
    said: Mapping[str, object] = field(default_factory=dict)


def seen_in(about: Iterable[Named], key: str = "", **said: object) -> Iterator[Seen]:
    """The same of all of these, once, at the first; nothing when there are none."""
    items = tuple(about)
    if items:
        place = parse_path(items[0].path)
        yield Seen((*place, key) if key else place, items, said)


@record
class Rule:
    """One rule; `message` may name what was seen between braces."""

    code: str
    message: str
    remedy: str
    look: Callable[[Any], Iterable[Seen]]
    severity: Severity = "opmerking"


def judged(rules: Iterable[Rule], result: object, source: Source) -> Iterator[Finding]:
    """What the rules have to say of a result, each at its place in the file."""
    for rule in rules:
        for seen in rule.look(result):
            finding = Finding(
                rule.code,
                rule.message.format_map(seen.said),
                rule.remedy,
                seen.place,
                rule.severity,
                arguments=seen.said,
                concerns=tuple(_concern(item, source) for item in seen.about),
            )
            yield source.placed(finding)


def _concern(item: Named, source: Source) -> Concern:
    return Concern(item.path, item.name, source.locate(parse_path(item.path)).line)
