"""Findings alone: of every case, programme and price list among some files."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rendement.lint.choice import ALL, Choice
from rendement.lint.facts import Noted
from rendement.lint.judge import as_error
from rendement.lint.over_files import facts_of, over_files
from rendement.report.dutch import counted, number, plain
from rendement.source.finding import WAIVED, Finding, Severity, has_errors
from rendement.source.record import record
from rendement.study.basis import Basis
from rendement.study.batch import examine
from rendement.study.batch.examine import Examined, Examiner, check_beside
from rendement.study.batch.files import File
from rendement.study.batch.job import Job
from rendement.study.batch.pool import collector_off
from rendement.study.calculation import Calculation
from rendement.study.contract import figures_of, said_of, with_names
from rendement.study.kind import BESIDE, OTHER, OURS, PERHAPS, PRICES, SERIES, Kind


@record
class Checked:
    """A file with what there is to say of it, and what kind of file it is."""

    path: str
    findings: tuple[Finding, ...] = ()
    kind: Kind = OURS
    reads: tuple[str, ...] = ()  # what was read for it, itself among them
    failing: tuple[Severity, ...] = ("fout",)  # findings of which severities make it fail
    root: str = ""  # the wall around it
    facts: tuple[Noted, ...] = ()  # for the rules over all files

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


@record
class Asked:
    """What is asked of every file: which rules, and the remarks for who reads its outcome."""

    choice: Choice = ALL
    remarks: bool = False


_DEFAULT = Asked()


def check(files: Sequence[File], job: Job, asked: Asked = _DEFAULT) -> list[Checked]:
    """What there is to say of some files, in their order."""
    examiner = Examiner(job)
    with collector_off():
        return [_checked(examiner.examine(file), job, asked) for file in files]


def lost(file: File) -> Checked:
    """What is said of a file whose process stopped."""
    return Checked(file.path, (examine.lost(file),))


def _checked(found: Examined, job: Job, asked: Asked) -> Checked:
    findings = check_beside(found, job) if found.kind in BESIDE else found.findings
    choice, calculation = asked.choice, found.calculation
    remarks = asked.remarks or bool(choice.select)
    more, facts = _said(calculation, choice, remarks=remarks) if calculation is not None else ((), ())
    kept = [finding for finding in (*findings, *more) if choice.keeps(finding)]
    kept = [as_error(finding) if choice.is_error(finding) else finding for finding in kept]
    named = with_names(kept, None if calculation is None else calculation.source)
    root = str(found.file.root(job.root))
    return Checked(
        found.file.path, tuple(named), found.kind, tuple(found.reads or ()), root=root, facts=facts
    )


def _said(
    calculation: Calculation, choice: Choice, *, remarks: bool
) -> tuple[tuple[Finding, ...], tuple[Noted, ...]]:
    """What there is to say of what came out, and what it brings along for the rules over all files."""
    if calculation.failed:
        return (), ()
    figures = figures_of(calculation, ())
    said = said_of(calculation, figures, choice, remarks=remarks)
    return said, facts_of(calculation, figures, choice)


def together(checked: Sequence[Checked], choice: Choice) -> list[Checked]:
    """The same, with what rules over all files say of them: each at the first file that it is about."""
    more: dict[str, list[Finding]] = {}
    facts: dict[str, list[Noted]] = {}
    for item in checked:
        for fact in item.facts:
            facts.setdefault(fact.number, []).append(fact)
    for finding in over_files(facts):
        said = as_error(finding) if choice.is_error(finding) else finding
        more.setdefault(finding.mark.file, []).append(said)
    return [
        replace(item, findings=(*item.findings, *more[item.path])) if item.path in more else item
        for item in checked
    ]


def news(checked: Sequence[Checked], basis: Basis) -> tuple[list[Checked], list[str]]:
    """The same with only what an earlier check did not find, and a sentence about what it did."""
    left = [
        replace(item, findings=tuple(fresh for found in item.findings if (fresh := basis.fresh(found))))
        for item in checked
    ]
    before, after = (sum(len(found.places) for found in distinct(items)) for items in (checked, left))
    nothing = "" if after else "; niets nieuws"
    return left, [f"{number(before - after)} al bekend uit de eerdere controle{nothing}"]


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
    pieces += [f"{number(counts[WAIVED])} afgeweken"] if counts[WAIVED] else []
    others = [plain(item.path) for item in checked if item.passed_over]
    if others:
        what = "geen casus, programma, monitor of prijslijst"
        pieces.append(f"{number(len(others))} overgeslagen ({what}): {', '.join(others)}")
    return " · ".join(pieces)
