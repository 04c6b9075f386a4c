"""What lies between two versions of a file: its changes, and what a hybrid of some of them is worth."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from rendement.engine.result import Result
from rendement.source.path import Path
from rendement.source.record import record
from rendement.study.diff.changes import Change, Pair, Written
from rendement.study.diff.kinds import Table

if TYPE_CHECKING:  # not for a case
    from rendement.engine.programme_plan import ProgrammePlan

PRICES = "prijzen"

Taken = Collection[Change]


@record
class Around:
    """What a file needs to know of the programme that it stands in."""

    perspective: str
    until: int


class Between(Protocol):
    """Two versions of a case, or of a programme."""

    pairs: list[Pair]

    def units(self) -> dict[Path, list[Pair]]:
        """What can be computed apart from all else, by the place of its first line."""

    def players(self, pair: Pair) -> list[Change]:
        """Every change that may move a line."""

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of, with the kinds of its keys."""

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""

    def worth(self, pairs: Sequence[Pair], taken: Taken) -> list[tuple[float, ...]] | None:
        """What each of some lines is worth in every figure; None where that is no valid file."""

    def whole(self, taken: Taken) -> tuple[float, ...] | None:
        """What the whole file is worth in every figure; None where there is no such figure."""


class Inner(Between, Protocol):
    """The same of a file that stands in a programme."""

    @property
    def apart(self) -> bool:
        """Whether what its lines are worth in the programme adds up, each computed alone."""

    def alone(
        self, pairs: Sequence[Pair], taken: Taken, around: Around, /
    ) -> "Sequence[Result | ProgrammePlan | None] | None":
        """The file with only one of these lines, for each that is there; None: no valid file."""

    def together(self, taken: Taken, around: Around, /) -> "Sequence[Result | ProgrammePlan | None] | None":
        """The same of the whole file: one, or none."""
