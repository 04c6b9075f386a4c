"""A part of a programme: a domain over the years or in one of them, a block of the target in a year."""

from functools import cached_property

from rendement.engine.arithmetic import Number
from rendement.engine.programme import DomainResult, ProgrammeResult
from rendement.engine.programme_blocks import BlockResult
from rendement.engine.programme_bridge import BridgeRow, added, touched
from rendement.engine.stream import Stream
from rendement.source.record import record


@record
class DomainFigures:
    """A domain of a programme, over the years or in one of them."""

    programme: ProgrammeResult
    domain: DomainResult
    year: int | None = None

    @property
    def years(self) -> "dict[int, DomainFigures]":
        """The same by year."""
        return {year: DomainFigures(self.programme, self.domain, year) for year in self.programme.plan.years}

    def of(self, stream: Stream) -> Number:
        """A figure of a stream: all of it, or what stands in the year."""
        return stream.total if self.year is None else stream.by_year[self.year]


@record
class BlockYear:
    """One year of a block of the target."""

    block: BlockResult
    year: int


@record
class BridgeFigures:
    """The steps from the plan as it was decided to what came of it, of measures together."""

    rows: tuple[BridgeRow, ...]
    years_: tuple[int, ...]
    year: int | None = None

    @cached_property
    def steps(self) -> dict[str, float]:
        """Every step, of the year or of all years and what has none."""
        return added(self.rows, self.year)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many measures have something at each step."""
        return touched(self.rows, self.year)

    @property
    def years(self) -> "dict[int, BridgeFigures]":
        """The same by year."""
        return {year: BridgeFigures(self.rows, self.years_, year) for year in self.years_}

    @property
    def measures(self) -> "list[BridgeFigures]":
        """The same by measure."""
        return [BridgeFigures((row,), self.years_) for row in self.rows]
