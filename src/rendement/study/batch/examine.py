"""One file of many: whatever is wrong with it, there is an answer that says so."""

import os
from dataclasses import replace
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rendement.model.library import NO_LIST, read_price_list
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.reads import UNSURE, noting
from rendement.source.record import record
from rendement.source.text import read_text
from rendement.source.tree import Source, parse
from rendement.study.batch.cache import Reads
from rendement.study.batch.files import File, stamp
from rendement.study.batch.job import Job
from rendement.study.batch.kinds import kind_of
from rendement.study.calculation import Calculation, Options
from rendement.study.kind import OURS, PRICES, Kind
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


class Examiner:
    """Looks at files one after the other, each inside its root."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.roots: dict[str, Path] = {}

    def examine(self, file: File) -> Examined:
        """Read and compute; never raises for what is in a file or has become of it."""
        with noting() as reads:
            try:
                found = self._examine(file)
            except UsageError as error:
                found = Examined(file, (_misused(file, error),))
            except Exception as error:  # a bug of ours is one answer, like any other trouble
                message = f"interne fout ({type(error).__name__}); dit ligt aan het programma"
                remedy = "met RENDEMENT_DEBUG=1 en `rendement calc` verschijnt het spoor dat u kunt meesturen"
                found = Examined(file, (_whole(file, "interne-fout", message, remedy),))
        return replace(found, reads=reads, lasting=found.lasting and UNSURE not in reads.values())

    def _examine(self, file: File) -> Examined:
        root = self._root(file)
        if file.linked and not file.named and not Path(os.path.realpath(file.path)).is_relative_to(root):
            return Examined(file, (_outside(file),))
        if file.named and _waits(file.path):
            remedy = "noem een gewoon bestand"
            return Examined(file, (_whole(file, "bestand-onleesbaar", "dit is geen gewoon bestand", remedy),))
        text, findings = read_text(file.path)
        if text is None:
            return Examined(file, tuple(_unread(file, findings)))
        source, findings = parse(text, file.path)
        kind, said = kind_of(file.path, text, source)
        if kind == PRICES or not (kind == OURS or file.named):
            return Examined(file, said, text, source, kind=kind, lasting=True)
        job = self.job
        options = Options(job.sets, job.scenario, job.perspective, str(root))
        calculation = calculate_source(file.path, source, findings, options)
        found = (*calculation.findings, *_changed(file))
        passing = any(finding.code in _PASSING for finding in found)
        lasting = len(found) == len(calculation.findings) and not passing
        return Examined(file, found, text, source, calculation, lasting=lasting)

    def _root(self, file: File) -> Path:
        """The wall around a file, looked up once per folder."""
        if file.home not in self.roots:
            self.roots[file.home] = file.root(self.job.root)
        return self.roots[file.home]


def check_list(found: Examined) -> tuple[Finding, ...]:
    """What there is to say of a price list."""
    source, findings = parse(found.text, found.file.path)
    price_list, others = read_price_list(source) if source is not None else (None, [])
    if price_list is None and not (findings or others):
        others = [replace(NO_LIST, mark=Mark(found.file.path))]
    return (*findings, *others)


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


def _waits(path: str) -> bool:
    """Whether it is a pipe or a device: reading it may never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False  # reading it will say what is wrong
    return not (S_ISREG(mode) or S_ISDIR(mode))


def _outside(file: File) -> Finding:
    message = "deze koppeling verlaat de map waarin gewerkt wordt (zie --wortel)"
    remedy = "zet het bestand zelf hier neer, of noem het apart in de opdracht"
    return _whole(file, "pad-verlaat-wortel", message, remedy)


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
