"""Two versions of a folder: its files by their path in it, each compared with its other version."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from rendement.figures.differences import Differences, FileMoved
from rendement.source.elsewhere import AS_IT_WAS
from rendement.source.finding import Finding, UsageError
from rendement.study.batch.files import EXTENSIONS, collect
from rendement.study.batch.kinds import kind_of
from rendement.study.calculation import Calculation, Options
from rendement.study.diff.compared import difference, refused
from rendement.study.diff.figure import adds_up, value_of
from rendement.study.diff.sides import Side
from rendement.study.kind import OURS

Files = dict[str, Calculation]
_COUNTED = "telt in de som niet mee, want een programma in deze map neemt dit bestand op"


class TwoFolders:
    """Two folders, every file in them computed; `wrong` is what forbids comparing."""

    def __init__(self, sides: tuple[Side, Side], asked: tuple[Options, Options]) -> None:
        self.sides = sides
        self.passed_over: dict[str, None] = {}
        self.old, self.new = (self._read(side, options) for side, options in zip(sides, asked, strict=True))
        self.paths = sorted({**self.old, **self.new})
        self.wrong: list[Finding] = []
        for path in self.paths:
            there = [files[path] for files in (self.old, self.new) if path in files]
            self.wrong += refused([side for side in there if not _lost(side)])
        if not self.paths:
            raise UsageError(f"{sides[1].written}: hier is geen enkele casus, programma of monitor gevonden")

    def differences(self, written: str | None) -> Differences:
        """Why figures moved, file by file."""
        rows = [self._row(path, written) for path in self.paths]
        once = tuple(self._once(row, rows) for row in rows)
        return Differences((self.sides[0].written, self.sides[1].written), once, tuple(self.passed_over))

    def _once(self, row: FileMoved, rows: Sequence[FileMoved]) -> FileMoved:
        """A row; it does not add up where a programme here counts the same already."""
        around = self._around.get(row.path, ())
        same = (other for other in rows if other.path in around and other.figure == row.figure)
        if not row.gap or all(other.nowhere for other in same):
            return row
        return replace(row, adds=False, why=row.why or _COUNTED)

    @cached_property
    def _around(self) -> dict[str, set[str]]:
        """Of every file the programmes in the folder that include it."""
        found: dict[str, set[str]] = {}
        for side, files in zip(self.sides, (self.old, self.new), strict=True):
            for path, computed in files.items():
                for file in _files_in(computed):
                    name = Path(os.path.relpath(os.path.realpath(file), os.path.realpath(side.file)))
                    found.setdefault(name.as_posix(), set()).add(path)
        return found

    def _read(self, side: Side, options: Options) -> Files:
        found: Files = {}
        for path, file in files_of(side):
            computed = file.calculated(options)
            source = computed.source
            ours = source is None or kind_of(file.file, source.text, source)[0] == OURS
            if ours:
                found[path] = computed
            else:
                self.passed_over[path] = None
        return found

    def _row(self, path: str, written: str | None) -> FileMoved:
        old, new = self.old.get(path), self.new.get(path)
        there = new if new is not None else old
        if there is None:
            raise ValueError("on neither side")
        currency = there.money.currency
        lost = [_lost(side) for side in (old, new)]
        if any(lost):
            return self._of_one_side(path, written, (old, new), "; ".join(filter(None, lost)))
        try:
            figure, title, value = value_of(there, written)
        except UsageError as error:
            return FileMoved(path, written or "", "", currency, None, None, why=str(error))
        adds = there.monitor is None and adds_up(there, figure)  # monitors may tell of the same money
        if old is None or new is None:
            before, after = (None, value) if old is None else (value, None)
            return FileMoved(path, figure, title, currency, before, after, adds)
        names = (f"{self.sides[0].written}/{path}", f"{self.sides[1].written}/{path}")
        try:
            found = difference(old, new, names, written)
        except UsageError as error:
            return FileMoved(path, figure, title, currency, None, None, why=str(error))
        moved = found.figure
        return FileMoved(
            path, moved.path, moved.title, currency, moved.old, moved.new, adds, found, found.reason
        )

    def _of_one_side(
        self, path: str, written: str | None, sides: tuple[Calculation | None, Calculation | None], why: str
    ) -> FileMoved:
        """A file of which a side cannot be computed any more: what is known of the other."""
        known = [None if side is None or _lost(side) else side for side in sides]
        there = next(filter(None, known), None)
        if there is None:
            currency = next(side.money.currency for side in sides if side is not None)
            return FileMoved(path, written or "", "", currency, None, None, why=why, lost=True)
        try:
            figure, title, value = value_of(there, written)
        except UsageError as error:
            figure, title, value, why = written or "", "", None, f"{why}; {error}"
        before, after = (value if side is not None else None for side in known)
        return FileMoved(
            path, figure, title, there.money.currency, before, after, adds=False, why=why, lost=True
        )


def _lost(side: Calculation | None) -> str:
    """Of a file that cannot be computed for want of a table of then alone: which, and what helps."""
    wrong = [] if side is None else [found for found in side.findings if found.severity == "fout"]
    if any(found.code != AS_IT_WAS for found in wrong):
        return ""
    return "; ".join(f"{found.message} ({found.remedy})" for found in wrong)


def _files_in(computed: Calculation) -> Iterator[str]:
    """The files that a programme includes, and those in them."""
    for inner in computed.measures.values():
        yield inner.name
        yield from _files_in(inner)


def files_of(side: Side) -> Iterator[tuple[str, Side]]:
    """The files of a folder by their path in it, hidden folders passed over."""
    if side.revision is None:
        for file in collect([side.file]):
            yield Path(os.path.relpath(file.path, side.file)).as_posix(), Side(file.path, file.path)
        return
    names = [name for name in side.revision.names(side.file) if name.lower().endswith(EXTENSIONS)]
    side.revision.read_ahead([str(Path(side.file, name)) for name in names])
    for name in names:
        yield name, Side(f"{side.written}/{name}", str(Path(side.file, name)), side.revision)
