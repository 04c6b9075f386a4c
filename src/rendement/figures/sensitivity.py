"""What drives the outcome of a file, and what is worth measuring: as records."""

from rendement.figures.asked import Asked
from rendement.figures.crossing import Crossing
from rendement.figures.uncertainty import Band
from rendement.source.record import record

LOW, HIGH = 0.1, 0.9  # the points of its own distribution at which each thing is tried


@record
class Piece:
    """One number that moves with others, at both ends."""

    path: str
    low: float
    high: float


@record
class Bar:
    """The outcome with one thing at either end and all else as it is.

    `low` and `high` are its own values: none where several numbers move together, and of a sample the factor
    by which all its posts go. An outcome that would be refused is none.
    """

    path: str
    label: str
    kind: str
    low: float | None
    high: float | None
    at_low: float | None
    at_high: float | None
    certain: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def swing(self) -> float:
        """How far apart both outcomes are."""
        if self.at_low is None or self.at_high is None:
            return 0.0
        return abs(self.at_high - self.at_low)

    @property
    def turns(self) -> bool:
        """Whether zero lies between both outcomes."""
        if self.at_low is None or self.at_high is None:
            return False
        return min(self.at_low, self.at_high) < 0 < max(self.at_low, self.at_high)


@record
class Turn:
    """Where the return is zero, and whether that lies inside the range that was written."""

    crossing: Crossing
    inside: bool


@record
class Share:
    """The part of the variance that one thing explains: alone, and with all it takes part in."""

    first: float
    whole: float
    error: float


@record
class Worth:
    """What knowing is worth on average, and one standard error of it."""

    value: float
    error: float


@record
class Driven:
    """One thing that is drawn, with what it does."""

    path: str
    label: str
    share: Share | None
    worth: Worth | None


@record
class Known:
    """Several things that are known together."""

    paths: tuple[str, ...]
    labels: tuple[str, ...]
    worth: Worth | None


@record
class Step:
    """A value of one thing and the outcome; no value where several numbers move together."""

    chance: float | None
    value: float | None
    outcome: float | None


@record
class OneWay:
    """One thing from low to high, and the outcome."""

    path: str
    label: str
    kind: str
    steps: tuple[Step, ...]


@record
class Axis:
    """The values of one side of a table."""

    path: str
    label: str
    kind: str
    chances: tuple[float, ...]
    values: tuple[float, ...] | None


@record
class TwoWay:
    """Two things against each other; rows of outcomes."""

    rows: Axis
    columns: Axis
    outcomes: tuple[tuple[float | None, ...], ...]


@record
class Threshold:
    """A round amount, and the chance that the outcome is more."""

    threshold: float
    chance: float


@record
class Met:
    """The outcome that is met in so many of a hundred draws."""

    times: int
    value: float
    error: float


@record
class Separate:
    """A measure of a programme that one can go on with or stop, whatever becomes of the others."""

    path: str
    name: str
    mean: float
    evpi: Worth | None


@record
class Decision:
    """What is decided on: go on, or stop; of a programme for each measure. `why` says how it was chosen."""

    path: str
    why: str  # gevraagd, verwacht, contant, rendement, maatregelen
    behind: bool  # everything is realised: there is nothing to decide
    mean: float
    evpi: Worth | None
    measures: tuple[Separate, ...] = ()


@record
class Sensitivity:
    """Everything that `sensitivity` says of a file. `met`: what is met in so many of a hundred draws."""

    name: str
    place: str
    currency: str
    perspective: str
    what: str  # it is called in a sentence
    asked: Asked
    outcome: str
    kind: str
    title: str
    draws: int
    seed: int
    point: float
    band: Band
    bars: tuple[Bar, ...]
    turns: tuple[Turn, ...]
    driven: tuple[Driven, ...]
    together: tuple[Known, ...]
    decision: Decision
    curve: tuple[Threshold, ...]
    met: tuple[Met, ...]
    one_way: tuple[OneWay, ...]
    two_way: TwoWay | None
