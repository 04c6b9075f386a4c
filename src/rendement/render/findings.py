"""Findings as text: `file:line:col`, the analyst's own line with a caret, the remedy."""

import unicodedata
from collections.abc import Iterable

from rendement.report.dutch import plain
from rendement.report.wording import MOST_NAMES, concerned, until
from rendement.source.finding import Finding, Place
from rendement.source.text import caret_offset


def as_text(findings: Iterable[Finding]) -> str:
    """Every finding, with a blank line between."""
    return "\n".join(one(finding) for finding in findings)


def one(finding: Finding) -> str:
    """One finding as lines of text."""
    mark = finding.mark
    lines = [headline(finding)]
    if mark.line and mark.quote.strip():
        number = str(mark.line)
        quoted = "".join(" " if sign.isspace() or not sign.isprintable() else sign for sign in mark.quote)
        offset = caret_offset(mark)
        caret = "^" * max(1, _columns(quoted[offset : offset + mark.width]))
        lines.append(f"  {number} | {quoted}")
        lines.append(f"  {' ' * len(number)} | {' ' * _columns(quoted[:offset])}{caret}")
    if len(finding.concerns) > 1:
        lines.append(f"  betreft: {concerned(finding)}")
    elif finding.others:
        lines.append(f"  ook: {_others(finding)}")
    lines.append(f"  {advice(finding)}")
    return "\n".join(lines) + "\n"


def headline(finding: Finding) -> str:
    """Where, how grave and what, in one line."""
    where, said = plain(str(finding.mark)), plain(finding.message)
    return f"{where}: {finding.severity}: {said} [{title(finding)}]"


def title(finding: Finding) -> str:
    """How a finding is called: by its number as well when it is one of a rule."""
    return f"{finding.number} {finding.code}" if finding.number else finding.code


def advice(finding: Finding) -> str:
    """What helps; or, of what may stand, why and until when."""
    waiver = finding.waiver
    if waiver is None:
        return f"remedie: {plain(finding.remedy)}"
    return f"reden: {plain(waiver.reason)} ({until(waiver)}; anders een {waiver.severity})"


def _others(finding: Finding) -> str:
    shown = [_where(place, finding) for place in finding.others[:MOST_NAMES]]
    more = len(finding.others) - len(shown)
    return ", ".join(shown) + (f" en nog {more}" if more else "")


def _where(place: Place, finding: Finding) -> str:
    """A place by its path; in another file, by that file."""
    if place.mark.file != finding.mark.file:
        return f"{plain(place.mark.file)}, regel {place.mark.line}"
    return f"{plain(place.path)} (regel {place.mark.line})"


def _columns(text: str) -> int:
    """How many columns of a screen a text takes: an accent of its own none, a wide sign two."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)
