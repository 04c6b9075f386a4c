"""The page of one file of many, made and put in its place by a worker; a broken file has a page as well."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from rendement.lint.choice import ALL
from rendement.lint.facts import Packed
from rendement.lint.facts import packed as packed_fact
from rendement.lint.over_files import facts_of
from rendement.model.list_files import content_hash
from rendement.render.page import HOME, as_page
from rendement.render.page_shell import is_ours
from rendement.report.contents import contents
from rendement.report.page import Page, bare_page
from rendement.report.page_links import files_of
from rendement.report.pages.broken import broken_document, broken_entry
from rendement.report.pages.entry import Entry, entry_of, packed
from rendement.report.pages.overview import TOP
from rendement.report.pages.places import Places, address
from rendement.source.finding import Finding, Mark
from rendement.source.record import record
from rendement.study.batch import limit
from rendement.study.batch.examine import Examined, Examiner
from rendement.study.batch.examine import lost as stopped
from rendement.study.batch.files import File
from rendement.study.batch.job import Job, Scored
from rendement.study.batch.limit import TooLongError, limited
from rendement.study.batch.pool import collector_off
from rendement.study.calculation import Calculation
from rendement.study.files import write_changed
from rendement.study.kind import OURS
from rendement.study.report import Reported, reported


@record
class Making:
    """Where pages go, and what each is called."""

    folder: str
    places: Places
    draws: int | None = None
    seed: int = 1


def make(files: Sequence[File], job: Job, making: Making) -> list[Scored]:
    """The pages of some files, each in its place; their entries in the overview.

    Raises UsageError and WriteFailedError.
    """
    examiner = Examiner(job)
    with collector_off():
        return [_made(examiner.examine(file), making) for file in files]


def lost(file: File, making: Making) -> Scored:
    """The page of a file whose process stopped."""
    return _made(Examined(file, (stopped(file),)), making)


def _made(found: Examined, making: Making) -> Scored:
    file, reads = found.file, found.reads or {}
    if found.kind != OURS:
        return Scored(file, [found.kind], reads, found.lasting)
    page, facts, lasting = making.places.page_of(file.path) or "", list[Packed](), found.lasting
    calculation, data = found.calculation, b""
    if calculation is not None and not calculation.failed:
        try:
            with limited(limit.SECONDS):
                report = reported(_drawn(calculation, making))
                entry, data = _of_report(report, page, making)
                facts = [packed_fact(item) for item in facts_of(calculation, report.figures, ALL)]
        except (Exception, TooLongError) as error:  # a bug of ours stops no other file
            found, data, lasting = replace(found, findings=(*found.findings, _fault(file, error))), b"", False
    if not data:
        entry, data = _of_findings(found, page, making)
    write_changed(making.folder, page, data, is_ours)
    values = packed(replace(entry, made=sha256(data).hexdigest()))
    return Scored(file, [values], reads, lasting, facts)


def _written(page: Page) -> bytes:
    return as_page(page).encode("utf-8", "replace")


def _drawn(calculation: Calculation, making: Making) -> Calculation:
    """With draws, where they are asked and there can be any: a monitor has none."""
    if making.draws is None or calculation.monitor is not None:
        return calculation
    return replace(calculation, options=replace(calculation.options, draws=making.draws, seed=making.seed))


def _of_report(report: Reported, page: str, making: Making) -> tuple[Entry, bytes]:
    places = making.places
    ways = {link: (file, places.page_of(file)) for link, file in files_of(report.figures).items()}
    known = {link: (places.name_of(file), other) for link, (file, other) in ways.items() if other is not None}
    elsewhere = {link: address(other, page) for link, (_, other) in known.items()}
    entry = entry_of(report, page, places.name_of(report.calculation.name))
    made: Page = contents("pagina", report)
    made = replace(made, elsewhere={**elsewhere, HOME: address(TOP, page)})
    return replace(entry, links=tuple(sorted(set(known.values())))), _written(made)


def _of_findings(found: Examined, page: str, making: Making) -> tuple[Entry, bytes]:
    data = found.source.data if found.source is not None else {}
    hash_ = content_hash(found.text) if found.text else ""
    entry = broken_entry(page, making.places.name_of(found.file.path), data, hash_, found.findings)
    made = bare_page(broken_document(entry, found.findings), {HOME: address(TOP, page)})
    return entry, _written(made)


def _fault(file: File, error: BaseException) -> Finding:
    """What is said of a file that could be computed, and of which there is no report."""
    code, message = "interne-fout", f"interne fout ({type(error).__name__}); dit ligt aan het programma"
    if isinstance(error, TooLongError):
        code, message = "te-lang", f"het rapport is na {limit.SECONDS} seconden nog niet klaar"
    return Finding(code, message, "maak dit rapport apart, met -o rapport.html", mark=Mark(file.path))
