"""Findings as workflow commands: GitHub shows them at their line in the changed file."""

from collections.abc import Iterable

from rendement.render.findings import advice, title
from rendement.source.finding import Finding

_LEVELS = {"fout": "error", "waarschuwing": "warning", "opmerking": "notice", "afgeweken": "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_ESCAPES, ":": "%3A", ",": "%2C"}


def as_github(findings: Iterable[Finding]) -> str:
    """One line for every finding."""
    return "".join(one(finding) + "\n" for finding in findings)


def one(finding: Finding) -> str:
    """`::error file=…,line=…,col=…,title=…::…`; what would end a part of it is escaped."""
    mark = finding.mark
    properties = {"file": mark.file, "line": mark.line or None, "col": mark.column or None}
    properties["title"] = title(finding)
    written = ",".join(
        f"{key}={_escape(str(value), _IN_PROPERTY)}" for key, value in properties.items() if value is not None
    )
    text = f"{finding.message}\n{advice(finding)}"
    return f"::{_LEVELS[finding.severity]} {written}::{_escape(text, _ESCAPES)}"


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)
