"""What is said about a file of the analyst: where, what is wrong and the remedy.

Findings are returned beside the value; only what reads one value raises them, as one error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Literal

from rendement.source.path import Path, format_path
from rendement.source.record import record

MAX_FINDINGS = 200

Severity = Literal["fout", "waarschuwing", "opmerking", "afgeweken"]
WAIVED: Severity = "afgeweken"  # it would be another severity, but the file says why it may stand
# the gravest first
SEVERITIES: tuple[Severity, ...] = ("fout", "waarschuwing", "opmerking", WAIVED)


@record
class Mark:
    """A place in a file: line and column count from 1; 0 is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    quote: str = ""

    def __str__(self) -> str:
        """`casus.yaml:3:7`, the form that editors and terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@record
class Concern:
    """A line or measure that a finding is about: its path, its name and the line of the file."""

    path: str
    name: str
    line: int


@record
class Place:
    """One of more places of a finding: its path, also with lines by id or slug, and what is said there."""

    path: str
    named: str
    mark: Mark
    message: str
    severity: Severity


@record
class Waiver:
    """Why a finding may stand, until which month (`blijvend`: always), and how grave it would be."""

    reason: str
    until: str
    severity: Severity
    number: int  # which of the waivers of the file


@record
class Finding:
    """One thing to say about one place; `code` is the name of its file in `tests/fouten/`.

    Whoever makes one says where, below what it looks at; `Source.placed` makes of that a place in the file.
    """

    code: str
    message: str
    remedy: str
    place: Path = ()
    severity: Severity = "fout"
    of_value: bool = False  # whether the value is wrong, rather than that the key stands there
    mark: Mark = Mark("")
    arguments: Mapping[str, object] = field(default_factory=dict)  # the figures and names in the sentence
    concerns: tuple[Concern, ...] = ()
    number: str = ""  # of a rule of method, as R201
    named: str = ""  # its place with lines by id or slug, so that moving a line is no other place
    others: tuple[Place, ...] = ()
    waiver: Waiver | None = None

    def __hash__(self) -> int:
        """By what tells it apart: a mapping has no hash."""
        return hash((self.code, self.message, self.mark))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, its own first."""
        own = Place(self.path, self.named or self.path, self.mark, self.message, self.severity)
        return (own, *self.others)

    @property
    def path(self) -> str:
        """Its place, as paths are written."""
        return format_path(self.place)


class ScalarError(ValueError):
    """What stands behind a key cannot be used: `findings` says why, each at its place below that key."""

    def __init__(self, code: str, message: str, remedy: str, place: Path = (), **more: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy  # of the first
        self.findings = [Finding(code, message, remedy, place, **{"of_value": True, **more})]

    @classmethod
    def of(cls, findings: list[Finding]) -> "ScalarError":
        """One error for all of these."""
        error = cls(findings[0].code, findings[0].message, findings[0].remedy)
        error.findings = findings
        return error


class UsageError(Exception):
    """The command was used wrongly (exit code 2); the text is Dutch and complete."""


def in_order(findings: list[Finding]) -> list[Finding]:
    """By file in the order met, then by place; the same words at the same place once."""
    files = {name: rank for rank, name in enumerate(dict.fromkeys(f.mark.file for f in findings))}
    unique: dict[tuple[str, str, Mark], Finding] = {}
    for found in findings:
        unique.setdefault((found.code, found.message, found.mark), found)
    return sorted(unique.values(), key=lambda f: (files[f.mark.file], f.mark.line, f.mark.column))


def too_many(findings: list[Finding]) -> bool:
    """Whether there are more errors than anybody reads, so that looking for others is no use."""
    return sum(found.severity == "fout" for found in findings) > MAX_FINDINGS


def first_ones(findings: list[Finding]) -> list[Finding]:
    """As many as anybody reads, errors before the rest, and on top that there are more when there are."""
    if len(findings) <= MAX_FINDINGS:
        return findings
    errors_first = sorted(findings, key=lambda found: found.severity != "fout")
    noun = "fouten" if too_many(findings) else "bevindingen"
    message = f"er zijn meer dan {MAX_FINDINGS} {noun}; hieronder staan de eerste"
    remedy = "verbeter deze eerst en reken dan opnieuw"
    severity: Severity = "fout" if has_errors(findings) else "opmerking"
    top = Finding("te-veel-fouten", message, remedy, (), severity, mark=Mark(errors_first[0].mark.file))
    return [top, *errors_first[:MAX_FINDINGS]]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything forbids computing."""
    return any(finding.severity == "fout" for finding in findings)
