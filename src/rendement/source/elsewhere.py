"""Files that stand elsewhere than on disk, in a revision: who reads a text asks here first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

Reader = Callable[
    [str], bytes | None
]  # from the name of a file to what it holds; None: there is no such file

_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def elsewhere() -> Reader | None:
    """What reads files now in place of the disk, if anything does."""
    return _reader.get()


@contextmanager
def read_with(reader: Reader | None) -> Iterator[None]:
    """Every file of the analyst that is read inside the block is read with this; None: from disk."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def bytes_of(name: str) -> bytes:
    """What a file holds that was read already."""
    reader = elsewhere()
    return Path(name).read_bytes() if reader is None else reader(name) or b""


def hash_of(name: str) -> str:
    """The sha256 of a file that was read already; a large one is never whole in memory."""
    from hashlib import file_digest, sha256  # noqa: PLC0415 - only where there is a table

    if elsewhere() is not None:
        return sha256(bytes_of(name)).hexdigest()
    with Path(name).open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
