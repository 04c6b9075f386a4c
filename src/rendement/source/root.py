"""The wall around a case: no file outside the root is ever opened."""

import errno
import os
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.reads import note_link

_NOWHERE = "dit pad leidt nergens heen"
_LOOP_ON_WINDOWS = 1921


class OutsideRootError(ValueError):
    """The path leaves the root, is absolute or is no path; the message says which, in Dutch."""


def find_root(file: str, given: str | None = None) -> Path:
    """The root: the one given, else the top of the git checkout around the file, else its folder.

    Of a link that is where it stands, not where it leads.
    """
    return root_around(Path(file).parent if file != "-" and given is None else Path(), given)


def outside(file: str, root: Path) -> Finding | None:
    """What is wrong with a named file that lies, or leads, outside the root; asked before it is opened."""
    try:
        real = _real(file)
    except ValueError:  # a name that no file can have
        return None
    if file == "-" or real.is_relative_to(root):
        return None
    note_link(file, str(real))
    what = "deze koppeling verlaat" if os.path.islink(file) else "dit bestand ligt buiten"
    message = f"{what} de map waarin gewerkt wordt (zie --wortel)"
    remedy = "zet het bestand zelf hier neer, of noem met --wortel de map waar het in ligt"
    return Finding("pad-verlaat-wortel", message, remedy, mark=Mark(file))


def check_root(given: str | None) -> None:
    """Refuse a root that is no folder. Raises UsageError."""
    if given is not None and not os.path.isdir(given):
        raise UsageError(f"--wortel {given}: deze map bestaat niet")


def root_to_send(root: str | None, *, send: bool) -> str | None:
    """The root as it is called on a machine where it stands below another folder: seen from here."""
    return os.path.relpath(root) if send and root is not None else root


def root_around(folder: Path, given: str | None = None) -> Path:
    """The root of what stands in a folder; a link to a folder elsewhere is no way out of a checkout."""
    if given is not None:
        return _resolved(given, os.getcwd())
    written, real = Path(os.path.abspath(folder)), _real(folder)
    ways = (written, *written.parents, real, *real.parents)
    return next((_real(up) for up in ways if os.path.exists(up / ".git")), real)


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
