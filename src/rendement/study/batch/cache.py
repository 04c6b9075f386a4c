"""What an earlier batch found, kept by content, in files that only grow: a kill at any moment loses nothing.

Every run adds lines to a file of its own: what one file gave, under its path and the hash of its bytes. Each
begins with a checksum, so a line that was cut off or damaged is no line. What else the outcome depends on, as
options and version, names the file, so what was found otherwise is not even read. Folders of several machines
may be copied together.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any
from zlib import crc32

from rendement.source.finding import UsageError
from rendement.source.reads import LINK, UNSURE, as_noted, hash_of_file
from rendement.source.record import record
from rendement.study.files import reason

FOLDER = ".rendement-cache"
BUSY, DONE = "bezig-", "rijen-"

_MARK = 9  # signs of the checksum and the space behind it
_NAMED = 16  # signs of the base in the name of a file
_TIDY_ABOVE = 1000  # lines that no longer serve, before the files are written anew
_OURS = re.compile(rf"(?:{BUSY}|{DONE})[^-]+-[0-9a-f]{{16}}\.jsonl")
_LEFT = 24 * 3600  # seconds after which a busy file belongs to no run any more
_FORGOTTEN = 30 * 24 * 3600  # seconds after which files for other options or versions go

Reads = dict[str, str]  # every file that was read, with the hash of its bytes


@record
class Kept:
    """What the cache holds of one file: which other files it depends on, and what came out."""

    reads: Reads
    values: list[Any]


@dataclass(slots=True)
class Cache:
    """The cache of one run; `base` stands for all that is the same for every file of it."""

    folder: Path
    base: str
    kept: dict[str, Kept] = field(default_factory=dict)
    lines: int = 0
    hits: int = 0  # files of which the outcome was known
    used: set[str] = field(default_factory=set)
    seen: Reads = field(default_factory=dict)
    loaded: list[Path] = field(default_factory=list)
    journal: FileIO | None = None
    trouble: str = ""

    def find(self, path: str, about: str) -> Kept | None:
        """What this file gave, when neither it nor any file that it names has changed."""
        if not self.kept:
            return None
        key = _key(path, about, hash_of_file(path))
        kept = self.kept.get(key)
        if kept is None or not all(self._now(name) == hash_ != UNSURE for name, hash_ in kept.reads.items()):
            return None
        self.used.add(key)
        self.hits += 1
        return kept

    def add(self, found: Iterable[tuple[str, str, Reads, list[Any]]]) -> None:
        """Note outcomes: path, how it was read, every file read (itself among them) and the values."""
        lines = []
        for path, about, reads, values in found:
            key = _key(path, about, reads.get(path, ""))
            others = {_portable(name): hash_ for name, hash_ in reads.items() if name != path}
            links = {name: from_here(real) for name, real in others.items() if name.startswith(LINK)}
            self.kept[key] = Kept(others | links, values)
            self.used.add(key)
            lines.append(_line(key, self.kept[key]))
        if lines and not self.trouble:
            try:
                self._write(b"".join(lines))
            except OSError as error:
                self.trouble = reason(error)

    def close(self, complete: bool) -> None:
        """Give the file of this run its lasting name; after a complete run, drop what no longer serves."""
        try:
            if complete and not self.trouble:
                self._drop_forgotten()
                self._tidy()
            if self.journal is not None:
                self.journal.close()
                path = Path(os.fsdecode(self.journal.name))
                path.replace(path.with_name(path.name.replace(BUSY, DONE)))
        except OSError as error:
            self.trouble = self.trouble or reason(error)

    def _now(self, name: str) -> str:
        if name not in self.seen:
            self.seen[name] = as_noted(name)
            if name.startswith(LINK):
                self.seen[name] = from_here(self.seen[name])
        return self.seen[name]

    def _write(self, data: bytes) -> None:
        if self.journal is None:
            name = f"{BUSY}{self.base[:_NAMED]}-{os.urandom(8).hex()}.jsonl"
            self.journal = FileIO(self.folder / name, "ab")
        while data:
            data = data[self.journal.write(data) or 0 :]

    def _drop_forgotten(self) -> None:
        """Note that these files are still wanted; those that nobody wanted for long go."""
        for path in self.loaded:
            if path.name.startswith(DONE):  # one that is busy and grows old was left by a kill
                with suppress(OSError):  # the time of the last change says which line is the newest
                    os.utime(path, (time.time(), path.stat().st_mtime))
        for path in _journals(self.folder):
            if path not in self.loaded and time.time() - _touched(path, asked=True) > _FORGOTTEN:
                with suppress(OSError):
                    path.unlink()

    def _tidy(self) -> None:
        """Once most lines are of an earlier state of their file, write the last of every file anew.

        Also of files that are not in this run: they may be of another shard.
        """
        last = {key.rpartition("\0")[0]: key for key in self.kept}
        last |= {key.rpartition("\0")[0]: key for key in self.used}
        if self.lines <= 2 * len(last) + _TIDY_ABOVE:
            return
        self._write(b"".join(_line(key, self.kept[key]) for key in sorted(last.values())))
        for path in self.loaded:
            if path.name.startswith(DONE):  # another run may still be adding to one that is busy
                with suppress(OSError):
                    path.unlink()


def open_cache(folder: str, base: str, fits: Callable[[list[Any]], bool] = lambda _: True) -> Cache:
    """The cache in a folder, made when it is not there; values that do not fit are not believed.

    Raises UsageError when no folder is named, OSError when it cannot be made or read.
    """
    if not folder:
        raise UsageError("noem achter --cache een map, bijvoorbeeld --cache .rendement-cache")
    path = Path(folder)
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)  # another run may make it at the same moment
        (path / ".gitignore").write_text("*\n", encoding="utf-8")  # never in a folder of somebody else
    cache = Cache(path, base)
    own = [file for file in _journals(path) if file.name.split("-")[1] == base[:_NAMED]]
    for file in sorted(own, key=lambda file: (_touched(file), file.name)):
        if file.name.startswith(BUSY) and time.time() - _touched(file) > _LEFT:
            with suppress(OSError):
                file = file.replace(file.with_name(file.name.replace(BUSY, DONE)))  # noqa: PLW2901
        with suppress(OSError):  # another run may just have tidied it, or it may not be read
            for key, kept in _read(file):
                if fits(kept.values):
                    cache.kept[key] = kept
                cache.lines += 1
            cache.loaded.append(file)
    return cache


def _journals(folder: Path) -> Iterator[Path]:
    """The files of a cache: nothing else in the folder is ours, and a pipe would be waited for."""
    for file in folder.glob("*.jsonl"):
        if _OURS.fullmatch(file.name) and file.is_file() and not file.is_symlink():
            yield file


def _touched(path: Path, *, asked: bool = False) -> float:
    """When a file last changed, or was asked for; now when it is gone."""
    try:
        status = path.stat()
    except OSError:
        return time.time()
    return max(status.st_mtime, status.st_atime) if asked else status.st_mtime


def from_here(path: str) -> str:
    """A path as seen from where we work: it means the same in another checkout."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path


