"""Findings alone: of every case, programme and price list among some files."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rendement.report.dutch import counted, number, plain
from rendement.source.finding import Finding, has_errors
from rendement.source.record import record
from rendement.study.batch import examine
from rendement.study.batch.examine import Examined, Examiner, check_list
from rendement.study.batch.files import File
from rendement.study.batch.job import Job
from rendement.study.batch.pool import collector_off

NAMED = 5  # files that were passed over, by name


@record
class Checked:
    """A file with what there is to say of it; `foreign` when it is nothing of ours."""

    path: str
    findings: tuple[Finding, ...] = ()
    foreign: bool = False
    reads: tuple[str, ...] = ()  # what was read for it, itself among them

    @property
    def failed(self) -> bool:
        """Whether something forbids computing with it."""
        return has_errors(list(self.findings))


def check(files: Sequence[File], job: Job) -> list[Checked]:
    """What there is to say of some files, in their order."""
    examiner = Examiner(job)
    with collector_off():
        return [_checked(examiner.examine(file)) for file in files]


def lost(file: File) -> Checked:
    """What is said of a file whose process stopped."""
    return Checked(file.path, (examine.lost(file),))


def _checked(found: Examined) -> Checked:
    of_list = check_list(found.file, found.text)
    if of_list is not None:
        return Checked(found.file.path, of_list)
    return Checked(found.file.path, found.findings, found.foreign, tuple(found.reads or ()))


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


def summary(checked: Sequence[Checked], findings: Iterable[Finding]) -> str:
    """How many files there are, and how much there is to say of them."""
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    words = (("fout", "fouten"), ("waarschuwing", "waarschuwingen"), ("opmerking", "opmerkingen"))
    pieces = [counted(sum(not item.foreign for item in checked), "bestand", "bestanden")]
    pieces += [counted(counts[one], one, more) for one, more in words if one == "fout" or counts[one]]
    others = [plain(item.path) for item in checked if item.foreign]
    if others:
        more = f" en nog {number(len(others) - NAMED)}" if len(others) > NAMED else ""
        pieces.append(
            f"{number(len(others))} overgeslagen (geen casus, programma, monitor of prijslijst): "
            f"{', '.join(others[:NAMED])}{more}"
        )
    return " · ".join(pieces)
