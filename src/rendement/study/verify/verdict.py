"""What came of one outcome that was computed again."""

from typing import Any

from rendement import __version__
from rendement.source.record import record

NOT_THERE = "dit bestand is er niet"


@record
class Apart:
    """One place where what stands there is not what comes out, or a block that one of both lacks.

    `count`: of the figures in it, or of the words where there are none.
    `near`: two figures that are alike but for their last digits, where those may differ.
    """

    path: str
    stands: Any
    computed: Any
    figure: bool
    near: bool = False
    finding: bool = False
    count: int = 1


@record
class Changed:
    """A file that is not what it was."""

    what: str
    was: str
    now: str


@record
class Verdict:
    """What came of one outcome; `why` it could not be computed again.

    `altered`: what did not come out of the files of then either.
    """

    name: str
    figures: int = 0  # that were compared
    apart: tuple[Apart, ...] = ()
    changed: tuple[Changed, ...] = ()
    version: str = __version__  # with which it was made
    why: str = ""
    altered: tuple[Apart, ...] = ()

    @property
    def moved(self) -> list[Apart]:
        """The figures that are others."""
        return [item for item in self.apart if item.figure and not (item.near or item.finding)]

    @property
    def words(self) -> list[Apart]:
        """The words that are others, beside the findings."""
        return [item for item in self.apart if not (item.figure or item.finding)]

    @property
    def findings(self) -> list[Apart]:
        """What is said of the file otherwise."""
        return [item for item in self.apart if item.finding]

    @property
    def near(self) -> list[Apart]:
        """The figures that differ in their last digits."""
        return [item for item in self.apart if item.near]

    @property
    def other_version(self) -> bool:
        """Whether another version made it."""
        return self.version != __version__

    @property
    def explained(self) -> bool:
        """Whether there is a reason for another outcome."""
        return bool(self.changed) or self.other_version

    @property
    def lost(self) -> bool:
        """Whether the file was not found."""
        return self.why == NOT_THERE

    @property
    def failed(self) -> bool:
        """Whether it is not what comes out now."""
        return bool(self.why or self.moved or (self.words and not self.explained))
