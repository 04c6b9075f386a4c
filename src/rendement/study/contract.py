"""What came of a file: its figures as typed records, and the JSON contract that is made of those."""

from typing import TYPE_CHECKING, TypeAlias

from rendement.study.calculation import Calculation

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.crossing import Crossing
    from rendement.figures.field import Data
    from rendement.figures.monitor import MonitorFigures
    from rendement.figures.programme import ProgrammeFigures

    Figures: TypeAlias = CaseFigures | ProgrammeFigures | MonitorFigures


def figures_of(calculation: Calculation) -> "Figures":
    """Everything that came of one file, typed: what reports read. Raises ValueError when there is nothing."""
    if calculation.programme is not None:
        from rendement.figures.programme import ProgrammeFigures  # noqa: PLC0415 - not for a case

        return ProgrammeFigures(calculation.programme)
    if calculation.monitor is not None:
        from rendement.figures.monitor import MonitorFigures  # noqa: PLC0415 - not for a case

        return MonitorFigures(calculation.monitor)
    if calculation.result is None:
        raise ValueError("no result")
    from rendement.figures.case import CaseFigures  # noqa: PLC0415 - not for a programme

    return CaseFigures(
        calculation.result, calculation.scenario, calculation.scenarios, _crossings(calculation)
    )


def contract(calculation: Calculation) -> "Data":
    """The same as plain data, unrounded, null where no figure exists: for JSON and whatever asks by path."""
    figures = figures_of(calculation)
    from rendement.figures.field import build  # noqa: PLC0415 - a table needs none of it

    if figures.kind == "casus":
        from rendement.figures.case_fields import CASE  # noqa: PLC0415

        return build(CASE, figures)
    if figures.kind == "monitor":
        from rendement.figures.monitor_fields import MONITOR  # noqa: PLC0415 - not for a case

        return build(MONITOR, figures)
    from rendement.figures.programme_fields import PROGRAMME  # noqa: PLC0415 - not for a case

    return build(PROGRAMME, figures)


def _crossings(calculation: Calculation) -> "tuple[Crossing, ...] | None":
    if not calculation.options.breakeven:
        return None
    from rendement.study.breakeven import crossings  # noqa: PLC0415 - only when asked for

    return tuple(crossings(calculation))
