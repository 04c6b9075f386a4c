"""The program of the return of a case: bind and compute run once on symbols.

Its inputs have the paths that `--set` takes; beside the return it has, under `controle`, what would be
refused (below 0).
"""

from collections.abc import Iterable

from rendement.bind import bind
from rendement.bind.by_year import bind_lines
from rendement.bind.context import Context
from rendement.bind.numbers import MakeSymbol, Numbers
from rendement.engine.arithmetic import Number, cleared, noise, smaller, total
from rendement.engine.compute import compute
from rendement.engine.line import compute_line
from rendement.engine.over_years import years_of
from rendement.engine.plan import BENEFITS, COSTS, Guard
from rendement.engine.program import Program, program_of
from rendement.engine.result import LineResult, Result
from rendement.engine.symbol import Tape
from rendement.model.case import Case
from rendement.model.durations import LONGEST
from rendement.model.library import Library
from rendement.source.path import Path, format_path
from rendement.source.rows import OTHERS
from rendement.source.tree import Source
from rendement.study.calculation import Calculation

RETURN = "totaal.rendement"
CONTROL = "controle."
TOGETHER = "samen."


class Inputs:
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


def record_return(calculation: Calculation, *, sampled: bool = False) -> Program:
    """The return by every input, within the house; also by how much each sampled household weighs.

    The price of what few clients use together stands under `samen`. Raises ValueError when there is none.
    """
    inputs = Inputs(Tape())
    result = result_of(calculation, inputs, sampled=sampled, within=True)
    if not result.valued:
        raise ValueError("no return")
    parts = (part for item in result.lines for part in item.line.parts if part.price.code == OTHERS)
    together = {f"{TOGETHER}{part.price.path}": part.price.amount for part in parts}
    return program_of(inputs.tape, {RETURN: result.total.net, **controls(result.plan.guards), **together})


def record_duration(calculation: Calculation, place: Path) -> Program:
    """The return by the duration of one line, which gives the case its shape and is no input otherwise."""
    result, tape = calculation.result, Tape()
    section, number = place[:2]
    if result is None or section not in (BENEFITS, COSTS) or not isinstance(number, int):
        raise ValueError("no result")
    case, source, library = _read(calculation)

    def symbol(other: Path, value: float) -> Number:
        return tape.input(format_path(place), value) if other == place else value

    context = Context(case, source, library, Numbers(symbol, LONGEST))
    gains, inside = section == BENEFITS, result.plan.inside
    written = case.baten[number] if gains else case.kosten[number]
    lines = bind_lines(context, written, BENEFITS if gains else COSTS, number)
    known = years_of(result.lines, format_path((section, number)))

    def net(item: LineResult) -> Number:
        return item.balance(item.unit_for(inside) * item.weight).net

    if not lines[0].counted:
        return program_of(tape, {RETURN: result.total.net})
    items = [compute_line(result.plan, line) for line in lines]
    others = (other for other in result.lines if other.line.counted and other not in known)
    nothing = noise([*(item.moved for item in items), *(other.moved for other in others)])
    changed = total(map(net, items)) - total(map(net, known))
    return program_of(tape, {RETURN: cleared(result.total.net + changed, nothing)})


def _read(calculation: Calculation) -> tuple[Case, Source, Library]:
    case, source, library = calculation.case, calculation.source, calculation.library
    if case is None or source is None or library is None:
        raise ValueError("no result")
    return case, source, library


def result_of(
    calculation: Calculation, inputs: MakeSymbol, *, sampled: bool = False, within: bool = False
) -> Result:
    """A case, computed once more with these inputs; with the weights of sampled households among them.

    Only `within` the house it follows the prices of what few clients use together.
    """
    numbers = Numbers(inputs, sampled=sampled, within=within)
    plan, _ = bind(*_read(calculation), calculation.options.perspective, numbers)
    if plan is None:
        raise ValueError("no result")
    return compute(plan)


def controls(guards: Iterable[Guard]) -> dict[str, Number]:
    """What would be refused, the smallest margin of each."""
    margins: dict[str, Number] = {}
    for guard in guards:
        known = margins.get(guard.path)
        margins[guard.path] = guard.margin if known is None else smaller(known, guard.margin)
    return margins
