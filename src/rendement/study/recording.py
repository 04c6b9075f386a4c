"""The program of a file with every figure of the contract: of a case or of a programme."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from rendement.bind.monitor import bind_monitor
from rendement.bind.numbers import Numbers
from rendement.bind.programme import bind_programme
from rendement.bind.programme_case import CaseRun
from rendement.bind.programme_ledger import path_in_programme, prices_apart
from rendement.bind.programme_part import ProgrammeRun, Run
from rendement.bind.programme_post import Named
from rendement.engine.arithmetic import Number
from rendement.engine.monitor import compute_monitor
from rendement.engine.plan import Guard
from rendement.engine.program import Program, program_of
from rendement.engine.programme import ProgrammeResult, compute_programme
from rendement.engine.programme_plan import ProgrammePlan
from rendement.engine.symbol import Tape
from rendement.figures.monitor import MonitorFigures
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_fields import PROGRAMME
from rendement.model.monitor_rules import read_monitor
from rendement.model.programme_rules import read_programme
from rendement.source.path import Path, format_path
from rendement.study.calculation import Calculation
from rendement.study.programme import monitors_of, runs_of
from rendement.study.recording_case import figures_by_path, record_case
from rendement.study.recording_return import Inputs, controls, result_of


def record(calculation: Calculation) -> Program:
    """The program of a computed file. Raises ValueError when there is no result."""
    if calculation.programme is not None:
        return record_programme(calculation)
    if calculation.monitor is not None:
        return _of_monitor(calculation)
    return record_case(calculation)


class _OfMeasure:
    """The inputs of a case or a programme that is a measure."""

    def __init__(self, inputs: "_At", number: int, apart: frozenset[str]) -> None:
        self.inputs, self.number, self.apart = inputs, number, apart

    def at(self, path: str, value: float) -> Number:
        """The input at a path of the case or programme."""
        return self.inputs.at(path_in_programme(self.number, path, self.apart), value)

    def __call__(self, place: Path, value: float) -> Number:
        """The input at a place of it."""
        return self.at(format_path(place), value)


_At = Inputs | _OfMeasure  # of the file itself, or of what is included in it


def record_programme(
    calculation: Calculation,
    *,
    sampled: bool = False,
    within: bool = False,
    beside: Callable[[ProgrammeResult], Mapping[str, Number]] | None = None,
) -> Program:
    """The program of a computed programme; also by how much each sampled household weighs.

    Only `within` the house it follows the prices of what few clients use together. `beside` names more of
    what was computed. Raises ValueError when there is no result.
    """
    inputs = Inputs(Tape())
    plan, guards = _plan_of_programme(calculation, inputs, sampled=sampled, within=within)
    result = compute_programme(plan)
    more = {} if beside is None else beside(result)
    figures = figures_by_path(PROGRAMME, ProgrammeFigures(result))
    return program_of(inputs.tape, {**figures, **controls(guards), **more})


def _plan_of_programme(
    calculation: Calculation, inputs: _At, *, sampled: bool, within: bool
) -> tuple[ProgrammePlan, list[Guard]]:
    """The plan on symbols, with that of every case and programme in it; and what would be refused there."""
    apart = prices_apart(runs_of(calculation.measures))
    runs: dict[int, Run] = {}
    guards: list[Guard] = []
    for number, found in calculation.measures.items():
        below = _OfMeasure(inputs, number, apart)
        if found.programme is not None:
            inner, own = _plan_of_programme(found, below, sampled=sampled, within=within)
            runs[number] = ProgrammeRun(found.name, inner)
        else:
            result = result_of(found, below, sampled=sampled, within=within)
            runs[number], own = CaseRun(found.name, result), list(result.plan.guards)
        guards += [replace(guard, path=_below(number, guard.path)) for guard in own]
    source, options = calculation.source, calculation.options
    programme, _ = read_programme(source) if source is not None else (None, [])
    if programme is None or source is None:
        raise ValueError("no result")
    named = Named(runs, monitors_of(calculation.monitors))
    plan, _ = bind_programme(programme, source, named, options.perspective, Numbers(inputs), options.until)
    if plan is None:
        raise ValueError("no result")
    return plan, guards


def _of_monitor(calculation: Calculation) -> Program:
    inputs, source = Inputs(Tape()), calculation.source
    monitor, _ = read_monitor(source) if source is not None else (None, [])
    if monitor is None or source is None:
        raise ValueError("no result")
    plan, _ = bind_monitor(monitor, source, numbers=Numbers(inputs))
    if plan is None:
        raise ValueError("no result")
    return program_of(inputs.tape, figures_by_path(MONITOR, MonitorFigures(compute_monitor(plan))))


def _below(number: int, path: str) -> str:
    """Where a guard of a case stands in the programme."""
    head, code, rest = path.split(".", 2)
    return f"{head}.{code}.maatregelen[{number}].{rest}"
