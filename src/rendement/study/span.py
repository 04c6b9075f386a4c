"""Between which returns a case lies, if all its ranges turn out against it or for it together."""

from rendement.engine.inputs import Ledger
from rendement.study.breakeven import Trials

COUNTED = "geteld"  # a count has no ends
Span = tuple[float, float]


def span(ledger: Ledger, trials: Trials) -> Span | None:
    """The lowest and the highest return in euros; None where no range has ends, or one of them is refused.

    The ends of each range are tried in turn, with those of the ranges before it as they were chosen: exact
    where the return rises or falls with each of them.
    """
    spreads = {item.path: item.spread for item in ledger.ranges if item.path in trials.program.inputs}
    ends = {
        path: (spread.low, spread.high)
        for path, spread in spreads.items()
        if spread is not None and spread.distribution != COUNTED
    }
    if not ends:
        return None
    low, high = (_outermost(trials, ends, sign) for sign in (-1.0, 1.0))
    return None if low is None or high is None else (low, high)


def _outermost(trials: Trials, ends: dict[str, Span], sign: float) -> float | None:
    chosen: dict[str, float] = {}
    found: float | None = None
    for path, pair in ends.items():
        tried = [(trials.at(chosen | {path: end}), end) for end in pair]
        known = [(value, end) for value, end in tried if value is not None]
        if not known:
            return None
        found, chosen[path] = max(known, key=lambda one: sign * one[0])
    return found
