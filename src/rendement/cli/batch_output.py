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
    from rendement.report.batch.table import Columns

EVERY = 0.1  # seconds between two looks at the progress
GROUND = 2.0  # seconds of work before the time that is left is told


def prepare(name: str | None, target: str | None) -> str:
    """The format by name or extension. Raises UsageError when there is no such format or no place for it."""
    from rendement.render.formats import choose
    from rendement.source.finding import UsageError
    from rendement.study.files import check_report

    parquet = name == "parquet" or (name is None and (target or "").lower().endswith(".parquet"))
    if parquet and target is None:
        raise UsageError("parquet is geen tekst; noem een bestand met -o tabel.parquet")
    if target is not None:
        check_report(target, ())
    if parquet:
        from rendement.render.parquet import require

        require()
        return "parquet"
    return choose(name, target, also=("parquet",)).name


def deliver_rows(
    rows: Sequence[Any], passed_over: int, form: str, target: str | None, columns: "Columns | None"
) -> None:
    """Write the table; a file is written whole or not at all."""
    from rendement.render.formats import FORMATS
    from rendement.report.batch.columns import COLUMNS, as_records
    from rendement.report.batch.table import batch_document, places_of

    chosen = FORMATS.get(form)
    if chosen is not None and chosen.kind == "verslag":
        from rendement.cli.output import deliver

        document = batch_document(
            rows, passed_over, columns or ("alle" if form in ("markdown", "tsv") else "kort")
        )
        if columns is None and target is None and form == "table" and sys.stdout.isatty():
            document = replace(document, subtitle=f"{document.subtitle} · alle kolommen: --columns alle")
        deliver([document], chosen, target)
        return
    fields = COLUMNS
    if columns not in (None, "alle"):
        places = places_of(columns)
        fields = tuple(COLUMNS[place] for place in places)
        rows = [[row[place] for place in places] for row in rows]
    if chosen is None:
        from rendement.cli.saving import save_bytes
        from rendement.render.parquet import as_parquet

        save_bytes(target or "", as_parquet(fields, rows))
    elif chosen.kind == "contract":
        from rendement.cli.output import deliver

        deliver(as_records(rows, [column.name for column in fields]), chosen, target)
    else:
        _deliver_text(_csv([column.name for column in fields], rows, form), chosen.codec, target)


def _csv(names: Sequence[str], rows: Sequence[Any], form: str) -> str:
    from rendement.render.rows import as_csv, as_dutch_csv

    return as_dutch_csv(names, rows) if form == "csv-nl" else as_csv(names, rows)


def _deliver_text(text: str, codec: str, target: str | None) -> None:
    from rendement.cli.saving import save
    from rendement.render.stream import write, write_bytes

    if target is not None:
        save(target, text, codec)
    elif sys.stdout.isatty():
        write(text)
    else:
        write_bytes(text.encode(codec, "replace"))


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
