"""Files by name: patterns as the analyst types them, and a result that is written whole or not at all."""

import errno
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from glob import glob
from pathlib import Path
from typing import BinaryIO

from rendement.source.finding import UsageError
from rendement.source.text import STDIN

Fill = Callable[[BinaryIO], None]  # writes very much, piece by piece

_REASONS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EFBIG: "het bestand wordt groter dan hier mag",
    errno.EROFS: "deze schijf is alleen te lezen",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOENT: "de map bestaat niet",
    errno.EEXIST: "dit is een bestand, geen map",
    errno.ENOTDIR: "dit is een bestand, geen map",
    errno.EISDIR: "dit is een map, geen bestand",
    errno.EBADF: "zij is gesloten",
}
_OURS = re.compile(r"\.rendement-[0-9a-f]{12}\.tmp")
_LEFT = 3600  # seconds after which nobody is writing it any more


class WriteFailedError(Exception):
    """A result could not be written; the text is Dutch and complete."""


def expand(names: Iterable[str], *, folders: bool = False) -> list[str]:
    """The files that names and patterns mean, every file once; not every shell expands `*.yaml` itself.

    With `folders` a pattern may mean those too, and a link is not the file that it leads to.

    Raises UsageError for a pattern that matches nothing and for standard input named twice.
    """
    found: dict[str, str] = {}
    for name in names:
        if "\0" in name:
            raise UsageError("een naam met een nulteken is geen bestand")
        if name == STDIN and STDIN in found:
            raise UsageError("standaardinvoer (-) kan maar één keer")
        for file in _matches(name, folders=folders):
            found.setdefault(file if file == STDIN or folders else os.path.realpath(file), file)
    return list(found.values())


def named_twice(names: Iterable[str]) -> str | None:
    """The first file that is meant a second time, if any is."""
    seen: set[str] = set()
    for name in names:
        for file in _matches(name, folders=False):
            real = os.path.realpath(file)
            if real in seen:
                return file
            seen.add(real)
    return None


def _matches(name: str, *, folders: bool) -> list[str]:
    if name == STDIN or not any(sign in name for sign in "*?[") or os.path.lexists(name):
        return [name]
    matches = sorted(file for file in _glob(name) if folders or not os.path.isdir(file))
    if not matches:
        raise UsageError(f"geen enkel bestand past bij {name}")
    return matches


def _glob(name: str) -> list[str]:
    """What fits a pattern; `**` follows no linked folders, for one may lead back to where it stands."""
    parts = Path(name).parts
    if "**" not in parts:
        return glob(name)
    start = next(at for at, part in enumerate(parts) if any(sign in part for sign in "*?["))
    base = Path(*parts[:start])
    found = base.glob(str(Path(*parts[start:])))
    return [str(file) for file in found if not any(part[0] == "." for part in file.relative_to(base).parts)]


def check_target(target: str, sources: Iterable[str]) -> None:
    """Refuse a target that cannot be, before any work: a folder, in no folder, not to be written, a source.

    Raises UsageError, or WriteFailedError for a place where nothing may be written.
    """
    path = Path(target)
    if not target:
        raise UsageError("noem achter -o een bestand, bijvoorbeeld -o uitkomst.md")
    if target == STDIN:
        raise UsageError("-o -: laat -o weg; de uitkomst gaat dan naar het scherm of de pijp")
    try:
        os.stat(target)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except PermissionError:
        raise _forbidden(target) from None
    except (OSError, ValueError) as error:
        raise UsageError(f"-o {target[:60]}: {reason(error)}") from None
    if os.path.isdir(target):
        example = path / "uitkomst.md"
        raise UsageError(f"-o {target}: dit is een map; noem een bestand, bijvoorbeeld {example}")
    if not os.path.isdir(path.parent):
        raise UsageError(f"-o {target}: de map {path.parent} bestaat niet; maak haar eerst")
    here = os.path.dirname(os.path.realpath(target)) if replaceable(target) else target
    if not os.access(here, os.W_OK):
        raise _forbidden(target)
    for source in sources:
        if source != STDIN and os.path.realpath(source) == os.path.realpath(target):
            raise UsageError(f"-o {target}: dit bestand wordt zelf gelezen; kies een andere naam")


def _forbidden(target: str) -> WriteFailedError:
    return WriteFailedError(f"-o {target}: u mag hier niet schrijven; kies een andere plaats")


def check_report(target: str, sources: Iterable[str], extensions: Sequence[str] = (".csv",)) -> None:
    """Refuse a target for a table or a text that cannot be meant; an existing YAML file is somebody's work.

    `extensions`: of the names that would do. Raises UsageError and WriteFailedError.
    """
    check_target(target, sources)
    real = os.path.realpath(target)  # a link to a case is that case
    if os.path.lexists(real) and any(name.lower().endswith((".yaml", ".yml")) for name in (target, real)):
        *others, last = (Path(target).with_suffix(extension) for extension in extensions)
        examples = f"{', '.join(map(str, others))} of {last}" if others else str(last)
        message = f"-o {target}: een bestaande casus of prijslijst wordt niet overschreven"
        raise UsageError(f"{message}; kies een andere naam, bijvoorbeeld {examples}")


