"""How low and how high a figure of a line may turn out, over all that the ranges of the line allow."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rendement.bind.by_year import bind_lines
from rendement.bind.context import Context
from rendement.bind.numbers import Numbers
from rendement.engine.line import compute_line
from rendement.engine.plan import BENEFITS, Line, Plan
from rendement.engine.result import LineResult
from rendement.model.line import BenefitLine, CostLine
from rendement.model.values import ends
from rendement.source.path import Path, parse_path

Figure = Callable[[LineResult], float]
_Ranges = dict[Path, tuple[float, float]]

_FEW = 8  # ranges that are tried one by one; of more, those of one kind go together
_KEYS = BenefitLine.model_fields.keys() | CostLine.model_fields.keys()


def lowest(context: Context, plan: Plan, line: Line, figure: Figure) -> float:
    """The lowest of a figure that rises or falls with each range of the line."""
    section, number = parse_path(line.written)
    written = (context.case.baten if section == BENEFITS else context.case.kosten)[int(number)]

    def at(chosen: dict[Path, float]) -> tuple[float, Numbers]:
        numbers = Numbers(chosen=chosen)
        apart = replace(context, numbers=numbers, findings=[], knots={})
        own = bind_lines(apart, written, line.side, int(number))
        return figure(compute_line(plan, next(item for item in own if item.years == line.years))), numbers

    best, numbers = at({})
    chosen: dict[Path, float] = {}
    for ranges in _together((place, ends(value)) for place, (value, _) in numbers.written.items()):
        tried = [chosen | {place: pair[end] for place, pair in ranges.items()} for end in (0, 1)]
        best, chosen = min(((at(end)[0], end) for end in tried), key=lambda found: found[0])
    return best


def highest(context: Context, plan: Plan, line: Line, figure: Figure) -> float:
    """The highest of such a figure."""
    return -lowest(context, plan, line, lambda item: -figure(item))


def _together(written: Iterable[tuple[Path, tuple[float, float]]]) -> list[_Ranges]:
    """The ranges to choose an end of, each by itself or with its kind.

    First those on both sides of 0: what they become says which way the others work.
    """
    uncertain = {place: pair for place, pair in written if pair[0] != pair[1]}
    groups: dict[Path, _Ranges] = {}
    for place, pair in sorted(uncertain.items(), key=lambda item: not item[1][0] < 0 < item[1][1]):
        kind = place if len(uncertain) <= _FEW else tuple(part for part in place if part in _KEYS)
        groups.setdefault(kind, {})[place] = pair
    return list(groups.values())
