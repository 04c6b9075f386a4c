"""The two sides of a difference: a file, one of a revision (`REV:pad`), a scenario of either (`#naam`)."""

import os
import re
import shlex
from dataclasses import replace
from pathlib import Path

from rendement.source.elsewhere import AS_IT_WAS, read_with
from rendement.source.finding import Finding, UsageError
from rendement.source.record import record
from rendement.source.text import STDIN
from rendement.study.calculation import Calculation, Options
from rendement.study.diff.revision import Revision, checkout_around
from rendement.study.pipeline import calculate

HEAD = "HEAD"
OUTCOME = ".json"
_OF_REVISION = re.compile(r"([^:]{2,}):(.+)", re.DOTALL)  # one letter before the colon is a drive


@record
class Side:
    """One side as it was written: which file, of which revision, and which scenario of it."""

    written: str
    file: str
    revision: Revision | None = None
    scenario: str | None = None
    number: int | None = None  # of an outcome in a file with more

    @property
    def is_outcome(self) -> bool:
        """Whether it is what `calc` or `batch` said, in JSON."""
        return self.revision is None and self.file.lower().endswith(OUTCOME)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder with files."""
        return Path(self.file).is_dir() if self.revision is None else self.revision.is_folder(self.file)

    def calculated(self, options: Options) -> Calculation:
        """The side, computed. Raises UsageError when there is no such file."""
        if self.scenario is not None:
            options = replace(options, scenario=self.scenario)
        if self.revision is None:
            return calculate(self.file, options)
        with read_with(self.revision):
            try:
                found = calculate(self.file, options)
            except UsageError as error:
                raise UsageError(f"{self.written}: {error}") from None
        return replace(found, findings=tuple(self._then(finding) for finding in found.findings))

    def _then(self, finding: Finding) -> Finding:
        """The same, of the file as it was: of what is there now the line may be right."""
        if self.revision is None:
            return finding
        revision, file = self.revision.written, finding.mark.file
        if finding.code == AS_IT_WAS:
            finding = replace(finding, remedy=_beside(revision, Path(file)))
        return replace(finding, mark=replace(finding.mark, file=f"{revision}:{file}"))


def _beside(revision: str, file: Path) -> str:
    """How a case of then is compared with the tables of now."""
    then = file.with_name(f"{file.stem}-toen{file.suffix}")
    names = [shlex.quote(item.as_posix()) for item in (file, then)]
    shown = shlex.quote(f"{revision}:{'' if file.is_absolute() else './'}{file.as_posix()}")
    return (
        f"vergelijk met de tabel van nu: git show {shown} > {names[1]}, en dan "
        f"rendement diff {names[1]} {names[0]}"
    )


def side_of(written: str) -> Side:
    """What a side means: what exists as a file is that file. Raises UsageError for what means nothing."""
    if "\0" in written or not written:
        raise UsageError("noem een bestand")
    if written == STDIN or os.path.lexists(written):
        return Side(written, written)
    before, sign, behind = written.rpartition("#")
    if sign and before and behind:
        side = side_of(before)
        if side.is_outcome:
            return replace(side, written=written, number=_number(written, behind))
        return replace(side, written=written, scenario=behind)
    found = _OF_REVISION.fullmatch(written)
    if found is None:
        return Side(written, written)
    top = checkout_around(Path())
    path = found[2]
    file = Path(path) if path.startswith(("./", "../")) else top / path
    if Path(path).is_absolute():
        raise UsageError(f"{written[:80]}: noem het bestand vanaf de bovenste map van de checkout")
    if path.lower().endswith(OUTCOME):
        remedy = f"haal haar eerst op: git show {written[:80]} > oud.json"
        raise UsageError(f"{written[:80]}: een uitkomst van een eerdere revisie leest diff niet; {remedy}")
    return Side(written, os.path.relpath(file), Revision(top, found[1]))


def before(side: Side) -> Side:
    """The other side of a file that is named alone: the same at the last revision."""
    if side.file == STDIN or side.revision is not None:
        raise UsageError(f"{side.written}: noem ook het andere bestand: rendement diff OUD NIEUW")
    top = checkout_around(Path(side.file) if side.is_folder else Path(side.file).parent)
    real = Path(os.path.realpath(side.file))
    if not real.is_relative_to(top):
        raise UsageError(f"{side.written}: deze koppeling verlaat de checkout")
    path = real.relative_to(top).as_posix()
    name = f"{HEAD}:{path}" + ("" if side.scenario is None else f"#{side.scenario}")
    return Side(name, side.file, Revision(top, HEAD), side.scenario)


def _number(written: str, behind: str) -> int:
    """Which of the outcomes in a file."""
    if not (behind.isascii() and behind.isdigit() and len(behind) < 9):
        raise UsageError(f"{written[:80]}: noem achter # de hoeveelste uitkomst, zoals uit.json#1")
    return int(behind)
