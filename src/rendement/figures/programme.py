"""A computed programme, and every stream that is made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from rendement.engine.arithmetic import Number, total
from rendement.engine.budget import Budget
from rendement.engine.budget_programme import budget_of_programme
from rendement.engine.overlap import Overlap, overlap_of
from rendement.engine.plan import Unvalued
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_bridge import bridge
from rendement.engine.programme_post import PostResult, by_post
from rendement.figures.asked import Asked
from rendement.figures.origin import Origin
from rendement.figures.programme_parts import BlockYear, BridgeFigures, DomainFigures
from rendement.figures.streams import Streams, streams_of
from rendement.source.currency import EURO as EURO_CODE
from rendement.source.finding import Finding
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.figures.printed import Verdict
    from rendement.figures.uncertainty import ProgrammeUncertainty


@record
class ProgrammeFigures:
    """A computed programme, what was asked and found, its scenarios, and what stands beside it."""

    kind: ClassVar[Literal["programma"]] = "programma"

    result: ProgrammeResult
    asked: Asked = Asked()
    findings: tuple[Finding, ...] = ()
    scenarios: Mapping[str, ProgrammeResult | None] = field(default_factory=dict)
    currency: str = EURO_CODE
    day: str | None = None  # on which it was judged, where the file departs from rules
    origin: Origin = Origin()
    uncertainty: "ProgrammeUncertainty | None" = None
    of_scenarios: "Mapping[str, ProgrammeUncertainty | None]" = field(default_factory=dict)

    @property
    def as_written(self) -> bool:
        """Whether these are the figures of the file itself."""
        return not self.asked.changes(self.result.plan.own_perspective)

    @cached_property
    def scenario_figures(self) -> "dict[str, ProgrammeFigures | None]":
        """The figures of every scenario; None for one that does not fit what the command changes."""
        return {
            name: ProgrammeFigures(result, uncertainty=self.of_scenarios.get(name))
            if result is not None
            else None
            for name, result in self.scenarios.items()
        }

    @cached_property
    def printed(self) -> "list[Verdict]":
        """What the source printed, beside what stands there."""
        if not self.result.plan.printed:
            return []
        from rendement.figures.printed import verdicts  # noqa: PLC0415 - only where something was printed
        from rendement.figures.programme_fields import PROGRAMME  # noqa: PLC0415

        return verdicts(PROGRAMME, self, self.result.plan.printed)

    @cached_property
    def streams(self) -> Streams:
        """Every stream, as far as it exists."""
        return streams_of(self.result)

    @cached_property
    def run_up(self) -> dict[str, dict[int, Number]]:
        """What ran up by year, of every stream that exists."""
        return {name: stream.cumulative for name, stream in vars(self.streams).items() if stream is not None}

    @property
    def years(self) -> dict[int, "YearFigures"]:
        """By year."""
        return {year: YearFigures(self, year) for year in self.result.plan.years}

    @property
    def domains(self) -> "dict[str, DomainFigures]":
        """By domain."""
        return {name: DomainFigures(self.result, own) for name, own in self.result.by_domain.items()}

    @property
    def blocks(self) -> "dict[str, dict[int, BlockYear]]":
        """The blocks of the target by year."""
        return {
            name: {year: BlockYear(block, year) for year in self.result.plan.years}
            for name, block in self.result.by_block.items()
        }

    @cached_property
    def bridge(self) -> BridgeFigures | None:
        """From the plan as it was decided to what came of it; None when nothing became of any plan."""
        rows = bridge(self.result.plan)
        return BridgeFigures(rows, self.result.plan.years) if rows else None

    @cached_property
    def posts(self) -> tuple[PostResult, ...]:
        """The posts of a monitor that measures name."""
        return by_post(self.result.plan)

    @cached_property
    def overlap(self) -> Overlap | None:
        """What is left when every euro counts once; None when the programme does not say how it overlaps."""
        return overlap_of(self.result)

    @cached_property
    def budget(self) -> Budget | None:
        """The budget of the municipality, if anything has an amount."""
        return budget_of_programme(self.result.plan)

    @property
    def cashable(self) -> Number | None:
        """The part of the savings that is said to leave a budget."""
        return _cashable(self.result)

    @cached_property
    def unvalued(self) -> list[Unvalued]:
        """What has no amount: of the programme, of a measure, of a case."""
        return list(_unvalued(self.result))


@record
class YearFigures:
    """One year of a programme."""

    programme: ProgrammeFigures
    year: int


def _unvalued(result: ProgrammeResult) -> Iterator[Unvalued]:
    yield from result.plan.unvalued
    for measure in result.plan.leaves:
        if measure.unvalued is not None:
            yield Unvalued(f"{measure.path}.pm", measure.name, measure.unvalued, "baat")
        yield from measure.unknown
        for item in measure.case.unvalued if measure.case is not None else ():
            path = f"{measure.path}.casus.{item.path}"
            yield Unvalued(path, f"{measure.name}: {item.name}", item.reason, item.direction)


def _cashable(result: ProgrammeResult) -> Number | None:
    """The part of the booked savings that is said to leave a budget; None when no measure says it."""
    said = [
        item.measure.cashable * item.measure.share * item.saving.booked
        for item in result.leaves
        if item.measure.cashable is not None and item.measure.counted
    ]
    return total(said) if said else None
