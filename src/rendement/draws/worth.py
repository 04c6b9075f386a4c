"""What knowing is worth for decisions to go on or stop; and which part of a variance one thing explains."""

from collections.abc import Sequence
from math import hypot, sqrt

import numpy as np

from rendement.draws.known import COMMON, Known
from rendement.engine.blocks import Block
from rendement.figures.sensitivity import Share, Worth


def perfect(decisions: Sequence[Block]) -> Worth:
    """The mean of the better of going on and stopping, less the better of their means, of each decision.

    That is what one loses, on average, by choosing now what is best on average.
    """
    return _lost([(values, float(values.mean())) for values in decisions])


def partial(known: Sequence[Known], decisions: Sequence[Block], most: Worth) -> Worth:
    """The same when one thing is known and nothing else; never more than when everything is."""
    means = [float(values.mean()) for values in decisions]
    found = _lost([(mean + one.aside, mean) for one, mean in zip(known, means, strict=True)])
    first, second = (
        _lost([(mean + one.halves[half], mean) for one, mean in zip(known, means, strict=True)]).value
        for half in (0, 1)
    )
    return Worth(min(found.value, most.value), hypot(found.error, (first - second) / 2))


def _lost(decisions: Sequence[tuple[Block, float]]) -> Worth:
    """By all decisions together; nothing where there is nothing to decide."""
    if not decisions:
        return Worth(0.0, 0.0)
    lost = np.zeros_like(decisions[0][0])
    for values, mean in decisions:
        lost += np.maximum(0.0, -values if mean > 0 else values)
    return Worth(float(lost.mean()), float(lost.std(ddof=1)) / sqrt(len(lost)))


def share(known: Known, values: Block) -> Share:
    """First order: the variance of what is expected. Total: what is left, on average, when all else is known.

    Both are variances divided by one, so neither is below 0, nor the second below the first.
    """
    variance, count = float(values.var()), len(known.aside)
    if not variance:
        return Share(0.0, 0.0, 0.0)
    first, whole = _part(known.aside, variance), float(known.within.mean()) / variance
    apart = values[:count] - values.mean()
    by_draws = float(np.std(known.aside**2 - first * apart**2)) / variance / sqrt(count)
    by_halves = (_part(known.halves[0], variance) - _part(known.halves[1], variance)) / 2
    of_whole = float(known.within.std()) / variance / sqrt(2 * COMMON)
    return Share(first, max(first, whole), max(hypot(by_draws, by_halves), of_whole))


def _part(aside: Block, variance: float) -> float:
    return float(np.mean(aside**2)) / variance


def alone(values: Block) -> Known:
    """Of the only thing that is drawn: once it is known there is no rest."""
    aside = values - values.mean()
    return Known(aside, (aside, aside), np.full(2 * COMMON, values.var()))
