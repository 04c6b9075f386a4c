"""The program of a case with every figure of the contract; a programme is put together in `recording.py`."""

from collections.abc import Callable, Mapping

from rendement.engine.arithmetic import Number
from rendement.engine.program import Program, program_of
from rendement.engine.result import Result
from rendement.engine.symbol import Tape
from rendement.figures.case import CaseFigures
from rendement.figures.case_fields import CASE
from rendement.figures.field import Family, figures_of
from rendement.source.path import format_path
from rendement.study.calculation import Calculation
from rendement.study.recording_return import Inputs, controls, result_of


def record_case(
    calculation: Calculation,
    *,
    sampled: bool = False,
    within: bool = False,
    beside: Callable[[Result], Mapping[str, Number]] | None = None,
) -> Program:
    """The program of a computed case; also by how much each sampled household weighs.

    Only `within` the house it follows the prices of what few clients use together. `beside` names more of
    what was computed. Raises ValueError when there is no result.
    """
    tape = Tape()
    result = result_of(calculation, Inputs(tape), sampled=sampled, within=within)
    more = {} if beside is None else beside(result)
    figures = figures_by_path(CASE, CaseFigures(result))
    return program_of(tape, {**figures, **controls(result.plan.guards), **more})


def figures_by_path(family: Family, thing: object) -> dict[str, Number]:
    """Every figure of a thing that is computed, by its path."""
    return {format_path(path): figure for path, figure in figures_of(family, thing)}
