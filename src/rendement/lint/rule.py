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
    """Something to say: where, of which lines or measures, what to fill in, how grave if not as the rule."""

    place: Path
    about: tuple[Named, ...] = ()
    said: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


def seen_in(about: Iterable[Named], key: str = "", **said: object) -> Iterator[Seen]:
    """The same of all of these, once, at the first; nothing when there are none."""
    items = tuple(about)
    if items:
        place = parse_path(items[0].path)
        yield Seen((*place, key) if key else place, items, said)


def at(item: Named, key: str = "", severity: Severity | None = None, **said: object) -> Seen:
    """Of one line or measure, at one of its keys."""
    place = parse_path(item.path)
    return Seen((*place, key) if key else place, (item,), said, severity)


Look = Callable[[Any], Iterable[Seen]]


@record
class Rule:
    """One remark; `message` may name what was seen between braces."""

    code: str
    message: str
    remedy: str
    look: Look
    severity: Severity = "opmerking"


@record
class Method:
    """One rule of method: what is weak or double in a file that computes.

    It looks at a `Known` of a case, a programme or a monitor, whichever it is about; `why` says why it
    matters and `ground` where that is known from. One that is `off` runs only when it is chosen. In a remedy,
    too, what was seen may stand between braces.
    """

    number: str
    code: str
    severity: Severity
    message: str
    remedy: str
    why: str
    ground: str = ""
    case: Look | None = None
    programme: Look | None = None
    monitor: Look | None = None
    off: bool = False
    facts: Callable[[Any], Iterable[Any]] | None = None  # of one file, for a rule over the files of a run
    over: Callable[[Any], Iterable[Any]] | None = None  # the groups of facts in which it sees something

    @property
    def family(self) -> str:
        """`R2` of `R201`."""
        return self.number[:2]

    @property
    def names(self) -> tuple[str, str]:
        """How it may be called."""
        return self.number, self.code


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
                concerns=concerns(seen.about, source),
            )
            yield source.placed(finding)


def concerns(about: Iterable[Named], source: Source) -> tuple[Concern, ...]:
    """The lines or measures, each with its line in the file."""
    return tuple(Concern(item.path, item.name, source.locate(parse_path(item.path)).line) for item in about)
