"""The distributions of the language by their inverse: from a chance to the value below which so much lies."""

from collections.abc import Callable
from math import ceil, inf, log, log10
from statistics import NormalDist

import numpy as np

from rendement.draws.beta import beta_inverse
from rendement.draws.normal import standard_normal
from rendement.engine.blocks import Block
from rendement.engine.inputs import Input, Spread

Inverse = Callable[[Block], Block]

DIGITS = 11  # of the largest end: a table shows twelve, and a file takes fifteen
_Z95 = NormalDist().inv_cdf(0.95)


def inverse(item: Input) -> Inverse:
    """That of an input; what lies outside its bounds is drawn from the rest.

    Raises ValueError for one that is certain.
    """
    spread = item.spread
    if spread is None:
        raise ValueError(f"{item.path} is certain")
    if spread.distribution == "discreet":
        return _discrete(spread)
    if spread.distribution in ("normaal", "lognormaal"):
        return _writable(_endless(spread, *item.bounds), spread)
    return _writable(_INVERSES[spread.distribution](spread), spread)


def _writable(of: Inverse, spread: Spread) -> Inverse:
    """Rounded to what a file can say, so that a draw can be written down and computed again."""
    largest = 1.0 if spread.distribution == "geteld" else max(abs(spread.low), abs(spread.high))
    steps = 10.0 ** max(0, DIGITS - ceil(log10(largest)))  # of a unit; exact, as is what it divides

    def rounded(chances: Block) -> Block:
        found = of(chances)  # a block of its own
        found *= steps
        np.rint(found, out=found)
        found /= steps
        return found

    return rounded


def _uniform(spread: Spread) -> Inverse:
    return lambda chances: _placed(chances, spread.low, spread.high - spread.low)


def _placed(shares: Block, low: float, width: float) -> Block:
    """Shares of a width, from an end on."""
    found = shares * width
    found += low
    return found


def _triangle(spread: Spread) -> Inverse:
    """X = low + √(u · (mode - low) · width) up to the mode; mirrored beyond it."""
    low, high = spread.low, spread.high
    mode = (low + high) / 2 if spread.mode is None else spread.mode
    width, at = high - low, (mode - low) / (high - low)

    def of(chances: Block) -> Block:
        first = chances < at
        aside = np.where(first, chances * ((mode - low) * width), (1 - chances) * ((high - mode) * width))
        np.sqrt(aside, out=aside)
        return np.where(first, low + aside, high - aside)

    return of


def _pert(spread: Spread) -> Inverse:
    """A beta between the ends with shapes 1 + 4 (mode - low) ÷ width and 1 + 4 (high - mode) ÷ width."""
    low, width = spread.low, spread.high - spread.low
    mode = low + width / 2 if spread.mode is None else spread.mode
    first, second = 1 + 4 * (mode - low) / width, 1 + 4 * (spread.high - mode) / width
    shares = beta_inverse(first, second)
    return lambda chances: _placed(shares(chances), low, width)


def _counted(spread: Spread) -> Inverse:
    """The beta of Jeffreys: shapes count + ½ and what was not counted + ½."""
    first, second = spread.low + 0.5, spread.high - spread.low + 0.5
    return beta_inverse(first, second)


def _discrete(spread: Spread) -> Inverse:
    options = sorted(spread.options)
    values = np.array([value for value, _ in options])
    until = np.cumsum([chance for _, chance in options])[:-1]
    return lambda chances: values[np.searchsorted(until, chances, side="right")]


def _endless(spread: Spread, low: float | None, high: float | None) -> Inverse:
    """Normal, or normal in its logarithm, by its 5th and 95th percentile."""
    is_log = spread.distribution == "lognormaal"
    ends = (log(spread.low), log(spread.high)) if is_log else (spread.low, spread.high)
    middle, deviation = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / (2 * _Z95)
    least, most = (_within(bound, is_log=is_log) for bound in (low, high))
    standard = NormalDist(middle, deviation)
    begin = 0.0 if least is None else standard.cdf(least)
    kept = (1.0 if most is None else standard.cdf(most)) - begin

    def of(chances: Block) -> Block:
        inside = _placed(chances, begin, kept) if kept < 1 else chances
        found = _placed(standard_normal(inside), middle, deviation)
        return np.exp(found, out=found) if is_log else found

    return of


def _within(bound: float | None, *, is_log: bool) -> float | None:
    if bound is None or not is_log:
        return bound
    return log(bound) if bound > 0 else -inf


_INVERSES: dict[str, Callable[[Spread], Inverse]] = {
    "uniform": _uniform,
    "driehoek": _triangle,
    "pert": _pert,
    "geteld": _counted,
}
