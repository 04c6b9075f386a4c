"""The program of a file: bind and compute run once on symbols, and leave every figure as a computation.

Its inputs have the paths that `--set` takes; its figures are those of the contract, and beside them under
`controle` what would be refused (below 0).
"""

from collections.abc import Iterable
from dataclasses import replace

from rendement.bind import bind
from rendement.bind.context import Context
from rendement.bind.line import bind_line
from rendement.bind.monitor import bind_monitor
from rendement.bind.numbers import MakeSymbol, Numbers
from rendement.bind.programme import bind_programme
from rendement.bind.programme_case import CaseRun
from rendement.bind.programme_ledger import path_in_programme, prices_apart
from rendement.engine.arithmetic import Number, smaller
from rendement.engine.compute import compute
from rendement.engine.line import compute_line
from rendement.engine.monitor import compute_monitor
from rendement.engine.plan import BENEFITS, Guard
from rendement.engine.program import Program, program_of
from rendement.engine.programme import compute_programme
from rendement.engine.result import Result
from rendement.engine.symbol import Tape
from rendement.figures.case import CaseFigures
from rendement.figures.case_fields import CASE
from rendement.figures.field import Family, figures_of
from rendement.figures.monitor import MonitorFigures
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_fields import PROGRAMME
from rendement.model.case import Case
from rendement.model.fields import LONGEST
from rendement.model.library import Library
from rendement.model.monitor_rules import read_monitor
from rendement.model.programme_rules import read_programme
from rendement.source.path import Path, format_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.programme import runs_of

RETURN = "totaal.rendement"
CONTROL = "controle."


def record(calculation: Calculation) -> Program:
    """The program of a computed file. Raises ValueError when there is no result."""
    if calculation.programme is not None:
        return _of_programme(calculation)
    if calculation.monitor is not None:
        return _of_monitor(calculation)
    tape = Tape()
    result = _result(calculation, _Inputs(tape))
    figures = _figures(CASE, CaseFigures(result))
    return program_of(tape, {**figures, **_controls(result.plan.guards)})


class _Inputs:
    """Makes one input for each path of a tape."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.made: dict[str, Number] = {}

    def at(self, path: str, value: float) -> Number:
        """The input at a path."""
        if path not in self.made:
            self.made[path] = self.tape.input(path, value)
        return self.made[path]

    def __call__(self, place: Path, value: float) -> Number:
        """The input at a place of the file itself."""
        return self.at(format_path(place), value)


def record_duration(calculation: Calculation, place: Path) -> Program:
    """The return by the duration of one benefit, which gives the case its shape and is no input otherwise."""
    result, tape = calculation.result, Tape()
    section, number = place[:2]
    if result is None or section != BENEFITS or not isinstance(number, int):
        raise ValueError("no result")
    case, source, library = _read(calculation)

    def symbol(other: Path, value: float) -> Number:
        return tape.input(format_path(place), value) if other == place else value

    context = Context(case, source, library, Numbers(symbol, LONGEST))
    line = bind_line(context, case.baten[number], BENEFITS, number)
    known, inside = result.benefits[number], result.plan.inside
    rest = result.total.net - known.unit_for(inside) * known.weight
    item = compute_line(result.plan, line)
    return program_of(tape, {RETURN: rest + item.unit_for(inside) * item.weight if line.counted else rest})


def _read(calculation: Calculation) -> tuple[Case, Source, Library]:
    case, source, library = calculation.case, calculation.source, calculation.library
    if case is None or source is None or library is None:
        raise ValueError("no result")
    return case, source, library


def _result(calculation: Calculation, inputs: MakeSymbol) -> Result:
    plan, _ = bind(*_read(calculation), calculation.options.perspective, Numbers(inputs))
    if plan is None:
        raise ValueError("no result")
    return compute(plan)


class _OfMeasure:
    """The inputs of a case that is a measure."""

    def __init__(self, inputs: _Inputs, number: int, apart: frozenset[str]) -> None:
        self.inputs, self.number, self.apart = inputs, number, apart

    def __call__(self, place: Path, value: float) -> Number:
        """The input at a place of the case."""
        return self.inputs.at(path_in_programme(self.number, format_path(place), self.apart), value)


def _of_programme(calculation: Calculation) -> Program:
    inputs = _Inputs(Tape())
    apart = prices_apart(runs_of(calculation.measures))
    runs: dict[int, CaseRun] = {}
    guards: list[Guard] = []
    for number, found in calculation.measures.items():
        result = _result(found, _OfMeasure(inputs, number, apart))
        runs[number] = CaseRun(found.name, result)
        guards += [replace(guard, path=_below(number, guard.path)) for guard in result.plan.guards]
    source = calculation.source
    programme, _ = read_programme(source) if source is not None else (None, [])
    if programme is None or source is None:
        raise ValueError("no result")
    numbers = Numbers(inputs)
    plan, _ = bind_programme(programme, source, runs, calculation.options.perspective, numbers)
    if plan is None:
        raise ValueError("no result")
    figures = ProgrammeFigures(compute_programme(plan))
    return program_of(inputs.tape, {**_figures(PROGRAMME, figures), **_controls(guards)})


def _of_monitor(calculation: Calculation) -> Program:
    inputs, source = _Inputs(Tape()), calculation.source
    monitor, _ = read_monitor(source) if source is not None else (None, [])
    if monitor is None or source is None:
        raise ValueError("no result")
    plan, _ = bind_monitor(monitor, source, numbers=Numbers(inputs))
    if plan is None:
        raise ValueError("no result")
    return program_of(inputs.tape, _figures(MONITOR, MonitorFigures(compute_monitor(plan))))


def _figures(family: Family, thing: object) -> dict[str, Number]:
    return {format_path(path): figure for path, figure in figures_of(family, thing)}


def _below(number: int, path: str) -> str:
    """Where a guard of a case stands in the programme."""
    head, code, rest = path.split(".", 2)
    return f"{head}.{code}.maatregelen[{number}].{rest}"


def _controls(guards: Iterable[Guard]) -> dict[str, Number]:
    """What would be refused, the smallest margin of each."""
    margins: dict[str, Number] = {}
    for guard in guards:
        known = margins.get(guard.path)
        margins[guard.path] = guard.margin if known is None else smaller(known, guard.margin)
    return margins
