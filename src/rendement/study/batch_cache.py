"""What an earlier batch found, kept by content, in files that only grow: a kill at any moment loses nothing.

Every run adds lines to a file of its own: what one file gave, under its path and the hash of its bytes. Each
begins with a checksum, so a line that was cut off or damaged is no line. What else the outcome depends on, as
options and version, names the file, so what was found otherwise is not even read. Folders of several machines
may be copied together.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any
from zlib import crc32

from rendement.source.record import record
from rendement.source.text import MAX_BYTES, file_hash
from rendement.study.files import reason

FOLDER = ".rendement-cache"
BUSY, DONE = "bezig-", "rijen-"

_AT_ONCE = 65_536
_MARK = 9  # signs of the checksum and the space behind it
_NAMED = 16  # signs of the base in the name of a file
_TIDY_ABOVE = 1000  # lines that no longer serve, before the files are written anew
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
        key = _key(path, about, current_hash(path))
        kept = self.kept.get(key)
        if kept is None or any(self._now(name) != hash_ for name, hash_ in kept.reads.items()):
            return None
        self.used.add(key)
        self.hits += 1
        return kept

    def add(self, found: Iterable[tuple[str, str, Reads, list[Any]]]) -> None:
        """Note outcomes: path, how it was read, every file read (itself among them) and the values."""
        lines = []
        for path, about, reads, values in found:
            key = _key(path, about, reads.get(path, ""))
            others = {name: hash_ for name, hash_ in reads.items() if name != path}
            self.kept[key] = Kept(others, values)
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
                if self.lines > 2 * len(self.used) + _TIDY_ABOVE:
                    self._tidy()
            if self.journal is not None:
                self.journal.close()
                path = Path(os.fsdecode(self.journal.name))
                path.replace(path.with_name(path.name.replace(BUSY, DONE)))
        except OSError as error:
            self.trouble = self.trouble or reason(error)

    def _now(self, name: str) -> str:
        if name not in self.seen:
            self.seen[name] = current_hash(name)
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
            with suppress(OSError):
                os.utime(path)
        for path in self.folder.glob("*.jsonl"):
            with suppress(OSError):
                if path not in self.loaded and time.time() - path.stat().st_mtime > _FORGOTTEN:
                    path.unlink()

    def _tidy(self) -> None:
        self._write(b"".join(_line(key, self.kept[key]) for key in sorted(self.used)))
        for path in self.loaded:
            if path.name.startswith(DONE):  # another run may still be adding to one that is busy
                with suppress(OSError):
                    path.unlink()


def open_cache(folder: str, base: str) -> Cache:
    """The cache in a folder, made when it is not there. Raises OSError when that cannot be."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    ignore = path / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    cache = Cache(path, base)
    named = path.glob(f"*-{base[:_NAMED]}-*.jsonl")
    files = [file for file in named if file.is_file()]  # a pipe would be waited for
    for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name)):
        cache.loaded.append(file)
        for key, kept in _read(file):
            cache.kept[key] = kept
            cache.lines += 1
    return cache


def current_hash(path: str) -> str:
    """The hash of a file as it is now; "" when it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return ""
    try:
        raw = os.read(handle, _AT_ONCE)
        if len(raw) == _AT_ONCE:
            while len(raw) <= MAX_BYTES and (more := os.read(handle, _AT_ONCE)):
                raw += more
            raw = raw[: MAX_BYTES + 1]
        return file_hash(raw)
    except OSError:
        return ""
    finally:
        os.close(handle)


def _key(path: str, about: str, hash_: str) -> str:
    """The name of an outcome: this file by path, how it is read, and its bytes."""
    return f"{path}\0{about}\0{hash_}"


def _line(key: str, kept: Kept) -> bytes:
    text = json.dumps([key, kept.reads, kept.values], separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _read(file: Path) -> Iterator[tuple[str, Kept]]:
    """The whole lines of one file, parsed all at once; what is no line of ours is passed over."""
    lines = (line for line in file.read_bytes().split(b"\n") if line)
    whole = [line[_MARK:] for line in lines if line[:_MARK] == b"%08x " % crc32(line[_MARK:])]
    for item in json.loads(b"[%s]" % b",".join(whole)):
        match item:
            case [str(key), dict(reads), list(values)]:  # another version may keep something else
                yield key, Kept(reads, values)
