"""The wall around a case: no file outside the root is ever opened."""

import errno
import os
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rendement.source.finding import UsageError
from rendement.source.reads import note_link

_NOWHERE = "dit pad leidt nergens heen"
_LOOP_ON_WINDOWS = 1921


class OutsideRootError(ValueError):
    """The path leaves the root, is absolute or is no path; the message says which, in Dutch."""


def find_root(file: str, given: str | None = None) -> Path:
    """The root: the one given, else the top of the git checkout around the file, else its folder."""
    return root_around(_real(file).parent if file != "-" and given is None else Path(), given)


def check_root(given: str | None) -> None:
    """Refuse a root that is no folder. Raises UsageError."""
    if given is not None and not os.path.isdir(given):
        raise UsageError(f"--wortel {given}: deze map bestaat niet")


def root_around(folder: Path, given: str | None = None) -> Path:
    """The root of what stands in a folder."""
    if given is not None:
        return _resolved(given, os.getcwd())
    folder = _real(folder)
    checkout = next((up for up in (folder, *folder.parents) if os.path.exists(up / ".git")), None)
    return checkout or folder


@lru_cache(maxsize=64)
def _resolved(given: str, _from: str) -> Path:
    return _real(given)


def _real(path: str | Path) -> Path:
    """Where a path leads; unlike that of pathlib, it never fails for what is there."""
    return Path(os.path.realpath(path))


def inside(name: str, folder: Path, root: Path) -> Path:
    """The file that a relative name means, inside the root; links are followed before judging.

    Raises OutsideRootError, without opening anything.
    """
    if "://" in name:
        raise OutsideRootError("een internetadres kan niet; noem een bestand")
    if name.startswith(("/", "\\", "~")) or Path(name).is_absolute() or ":" in name[:2]:
        raise OutsideRootError("een absoluut pad kan niet; noem het bestand vanaf de map van deze casus")
    written = folder / name.replace("\\", "/")
    try:
        path = _real(written)
    except ValueError:  # a name that no file can have
        raise OutsideRootError(_NOWHERE) from None
    if not path.is_relative_to(root):
        raise OutsideRootError("dit pad verlaat de map waarin gewerkt wordt (zie --wortel)")
    note_link(os.path.normpath(written), str(path))
    try:
        mode = os.stat(path).st_mode
    except OSError as error:  # of what is not there, whoever reads it says so
        if error.errno == errno.ELOOP or getattr(error, "winerror", 0) == _LOOP_ON_WINDOWS:
            raise OutsideRootError(_NOWHERE) from None
    else:
        if not (S_ISREG(mode) or S_ISDIR(mode)):  # a pipe would be waited for
            raise OutsideRootError("dit is geen gewoon bestand")
    return path


def shown(path: Path) -> str:
    """How a file is called to the user: from the current folder when it is inside it."""
    folder = Path.cwd()
    name = str(path.relative_to(folder) if path.is_relative_to(folder) else path)
    return f"./{name}" if name == "-" else name  # a bare - is standard input
