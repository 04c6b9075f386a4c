"""Findings alone: of every case, programme and price list among some files."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rendement.report.dutch import counted, number, plain
from rendement.source.finding import Finding, Severity, has_errors
from rendement.source.record import record
from rendement.study.batch import examine
from rendement.study.batch.examine import Examined, Examiner, check_beside
from rendement.study.batch.files import File
from rendement.study.batch.job import Job
from rendement.study.batch.pool import collector_off
from rendement.study.contract import remarks_of
from rendement.study.kind import BESIDE, OTHER, OURS, PERHAPS, PRICES, SERIES, Kind


@record
class Checked:
    """A file with what there is to say of it, and what kind of file it is."""

    path: str
    findings: tuple[Finding, ...] = ()
    kind: Kind = OURS
    reads: tuple[str, ...] = ()  # what was read for it, itself among them
    failing: tuple[Severity, ...] = ("fout",)  # findings of which severities make it fail

    @property
    def failed(self) -> bool:
        """Whether something forbids computing with it."""
        return has_errors(list(self.findings))

    @property
    def warned(self) -> bool:
        """Whether there is something to look at again."""
        return any(finding.severity == "waarschuwing" for finding in self.findings)

    @property
    def passed_over(self) -> bool:
        """Whether it is nothing of ours, or may be but does not say so."""
        return self.kind in (PERHAPS, OTHER)


def check(files: Sequence[File], job: Job, *, remarks: bool = False) -> list[Checked]:
    """What there is to say of some files, in their order; with the remarks for who reads their outcome."""
    examiner = Examiner(job)
    with collector_off():
        return [_checked(examiner.examine(file), job, remarks=remarks) for file in files]


def lost(file: File) -> Checked:
    """What is said of a file whose process stopped."""
    return Checked(file.path, (examine.lost(file),))


def _checked(found: Examined, job: Job, *, remarks: bool) -> Checked:
    findings = check_beside(found, job) if found.kind in BESIDE else found.findings
    more = remarks_of(found.calculation) if remarks and found.calculation is not None else ()
    return Checked(found.file.path, (*findings, *more), found.kind, tuple(found.reads or ()))


def distinct(checked: Iterable[Checked]) -> list[Finding]:
    """Every finding once: what is wrong with a price list is found in every case that uses it."""
    real = lru_cache(os.path.realpath)  # one file may have very many
    found: dict[tuple[str, int, int, str, str], Finding] = {}
    for item in checked:
        for finding in item.findings:
            mark = finding.mark
            place = real(mark.file)
            found.setdefault((place, mark.line, mark.column, finding.code, finding.message), finding)
    return list(found.values())


def in_full(checked: Iterable[Checked]) -> list[Finding]:
    """What a reader wants written out: a file that is another thing stands in the summary, by its name."""
    return distinct(item for item in checked if item.kind != OTHER)


def every(checked: Sequence[Checked]) -> list[Finding]:
    """The same, and then every file that is another thing."""
    return in_full(checked) + distinct(item for item in checked if item.kind == OTHER)


def summary(checked: Sequence[Checked]) -> str:
    """How many files there are, how much there is to say of them, and every file that was passed over."""
    counts: Counter[str] = Counter(finding.severity for finding in in_full(checked))
    kinds: Counter[Kind] = Counter(item.kind for item in checked)
    words = (("fout", "fouten"), ("waarschuwing", "waarschuwingen"), ("opmerking", "opmerkingen"))
    pieces = [counted(kinds[OURS], "bestand", "bestanden")]
    pieces += [counted(kinds[PRICES], "prijslijst", "prijslijsten")] if kinds[PRICES] else []
    series = "bestand met indexcijfers", "bestanden met indexcijfers"
    pieces += [counted(kinds[SERIES], *series)] if kinds[SERIES] else []
    pieces += [counted(counts[one], one, more) for one, more in words if one == "fout" or counts[one]]
    others = [plain(item.path) for item in checked if item.passed_over]
    if others:
        what = "geen casus, programma, monitor of prijslijst"
        pieces.append(f"{number(len(others))} overgeslagen ({what}): {', '.join(others)}")
    return " · ".join(pieces)
