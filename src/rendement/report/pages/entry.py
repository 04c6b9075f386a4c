"""What the overview tells of a file, as plain values that a run carries from a worker and keeps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from rendement.report.beside import Beside, beside
from rendement.report.dutch import plain
from rendement.source.currency import EURO
from rendement.source.finding import Finding
from rendement.source.record import record
from rendement.source.scalar import span_text
from rendement.study.comparable import unpacked as grounds_unpacked
from rendement.study.report import Reported

if TYPE_CHECKING:
    from rendement.study.contract import Figures

BROKEN = "fout"
_KINDS = ("casus", "programma", "monitor", BROKEN)


@record
class Entry:
    """A file with its page, the figures by which files are compared, and what there is to say of it."""

    page: str
    file: str  # as it is called from the folder that all files have in common
    title: str
    place: str = ""
    kind: str = BROKEN
    period: str = ""
    currency: str = EURO
    net: float | None = None
    ratio: float | None = None
    payback: int | None = None
    dated: bool = False  # there is a year to be paid back in
    unvalued: int = 0
    errors: int = 0
    warnings: int = 0
    remarks: int = 0
    message: str = ""
    hash: str = ""
    made: str = ""  # the hash of the page
    day: str = ""  # that stands on the page, if any
    links: tuple[tuple[str, str], ...] = ()  # the files to which the page leads, and their pages
    beside: Beside | None = None


def entry_of(reported: Reported, page: str, file: str) -> Entry:
    """What there is to tell of a file that could be computed."""
    figures = reported.figures
    compared = None if figures.kind == "monitor" else beside(figures, file)
    plan = reported.plan
    entry = Entry(
        page,
        file,
        plain(plan.name),
        plain(plan.place),
        figures.kind,
        "" if figures.kind == "monitor" else span_text(figures.result.plan.period),
        reported.money.currency,
        payback=reported.payback[0],
        unvalued=_unvalued(figures),
        day=figures.day or "",
        beside=compared,
        hash=_hash(figures),
    )
    if compared is not None:
        net, ratio = compared.headline[2:4]
        entry = replace(entry, net=net, ratio=ratio, dated=net is not None and reported.dated)
    return with_findings(entry, figures.findings)


def with_findings(entry: Entry, findings: Sequence[Finding]) -> Entry:
    """The same with how much there is to say of the file, and the first error."""
    standing = [finding for finding in findings if finding.waiver is None]
    counts = Counter(finding.severity for finding in standing)
    first = next((plain(finding.message) for finding in standing if finding.severity == "fout"), "")
    return replace(
        entry,
        errors=counts["fout"],
        warnings=counts["waarschuwing"],
        remarks=counts["opmerking"],
        message=first,
    )


def _unvalued(figures: "Figures") -> int:
    """How many effects have no amount."""
    if figures.kind == "monitor":
        return 0
    return len(figures.result.plan.unvalued if figures.kind == "casus" else figures.unvalued)


def _hash(figures: "Figures") -> str:
    if figures.kind == "casus":
        return figures.result.plan.case_hash
    return figures.plan.file_hash if figures.kind == "monitor" else figures.result.plan.file_hash


def packed(entry: Entry) -> dict[str, Any]:
    """As JSON takes it."""
    values = {item.name: getattr(entry, item.name) for item in fields(Entry)}
    if entry.beside is not None:
        values["beside"] = {item.name: getattr(entry.beside, item.name) for item in fields(Beside)}
    return values


def unpacked(values: Mapping[str, Any]) -> Entry:
    """The entry again."""
    found = {**values, "links": _tuples(values["links"])}
    if (own := values["beside"]) is not None:
        found["beside"] = Beside(**{key: _tuples(value) for key, value in own.items()})
    return Entry(**found)


def _tuples(node: Any) -> Any:
    return tuple(map(_tuples, node)) if isinstance(node, list | tuple) else node


def is_packed(values: object) -> bool:
    """Whether these can be the values of an entry: all of them, each of what it may be."""
    if not isinstance(values, dict) or values.keys() != {item.name for item in fields(Entry)}:
        return False
    try:
        return _is_entry(unpacked(values))
    except (TypeError, KeyError, AttributeError, ValueError):  # somebody else wrote it
        return False


def _is_entry(entry: Entry) -> bool:
    whole = (entry.unvalued, entry.errors, entry.warnings, entry.remarks)
    figures = (entry.net, entry.ratio, entry.payback)
    texts = (entry.page, entry.file, entry.title, entry.place, entry.period, entry.currency, entry.message)
    return (
        entry.kind in _KINDS
        and isinstance(entry.dated, bool)
        and all(isinstance(value, str) for value in (*texts, entry.hash, entry.made, entry.day))
        and all(type(value) is int and value >= 0 for value in whole)
        and all(value is None or type(value) in (int, float) for value in figures)
        and all(len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in entry.links)
        and (entry.beside is None or _is_compared(entry.beside))
    )


def _is_compared(own: Beside) -> bool:
    grounds_unpacked(own.grounds)
    return (
        all(isinstance(value, str) for value in (own.file, own.name, own.place, own.hash))
        and len(own.headline) == 5
        and all(value is None or type(value) in (int, float) for value in own.headline)
        and all(len(line) == 3 and isinstance(line[2], tuple) for line in own.lines)
        and all(len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in own.inside)
    )
