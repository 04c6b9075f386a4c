"""The files that a case names, price lists before all: bundled by name, or a file inside the root."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rendement.source.bundled import bundled_list, bundled_lists
from rendement.source.finding import Finding, ScalarError, UsageError
from rendement.source.record import record
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.suggest import did_you_mean
from rendement.source.text import MAX_BYTES, read_text
from rendement.source.tree import Source, parse_bytes

MOST_FILES = 100

NO_LIST = Finding(
    "geen-prijslijst",
    "dit bestand is geen prijslijst",
    "een prijslijst begint met `prijslijst: naam`, `prijspeil:` en `posten:`",
)


@record
class FileKind:
    """A kind of file that others name: under which key, and what is said of one that cannot be used."""

    key: str
    this: str
    several: str
    unknown: str  # the code of one that is not there
    unreadable: str  # and of one that cannot be read
    find: str  # remedies: to write its path,
    move: str  # to bring it inside the root,
    fewer: str  # to name less of them,
    shorter: str  # and to make them smaller


LISTS = FileKind(
    "prijslijsten",
    "deze prijslijst",
    "prijslijsten",
    "lijst-onbekend",
    "lijst-onleesbaar",
    "verbeter het pad, vanaf de map van de casus",
    "zet de lijst bij de casus, of noem een meegeleverde lijst",
    "neem lijsten samen",
    "neem in een lijst alleen de posten op die de casus gebruikt",
)

Opened = tuple[str, str] | ScalarError  # the name and the text of a file, or why there is none


def content_hash(text: str) -> str:
    """The hash by which a file is known in the result."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def open_lists(names: tuple[str, ...], case: Source, root: Path) -> tuple[list[Opened], Finding | None]:
    """The text of every list, in order; or the finding that they are too many, or too much."""
    if len(names) > MOST_FILES:
        return [], too_many_files(LISTS, len(names))
    opened = [_open(name, case, root) for name in names]
    refused = too_much_text(LISTS, opened)
    return ([], refused) if refused is not None else (opened, None)


def too_many_files(kind: FileKind, number: int) -> Finding:
    """That more files are named than anybody needs."""
    message = f"deze casus noemt {number} {kind.several}; meer dan {MOST_FILES} kan niet"
    return Finding("te-veel-onderdelen", message, kind.fewer, (kind.key,))


def too_much_text(kind: FileKind, opened: Iterable[Opened]) -> Finding | None:
    """That the files together are larger than one may be; each counts once."""
    sizes = {text[0]: len(text[1]) for text in opened if isinstance(text, tuple)}
    if sum(sizes.values()) <= MAX_BYTES:
        return None
    message = f"de {kind.several} van deze casus zijn samen groter dan 1 MB"
    return Finding("bestand-te-groot", message, kind.shorter, (kind.key,))


@cache
def bundled_source(name: str) -> Source:
    """A file that travels with the program; anything wrong with it is a bug of ours."""
    file = bundled_list(name)  # not noted among what was read: it belongs to the program
    source, findings = parse_bytes(file.read_bytes(), str(file))
    if source is None or findings:
        raise RuntimeError(f"{name}: {findings}")
    return source


def _open(name: str, case: Source, root: Path) -> Opened:
    """The file and the text of a list that a case names, or why there is none."""
    try:
        return own_file(name, case, root, LISTS) if is_file(name) else _bundled_list(name)
    except ScalarError as error:
        return error


def is_file(name: str) -> bool:
    """Whether a name means a file of the analyst."""
    return name.lower().endswith((".yaml", ".yml"))


def _bundled_list(name: str) -> tuple[str, str]:
    known = bundled_lists()
    if name not in known:
        otherwise = f"schrijf `{name[:60]}.yaml` als het een eigen bestand is"
        remedy = did_you_mean(name, known, f"{otherwise}; meegeleverd zijn: {', '.join(known)}")
        raise ScalarError("lijst-onbekend", f"er is geen prijslijst `{name[:60]}`", remedy)
    source = bundled_source(name)
    return source.name, source.text


def own_file(name: str, source: Source, root: Path, kind: FileKind) -> tuple[str, str]:
    """The name and the text of a file that another names, from its folder. Raises ScalarError."""
    try:
        file = shown(inside(name, source.folder, root))
        text, findings = read_text(file)
    except OutsideRootError as error:
        raise ScalarError("pad-verlaat-wortel", str(error), kind.move) from None
    except UsageError:
        raise ScalarError(kind.unknown, f"het bestand `{name[:60]}` bestaat niet", kind.find) from None
    if text is None:
        raise unreadable(file, findings[0].message, kind)
    return file, text


def unreadable(file: str, why: str, kind: FileKind) -> ScalarError:
    """Why a file cannot be read; no line of it is quoted, for it may be something else."""
    remedy = f"verbeter het bestand; `rendement check {file}` zegt wat eraan te doen is"
    return ScalarError(kind.unreadable, f"{kind.this} is niet te lezen: {why}", remedy)
