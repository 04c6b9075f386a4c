"""What a report of a file is made of: its figures, its program, and every number that went in."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rendement.engine.inputs import Input
from rendement.engine.program import Program
from rendement.figures.crossing import Crossing
from rendement.source.money import Money
from rendement.source.record import record
from rendement.study.calculation import Calculation
from rendement.study.contract import figures_of, firmness_of
from rendement.study.recording import record as recorded
from rendement.study.weakest import nearest_ones

if TYPE_CHECKING:
    from rendement.engine.monitor_plan import MonitorPlan
    from rendement.engine.plan import Plan
    from rendement.engine.programme_plan import ProgrammePlan
    from rendement.study.contract import Figures

MOST_INPUTS = 250  # of a case whose every break-even value is looked up


@record
class Reported:
    """A computed file with its figures; the rest is made when it is asked for."""

    calculation: Calculation
    figures: "Figures"

    @cached_property
    def program(self) -> Program:
        """Every figure of the contract by its path, and under `controle.` what would be refused."""
        return recorded(self.calculation)

    @property
    def money(self) -> Money:
        """What the amounts of its report are in; a monitor says it by column."""
        money = self.calculation.money
        return money.single if self.figures.kind == "monitor" else money

    @property
    def plan(self) -> "Plan | ProgrammePlan | MonitorPlan":
        """What was computed."""
        return self.figures.result.plan

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every number that went in, also of the files under a measure."""
        return self.plan.ledger.inputs

    @cached_property
    def firmness(self) -> "tuple[Crossing | None, tuple[float, float] | None]":
        """The weakest assumption of a case, and its return with all ranges against it and for it."""
        found = self.figures
        return firmness_of(self.calculation, found) if found.kind == "casus" else (None, None)

    def nearest(self, count: int) -> list[Crossing]:
        """The assumptions that have to move least for a return of 0; of very many only one is known."""
        weakest = self.firmness[0]
        found = nearest_ones(self.crossings, count)
        return found or ([weakest] if weakest is not None else [])

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """The break-even values of a case; none where there are too many numbers to look them up."""
        return (self.figures.crossings or ()) if self.figures.kind == "casus" else ()


def reported(calculation: Calculation) -> Reported:
    """What a report is made of. Raises ValueError when the file has no result."""
    plan = calculation.plan
    if plan is not None and plan.ledger.count <= MOST_INPUTS:
        asked = replace(calculation.options, breakeven=True)
        return Reported(calculation, figures_of(replace(calculation, options=asked)))
    return Reported(calculation, figures_of(calculation))
