"""Options side by side on the same draws: each of them, each pair, and what knowing is worth; as records."""

from typing import Literal

from rendement.figures.asked import Asked
from rendement.figures.sensitivity import Worth
from rendement.figures.uncertainty import Band
from rendement.source.record import record

Verdict = Literal["gelijk", "onbeslist", "duidelijk", "duidelijk-bij-overlap"]
ALIKE: Verdict = "gelijk"  # the same in (nearly) every draw
OPEN: Verdict = "onbeslist"  # the difference is smaller than what is uncertain
CLEAR: Verdict = "duidelijk"
CLEAR_YET: Verdict = "duidelijk-bij-overlap"  # though the ranges of both overlap


@record
class Ratio:
    """Benefits per euro of costs over all draws, and in which part of them it is the highest."""

    point: float | None
    band: Band
    best: float


@record
class Choice:
    """One option: a case, a version or a scenario of it; `best` is the chance that it is the best of all."""

    label: str
    name: str
    place: str
    file: str
    scenario: str | None
    path: str
    point: float
    band: Band
    best: float
    costs: float
    ratio: Ratio | None


@record
class Pair:
    """The first less the second, draw by draw."""

    first: str
    second: str
    point: float
    band: Band
    verdict: Verdict

    @property
    def better(self) -> str:
        """The one that is better on average."""
        return self.first if self.band.mean >= 0 else self.second


@record
class Apart:
    """Something in which the options differ that may not differ, with what each has."""

    what: str
    values: tuple[tuple[str, str], ...]


@record
class Comparison:
    """Everything that is said of options beside doing nothing.

    `behind` are the options of which everything is realised; `nothing` is the chance that doing nothing is
    the best; `by_ratio`: the costs are so far apart that benefits per euro are a measure of their own.
    """

    title: str
    currency: str
    asked: Asked
    outcome: str
    outcome_title: str
    why: str  # gevraagd, verwacht, contant, rendement
    draws: int
    seed: int
    apart: tuple[Apart, ...]
    choices: tuple[Choice, ...]
    nothing: float
    pairs: tuple[Pair, ...]
    by_ratio: bool
    shared: tuple[str, ...]  # what is drawn for more than one option, in words
    uncertain: int  # how many things are drawn, each once
    behind: tuple[str, ...]
    evpi: Worth | None
