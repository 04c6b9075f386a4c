"""Files that stand elsewhere than on disk, in a revision: who reads a text or a table asks here first."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path
from typing import Protocol

from rendement.source.finding import UsageError
from rendement.source.reads import unnoted

AS_IT_WAS = "tabel-van-toen"  # the code of what is to be said of one that cannot be had


class GoneError(UsageError):
    """A table as it was then cannot be had."""


class Reader(Protocol):
    """What files held at another time, by the names that they have on disk."""

    def read(self, name: str) -> bytes | None:
        """All of a file that is not large; None: there was no such file."""

    def whole(self, name: str, into: Path) -> str | None:
        """Where on disk a file of any size is as it was, if need be as a copy in this folder.

        None: there was none. Raises GoneError for one that cannot be had.
        """

    def listed(self, folder: str) -> list[str] | None:
        """The names of the files in a folder, not of those below it; None: there was no such folder."""


class _Elsewhere:
    """A reader, with the copies that were made for it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.made: dict[str, str | None] = {}

    @cached_property
    def copies(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix="rendement-toen-")

    def close(self) -> None:
        if "copies" in self.__dict__:
            self.copies.cleanup()


_elsewhere: ContextVar[_Elsewhere | None] = ContextVar("elsewhere", default=None)


def elsewhere() -> Callable[[str], bytes | None] | None:
    """What reads files now in place of the disk, if anything does."""
    own = _elsewhere.get()
    return None if own is None else own.reader.read


@contextmanager
def read_with(reader: Reader) -> Iterator[None]:
    """Every file of the analyst that is read inside the block is read with this."""
    own = _Elsewhere(reader)
    token = _elsewhere.set(own)
    try:
        with unnoted():
            yield
    finally:
        _elsewhere.reset(token)
        own.close()


def bytes_of(name: str) -> bytes:
    """What a file holds that was read already."""
    reader = elsewhere()
    return Path(name).read_bytes() if reader is None else reader(name) or b""


def whole(name: str) -> str | None:
    """Where on disk a file is that may be large, as it is read now; None: there is none. Raises GoneError."""
    own = _elsewhere.get()
    if own is None:
        return name if os.path.isfile(name) else None  # noqa: PTH113 - that of pathlib fails for a long name
    if name not in own.made:
        own.made[name] = own.reader.whole(name, Path(own.copies.name))
    return own.made[name]


def listed(folder: str) -> list[str] | None:
    """The names in a folder, in order; None: there is no such folder."""
    own = _elsewhere.get()
    return listed_on_disk(folder) if own is None else own.reader.listed(folder)


def listed_on_disk(folder: str) -> list[str] | None:
    """The same of what is there now."""
    try:
        return sorted(item.name for item in Path(folder).iterdir())
    except NotADirectoryError:
        return None
    except OSError:
        return [] if os.path.isdir(folder) else None  # noqa: PTH112 - nor does that of pathlib


def hash_of(name: str) -> str:
    """The sha256 of a file that was read already."""
    from hashlib import sha256  # noqa: PLC0415 - only where there is a table

    return hash_at(name) if elsewhere() is None else sha256(bytes_of(name)).hexdigest()


def hash_at(path: str) -> str:
    """The sha256 of what stands at a place on disk; a large file is never whole in memory."""
    from hashlib import file_digest  # noqa: PLC0415 - only where there is a table

    with Path(path).open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
