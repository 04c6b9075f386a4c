"""Files that travel along to a worker that does not see them, and where they are put there.

They stand below a temporary folder as they stand here: in the same folders, seen from the same place, with
the same root. What is not as plain as that (a link, a pipe, a file that cannot be read) does not travel.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rendement.source.record import record
from rendement.study.batch.files import File, stamp

LARGEST = 20_000_000  # bytes of one file: what is larger is read by nobody

_GIT = ".git"
# what looks like the name of a file in a case; one that is missed is asked for afterwards
_ENDING = rb"\.(?:ya?ml|csv|tsv|txt|xlsx|xlsm|parquet)\b"
_ENDINGS = re.compile(_ENDING, re.IGNORECASE)
_NAMES = re.compile(rb"[^\s\"'\[\]{},:#]+" + _ENDING, re.IGNORECASE)


@record
class Parcel:
    """The bytes of files by their absolute path, the roots around them, and which files are as they were."""

    contents: dict[str, bytes]
    roots: tuple[str, ...]
    unchanged: frozenset[str]


def pack(files: Sequence[File], also: Iterable[str], given: str | None) -> tuple[Parcel, list[File]]:
    """A parcel with these files and what they seem to name; and those that cannot travel."""
    contents: dict[str, bytes] = {}
    roots: dict[str, Path] = {}
    unchanged, left = set(), []
    for file in files:
        if file.home not in roots:
            roots[file.home] = file.root(given)
        root = roots[file.home]
        path = os.path.abspath(file.path)
        if not _take(path, root, contents):
            left.append(file)
            continue
        if stamp(path) == file.stamp:
            unchanged.add(file.path)
        _take_named(path, root, contents)
    for path in also:
        if path not in contents and _take(path, *_around(path, roots.values()), contents):
            _take_named(path, *_around(path, roots.values()), contents)
    return Parcel(contents, tuple(sorted({str(root) for root in roots.values()})), frozenset(unchanged)), left


def may_travel(path: str, file: File, given: str | None) -> bool:
    """Whether what a worker asks for is inside the root of the file for which it asks, and a plain file."""
    return _plain(path, file.root(given))


def _around(path: str, roots: Iterable[Path]) -> tuple[Path]:
    return (next((root for root in roots if Path(path).is_relative_to(root)), Path(path).parent),)


def _plain(path: str, root: Path) -> bool:
    """A real file inside the root, reached over no link."""
    return os.path.isfile(path) and os.path.realpath(path) == path and Path(path).is_relative_to(root)


def _take(path: str, root: Path, contents: dict[str, bytes]) -> bool:
    """Put a file in the parcel; whether it is in there."""
    if path in contents:
        return True
    try:
        if not _plain(path, root) or os.stat(path).st_size > LARGEST:
            return False
        contents[path] = Path(path).read_bytes()
    except (OSError, ValueError):
        return False
    return True


def _take_named(path: str, root: Path, contents: dict[str, bytes]) -> None:
    """What a file seems to name, and what that names, as far as it is there."""
    left = [path]
    while left:
        one = left.pop()
        folder = os.path.dirname(one)
        if not _ENDINGS.search(contents[one]):  # as in most; much quicker to see
            continue
        for name in dict.fromkeys(_NAMES.findall(contents[one])):
            other = os.path.normpath(os.path.join(folder, os.fsdecode(name).replace("\\", "/")))
            if other not in contents and _take(other, root, contents) and other.endswith((".yaml", ".yml")):
                left.append(other)


@contextmanager
def unpacked(parcel: Parcel, folder: str, files: Sequence[File]) -> Iterator[tuple[str, str, list[File]]]:
    """The temporary folder, the place in it to work from, and the files as they are called there."""
    with TemporaryDirectory(prefix="rendement-") as made:
        prefix = os.path.realpath(made)
        for path, raw in parcel.contents.items():
            target = _below(prefix, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            Path(target).write_bytes(raw)
        for root in parcel.roots:  # so that no folder above this one is taken for it
            os.makedirs(os.path.join(_below(prefix, root), _GIT), exist_ok=True)
        place = _below(prefix, folder)
        os.makedirs(place, exist_ok=True)
        yield prefix, place, [_as_here(file, prefix, place, parcel.unchanged) for file in files]


def _below(prefix: str, path: str) -> str:
    """A path from the top of the file system, below a folder; never outside it."""
    return prefix + os.path.normpath(os.sep + path.lstrip("/\\"))


def _as_here(file: File, prefix: str, place: str, unchanged: frozenset[str]) -> File:
    path = _below(prefix, file.path) if os.path.isabs(file.path) else file.path
    seen = stamp(os.path.join(place, path)) if file.path in unchanged else file.stamp
    return file._replace(path=path, stamp=seen)
