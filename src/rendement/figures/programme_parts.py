"""A part of a programme: a domain over the years or in one of them, a block of the target in a year."""

from rendement.engine.arithmetic import Number
from rendement.engine.programme import DomainResult, ProgrammeResult
from rendement.engine.programme_blocks import BlockResult
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
