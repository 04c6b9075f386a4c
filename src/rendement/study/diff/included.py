"""A measure that is a case or a programme on both sides: what changed in that file is its own difference."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rendement.bind.programme_case import CaseRun
from rendement.bind.programme_part import ProgrammeRun, Run
from rendement.engine.programme_plan import ProgrammePlan
from rendement.engine.result import Result
from rendement.source.path import Path
from rendement.study.diff.between import Around, Inner, Taken
from rendement.study.diff.changes import OF_CASE, UNDER, Change, Pair, Written
from rendement.study.diff.kinds import INCLUDED, Table


class Included:
    """One such measure. What stands in its file is known here by its place in the outer programme."""

    def __init__(self, measure: Pair, between: Inner) -> None:
        self.measure, self.between = measure, between
        self._inner = {self._path(pair): pair for pair in self.between.pairs}
        self.units = {
            self._path(unit[0]): [self._outer(pair) for pair in unit]
            for unit in self.between.units().values()
        }
        self.pairs = [*map(self._outer, self.between.pairs)]
        self.changes = [*dict.fromkeys(change for pair in self.pairs for change in self.players(pair))]

    @property
    def apart(self) -> bool:
        """Whether every line of it can be computed by itself, as the measure that it then is."""
        # a status by year asks for all its years
        by_year = any(isinstance(side.model.status, dict) for side in self.measure.both)
        return bool(self.changes) and self.between.apart and not by_year

    @property
    def fixed(self) -> bool:
        """Whether nothing differs in it: of a case, for a programme depends on the one around it."""
        return not self.changes and self.measure.either.node.get("casus") is not None

    def keeps(self, kind: str) -> bool:
        """Whether a change of the measure stays one beside those in its file."""
        return kind not in INCLUDED or (self.fixed and kind == "casus")

    def players(self, pair: Pair) -> list[Change]:
        """Every change within it that may move one of its lines."""
        found = self.between.players(self._inner[pair.path])
        return [replace(change, within=self.measure.path + change.within) for change in found]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change within it is of, under the name of the measure."""
        old, new, table = self.between.written(self._own(change))
        of_whole = change.place == OF_CASE and len(change.within) == len(self.measure.place)
        title = self.measure.name if of_whole else self._named(new.title)
        return old, replace(new, title=title), table

    def unmoved(self) -> Iterator[str]:
        """Every key in it that was written differently and moves no figure."""
        yield from ("hernoemd" if key == "naam" else key for key in self.between.unmoved())

    def runs(self, pairs: Sequence[Pair], taken: Taken, around: Around) -> list[Run | None] | None:
        """What it is with only one of its lines, for each; None: no valid file."""
        found = self.between.alone([self._inner[pair.path] for pair in pairs], self._taken(taken), around)
        return None if found is None else [*map(_run, found)]

    def whole(self, taken: Taken, around: Around) -> list[Run | None] | None:
        """The same of all its lines together."""
        found = self.between.together(self._taken(taken), around)
        return None if found is None else [*map(_run, found)]

    def _path(self, pair: Pair) -> Path:
        return self.measure.path + pair.path

    def _outer(self, pair: Pair) -> Pair:
        old, new = (
            None if side is None else replace(side, title=self._named(side.title or str(pair.place[-1])))
            for side in (pair.old, pair.new)
        )
        return Pair(pair.place, old, new, self.measure.path + pair.within)

    def _named(self, title: str) -> str:
        return f"{self.measure.name}{UNDER}{title}"

    def _own(self, change: Change) -> Change:
        return replace(change, within=change.within[len(self.measure.path) :])

    def _taken(self, taken: Taken) -> frozenset[Change]:
        """What is taken of what is within it, as it is known there."""
        place = self.measure.path
        return frozenset(self._own(change) for change in taken if change.within[: len(place)] == place)


def _run(found: Result | ProgrammePlan | None) -> Run | None:
    if found is None:
        return None
    return CaseRun("?", found) if isinstance(found, Result) else ProgrammeRun("?", found)