def _portable(name: str) -> str:
    """The name of a file that was read, or of a link that was followed, as seen from here."""
    if name.startswith(LINK):
        return LINK + from_here(name.removeprefix(LINK))
    return from_here(name) if os.path.isabs(name) else name


def _key(path: str, about: str, hash_: str) -> str:
    """The name of an outcome: this file by path, how it is read, and its bytes."""
    return f"{path}\0{about}\0{hash_}"


def _line(key: str, kept: Kept) -> bytes:
    text = json.dumps([key, kept.reads, kept.values], separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _refuse(word: str) -> float:
    raise ValueError(word)  # an outcome is a number


def _read(file: Path) -> Iterator[tuple[str, Kept]]:
    """The whole lines of one file, parsed all at once; what is no line of ours is passed over."""
    lines = (line for line in file.read_bytes().split(b"\n") if line)
    whole = [line[_MARK:] for line in lines if line[:_MARK] == b"%08x " % crc32(line[_MARK:])]
    items = []
    with suppress(ValueError, RecursionError):  # somebody else wrote lines: then nothing of it is believed
        items = json.loads(b"[%s]" % b",".join(whole), parse_constant=_refuse)
    for item in items:
        match item:
            case [str(key), dict(reads), list(values)]:  # another version may keep something else
                yield key, Kept(reads, values)
