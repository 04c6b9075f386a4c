"""A computed case, and every figure that is made of it; each is computed once, when it is asked for."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from rendement.engine import summary
from rendement.engine.arithmetic import Number
from rendement.engine.budget import Budget
from rendement.engine.budget_case import budget_of_case
from rendement.engine.firmness import Firmness, firmness
from rendement.engine.result import LineResult, Result
from rendement.figures.asked import Asked
from rendement.figures.origin import Origin
from rendement.source.currency import EURO as EURO_CODE
from rendement.source.finding import Finding
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.engine.households import Scaling
    from rendement.figures.crossing import Crossing
    from rendement.figures.printed import Verdict
    from rendement.figures.uncertainty import Uncertainty


@record
class CaseFigures:
    """A computed case, what was asked and found, its scenarios; draws and break-even values if asked for."""

    kind: ClassVar[Literal["casus"]] = "casus"

    result: Result
    asked: Asked = Asked()
    findings: tuple[Finding, ...] = ()
    scenarios: Mapping[str, Result | None] = field(default_factory=dict)
    crossings: "tuple[Crossing, ...] | None" = None
    uncertainty: "Uncertainty | None" = None
    of_scenarios: "Mapping[str, Uncertainty | None]" = field(default_factory=dict)
    currency: str = EURO_CODE
    day: str | None = None  # on which it was judged, where the file departs from rules
    origin: Origin = Origin()

    @property
    def as_written(self) -> bool:
        """Whether these are the figures of the file itself."""
        return not self.asked.changes(self.result.plan.own_perspective)

    @cached_property
    def printed(self) -> "list[Verdict]":
        """What the source printed, beside what stands there."""
        if not self.result.plan.printed:
            return []
        from rendement.figures.case_fields import CASE  # noqa: PLC0415 - only where something was printed
        from rendement.figures.printed import verdicts  # noqa: PLC0415

        return verdicts(CASE, self, self.result.plan.printed)

    @cached_property
    def totals(self) -> summary.Totals:
        """The totals."""
        return summary.totals(self.result)

    @property
    def net(self) -> Number | None:
        """Benefits less costs; none while no benefit has an amount."""
        return self.result.total.net if self.result.valued else None

    @property
    def present_net(self) -> Number | None:
        """The same, discounted."""
        return self.result.present.net if self.result.valued else None

    @cached_property
    def firmness(self) -> Firmness:
        """How firm the benefits are."""
        return firmness(self.result)

    @cached_property
    def budget(self) -> Budget | None:
        """The budget of the municipality, if it has to do with it."""
        return budget_of_case(self.result)

    @cached_property
    def years(self) -> dict[int, summary.Year]:
        """By year."""
        return summary.years(self.result)

    @cached_property
    def actors(self) -> dict[str, summary.Share]:
        """By actor."""
        return summary.actors(self.result)

    @cached_property
    def domains(self) -> dict[str, summary.Share]:
        """By domain."""
        return summary.domains(self.result)

    @cached_property
    def outcomes(self) -> list[summary.OutcomeCosts]:
        """The outcomes."""
        return summary.outcomes(self.result)

    @cached_property
    def thresholds(self) -> list[summary.ThresholdCount]:
        """The thresholds."""
        return summary.thresholds(self.result)

    @cached_property
    def scenario_figures(self) -> dict[str, "CaseFigures | None"]:
        """The figures of every scenario; None for one that does not fit what the command changes."""
        return {
            name: CaseFigures(result, uncertainty=self.of_scenarios.get(name)) if result is not None else None
            for name, result in self.scenarios.items()
        }

    @property
    def scaled(self) -> "list[tuple[tuple[LineResult, ...], Scaling]]":
        """The lines that were scaled up, each with the later years of it."""
        from rendement.engine import over_years  # noqa: PLC0415 - only for the contract and scenarios

        every = over_years.with_later_years(self.result.lines)
        return [(items, found) for items in every if (found := over_years.scaling_of_all(items)) is not None]

    @property
    def scaled_over_years(self) -> "list[tuple[tuple[LineResult, ...], Scaling]]":
        """Those of which the clients count in more years: what all of these say, no line does alone."""
        return [(items, found) for items, found in self.scaled if len(items) > 1]
