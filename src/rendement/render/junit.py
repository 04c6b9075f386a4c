"""Findings as a JUnit report: a test per file, for whatever shows test results."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from rendement.render.findings import one
from rendement.source.finding import Finding, Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Checked(Protocol):
    """A file with what there is to say of it."""

    @property
    def path(self) -> str:
        """Its name."""

    @property
    def findings(self) -> Sequence[Finding]:
        """In order."""

    @property
    def passed_over(self) -> bool:
        """Whether it is nothing of ours, or does not say so: its first finding says why."""

    @property
    def failing(self) -> Collection[Severity]:
        """Findings of which severities make it fail."""


def as_junit(checked: Iterable[Checked]) -> str:
    """One suite; a file with errors is a failed test, other findings stand in its output."""
    cases = list(checked)
    failed = len([item for item in cases if _broken(item)])
    skipped = len([item for item in cases if item.passed_over and not _broken(item)])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    lines += [f'<testsuites name="rendement" {counts}>', f'<testsuite name="rendement check" {counts}>']
    for item in cases:
        lines += _case(item)
    return "\n".join([*lines, "</testsuite>", "</testsuites>", ""])


def _broken(item: Checked) -> list[Finding]:
    """What makes it fail."""
    return [finding for finding in item.findings if finding.severity in item.failing]


def _case(item: Checked) -> list[str]:
    findings, path = item.findings, _attribute(item.path)
    head = f'<testcase classname="rendement" name={path} file={path}'
    errors = _broken(item)
    if item.passed_over and not errors:
        return [f"{head}><skipped message={_attribute(findings[0].message)}/></testcase>"]
    others = [finding for finding in findings if finding not in errors]
    if not findings:
        return [f"{head}/>"]
    lines = [f"{head}>"]
    if errors:
        first, count = errors[0], len(errors)
        message = first.message if count == 1 else f"{first.message} (en nog {count - 1})"
        kind = f"type={_attribute(first.code)} message={_attribute(message)}"
        lines.append(f"<failure {kind}>{_text(errors)}</failure>")
    if others:
        lines.append(f"<system-out>{_text(others)}</system-out>")
    return [*lines, "</testcase>"]


def _text(findings: Iterable[Finding]) -> str:
    return escape(_clean("\n".join(one(finding) for finding in findings)))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """What no XML may hold, not even escaped, becomes a question mark."""
    return _NOT_XML.sub("?", text)
