"""Findings as text: `file:line:col`, the analyst's own line with a caret, the remedy."""

from collections.abc import Iterable

from rendement.report.dutch import plain
from rendement.source.finding import Finding
from rendement.source.text import caret_offset

_WORDS = {"fout": "fout", "waarschuwing": "waarschuwing", "opmerking": "opmerking"}


def as_text(findings: Iterable[Finding]) -> str:
    """Every finding, with a blank line between."""
    return "\n".join(one(finding) for finding in findings)


def one(finding: Finding) -> str:
    """One finding as lines of text."""
    mark = finding.mark
    lines = [f"{plain(str(mark))}: {_WORDS[finding.severity]}: {plain(finding.message)} [{finding.code}]"]
    if mark.line and mark.quote.strip():
        number = str(mark.line)
        quoted = "".join(" " if sign.isspace() or not sign.isprintable() else sign for sign in mark.quote)
        offset = caret_offset(mark)
        width = max(1, min(mark.width, len(quoted) - offset))
        lines.append(f"  {number} | {quoted}")
        lines.append(f"  {' ' * len(number)} | {' ' * offset}{'^' * width}")
    lines.append(f"  remedie: {plain(finding.remedy)}")
    return "\n".join(lines) + "\n"
