"""The page of a file that could not be computed: what is wrong with it, and what helps."""

from collections.abc import Sequence
from typing import Any

from rendement.report.document import Document
from rendement.report.dutch import plain
from rendement.report.findings import in_full
from rendement.report.pages.entry import Entry, with_findings
from rendement.source.finding import Finding

_LONGEST = 200  # of a text that a broken file brings along
_SAID = "Dit bestand is niet doorgerekend: er staan fouten in. Een eerder rapport ervan geldt niet meer."


def broken_entry(page: str, file: str, data: Any, hash_: str, findings: Sequence[Finding]) -> Entry:
    """As much of the file as can be read."""
    written = data if isinstance(data, dict) else {}
    name, place = (_text(written.get(key)) for key in ("naam", "gemeente"))
    entry = Entry(page, file, name or plain(file), place or _text(written.get("plaats")), hash=hash_)
    return with_findings(entry, findings)


def broken_document(entry: Entry, findings: Sequence[Finding]) -> Document:
    """Its findings."""
    return Document(entry.title, plain(entry.file), tuple(in_full(findings)), _SAID)


def _text(value: Any) -> str:
    return plain(value)[:_LONGEST] if isinstance(value, str) else ""