def write_whole(target: str, data: "bytes | Fill") -> None:
    """Put the data in place at once: whoever reads sees the old file or the new one, never a half one.

    Raises WriteFailedError; what stood there still stands there then, also when who fills it raises.
    """
    try:
        if replaceable(target):
            _replace({Path(os.path.realpath(target)): data})
        else:
            with open(target, "ab") as stream:  # what stands in a log already stays there
                _fill(stream, data)
    except (OSError, ValueError) as error:
        raise WriteFailedError(f"{target} is niet geschreven: {reason(error)}") from None


def check_folder(option: str, folder: str) -> None:
    """Refuse a folder that cannot be, before any work. Raises UsageError, or WriteFailedError."""
    if not folder or "\0" in folder:
        raise UsageError(f"noem achter {option} een map, bijvoorbeeld {option} grafieken")
    path = Path(folder)
    if not path.is_dir() and os.path.lexists(folder):
        raise UsageError(f"{option} {folder}: dit is een bestand, geen map; kies een andere naam")
    if not path.parent.is_dir():
        raise UsageError(f"{option} {folder}: de map {path.parent} bestaat niet; maak haar eerst")
    if not os.access(path if path.is_dir() else path.parent, os.W_OK):
        raise WriteFailedError(f"{option} {folder}: u mag hier niet schrijven; kies een andere plaats")


def write_all(folder: str, made: Mapping[str, bytes]) -> None:
    """Put files into a folder, all of them or none; a folder that lacks is made, a link is replaced.

    Raises WriteFailedError; what stood there still stands there then.
    """
    fresh = not os.path.isdir(folder)
    try:
        if fresh:
            os.mkdir(folder)
        _replace({Path(folder, name): data for name, data in made.items()})
    except (OSError, ValueError) as error:
        if fresh:
            with suppress(OSError):
                os.rmdir(folder)
        raise WriteFailedError(f"{folder} is niet geschreven: {reason(error)}") from None


def write_changed(folder: str, name: str, data: bytes, is_ours: Callable[[bytes], bool]) -> bool:
    """Put a file into a folder, or into one below it that is made; whether it was another one before.

    Raises UsageError for a file that is not ours, and WriteFailedError; what stood there still does then.
    """
    path = Path(folder, name)
    try:
        there = path.read_bytes() if os.path.lexists(path) else None
        if there == data and not path.is_symlink():
            return False
        if there is not None and not is_ours(there):
            raise UsageError(f"{path} is geen pagina van rendement; kies achter -o een andere map")
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace({path: data})
    except (OSError, ValueError) as error:
        raise WriteFailedError(f"{path} is niet geschreven: {reason(error)}") from None
    return True


def replaceable(target: str) -> bool:
    """Whether there is a file to replace, or one to make; a device, a pipe or an open stream is neither."""
    stream = os.path.dirname(os.path.abspath(target)) in ("/dev", "/dev/fd", "/proc/self/fd")
    return not stream and (os.path.isfile(target) or not os.path.exists(target))


def reason(error: OSError | ValueError) -> str:
    """Why writing failed, in Dutch."""
    if isinstance(error, PermissionError):
        return "het bestand is elders geopend, of u mag hier niet schrijven; sluit het en probeer het opnieuw"
    number = getattr(error, "errno", None) or 0
    return _REASONS.get(number) or f"het systeem weigert ({errno.errorcode.get(number, 'onbekend')})"


def _fill(file: BinaryIO, data: "bytes | Fill") -> None:
    if isinstance(data, bytes):
        file.write(data)
    else:
        data(file)


def _replace(made: "Mapping[Path, bytes | Fill]") -> None:
    """Each beside its place first, and only when all are there each in its place."""
    modes = {path: path.stat().st_mode if path.exists() else None for path in made}
    for path, mode in modes.items():
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
        if mode is not None and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(path))
    for folder in {path.parent for path in made}:
        _tidy(folder)
    fresh = {path: path.with_name(f".rendement-{os.urandom(6).hex()}.tmp") for path in made}
    try:
        for path, data in made.items():
            with fresh[path].open("xb") as file:
                _fill(file, data)
                file.flush()
                os.fsync(file.fileno())
            mode = modes[path]
            if mode is not None:
                fresh[path].chmod(mode & 0o7777)
        for path, beside in fresh.items():
            beside.replace(path)
    except BaseException:
        for beside in fresh.values():
            with suppress(OSError):
                beside.unlink()
        raise


def _tidy(folder: Path) -> None:
    """What was left here by a kill while writing goes; what is young may still be written to."""
    for left in folder.glob(".rendement-*.tmp"):
        with suppress(OSError):
            if _OURS.fullmatch(left.name) and left.is_file() and time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()
