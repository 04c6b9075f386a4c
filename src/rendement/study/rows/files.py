"""Which files a table of rows is, and which of their columns hold what. Nothing of DuckDB yet."""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from pathlib import PurePath

from rendement.source.elsewhere import GoneError, elsewhere, listed, whole
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.reads import NOTHING, note
from rendement.source.record import record
from rendement.source.root import inside, shown
from rendement.source.sheet import SEPARATORS
from rendement.source.suggest import did_you_mean

PARQUET, CSV = ".parquet", ".csv"
WHO = ("client", "huishouden")
POST, COUNT, GROUP, YEAR = "post", "aantal", "groep", "jaar"
_PATTERN = re.compile(r"[*?\[\]]")
_MOST_FILES = 1_000
_HEAD = 65_536  # bytes


@record
class RowFile:
    """One file of the table: its path, how it is called, and the spelling of each column that is used."""

    path: str
    name: str
    columns: dict[str, str]
    separator: str = ""  # of a CSV
    every: tuple[str, ...] = ()  # column of a CSV, in order
    declared: bool = False  # whether the separator stands in a line of its own

    @property
    def who(self) -> str:
        """The column that tells clients apart."""
        return next(name for name in WHO if name in self.columns)


def names_rows(written: str, folder: FilePath, root: FilePath) -> bool:
    """Whether this names rows that are added up, and not households that are shown one by one.

    Raises OutsideRootError.
    """
    if written.lower().endswith((PARQUET, "/")) or _PATTERN.search(written):
        return True
    if not written.lower().endswith(CSV):
        return False
    at = whole(str(inside(written, folder, root)))
    heading, _, _ = _heading(b"" if at is None else _beginning(at))
    names = {name.strip().lower() for name in heading}
    return not names.isdisjoint(WHO) or {POST, COUNT} <= names <= {POST, COUNT, GROUP, YEAR}


def is_folder(written: str, folder: FilePath, root: FilePath) -> bool:
    """Whether this is a folder, and only the slash behind it is missing. Raises OutsideRootError."""
    if not written or written.endswith("/"):
        return False
    path = str(inside(written, folder, root))
    found = listed(path) is not None
    if found:
        note(path)  # it may become a file
    return found


def _beginning(path: str) -> bytes:
    """As much of a file as holds its heading."""
    try:
        with FilePath(path).open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


def _heading(raw: bytes) -> tuple[list[str], str, bool]:
    """The names of the columns, what separates them, and whether a line of its own says so."""
    lines = [line for line in raw.decode("utf-8-sig", "replace").splitlines()[:2] if line.strip()]
    declared = re.fullmatch(r"\s*sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    first = lines[1] if declared and len(lines) > 1 else lines[0] if lines else ""
    separator = declared[1] if declared else max(SEPARATORS, key=first.count)
    return [cell.strip().strip('"') for cell in first.split(separator)], separator, declared is not None


def files_of(written: str, folder: FilePath, root: FilePath) -> tuple[list[RowFile], list[Finding]]:
    """The files that a line names, in order. Raises OutsideRootError, and UsageError when there are none."""
    found: list[RowFile] = []
    findings: list[Finding] = []
    paths = list(_paths(written, folder, root))
    if not paths and elsewhere() is not None:
        raise GoneError(f"{written}: daar stond toen geen .csv en geen .parquet")
    if not paths:
        raise UsageError(f"{written}: daar staat geen .csv en geen .parquet")
    if len(paths) > _MOST_FILES:
        raise UsageError(f"{written}: dat zijn meer dan 1.000 bestanden")
    for path in paths:
        name = shown(path)
        if _PATTERN.search(str(path)):
            raise UsageError(f"in {name} staat een teken van een patroon (*, ? of [); geef een andere naam")
        at = whole(str(path))
        if at is None:
            note(name, NOTHING)
            raise UsageError(f"{'de map' if written.endswith('/') else 'het bestand'} {name} bestaat niet")
        file = _csv_file(at, name) if name.lower().endswith(CSV) else _parquet_file(at, name)
        own = [file] if isinstance(file, Finding) else list(_columns(file))
        findings += own
        if isinstance(file, RowFile) and not own:
            found.append(file)
    if len({(file.who, *sorted(file.columns)) for file in found}) > 1:
        message = "deze bestanden hebben niet dezelfde kolommen"
        remedy = "geef elk bestand dezelfde kop"
        findings.append(Finding("kop-onbekend", message, remedy, mark=Mark(found[-1].name)))
    return found, findings


def _paths(written: str, folder: FilePath, root: FilePath) -> Iterator[FilePath]:
    """Every file that is meant; what a link leads to is judged before it is opened."""
    head, slash, last = written.replace("\\", "/").rstrip("/").rpartition("/")
    if _PATTERN.search(last):
        if _PATTERN.search(head):
            raise UsageError(f"{written}: een patroon kan alleen in de naam van het bestand, niet in een map")
        around, pattern = inside(head + slash or ".", folder, root), last
    else:
        path = inside(written, folder, root)
        if listed(str(path)) is None:
            yield path
            return
        around, head, pattern = path, written.rstrip("/"), "*"
    for name in listed(str(around)) or ():
        if name.lower().endswith((CSV, PARQUET)) and PurePath(name).match(pattern):
            yield inside(f"{head}/{name}" if head else name, folder, root)


def _csv_file(path: str, name: str) -> RowFile | Finding:
    heading, separator, declared = _heading(_beginning(path))
    if separator not in SEPARATORS:
        message = f"`sep={separator}`: met dit teken zijn geen kolommen te scheiden"
        return Finding("csv-vorm", message, "schrijf sep=; of laat deze regel weg", mark=Mark(name))
    columns = {column.strip().lower(): column for column in heading}
    every = tuple(f"k{number}" for number in range(len(heading)))
    own = {key: every[heading.index(column)] for key, column in columns.items()}
    return RowFile(path, name, own, separator, every, declared)


def _parquet_file(path: str, name: str) -> RowFile | Finding:
    try:
        from pyarrow import ArrowException  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
        from pyarrow.parquet import read_schema  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise UsageError("voor rijen is DuckDB nodig: pip install 'rendement[rijen]'") from None

    try:
        names = read_schema(path).names
    except (ArrowException, OSError, ValueError):
        remedy = "sla de tabel opnieuw op als Parquet, of als CSV"
        return Finding("rijen-onleesbaar", "dit bestand is geen Parquet", remedy, mark=Mark(name))
    return RowFile(path, name, {column.strip().lower(): column for column in names})


def _columns(file: RowFile) -> Iterator[Finding]:
    """What is wrong with the heading of a file."""
    mark = Mark(file.name)
    who = [name for name in WHO if name in file.columns]
    if len(who) != 1:
        remedy = "geef één kolom `client` of `huishouden`, die zegt van wie de rij is"
        message = "er ontbreekt een kolom `client`" if not who else "twee kolommen zeggen van wie de rij is"
        yield Finding("kop-onbekend", message, remedy, mark=mark)
    for name in (POST, COUNT):
        if name not in file.columns:
            message, remedy = f"er ontbreekt een kolom `{name}`", f"voeg `{name}` toe aan de kop"
            yield Finding("kop-onbekend", message, remedy, mark=mark)
    known = (*WHO, POST, COUNT, YEAR, GROUP)
    for name in file.columns:
        if name not in known:
            remedy = did_you_mean(name, known, f"laat haar weg; bekend zijn: {', '.join(known)}")
            yield Finding("kop-onbekend", f"`{name[:40]}` is hier geen kolom", remedy, mark=mark)
