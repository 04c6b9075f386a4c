"""What each thing explains and what knowing it is worth: one at a time, for its draws take much room."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from rendement.draws.known import Known as Expected
from rendement.draws.known import Rest
from rendement.draws.worth import alone, partial, perfect, share
from rendement.engine.blocks import Block
from rendement.engine.program import Program
from rendement.figures.sensitivity import Driven, Known, Share, Worth
from rendement.study.drawing import Drawable
from rendement.study.sensitivity.things import Thing

NOTHING, NO_SHARE = Worth(0.0, 0.0), Share(0.0, 0.0, 0.0)
MOST_READ = 1 << 20  # draws of one thing that are looked at


class Knowing:
    """Of a file by its draws: `values` has the outcome, and what is decided on, by their paths."""

    def __init__(
        self,
        drawing: Drawable,
        program: Program,
        every: Sequence[Thing],
        values: Mapping[str, Block],
        decisions: Sequence[str],
        seed: int,
    ) -> None:
        self._drawing, self._program, self._every, self._seed = drawing, program, every, seed
        self._values, self._draws = values, min(MOST_READ, *(len(found) for found in values.values()))
        self._decisions = decisions
        self._moved = {path: program.depends(at) for path, at in program.figures.items()}
        moving = frozenset[str]().union(*self._moved.values())
        self._moving = [thing for thing in every if not moving.isdisjoint(thing.driver.paths)]
        self._worths: dict[str, Worth] = {}

    @property
    def enough(self) -> bool:
        """Whether there is any variance to speak of."""
        return self._draws > 1

    @cached_property
    def everything(self) -> Worth | None:
        """What it is worth to know it all."""
        return perfect([self._values[path] for path in self._decisions]) if self.enough else None

    def of_one(self, decision: str) -> Worth | None:
        """The same for one of the decisions alone."""
        return perfect([self._values[decision]]) if self.enough else None

    def driven(self, outcome: str) -> list[Driven]:
        """Each thing that is drawn."""
        return [self._one(thing, outcome) for thing in self._every]

    def together(self, chosen: Sequence[Thing]) -> Known:
        """A set: worth at least what its best member is, and no more than everything."""
        paths, labels = tuple(thing.path for thing in chosen), tuple(thing.label for thing in chosen)
        return Known(paths, labels, self._of_set(chosen) if self.enough else None)

    def _one(self, thing: Thing, outcome: str) -> Driven:
        most = self.everything
        if most is None:
            return Driven(thing.path, thing.label, None, None)
        figures = self._following([thing])
        if not figures:
            return Driven(thing.path, thing.label, NO_SHARE, NOTHING)
        known = self._expected(thing, figures)
        worth = self._worth(known, most)
        self._worths[thing.path] = worth
        explained = share(known[outcome], self._values[outcome]) if outcome in known else NO_SHARE
        return Driven(thing.path, thing.label, explained, worth)

    def _following(self, chosen: Sequence[Thing]) -> list[str]:
        """The figures that any of these things moves."""
        paths = {path for thing in chosen for path in thing.driver.paths}
        return [figure for figure, moving in self._moved.items() if not moving.isdisjoint(paths)]

    def _expected(self, thing: Thing, figures: Sequence[str]) -> Mapping[str, Expected]:
        if len(self._moving) == 1:
            return {path: alone(self._values[path]) for path in figures}
        return self._rest.one(thing.driver, self._draws, figures)

    def _worth(self, known: Mapping[str, Expected], most: Worth) -> Worth:
        decided = [path for path in self._decisions if path in known]
        return partial([known[path] for path in decided], [self._values[path] for path in decided], most)

    def _of_set(self, chosen: Sequence[Thing]) -> Worth:
        most, members = self.everything or NOTHING, [one for one in chosen if one in self._moving]
        if len(members) == len(self._moving):
            return most
        best = max((self._worths[one.path] for one in members), key=_value, default=NOTHING)
        figures = [path for path in self._following(members) if path in self._decisions]
        if len(members) < 2 or not figures:
            return best
        known = self._rest.several([one.driver for one in members], self._draws, figures)
        return max(self._worth(known, most), best, key=_value)

    @cached_property
    def _rest(self) -> Rest:
        every = [thing.driver for thing in self._every]
        return Rest(self._program, self._drawing.of, every, self._seed)


def _value(worth: Worth) -> float:
    return worth.value
