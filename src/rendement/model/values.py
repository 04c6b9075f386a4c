"""Values as written: a number that is certain, a range, a series by year. No arithmetic beyond a middle."""

from math import exp, fsum, log
from typing import Literal

from rendement.source.record import record

Distribution = Literal["pert", "driehoek", "uniform", "normaal", "lognormaal"]
DISTRIBUTIONS: tuple[Distribution, ...] = ("pert", "driehoek", "uniform", "normaal", "lognormaal")

_Z95 = 1.6448536269514722  # the standard normal's 95th percentile
_Z999 = 3.090232306167813  # and its 99.9th: so far is looked along a distribution without ends
_LAST = 8.3  # deviations: farther out no draw lies, of which the chance is a multiple of 2^-53
WIDEST = exp(4 * _Z95**2)  # times its low end: beyond it the mean of a lognormal lies above its high end
ENDLESS = ("normaal", "lognormaal")


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

    @property
    def ends(self) -> tuple[float, float]:
        """Between which values it lies; without ends, all but one in a thousand on either side."""
        if self.distribution == "lognormaal":
            low, high = _stretched(log(self.low), log(self.high))
            return exp(low), exp(high)
        return _stretched(self.low, self.high) if self.distribution in ENDLESS else (self.low, self.high)

    @property
    def furthest(self) -> float:
        """How high a draw of it may be."""
        if self.distribution == "lognormaal":
            return exp(_stretched(log(self.low), log(self.high), _LAST)[1])
        return _stretched(self.low, self.high, _LAST)[1] if self.distribution in ENDLESS else self.high


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


def spelled(value: Uncertain) -> str:
    """A value as a file can have it.

    >>> spelled(7.5), spelled(Range(1, 9, 4)), spelled(Range(1, 9, distribution="uniform"))
    ('7.5', '1..4..9', '{laag: 1, hoog: 9, verdeling: uniform}')
    >>> spelled(Discrete(((4, 0.25), (6, 0.75))))
    '{discreet: {4: 0.25, 6: 0.75}}'
    """
    if isinstance(value, Discrete):
        options = ", ".join(f"{option:.15g}: {chance:.15g}" for option, chance in value.options)
        return f"{{discreet: {{{options}}}}}"
    if isinstance(value, Counted):
        return f"{{geteld: {value.count:.15g}, van: {value.of:.15g}}}"
    if not isinstance(value, Range):
        return f"{value:.15g}"
    if value.distribution == "pert":
        parts = (value.low, value.mode, value.high)
        return "..".join(f"{part:.15g}" for part in parts if part is not None)
    middle = "" if value.mode is None else f", midden: {value.mode:.15g}"
    return f"{{laag: {value.low:.15g}{middle}, hoog: {value.high:.15g}, verdeling: {value.distribution}}}"


def ends(value: Uncertain) -> tuple[float, float]:
    """The lowest and the highest that a value may turn out to be.

    >>> ends(7.0), ends(Range(1, 9)), ends(Discrete(((4, 0.3), (-6, 0.7))))
    ((7.0, 7.0), (1, 9), (-6, 4))
    """
    if isinstance(value, Range):
        return value.ends
    if isinstance(value, Discrete):
        options = [option for option, _ in value.options]
        return min(options), max(options)
    return point(value), point(value)


def furthest(value: Uncertain) -> float:
    """How high a draw of a value may be; of a distribution without ends that is beyond them."""
    return value.furthest if isinstance(value, Range) else ends(value)[1]


def spans(value: Uncertain | Series | None) -> tuple[tuple[float, float], ...]:
    """The ends of a value: one pair, one for each year of a series, or none."""
    if value is None:
        return ()
    return tuple(ends(item) for _, item in value.by_year) if isinstance(value, Series) else (ends(value),)


def lowest(value: Uncertain | Series | None) -> float:
    """How low a value may turn out in any year; 0 where nothing stands."""
    return min((low for low, _ in spans(value)), default=0.0)


def _stretched(low: float, high: float, deviations: float = _Z999) -> tuple[float, float]:
    """From the 5th and 95th percentile to so many deviations on either side: to one in a thousand."""
    middle, reach = (low + high) / 2, (high - low) / 2 * deviations / _Z95
    return middle - reach, middle + reach
