"""Watching files: compute again when one was saved."""

import hashlib
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rendement.source.finding import UsageError
from rendement.source.root import OutsideRootError, find_root, inside
from rendement.source.text import MAX_BYTES
from rendement.source.tree import read_source

PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looked like: time and size, cheap to ask, and the hash of what it held."""

    stamp: tuple[int, int] | None
    content: str = ""


def watch(
    compute: Callable[[], None],
    files: Callable[[], Iterable[str]],
    *,
    pause: float = PAUSE,
    rounds: int | None = None,
) -> None:
    """Compute now and after every change, until interrupted or, in a test, for so many looks.

    `files` is asked again before every run, because a case may name another price list by then. A change
    counts when two looks agree, so a file that is being written is not read half-way.
    """
    looks = 0
    while True:
        used = {file: look(file) for file in files()}
        compute()
        last = used
        while True:
            if rounds is not None and looks >= rounds:
                return
            looks += 1
            time.sleep(pause)
            now = {file: look(file, known) for file, known in last.items()}
            settled = _contents(now) == _contents(last)
            last = now
            if settled and _contents(now) != _contents(used):
                break


def look(file: str, known: Look | None = None) -> Look:
    """A file as it is; its content is read only when time or size differ from what is known."""
    path = Path(file)
    try:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if known is not None and known.stamp == stamp:
            return known
        if not stat.S_ISREG(status.st_mode):
            return Look(stamp)
        with path.open("rb") as opened:
            return Look(stamp, hashlib.sha256(opened.read(MAX_BYTES + 1)).hexdigest())
    except OSError:
        return Look(None)


def local_files(name: str, root: str | None = None) -> list[str]:
    """A file and the local files it names: price lists, and the cases of a programme with theirs."""
    return list(_walk(Path(name), find_root(name, root), set()))


def _walk(file: Path, root: Path, seen: set[Path]) -> Iterator[str]:
    if file.resolve() in seen:
        return
    seen.add(file.resolve())
    yield str(file)
    try:
        source, _ = read_source(str(file))
    except UsageError:
        return
    for other in _named(source.data) if source is not None else ():
        try:
            path = inside(other, file.resolve().parent, root)
        except (OutsideRootError, OSError, ValueError):
            continue  # a finding of the run itself
        yield from _walk(path, root, seen)


def _named(data: dict[str, object]) -> Iterator[str]:
    lists, measures = data.get("prijslijsten"), data.get("maatregelen")
    for item in lists if isinstance(lists, list) else ():
        if isinstance(item, str) and item.lower().endswith((".yaml", ".yml")):
            yield item
    for measure in measures if isinstance(measures, list) else ():
        case = measure.get("casus") if isinstance(measure, dict) else None
        if isinstance(case, str):
            yield case


def _contents(looks: dict[str, Look]) -> dict[str, str]:
    return {file: seen.content for file, seen in looks.items()}
