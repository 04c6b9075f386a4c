"""`rendement report` of a folder or of several files: a page for each, and one on which they all stand."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rendement.cli.exits import FAILED, misuse, usage
from rendement.report.pages.entry import BROKEN, Entry, is_packed, unpacked
from rendement.report.pages.overview import ORDERS, PAGES, Told, overview
from rendement.report.pages.places import PAGE, Places, address, places_of
from rendement.source.bundled import files_below, package
from rendement.source.today import judged_on
from rendement.study.batch.cache import FOLDER, open_cache
from rendement.study.batch.files import File, collect
from rendement.study.batch.job import Execution, Job, Score, Scored, fingerprint, score_all
from rendement.study.batch.named import with_named
from rendement.study.batch.processes import process_pool
from rendement.study.files import WriteFailedError, check_folder, reason, write_changed
from rendement.study.kind import OTHER, PERHAPS, PRICES, SERIES

if TYPE_CHECKING:
    from rendement.cli.page_work import Making
    from rendement.source.finding import Finding

SHOWN = 20  # sentences of one kind on standard error
_PARTS = (".css", ".js")  # what a page is made with beside the program itself
_WORK = "rendement.cli.page_work"
_WITHOUT = {
    PRICES: "Prijslijst",
    SERIES: "Indexcijfers",
    OTHER: "Geen casus, programma of monitor",
    PERHAPS: "Misschien een casus; begin die met `naam:`, `gemeente:` en `periode:`",
}
KINDS = tuple(_WITHOUT)


def write_pages(names: Sequence[str], folder: str, job: Job) -> None:
    """Make them all; exit code 1 when a file is broken, or when there is none at all."""
    from rendement.cli.batch_output import stoppable
    from rendement.render.page_shell import is_ours

    again = "wat klaar was staat er; dezelfde opdracht gaat verder waar deze gebleven is"
    with stoppable(f"de overzichten zijn niet bijgewerkt; {again}"), usage():
        check_folder("-o", folder)
        files = with_named(collect(names), job.root)
        if not files:
            misuse("hier is geen enkele casus, programma of monitor gevonden")
        places = places_of(files, names, PAGES)
        items, remarks = _made(files, job, folder, places)
        entries = [unpacked(item.values[0]) for item in items if _has_page(item)]
        told = Told(tuple(_together(items, places)), tuple(_without(items, places)), _asked(job))
        pages = {order.page: _overview(entries, order, told) for order in ORDERS}
        changed = [page for page, data in pages.items() if write_changed(folder, page, data, is_ours)]
    _say(entries, folder, remarks, bool(changed))
    if not entries or any(entry.kind == BROKEN for entry in entries):
        raise typer.Exit(FAILED)


def _made(files: Sequence[File], job: Job, folder: str, places: Places) -> tuple[list[Scored], set[str]]:
    """What came of every file, in order; what has not changed since the last time is not made again."""
    from rendement.cli.batch_output import progress
    from rendement.cli.page_work import Making
    from rendement.study.batch.pool import collector_off

    making = Making(folder, places, job.draws, job.seed)
    base = fingerprint(job, ("paginas", *_parts()))
    fits = _Fits(folder, places, judged_on(job.day))
    try:
        kept = open_cache(str(Path(folder, FOLDER)), base, fits)
    except OSError as error:
        raise WriteFailedError(f"{folder} is niet geschreven: {reason(error)}") from None
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    run = Execution(workers, partial(process_pool, preload=(_WORK,)), kept)
    plain = replace(job, draws=None)  # a page draws for itself
    found = []
    with collector_off(leaving=True), progress(len(files)) as tick:
        for item in score_all(files, plain, partial(_work, making), partial(_lost, making), run):
            tick()
            found.append(item)
    return found, run.remarks


def _work(making: "Making") -> Score:
    from rendement.cli.page_work import make  # a folder that is known needs none of it

    return partial(make, making=making)


def _lost(making: "Making", file: File) -> Scored:
    from rendement.cli.page_work import lost

    return lost(file, making)


def _parts() -> list[str]:
    """The hash of everything that a page has from us and that is no program."""
    found = [item for ending in _PARTS for item in files_below(package(), ending)]
    return [f"{name} {sha256(file.read_bytes()).hexdigest()}" for name, file in found]


class _Fits:
    """Whether what is kept of a file still holds: its page stands there as made, and leads where it did."""

    def __init__(self, folder: str, places: Places, day: str) -> None:
        self.day = day
        self.pages = {name: places.pages[path] for path, name in places.names.items()}
        self.hash_of: Callable[[str], str] = cache(lambda page: _hash(Path(folder, page)))

    def __call__(self, kept: Sequence[Any]) -> bool:
        """What is kept: the values of the file, and behind them what it brings along for all files."""
        from rendement.lint.facts import are_facts

        match list(kept):
            case [str(kind), []]:
                return kind in KINDS
            case [dict(values), list(facts)] if is_packed(values) and are_facts(facts):
                return self._stands(unpacked(values))
        return False

    def _stands(self, entry: Entry) -> bool:
        return (
            entry.day in ("", self.day)
            and all(self.pages.get(name) == page for name, page in ((entry.file, entry.page), *entry.links))
            and self.hash_of(entry.page) == entry.made
        )


def _hash(path: Path) -> str:
    try:
        return "" if path.is_symlink() else sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _has_page(item: Scored) -> bool:
    return bool(item.values) and isinstance(item.values[0], dict)


def _together(items: Sequence[Scored], places: Places) -> "list[Finding]":
    """What the files say together, each called as it is from their folder."""
    from rendement.report.batch.gathered import Brought

    brought = Brought()
    for item in items:
        brought.add(places.name_of(item.file.path), item.facts)
    return list(brought.over_all())


def _without(items: Sequence[Scored], places: Places) -> list[str]:
    """The files without a page, by what they are."""
    found: dict[str, list[str]] = {}
    for item in items:
        if not _has_page(item):
            found.setdefault(item.values[0], []).append(places.name_of(item.file.path))
    return [f"{_WITHOUT[kind]}: {', '.join(found[kind])}." for kind in KINDS if kind in found]


def _asked(job: Job) -> str:
    from rendement.report.wording import asked_text

    return asked_text(job.asked)


def _overview(entries: Sequence[Entry], order: Any, told: Told) -> bytes:
    from rendement.render.page import as_page
    from rendement.report.page import bare_page

    ways = {page: address(page) for page in (*PAGES, *(entry.page for entry in entries))}
    return as_page(bare_page(overview(entries, order, told), ways, wide=True)).encode("utf-8", "replace")


def _say(entries: Sequence[Entry], folder: str, remarks: set[str], changed: bool) -> None:
    """What came of it, on standard error."""
    from rendement.report.dutch import counted, plain

    broken = [entry for entry in entries if entry.kind == BROKEN]
    for entry in broken[:SHOWN]:
        more = f" (en nog {entry.errors - 1})" if entry.errors > 1 else ""
        sys.stderr.write(f"{plain(entry.file)}: {entry.message}{more}\n")
    if len(broken) > SHOWN:
        sys.stderr.write(f"en nog {len(broken) - SHOWN}\n")
    for remark in sorted(remarks):
        sys.stderr.write(f"{remark}\n")
    made = counted(len(entries), "pagina", "pagina's")
    state = "" if changed else "; het overzicht was al zo"
    sys.stderr.write(f"geschreven in {folder}: {PAGES[-1]} en {made}{state}\n")
    left = sorted(_left(entries, folder))
    if left:
        names = ", ".join(left[:SHOWN]) + (f" en nog {len(left) - SHOWN}" if len(left) > SHOWN else "")
        sys.stderr.write(f"hier staan nog pagina's die er niet bij horen: {plain(names)}\n")


def _left(entries: Sequence[Entry], folder: str) -> set[str]:
    """Pages of ours that were not made now, such as those of a file that is no more."""
    from rendement.render.page_shell import HEAD, is_ours

    top, made = Path(folder), {*PAGES, *(entry.page for entry in entries)}
    found = set()
    for path in top.rglob(f"*{PAGE}"):
        name = path.relative_to(top).as_posix()
        if name not in made and path.is_file():
            with path.open("rb") as file:
                found |= {name} if is_ours(file.read(HEAD)) else set()
    return found
