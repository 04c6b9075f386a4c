"""What lies between two versions of a file: its changes, and what a hybrid of some of them is worth."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from rendement.source.path import Path
from rendement.study.diff.changes import Change, Pair, Written
from rendement.study.diff.kinds import Table

PRICES = "prijzen"


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

    def worth(self, pairs: Sequence[Pair], taken: Collection[Change]) -> list[tuple[float, ...]] | None:
        """What each of some lines is worth in every figure; None where that is no valid file."""

    def whole(self, taken: Collection[Change]) -> tuple[float, ...] | None:
        """What the whole file is worth in every figure; None where there is no such figure."""
