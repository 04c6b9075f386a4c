"""The weakest assumption of a case: the one that has to move least for the return to be zero.

A share moves by points, anything else by a part of what it is now; a point is as far as one percent.
"""

from collections.abc import Iterable

from rendement.engine.arithmetic import total
from rendement.engine.inputs import Input
from rendement.engine.over_years import years_of
from rendement.engine.program import Program
from rendement.engine.result import Result
from rendement.figures.crossing import Crossing
from rendement.source.path import format_path, parse_path
from rendement.study.breakeven import Question, Trials, is_duration, questions
from rendement.study.calculation import Calculation
from rendement.study.recording_return import RETURN

MOST_ASKED = 8  # assumptions of which the break-even value is looked up
SLACK = 1e-9  # of what a value is: as much as computing leaves
POINTS = ("aandeel", "voet")


def weakest(calculation: Calculation, trials: Trials) -> Crossing | None:
    """The crossing of the nearest assumption; None where nothing turns the return."""
    return next(iter(nearest_by(calculation, trials, 1)), None)


def nearest_by(calculation: Calculation, trials: Trials, count: int) -> list[Crossing]:
    """The crossings of so many assumptions, the nearest first.

    The slopes of the return say which assumptions may be near; of those the crossing is looked up. Raises
    ValueError when there is no return.
    """
    result = calculation.result
    if result is None:
        raise ValueError("no result")
    reach = _Reach(result, trials.program)
    known = [(reach.of(question), question) for question in questions(calculation, trials)]
    near = [
        (_rounded(far), number, question) for number, (far, question) in enumerate(known) if far is not None
    ]
    best: list[Crossing] = []
    for far, _, question in sorted(near, key=lambda item: item[:2])[:MOST_ASKED]:
        if len(best) == count and far >= (distance(best[-1]) or 0.0):
            break
        answer = question.answer()
        best = nearest_ones([*best, *([answer] if answer is not None else [])], count)
    return best


def nearest(crossings: Iterable[Crossing]) -> Crossing | None:
    """The one that has to move least; of those that are as near, the first."""
    return next(iter(nearest_ones(crossings, 1)), None)


def nearest_ones(crossings: Iterable[Crossing], count: int) -> list[Crossing]:
    """The same for so many, the nearest first."""
    known = [(reach, item) for item in crossings if (reach := distance(item)) is not None]
    return [item for _, item in sorted(known, key=lambda pair: pair[0])[:count]]


def distance(item: Crossing) -> float | None:
    """How far an assumption has to move; None when nothing turns the return, or it is now 0 itself.

    >>> distance(Crossing("", "", "aandeel", 0.5, 0.7, None, None, None))
    0.2
    >>> distance(Crossing("", "", "bedrag", 200.0, 150.0, None, None, None))
    0.25
    """
    if item.value is None:
        return None
    moved = abs(item.value - item.now)
    if item.kind in POINTS:
        return _rounded(moved)
    return _rounded(moved / abs(item.now)) if item.now else None


class _Reach:
    """How far an assumption has to move, at least, if the return goes on as it goes where it is now."""

    def __init__(self, result: Result, program: Program) -> None:
        self.result, self.net = result, result.total.net
        self.slopes, self.divisors = program.slopes(RETURN), program.divisors()

    def of(self, question: Question) -> float | None:
        """Its reach; None where no value of it would do."""
        items = question.items
        if is_duration(items[0]):
            return self._of_duration(items[0])
        points = items[0].kind in POINTS
        rise = total(self.slopes[item.path] * item.value for item in items)
        straight = self.slopes[items[0].path] if points else rise
        moves = [-self.net / straight] if straight else []
        if rise and rise != -self.net and any(item.path in self.divisors for item in items):
            part = -self.net / (self.net + rise)  # as of what something is divided by
            moves.append(part * items[0].value if points else part)
        fitting = (
            abs(move)
            for move in moves
            if all(_fits(item, item.value + move * (1.0 if points else item.value)) for item in items)
        )
        return min(fitting, default=None)

    def _of_duration(self, item: Input) -> float | None:
        """The last years of an effect count for no more than the first."""
        side, number = parse_path(item.path)[:2]
        written, inside = format_path((side, number)), self.result.plan.inside
        own = [line for line in years_of(self.result.lines, written) if line.line.counted]
        brought = total(line.balance(line.unit_for(inside) * line.weight).net for line in own)
        if not brought or not _fits(item, item.value * (1 - self.net / brought)):
            return None
        return abs(self.net / brought)


def _fits(item: Input, value: float) -> bool:
    low, high = item.bounds
    least = low if low is not None else 0.0 if item.value >= 0 else None
    slack = SLACK * abs(item.value)
    return (least is None or value >= least - slack) and (high is None or value <= high + slack)


def _rounded(reach: float) -> float:
    """Without what computing it leaves, so that what is as far is as far."""
    return float(f"{reach:.9g}")
