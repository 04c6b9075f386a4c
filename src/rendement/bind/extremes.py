"""How low and how high a figure of a line may turn out, over all that the ranges of the line allow."""

from collections.abc import Callable
from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.line import bind_line
from rendement.bind.numbers import Numbers
from rendement.engine.line import compute_line
from rendement.engine.plan import BENEFITS, Line, Plan
from rendement.engine.result import LineResult
from rendement.model.values import ends
from rendement.source.path import Path, parse_path

Figure = Callable[[LineResult], float]


def extremes(context: Context, plan: Plan, line: Line, figure: Figure) -> tuple[float, float]:
    """The lowest and the highest of a figure that rises or falls with each range of the line."""
    section, number = parse_path(line.path)
    written = (context.case.baten if section == BENEFITS else context.case.kosten)[int(number)]

    def at(chosen: dict[Path, float]) -> tuple[float, Numbers]:
        numbers = Numbers(chosen=chosen)
        apart = replace(context, numbers=numbers, findings=[], remarks={})
        return figure(compute_line(plan, bind_line(apart, written, line.side, int(number)))), numbers

    found, numbers = at({})
    ranges = {place: ends(value) for place, (value, _) in numbers.written.items()}
    uncertain = [(place, pair) for place, pair in ranges.items() if pair[0] != pair[1]]

    def towards(best: Callable[..., float]) -> float:
        chosen: dict[Path, float] = {}
        for place, pair in uncertain:
            chosen[place] = best(pair, key=lambda end: at({**chosen, place: end})[0])
        return at(chosen)[0]

    return (towards(min), towards(max)) if uncertain else (found, found)
