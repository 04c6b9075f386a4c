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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO
from json import JSONDecoder
from pathlib import Path
from typing import IO, Any, NamedTuple
from zlib import crc32

from rendement.source.finding import UsageError
from rendement.source.reads import LINK, UNSURE, as_noted, hash_of_file
from rendement.source.record import record
from rendement.study.files import reason

FOLDER = ".rendement-cache"
BUSY, DONE = "bezig-", "rijen-"

_LONGEST_NAME = 100_000  # bytes
_MARK = 9  # signs of the checksum and the space behind it
_NAMED = 16  # signs of the base in the name of a file
_AT_ONCE = 1000  # lines that are written anew together
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


class Line(NamedTuple):
    """Where an outcome is kept: there may be a million, so only one that is asked for is read."""

    file: Path
    start: int
    size: int


@dataclass(slots=True)
class Cache:
    """The cache of one run; `base` stands for all that is the same for every file of it.

    Values that do not fit are not believed.
    """

    folder: Path
    base: str
    fits: Callable[[list[Any]], bool] = lambda _: True
    kept: dict[str, Line] = field(default_factory=dict)
    lines: int = 0
    hits: int = 0  # files of which the outcome was known
    used: set[str] = field(default_factory=set)
    seen: Reads = field(default_factory=dict)
    loaded: list[Path] = field(default_factory=list)
    journal: FileIO | None = None
    opened: tuple[Path, IO[bytes]] | None = None  # the file that was read from last
    trouble: str = ""

    def find(self, path: str, about: str) -> Kept | None:
        """What this file gave, when neither it nor any file that it names has changed."""
        if not self.kept:
            return None
        key = _key(path, about, hash_of_file(path))
        kept = self._read(key)
        if kept is None or not all(self._now(name) == hash_ != UNSURE for name, hash_ in kept.reads.items()):
            return None
        self.used.add(key)
        self.hits += 1
        return kept

    def add(self, found: Iterable[tuple[str, str, Reads, list[Any]]]) -> None:
        """Note outcomes: path, how it was read, every file read (itself among them) and the values."""
        lines = {}
        for path, about, reads, values in found:
            key = _key(path, about, reads.get(path, ""))
            others = {_portable(name): hash_ for name, hash_ in reads.items() if name != path}
            links = {name: from_here(real) for name, real in others.items() if name.startswith(LINK)}
            lines[key] = _line(key, Kept(others | links, values))
        if lines and not self.trouble:
            try:
                self._write(lines)
            except OSError as error:
                self.trouble = reason(error)

    def close(self, complete: bool) -> None:
        """Give the file of this run its lasting name; after a complete run, drop what no longer serves."""
        try:
            if complete and not self.trouble:
                self._drop_forgotten()
                self._tidy()
            self._close()
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

    def _read(self, key: str) -> Kept | None:
        """What is kept under this name, when it is whole and can be an outcome."""
        place = self.kept.get(key)
        if place is None:
            return None
        try:
            if self.opened is None or self.opened[0] != place.file:
                self._close()
                self.opened = place.file, _opened(place.file)
            file = self.opened[1]
            file.seek(place.start)
            found = _parsed(file.read(place.size))
        except OSError:  # another run may just have tidied it, or it may not be read
            return None
        if found is None or found[0] != key or not self.fits(found[1].values):
            return None
        return found[1]

    def _close(self) -> None:
        if self.opened is not None:
            self.opened[1].close()
            self.opened = None

    def _write(self, lines: Mapping[str, bytes]) -> None:
        if self.journal is None:
            name = f"{BUSY}{self.base[:_NAMED]}-{os.urandom(8).hex()}.jsonl"
            self.journal = FileIO(self.folder / name, "ab")
        file, start = Path(os.fsdecode(self.journal.name)), self.journal.tell()
        data = b"".join(lines.values())
        while data:
            data = data[self.journal.write(data) or 0 :]
        for key, line in lines.items():
            self.kept[key] = Line(file, start, len(line))
            self.used.add(key)
            start += len(line)

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
        newest = sorted(last.values())
        for start in range(0, len(newest), _AT_ONCE):
            some = {key: self._read(key) for key in newest[start : start + _AT_ONCE]}
            self._write({key: _line(key, kept) for key, kept in some.items() if kept is not None})
        self._close()
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
    cache = Cache(path, base, fits)
    own = [file for file in _journals(path) if file.name.split("-")[1] == base[:_NAMED]]
    for file in sorted(own, key=lambda file: (_touched(file), file.name)):
        if file.name.startswith(BUSY) and time.time() - _touched(file) > _LEFT:
            with suppress(OSError):
                file = file.replace(file.with_name(file.name.replace(BUSY, DONE)))  # noqa: PLW2901
        with suppress(OSError):  # another run may just have tidied it, or it may not be read
            for key, place in _lines(file):
                cache.kept[key] = place
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


def _opened(file: Path) -> IO[bytes]:
    """A file of a cache, also when the run that it belongs to just ended."""
    try:
        return file.open("rb")
    except FileNotFoundError:
        return file.with_name(file.name.replace(BUSY, DONE)).open("rb")


_OUTCOMES = JSONDecoder(parse_constant=_refuse)


def _lines(file: Path) -> Iterator[tuple[str, Line]]:
    """The name of every outcome in a file, and where it stands; what is no line of ours is passed over."""
    start = 0
    with _opened(file) as lines:
        for line in lines:
            with suppress(ValueError, RecursionError):
                key, _ = _OUTCOMES.raw_decode(_whole(line)[:_LONGEST_NAME].decode("utf-8", "replace"), 1)
                if isinstance(key, str):
                    yield key, Line(file, start, len(line))
            start += len(line)


def _whole(line: bytes) -> bytes:
    """What stands behind the checksum. Raises ValueError when it is cut off or damaged."""
    text = line[_MARK:].removesuffix(b"\n")
    if line[:_MARK] != b"%08x " % crc32(text):
        raise ValueError("damaged")
    return text


def _parsed(line: bytes) -> tuple[str, Kept] | None:
    """An outcome and its name; None when the line is not whole, or somebody else wrote it."""
    with suppress(ValueError, RecursionError):
        match _OUTCOMES.decode(_whole(line).decode()):
            case [str(key), dict(reads), list(values)]:  # another version may keep something else
                return key, Kept(reads, values)
    return None
