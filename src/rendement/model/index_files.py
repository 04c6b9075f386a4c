"""Index series: the bundled ones, and those of files that a case, programme or price list names."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from rendement.model.index_series import IndexList, IndexSeries, series_findings
from rendement.model.list_files import (
    MOST_FILES,
    FileKind,
    Opened,
    bundled_source,
    content_hash,
    is_file,
    own_file,
    too_many_files,
    too_much_text,
    unreadable,
)
from rendement.model.read import validate
from rendement.source.finding import Finding, ScalarError, has_errors
from rendement.source.record import record
from rendement.source.tree import Source, parse

KEY = "indexcijfers"
BUNDLED = f"prijslijst/{KEY}.yaml"  # what the bundled file is called to the user

SERIES = FileKind(
    KEY,
    "dit bestand met indexcijfers",
    "bestanden met indexcijfers",
    "indexbestand-onbekend",
    "indexbestand-onleesbaar",
    "verbeter het pad, vanaf de map van het bestand dat het noemt",
    "zet het bestand met indexcijfers bij de casus of lijst die het noemt",
    "neem reeksen samen in één bestand",
    "houd alleen de reeksen over die de casus gebruikt",
)
NO_SERIES = Finding(
    "geen-indexcijfers",
    "dit bestand heeft geen indexcijfers",
    "een bestand met indexcijfers begint met `reeksen:`, en daaronder de naam van elke reeks",
)


@record
class Series:
    """An index series, the file that it stands in, and the hash of that file."""

    name: str
    figures: IndexSeries
    file: Source
    hash: str
    bundled: bool = False

    @property
    def file_name(self) -> str:
        """What the file is called to the user."""
        return BUNDLED if self.bundled else self.file.name

    def line(self, year: int) -> int:
        """The line of a figure; 0 in the bundled file, which changes with the program."""
        place = ("reeksen", self.name, "cijfers", str(year))
        return 0 if self.bundled else self.file.locate(place).line


@record
class Naming:
    """A file, and the files with index series that it names."""

    names: tuple[str, ...]
    source: Source


@cache
def bundled_series() -> dict[str, Series]:
    """The series that travel with the program, by name."""
    source = bundled_source(KEY)
    found, findings = read_series(source)
    if found is None or findings:
        raise RuntimeError(f"{KEY}: {findings}")
    hash_ = content_hash(source.text)
    return {name: Series(name, series, source, hash_, bundled=True) for name, series in found.reeksen.items()}


def load_series(namings: Iterable[Naming], root: Path) -> tuple[dict[str, Series], list[Finding]]:
    """The series of all the files that are named; the same of a later naming goes before an earlier one."""
    namings = tuple(namings)
    asked = [(naming, name) for naming in namings for name in naming.names]
    if len(asked) > MOST_FILES:
        return {}, [asked[-1][0].source.placed(too_many_files(SERIES, len(asked)))]
    opened = {(naming.source.name, name): _open(naming, name, root) for naming, name in asked}
    refused = too_much_text(SERIES, opened.values())
    if refused is not None:
        return {}, [asked[-1][0].source.placed(refused)]
    series: dict[str, Series] = {}
    findings: dict[Finding, None] = {}
    for naming in namings:
        own, found = _of_naming(naming, opened)
        series |= own
        findings |= dict.fromkeys(found)
    return series, [*findings]


def _of_naming(
    naming: Naming, opened: Mapping[tuple[str, str], Opened]
) -> tuple[dict[str, Series], list[Finding]]:
    """The series of the files that one file names, in which each has a name of its own."""
    series: dict[str, Series] = {}
    findings: list[Finding] = []
    for i, name in enumerate(naming.names):
        text = opened[naming.source.name, name]
        loaded = _load(*text) if isinstance(text, tuple) else text
        if isinstance(loaded, ScalarError):
            findings += [naming.source.placed(found, (KEY, i)) for found in loaded.findings]
            continue
        own, found = loaded
        findings += found
        for twice in own.keys() & series.keys():
            message = f"de reeks `{twice}` staat ook in {series[twice].file.name}"
            remedy = "haal een van beide weg, of geef haar een andere naam"
            findings.append(naming.source.placed(Finding("reeks-dubbel", message, remedy, (KEY, i))))
        series |= own
    return series, findings


def _open(naming: Naming, name: str, root: Path) -> Opened:
    """The text of a file that is named, or why there is none."""
    try:
        if not is_file(name):
            message = f"`{name[:60]}` is geen bestand met indexcijfers"
            remedy = f"schrijf `{name[:60]}.yaml`; een meegeleverde reeks kiest u alleen met `index:`"
            raise ScalarError(SERIES.unknown, message, remedy)
        return own_file(name, naming.source, root, SERIES)
    except ScalarError as error:
        return error


@lru_cache(maxsize=16)
def _load(name: str, text: str) -> tuple[dict[str, Series], list[Finding]] | ScalarError:
    """A file is read once, however many cases name it."""
    source, found = parse(text, name)
    if source is None and found[0].code in ("geen-sleutels", "leeg-bestand"):
        return ScalarError.of([NO_SERIES])
    if source is None:
        return unreadable(name, f"op regel {found[0].mark.line} klopt de schrijfwijze niet", SERIES)
    if "reeksen" not in source.data:
        return ScalarError.of([NO_SERIES])  # so that no line of it is quoted
    index_list, others = read_series(source)
    hash_ = content_hash(text)
    series = index_list.reeksen if index_list is not None else {}
    return {key: Series(key, item, source, hash_) for key, item in series.items()}, [*found, *others]


def read_series(source: Source) -> tuple[IndexList | None, list[Finding]]:
    """The series of a file, or its findings."""
    index_list, findings, _ = validate(IndexList, source)
    if index_list is not None and not index_list.reeksen:
        findings.append(source.placed(replace(NO_SERIES, place=("reeksen",))))
    for name, series in _readable(source):
        findings += map(source.placed, series_findings(name, series))
    return (None if has_errors(findings) else index_list), findings


def _readable(source: Source) -> Iterator[tuple[str, IndexSeries]]:
    """The series without a mistake, also in a file that has some."""
    written = source.data.get("reeksen")
    for name, node in written.items() if isinstance(written, dict) else ():
        with suppress(ValueError):
            yield name, IndexSeries.model_validate(node)
