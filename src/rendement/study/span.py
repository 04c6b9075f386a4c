"""Between which returns a case lies, if all its ranges turn out against it or for it together."""

from collections.abc import Iterable

from rendement.engine.inputs import Ledger
from rendement.study.breakeven import Trials
from rendement.study.rising import rising

COUNTED = "geteld"  # a count has no ends
Span = tuple[float, float]


def span(ledger: Ledger, trials: Trials) -> Span | None:
    """The lowest and the highest return in euros; None where no range has ends, or one of them is refused.

    The ends of each range are tried in turn, with those of the ranges before it as they were chosen: exact
    where the return rises or falls with each of them. The knots of a curve that never falls go together.
    """
    spreads = {item.path: item.spread for item in ledger.ranges if item.path in trials.program.inputs}
    ends = {
        path: (spread.low, spread.high)
        for path, spread in spreads.items()
        if spread is not None and spread.distribution != COUNTED
    }
    if not ends:
        return None
    curves = {knot.path: knots[0].path for knots in rising(ledger.inputs) for knot in knots}
    groups: dict[str, dict[str, Span]] = {}
    for path, pair in ends.items():
        groups.setdefault(curves.get(path, path), {})[path] = pair
    low, high = (_outermost(trials, groups.values(), sign) for sign in (-1.0, 1.0))
    return None if low is None or high is None else (low, high)


def _outermost(trials: Trials, groups: Iterable[dict[str, Span]], sign: float) -> float | None:
    chosen: dict[str, float] = {}
    found: float | None = None
    for group in groups:
        tried = [chosen | {path: pair[end] for path, pair in group.items()} for end in (0, 1)]
        known = [(value, ends) for ends in tried if (value := trials.at(ends)) is not None]
        if not known:
            return None
        found, chosen = max(known, key=lambda one: sign * one[0])
    return found
