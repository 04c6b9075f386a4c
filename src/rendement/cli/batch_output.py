"""Where the table of a batch goes, and the progress while it is being made."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.report.batch.alike import Order
    from rendement.report.batch.columns import PassedOver
    from rendement.report.batch.table import Columns
    from rendement.report.document import Document
    from rendement.study.batch.job import Job

EVERY = 0.1  # seconds between two looks at the progress
GROUND = 2.0  # seconds of work before the time that is left is told


def prepare(name: str | None, target: str | None) -> "Format":
    """The format by name or extension. Raises UsageError when there is no such format or no place for it."""
    from rendement.render.formats import OF_A_BATCH, choose
    from rendement.source.finding import UsageError
    from rendement.study.files import check_report

    if target is not None:
        check_report(target, ())
    form = choose(name, target, OF_A_BATCH)
    if target is None and not form.codec:
        raise UsageError(f"{form.name} is geen tekst; noem een bestand met -o tabel{form.extension}")
    form.prepare()
    return form


def deliver_rows(
    rows: Sequence[Any],
    passed: "PassedOver",
    form: "Format",
    target: str | None,
    columns: "Columns | None",
    job: "Job",
    order: "Order",
) -> None:
    """Write the table; a file is written whole or not at all."""
    from rendement.cli.output import deliver, deliver_many
    from rendement.report.batch.columns import COLUMNS, as_records
    from rendement.report.batch.table import places_of
    from rendement.report.wording import asked_text

    if form.kind == "verslag":
        document = _document(rows, passed, form, target, columns, job, order)
        deliver([replace(document, asked=asked_text(job.asked))], form, target)
        return
    fields = COLUMNS
    if columns not in (None, "alle"):
        places = places_of(columns)
        fields = tuple(COLUMNS[place] for place in places)
        rows = [[row[place] for place in places] for row in rows]
    if form.kind == "contract":
        deliver(as_records(rows, [column.name for column in fields]), form, target)
    else:
        deliver_many(fields, rows, form, target)


def _document(
    rows: Sequence[Any],
    passed: "PassedOver",
    form: "Format",
    target: str | None,
    columns: "Columns | None",
    job: "Job",
    order: "Order",
) -> "Document":
    """The rows to read; in a window it says that there are more columns."""
    from rendement.report.batch.table import batch_document

    wanted = columns or ("alle" if form.name in ("markdown", "tsv") else "kort")
    document = batch_document(rows, passed, wanted, (job.draws, job.seed), order)
    if columns is None and target is None and form.name == "table" and sys.stdout.isatty():
        return replace(document, subtitle=f"{document.subtitle} · alle kolommen: --columns alle")
    return document


@contextmanager
def stoppable(outcome: str) -> Iterator[None]:
    """One sentence for who stops it, at the keyboard or as a scheduler does: what came of it."""
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(f"rendement: afgebroken, {outcome}\n")
        raise
    finally:
        signal.signal(signal.SIGTERM, previous)


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Count on standard error, when that is a terminal; the line is gone when the work is done.

    The time that is left is said once there is some ground for it.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    from rendement.report.dutch import number, percent

    began = time.monotonic()
    done, last = 0, 0.0

    def tick() -> None:
        nonlocal done, last
        done += 1
        now = time.monotonic()
        if now - last < EVERY:
            return
        last, spent = now, now - began
        left = f", nog {_span(spent / done * (count - done))}" if spent >= GROUND else ""
        share = percent(done * 100 // count / 100)
        sys.stderr.write(f"\r\x1b[K{number(done)} van {number(count)} ({share}){left}")
        sys.stderr.flush()

    try:
        yield tick
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _span(seconds: float) -> str:
    """A time that is left, no finer than it can be known.

    >>> _span(4.2), _span(59), _span(100), _span(5400)
    ('5 s', '1 min', '2 min', '90 min')
    """
    return f"{seconds // 5 * 5 + 5:.0f} s" if seconds < 55 else f"{-(-seconds // 60):.0f} min"
