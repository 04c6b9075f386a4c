"""One file of many: whatever is wrong with it, there is an answer that says so."""

import os
from dataclasses import replace
from pathlib import Path

from rendement.figures.field import Data
from rendement.model.index_files import Naming, load_series, read_series
from rendement.model.library import read_price_list
from rendement.model.list_files import NO_LIST
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.reads import UNSURE, noting
from rendement.source.record import record
from rendement.source.root import outside
from rendement.source.text import read_text
from rendement.source.tree import Source, parse
from rendement.study.batch import limit
from rendement.study.batch.cache import Reads
from rendement.study.batch.files import File, stamp
from rendement.study.batch.job import Job
from rendement.study.batch.kinds import kind_of
from rendement.study.batch.limit import TooLongError, limited
from rendement.study.calculation import Calculation, Options
from rendement.study.drawn_total import drawn_total
from rendement.study.kind import BESIDE, OURS, SERIES, Kind
from rendement.study.pipeline import calculate_source

# what may be mended without a change in any file that was read
_PASSING = frozenset({"pad-verlaat-wortel", "tabel-onbekend"})


@record
class Examined:
    """What there is to say of a file: what was read, what came out, and what was found."""

    file: File
    findings: tuple[Finding, ...] = ()
    text: str = ""
    source: Source | None = None
    calculation: Calculation | None = None
    reads: Reads | None = None
    kind: Kind = OURS
    lasting: bool = False  # the same bytes would give the same
    parsed: tuple[Finding, ...] = ()  # of a file that cases name: what its text gave
    drawn: Data | None = None  # what draws say of the total


class Examiner:
    """Looks at files one after the other, each inside its root."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.roots: dict[str, tuple[Path, bool]] = {}

    def examine(self, file: File) -> Examined:
        """Read and compute; never raises for what is in a file or has become of it."""
        with noting() as reads:
            try:
                with limited(limit.SECONDS):
                    found = self._examine(file)
            except TooLongError:
                message = f"dit bestand is na {limit.SECONDS} seconden nog niet doorgerekend"
                remedy = "splits het bestand, of reken het apart door met `rendement calc`"
                found = Examined(file, (_whole(file, "te-lang", message, remedy),))
            except UsageError as error:
                found = Examined(file, (_misused(file, error),))
            except Exception as error:  # a bug of ours is one answer, like any other trouble
                message = f"interne fout ({type(error).__name__}); dit ligt aan het programma"
                remedy = "met RENDEMENT_DEBUG=1 en `rendement calc` verschijnt het spoor dat u kunt meesturen"
                found = Examined(file, (_whole(file, "interne-fout", message, remedy),))
        return replace(found, reads=reads, lasting=found.lasting and UNSURE not in reads.values())

    def _examine(self, file: File) -> Examined:
        root, leads_out = self._root(file)
        wrong = outside(file.path, root) if file.linked or leads_out else None
        if wrong is not None:
            return Examined(file, (wrong,))
        text, findings = read_text(file.path)
        if text is None:
            return Examined(file, tuple(_unread(file, findings)))
        source, findings = parse(text, file.path)
        kind, said = kind_of(file.path, text, source)
        if kind in BESIDE or not (kind == OURS or file.named):
            return Examined(file, said, text, source, kind=kind, lasting=True, parsed=tuple(findings))
        job = self.job
        options = Options(job.sets, job.scenario, job.perspective, str(root), day=job.day)
        calculation = calculate_source(file.path, source, findings, options)
        found = (*calculation.findings, *_changed(file))
        passing = any(finding.code in _PASSING for finding in found)
        lasting = len(found) == len(calculation.findings) and not passing
        drawn = None if job.draws is None else drawn_total(calculation, job.draws, job.seed)
        return Examined(file, found, text, source, calculation, lasting=lasting, drawn=drawn)

    def _root(self, file: File) -> tuple[Path, bool]:
        """The wall around a file, and whether its folder is outside; looked up once per folder."""
        if file.home not in self.roots:
            root = file.root(self.job.root)
            inside = Path(os.path.realpath(os.path.dirname(file.path))).is_relative_to(root)
            self.roots[file.home] = root, not inside
        return self.roots[file.home]


def check_beside(found: Examined, job: Job) -> tuple[Finding, ...]:
    """What there is to say of a file that cases name: a price list, or index series."""
    source, others = found.source, []
    if source is not None and found.kind == SERIES:
        others = read_series(source)[1]
    elif source is not None:
        price_list, others = read_price_list(source)
        if price_list is not None:
            root = found.file.root(job.root)
            others = others + load_series([Naming(price_list.indexcijfers, source)], root)[1]
        elif not (found.parsed or others):
            others = [replace(NO_LIST, mark=Mark(found.file.path))]
    return (*found.parsed, *others)


def lost(file: File) -> Finding:
    """What is said of a file whose process stopped, as when the memory is full."""
    message = "het rekenproces stopte bij dit bestand"
    remedy = "probeer het met --workers 1, of reken dit bestand apart door met `rendement calc`"
    return _whole(file, "proces-gestopt", message, remedy)


def _misused(file: File, error: UsageError) -> Finding:
    if os.path.exists(file.path):
        return _whole(file, "verkeerd-gebruik", str(error), "verbeter de opdracht")
    remedy = "zet het terug en probeer het opnieuw"
    return _whole(file, "bestand-verdwenen", "het bestand is er niet meer", remedy)


def _unread(file: File, findings: list[Finding]) -> list[Finding]:
    if not os.path.isdir(file.path):
        return findings
    remedy = "controleer of u de map mag lezen"
    return [_whole(file, "map-onleesbaar", "deze map is niet te lezen", remedy)]


def _changed(file: File) -> list[Finding]:
    """A file that is not what it was when the batch began."""
    if file.stamp is None or stamp(file.path) == file.stamp:
        return []
    message = "het bestand is gewijzigd terwijl de batch liep; de hash zegt met welke inhoud is gerekend"
    warning = _whole(file, "bestand-gewijzigd", message, "draai de batch opnieuw")
    return [replace(warning, severity="waarschuwing")]


def _whole(file: File, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, message, remedy, mark=Mark(file.path))
