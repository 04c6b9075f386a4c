"""Which files a batch is about: folders walked, patterns expanded, an even share of them for one machine."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from rendement.source.finding import UsageError
from rendement.source.root import find_root
from rendement.study.files import expand

EXTENSIONS = (".yaml", ".yml")

_SHARD = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")

Stamp = tuple[int, int]  # time of the last change and size


class File(NamedTuple):
    """A file of a batch, and how it looked when the batch began; a tuple, because there may be very many."""

    path: str  # as it is shown, with forward slashes
    named: bool = False  # the user named it; else it was met in a folder
    stamp: Stamp | None = None
    linked: bool = False

    @property
    def home(self) -> str:
        """What files with the same root share: their folder."""
        return self.path.rpartition("/")[0]

    def root(self, given: str | None) -> Path:
        """The wall around it; that of a link is where it stands."""
        return find_root(self.path, given)


def collect(names: Iterable[str]) -> list[File]:
    """The files that names, patterns and folders mean, each once, in the order of their paths.

    Raises UsageError for a name that means nothing and for standard input.
    """
    found: dict[str, File] = {}
    for name in expand(names, folders=True):
        if name == "-":
            raise UsageError("standaardinvoer (-) kan hier niet; noem bestanden of mappen")
        if os.path.isdir(name):
            for place, file in _walk(name):
                found.setdefault(place, file)
        elif os.path.lexists(name):
            found[_place(name)] = File(Path(name).as_posix(), True, stamp(name), os.path.islink(name))
        else:
            raise UsageError(
                f"het bestand of de map {name} bestaat niet" if name else "noem een bestand of map"
            )
    return list(_each_once(found))


def _each_once(found: dict[str, File]) -> Iterator[File]:
    """In the order of their paths, without links to a file that is there already, as itself or by a link."""
    seen = {place for place, file in found.items() if not file.linked}
    for place, file in sorted(found.items(), key=lambda item: item[1].path):
        if file.linked:
            real = os.path.realpath(place)
            if real in seen:
                continue
            if os.path.exists(real):
                seen.add(real)
        yield file


def _place(path: str) -> str:
    """The same for the same entry of the same folder, however the folder was reached."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)


def _walk(folder: str) -> Iterator[tuple[str, File]]:
    """Every case file below a folder, with its absolute path.

    Hidden folders are passed over, linked folders are not followed.
    """
    folders = [folder]
    while folders:
        current = folders.pop()
        place = os.path.realpath(current)
        inside = place.rstrip(os.sep) + os.sep
        try:
            with os.scandir(current) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.name.lower().endswith(EXTENSIONS) and (file := _met(entry)) is not None:
                        yield inside + entry.name, file
        except OSError:
            yield place, File(_posix(current))  # reading it will say what is wrong


def _met(entry: "os.DirEntry[str]") -> File | None:
    """A file met in a folder; None for a pipe or a device."""
    try:
        status = entry.stat()
    except OSError:  # a link to nowhere, or gone already
        return File(_posix(entry.path))
    if not S_ISREG(status.st_mode):
        return None
    return File(_posix(entry.path), False, (status.st_mtime_ns, status.st_size), entry.is_symlink())


def _posix(path: str) -> str:
    return Path(path).as_posix() if os.sep != "/" or path.startswith("./") else path


def stamp(path: str) -> Stamp | None:
    """How a file looks now; None when it cannot be seen."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def share(files: list[File], text: str | None) -> list[File]:
    """The files of one shard, `2/8`: every eighth from the second on, so that shards differ by at most one.

    Raises UsageError when the text is no shard.
    """
    if text is None:
        return files
    number, of = shard_of(text)
    return files[number - 1 :: of]


def shard_of(text: str) -> tuple[int, int]:
    """Which of how many shards this is. Raises UsageError when it is none."""
    match = _SHARD.fullmatch(text.strip())
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of:
        beyond = f"er zijn maar {of} delen; " if number > of > 0 else ""
        beyond = "het eerste deel is 1; " if match and not number else beyond
        raise UsageError(f"--shard {text}: {beyond}schrijf deel/delen, bijvoorbeeld --shard 2/8")
    return number, of
