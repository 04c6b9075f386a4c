"""What draws say: of each figure its middle and its ends, and how sure these are."""

from collections.abc import Mapping

from rendement.source.record import record

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95  # the percentiles that are reported


@record
class Errors:
    """How far each of these may lie from what endless draws would give: one standard error."""

    low: float
    middle: float
    high: float
    positive: float


@record
class Band:
    """A figure over all draws; a figure that some draws do not have is none at all.

    `deviation` is None of a single draw. `values` are the percentiles; `positive` the share of the draws in
    which it lies above 0; `error` that of the mean.
    """

    mean: float
    deviation: float | None
    low: float
    middle: float
    high: float
    positive: float
    error: float | None
    errors: Errors


@record
class PartBand:
    """A line, an outcome or a threshold by its path, with the figure of it over all draws."""

    path: str
    name: str
    band: Band | None


@record
class DrawnInput:
    """One uncertain number: how it was drawn, and what came of it."""

    path: str
    distribution: str
    point: float
    band: Band


@record
class YearBands:
    """A year over all draws."""

    benefits: Band | None
    costs: Band | None
    net: Band | None
    cumulative: Band | None


@record
class Histogram:
    """In how many draws the return lies between each two neighbouring bounds."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]


@record
class Uncertainty:
    """A case over all draws.

    `assumptions` is how many numbers went in, `uncertain` how many of those were drawn; `paid_back` the share
    of the draws in which the balance lies above 0 for good from a year on, by year. Without a benefit that
    has an amount there is no return.
    """

    draws: int
    seed: int
    uncertain: int
    assumptions: int
    net: Band | None
    present_net: Band | None
    benefits: Band
    costs: Band
    per_euro: Band | None
    paid_back: Mapping[str, float]
    lines: tuple[PartBand, ...]
    years: Mapping[str, YearBands]
    actors: Mapping[str, Band]
    domains: Mapping[str, Band]
    outcomes: tuple[PartBand, ...]
    thresholds: tuple[PartBand, ...]
    inputs: Mapping[str, DrawnInput]
    histogram: Histogram | None
    budget: Band | None = None  # what is left of that of the municipality


@record
class ProgrammeYearBands:
    """A year of a programme over all draws."""

    saved: Band | None
    in_place: Band | None
    net: Band | None
    cumulative_net: Band | None
    difference: Band | None
    cumulative: Band | None


@record
class Met:
    """How likely a target is met, and what counts for it in at least 80 of 100 draws.

    `cumulative` is the chance that what ran up until then is met; `error` that of what is met.
    """

    chance: float
    reached: float
    error: float
    cumulative: float | None = None


@record
class TargetMet:
    """A target over all draws: by year, over all years together, and in every year of one draw."""

    years: Mapping[str, Met]
    whole: Met
    every: float
    every_cumulative: float


@record
class ProgrammeUncertainty:
    """A programme over all draws; `rows` has its amounts by their keys.

    `samples`: how many households stand for each larger group in its cases.
    """

    draws: int
    seed: int
    uncertain: int
    assumptions: int
    net: Band | None
    saved: Band | None
    difference: Band | None
    target: TargetMet | None
    measures: tuple[PartBand, ...]
    years: Mapping[str, ProgrammeYearBands]
    domains: Mapping[str, Band]
    actors: Mapping[str, Band]
    inputs: Mapping[str, DrawnInput]
    histogram: Histogram | None
    samples: tuple[int, ...]
    rows: Mapping[str, Band | None]
    budget: Band | None = None  # what is left of that of the municipality
