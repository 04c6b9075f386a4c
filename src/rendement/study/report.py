"""What a report of a file is made of: its figures, its program, and every number that went in."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rendement.engine.inputs import Input
from rendement.engine.program import Program
from rendement.figures.crossing import Crossing
from rendement.figures.field import kind_at, walk
from rendement.source.money import Money
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.study.breakeven import Trials, crossings_by, trials_of
from rendement.study.calculation import Calculation
from rendement.study.contract import family_of, figures_of
from rendement.study.recording import record as recorded
from rendement.study.span import Span, span
from rendement.study.weakest import nearest_by, nearest_ones

if TYPE_CHECKING:
    from rendement.engine.monitor_plan import MonitorPlan
    from rendement.engine.plan import Plan
    from rendement.engine.programme_plan import ProgrammePlan
    from rendement.figures.sensitivity import Sensitivity
    from rendement.study.contract import Figures

MOST_NEAR = 8  # assumptions that are told of
MOST_WORK = 100_000  # numbers times operations: up to here every break-even value is looked up


@record
class Reported:
    """A computed file with its figures; the rest is made when it is asked for.

    `trials` are there where there is a return. The break-even values stand with the figures of a case, all of
    them or none.
    """

    calculation: Calculation
    figures: "Figures"
    trials: Trials | None = None

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

    @property
    def payback(self) -> "tuple[int | None, float | None]":
        """The year from which it is paid back, and after how many years that is."""
        if self.figures.kind == "casus":
            return self.figures.totals.payback, self.figures.totals.payback_time
        if self.figures.kind == "programma":
            return self.figures.result.payback, self.figures.result.payback_time
        return None, None

    @property
    def dated(self) -> bool:
        """Whether there is a year to be paid back in: of a programme some saving has one."""
        return self.figures.kind != "programma" or self.figures.result.dated

    def kind(self, path: str) -> str | None:
        """What kind of figure of the contract stands at a path."""
        return kind_at(family_of(self.figures), parse_path(path))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the figures of the contract are called, those that do not stand in a list."""
        return {path: field.label for path, field in walk(family_of(self.figures))}

    @property
    def crossings(self) -> tuple[Crossing, ...] | None:
        """Every break-even value; None where looking them all up takes long, or there is no return."""
        return self.figures.crossings if self.figures.kind == "casus" else None

    @cached_property
    def nearest(self) -> list[Crossing]:
        """Some assumptions that have to move least for a return of 0, the nearest first."""
        if self.crossings is not None:
            return nearest_ones(self.crossings, MOST_NEAR)
        return [] if self.trials is None else nearest_by(self.calculation, self.trials, MOST_NEAR)

    @cached_property
    def sensitivity(self) -> "Sensitivity | None":
        """What drives the return, of the same draws; None without draws, or without a return.

        How far a price of what few clients use moves it, tells how often they use it: that stays out.
        """
        drawn = self.figures.uncertainty if self.figures.kind == "casus" else None
        if drawn is None or drawn.net is None:
            return None
        from rendement.study.sensitivity.questions import Questions  # noqa: PLC0415 - only with draws
        from rendement.study.sensitivity.whole import sensitivity  # noqa: PLC0415

        found = sensitivity(self.calculation, Questions(drawn.draws, drawn.seed))
        secret = frozenset() if self.trials is None else self.trials.secret
        told = (bar for bar in found.bars if secret.isdisjoint(piece.path for piece in bar.pieces))
        return replace(found, bars=tuple(told))

    @property
    def span(self) -> Span | None:
        """Between which returns a case lies when all its ranges turn together."""
        return None if self.trials is None else span(self.plan.ledger, self.trials)


def reported(calculation: Calculation) -> Reported:
    """What a report is made of. Raises ValueError when the file has no result."""
    figures = figures_of(calculation)
    if figures.kind != "casus" or not figures.result.valued:
        return Reported(calculation, figures)
    trials = trials_of(calculation)
    if len(trials.program.nodes) * len(trials.program.inputs) <= MOST_WORK:
        figures = replace(figures, crossings=crossings_by(calculation, trials))
    return Reported(calculation, figures, trials)
