"""The JSON contract: everything that came of a file as plain data, unrounded; null where no figure exists."""

from rendement.engine.result import Result
from rendement.figures.case import CaseFigures
from rendement.figures.crossing import Crossing
from rendement.figures.field import Data, build
from rendement.study.calculation import Calculation


def contract(calculation: Calculation) -> Data:
    """The whole result of one file. Raises ValueError when there is none."""
    if calculation.programme is not None:
        from rendement.figures.programme import ProgrammeFigures  # noqa: PLC0415 - not for a case
        from rendement.figures.programme_fields import PROGRAMME  # noqa: PLC0415 - not for a case

        return build(PROGRAMME, ProgrammeFigures(calculation.programme))
    if calculation.result is None:
        raise ValueError("no result")
    from rendement.figures.case_fields import CASE  # noqa: PLC0415 - a table needs none of it

    return build(CASE, case_figures(calculation, calculation.result))


def case_figures(calculation: Calculation, result: Result) -> CaseFigures:
    """The figures of a computed case, its scenarios and, where they were asked for, its break-even values."""
    return CaseFigures(result, calculation.scenario, calculation.scenarios, _crossings(calculation))


def _crossings(calculation: Calculation) -> tuple[Crossing, ...] | None:
    if not calculation.options.breakeven:
        return None
    from rendement.study.breakeven import crossings  # noqa: PLC0415 - only when asked for

    return tuple(crossings(calculation))
