"""Watching files: compute again when one was saved."""

import time
from collections.abc import Callable
from pathlib import Path

from rendement.source.reads import as_noted, noting
from rendement.source.record import record

PAUSE = 0.25


@record
class Look:
    """What a file looked like: time and size, cheap to ask, and the hash of what it held."""

    stamp: tuple[int, int] | None
    content: str


def watch(compute: Callable[[], None], *, pause: float = PAUSE, rounds: int | None = None) -> None:
    """Compute now and after every change, until interrupted or, in a test, for so many looks.

    The files watched are those that the run read, price lists too, by the hash of what was read: what changes
    during a run is seen by the next look. A change counts when two looks agree, so that a file is not read
    while an editor is still writing it.
    """
    looks = 0
    while True:
        with noting() as used:
            compute()
        last = {file: Look(None, content) for file, content in used.items()}
        settled = False
        while not settled or _contents(last) == used:
            if rounds is not None and looks >= rounds:
                return
            looks += 1
            time.sleep(pause)
            now = {file: look(file, known) for file, known in last.items()}
            settled = _contents(now) == _contents(last)
            last = now


def look(file: str, known: Look | None = None) -> Look:
    """A file as it is now; it is read only when its time or size differ from what is known."""
    try:
        status = Path(file).stat()
        stamp = (status.st_mtime_ns, status.st_size)
    except OSError:  # gone, or a note of where a link leads
        stamp = None
    else:
        if known is not None and known.stamp == stamp:
            return known
    return Look(stamp, as_noted(file))


def _contents(looks: dict[str, Look]) -> dict[str, str]:
    return {file: seen.content for file, seen in looks.items()}
