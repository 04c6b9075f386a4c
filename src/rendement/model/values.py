"""Values as written: a number that is certain, a range, a series by year. No arithmetic beyond a middle."""

from math import exp, fsum, log
from typing import Literal

from rendement.source.record import record

Distribution = Literal["pert", "driehoek", "uniform", "normaal", "lognormaal"]
DISTRIBUTIONS: tuple[Distribution, ...] = ("pert", "driehoek", "uniform", "normaal", "lognormaal")

_Z95 = 1.6448536269514722  # the standard normal's 95th percentile


@record
class Range:
    """An uncertain value between bounds (5th and 95th percentile for normal and lognormal)."""

    low: float
    high: float
    mode: float | None = None
    distribution: Distribution = "pert"

    @property
    def middle(self) -> float:
        """The point value: the mode when given, else the mean of the distribution.

        For a lognormal with 5th and 95th percentiles l and h: exp(mu + sigma^2 / 2) with
        mu = (ln l + ln h) / 2 and sigma = (ln h - ln l) / (2 x 1.645).
        """
        if self.mode is not None:
            return self.mode
        if self.distribution == "lognormaal":
            low, high = log(self.low), log(self.high)
            sigma = (high - low) / (2 * _Z95)
            return exp((low + high) / 2 + sigma * sigma / 2)
        return (self.low + self.high) / 2


@record
class Counted:
    """A counted share: so many of so many (a beta distribution in a simulation)."""

    count: float
    of: float

    @property
    def middle(self) -> float:
        """The observed share."""
        return self.count / self.of


@record
class Discrete:
    """Weighted values; the weights add to 1."""

    options: tuple[tuple[float, float], ...]

    @property
    def middle(self) -> float:
        """The weighted mean, rounded once: the order of the values changes no bit."""
        return fsum(value * weight for value, weight in self.options)


@record
class Series:
    """A value for each named year; a year not named is 0."""

    by_year: tuple[tuple[int, "Uncertain"], ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years named, in order."""
        return tuple(year for year, _ in self.by_year)


Uncertain = float | Range | Counted | Discrete


def point(value: Uncertain) -> float:
    """The value of the point run."""
    return float(value) if isinstance(value, int | float) else value.middle


def points(value: Uncertain | Series | None) -> tuple[float, ...]:
    """The values of the point run: one, one for each year of a series, or none."""
    if value is None:
        return ()
    return tuple(point(item) for _, item in value.by_year) if isinstance(value, Series) else (point(value),)
