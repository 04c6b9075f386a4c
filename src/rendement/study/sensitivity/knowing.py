"""What each thing explains and what knowing it is worth: one at a time, for its draws take much room."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from rendement.draws.known import Known as Expected
from rendement.draws.known import Rest
from rendement.draws.worth import alone, partial, perfect, share
from rendement.engine.blocks import Block
from rendement.engine.program import Program
from rendement.figures.sensitivity import Driven, Known, Share, Worth
from rendement.study.drawing import Drawing
from rendement.study.sensitivity.things import Thing

NOTHING, NO_SHARE = Worth(0.0, 0.0), Share(0.0, 0.0, 0.0)
MOST_READ = 1 << 20  # draws of one thing that are looked at


class Knowing:
    """Of a case by its draws: `values` has the outcome, and what is decided on, by their paths."""

    def __init__(
        self,
        drawing: Drawing,
        program: Program,
        every: Sequence[Thing],
        values: Mapping[str, Block],
        seed: int,
    ) -> None:
        self._drawing, self._program, self._every, self._seed = drawing, program, every, seed
        self._values, self._draws = values, min(MOST_READ, *(len(found) for found in values.values()))
        moving = program.depends(*program.figures.values())
        self._moving = [thing for thing in every if not moving.isdisjoint(thing.driver.paths)]
        self._worths: dict[str, Worth] = {}
        self._most: dict[str, Worth] = {}

    @property
    def enough(self) -> bool:
        """Whether there is any variance to speak of."""
        return self._draws > 1

    def everything(self, decision: str) -> Worth | None:
        """What it is worth to know it all."""
        if not self.enough:
            return None
        if decision not in self._most:
            self._most[decision] = perfect(self._values[decision])
        return self._most[decision]

    def driven(self, outcome: str, decision: str) -> list[Driven]:
        """Each thing that is drawn."""
        return [self._one(thing, outcome, decision) for thing in self._every]

    def together(self, chosen: Sequence[Thing], decision: str) -> Known:
        """A set: worth at least what its best member is, and no more than everything."""
        paths, labels = tuple(thing.path for thing in chosen), tuple(thing.label for thing in chosen)
        return Known(paths, labels, self._of_set(chosen, decision) if self.enough else None)

    def _one(self, thing: Thing, outcome: str, decision: str) -> Driven:
        most = self.everything(decision)
        if most is None:
            return Driven(thing.path, thing.label, None, None)
        if thing not in self._moving:
            return Driven(thing.path, thing.label, NO_SHARE, NOTHING)
        known = self._expected(thing)
        worth = partial(known[decision], self._values[decision], most)
        self._worths[thing.path] = worth
        return Driven(thing.path, thing.label, share(known[outcome], self._values[outcome]), worth)

    def _expected(self, thing: Thing) -> Mapping[str, Expected]:
        if len(self._moving) == 1:
            return {path: alone(values) for path, values in self._values.items()}
        return self._rest.one(thing.driver, self._draws, list(self._values))

    def _of_set(self, chosen: Sequence[Thing], decision: str) -> Worth:
        most, members = self.everything(decision) or NOTHING, [one for one in chosen if one in self._moving]
        if len(members) == len(self._moving):
            return most
        best = max((self._worths[one.path] for one in members), key=_value, default=NOTHING)
        if len(members) < 2:
            return best
        known = self._rest.several([one.driver for one in members], self._draws, [decision])[decision]
        return max(partial(known, self._values[decision], most), best, key=_value)

    @cached_property
    def _rest(self) -> Rest:
        every = [thing.driver for thing in self._every]
        return Rest(self._program, self._drawing.of, every, self._seed)


def _value(worth: Worth) -> float:
    return worth.value
