"""What was read: every file with the hash of its bytes, so that one can see later whether it is still so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from stat import S_ISREG

LINK = "-> "  # before a path in the notes: behind it no hash, but where it leads
NOTHING = ""  # in place of a hash: there was no such file
UNSURE = "?"  # in place of a hash: there was something, and nobody can say whether it is still the same

_AT_ONCE = 65_536
_LARGEST = 50_000_000  # bytes: what is larger is refused by whoever reads it, and not worth a hash
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_notebook: ContextVar[dict[str, str] | None] = ContextVar("notebook", default=None)


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Every file that is read inside the block: its name and the hash of its bytes, or what stands for one.

    What came out of the block depends on these files and no others, apart from those bundled. A block around
    this one notes them too.
    """
    notes: dict[str, str] = {}
    token = _notebook.set(notes)
    try:
        yield notes
    finally:
        _notebook.reset(token)
        for name, hash_ in notes.items():
            note(name, hash_)


@contextmanager
def unnoted() -> Iterator[None]:
    """Nothing that is read inside the block is noted: it is not what stands on disk."""
    token = _notebook.set(None)
    try:
        yield
    finally:
        _notebook.reset(token)


def note(name: str, hash_: str | None = None) -> None:
    """Note a file, by the hash of what was read of it or else by what it holds now."""
    notes = _notebook.get()
    if notes is not None:
        hash_ = as_noted(name) if hash_ is None else hash_
        notes[name] = hash_ if notes.get(name, hash_) == hash_ else UNSURE


def note_link(written: str, real: str) -> None:
    """Note that a path leads elsewhere, over a link: what was read depends on where to."""
    if written != real:
        note(LINK + written, real)


def file_hash(raw: bytes) -> str:
    """The hash under which the bytes of a file are noted."""
    return sha256(raw).hexdigest()


def as_noted(name: str) -> str:
    """What a note of this name would say now; what is no file is not opened: a device may act."""
    try:
        if name.startswith(LINK):
            return os.path.realpath(name.removeprefix(LINK))
        openable = os.path.isfile(name) or not os.path.lexists(name)
    except (OSError, ValueError):  # a name that no file can have
        return UNSURE
    return hash_of_file(name) if openable else UNSURE


def hash_of_file(path: str) -> str:
    """The same for what may be opened."""
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError):
        return UNSURE
    try:
        status = os.fstat(handle)
        if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:  # what comes through a pipe comes once
            return UNSURE
        total = sha256(raw := os.read(handle, _AT_ONCE))
        while len(raw) == _AT_ONCE:  # most files are read at once
            total.update(raw := os.read(handle, _AT_ONCE))
        return total.hexdigest()
    except OSError:
        return UNSURE
    finally:
        os.close(handle)
