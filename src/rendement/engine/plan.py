"""The plan: everything a run needs, as data. The engine is one reader of it, `explain` another."""

from collections.abc import Iterable
from dataclasses import field
from typing import Literal

from rendement.engine.arithmetic import Number
from rendement.engine.budget_entry import Cover
from rendement.engine.inputs import Group, IndexUse, Ledger
from rendement.engine.printed import Printed
from rendement.engine.sample import Sample
from rendement.engine.steps import KEEPS, StepKind
from rendement.source.record import record

Side = Literal["baten", "kosten"]
BENEFITS: Side = "baten"
COSTS: Side = "kosten"
Basis = Literal["jaar", "reeks", "periode"]
EACH_YEAR: Basis = "jaar"  # the size of a line holds for each of its years
BY_YEAR: Basis = "reeks"  # every year has its own number
IN_ALL: Basis = "periode"  # it holds for all years together
SCALING = "opschaling"  # the factor from the households that were priced to their group


@record
class Factor:
    """One number of a product: where it was written, which step it is, and what it multiplies by."""

    path: str
    step: str
    value: Number


def by_factors(value: Number, factors: Iterable[Factor]) -> Number:
    """A value times all of these."""
    for factor in factors:
        value = value * factor.value
    return value


@record
class Share:
    """A share of the chain as it was written; its step says whether that is kept or goes off."""

    path: str
    step: StepKind
    written: Number

    @property
    def left(self) -> Number:
        """What it leaves."""
        return self.written if self.step.way == KEEPS else 1 - self.written


@record
class BaseRate:
    """What would have happened anyway, as a chance among everybody helped."""

    path: str
    step: StepKind
    rate: Number
    helped: Number


@record
class Bearer:
    """An actor of a flow, by share or by a fixed amount; neither is the rest."""

    actor: str
    share: Number | None = None
    amount: Number | None = None


@record
class Price:
    """Where a price came from; `index` brings it to the price level of the case."""

    path: str
    name: str
    amount: Number
    index: Number = 1.0
    level: int | None = None
    series: str | None = None
    unit: str | None = None
    post: str | None = None
    price_list: str | None = None
    source: str | None = None
    note: str | None = None
    reason: str | None = None
    written: Number | None = None  # the amount before its factors; None without any
    factors: tuple[Factor, ...] = ()

    @property
    def code(self) -> str:
        """The post, or the name of a price that stands in no list."""
        return self.post or self.name


@record
class Part:
    """One priced thing in a line: quantity x price, and whose budget it is."""

    quantity: Number
    price: Price
    bearers: tuple[Bearer, ...]
    counterparty: str | None = None
    domain: str | None = None
    household: int | None = None
    basket: str = ""
    written: Number | None = None  # the quantity before its factors; None without any
    factors: tuple[Factor, ...] = ()

    @property
    def amount(self) -> Number:
        """Quantity times price, as priced."""
        return self.quantity * self.price.amount

    @property
    def worth(self) -> Number:
        """Quantity times price, at the price level of the case."""
        return self.amount * self.price.index


@record
class Effect:
    """How long a result lasts and what is left of it.

    `spell[k]` is the share of a whole year that effect-year k + 1 counts; a curve, in the order of its steps,
    holds averages over those years. The figures of each stand below the paths of `places`.
    """

    lag: int = 0
    spell: tuple[Number, ...] = (1.0,)
    curves: tuple[tuple[StepKind, tuple[Number, ...]], ...] = ()
    places: tuple[str, ...] = ()
    spread: bool = False  # the amount is the sum over the effect-years
    horizon: int | None = None  # last calendar year that counts


@record
class Growth:
    """By how much money grows every calendar year, and the year in which it has not grown."""

    path: str
    rate: Number
    since: int


@record
class Line:
    """One cost or benefit, ready to be computed."""

    path: str
    name: str
    slug: str
    side: Side
    years: tuple[int, ...]
    timing: tuple[Number, ...]  # how much of the amount each year counts
    quantity: tuple[Factor, ...]  # what the number of results is made of
    parts: tuple[Part, ...]
    factors: tuple[Factor, ...] = ()  # what else multiplies the amount, and not the number of results
    results: tuple[Number, ...] | None = None  # of each year, where months count part of an amount
    prices: tuple[Number, ...] | None = None  # an amount for each year, times the parts' unit price of 1
    basis: Basis = BY_YEAR
    again: int | None = None  # years until the same amount returns
    unit: str | None = None  # what the price is for
    effect: Effect = Effect()
    growth: Growth | None = None
    chain: tuple[Share | BaseRate, ...] = ()
    bearers: tuple[Bearer, ...] | None = None  # the line's own, over those of its parts
    discount: "Discount | None" = None  # its own, over that of the plan
    residual_of: str | None = None  # the path of the cost of which this is the residual value
    year_of: str | None = None  # the path of the line of which this is a later year
    counted: bool = True
    why_not: str | None = None
    form: str = "bedrag"
    indexed: bool = False
    group: str | None = None
    domain: str | None = None
    field: str | None = None  # of the municipal budget
    people: str | None = None  # the target group: whom it is about
    pot: str | None = None  # what it saves from, where that is not its post
    source: str | None = None
    note: str | None = None
    households: tuple[tuple[str, str | None], ...] = ()
    sample: Sample | None = None
    scaled_to: float | None = None
    realised: frozenset[int] | None = None  # result years already realised; None: no status written
    evidence: tuple[str, float | None] | None = None
    cashable: float | None = None
    nature: str | None = None
    own_duration: bool = False  # the line says how many years its effect lasts

    @property
    def written(self) -> str:
        """Where what is written on it stands."""
        return self.year_of or self.path

    @property
    def follows(self) -> str | None:
        """The path of the line that it comes of, where nobody wrote it."""
        return self.residual_of or self.year_of

    @property
    def cases(self) -> int:
        """How many households or clients were priced."""
        return len(self.households) if self.sample is None else self.sample.clients


@record
class Guard:
    """What would be refused: at which result path it is known, and the margin, which is below 0 then."""

    path: str
    margin: Number


@record
class Discount:
    """The rate as steps (years after the base year, rate), and when in a year money moves."""

    steps: tuple[tuple[int, Number], ...]
    base: int
    moment: str = "begin"
    origin: str = ""


@record
class Actor:
    """An actor by code, with its Dutch name and kind."""

    code: str
    name: str
    kind: str


@record
class Unvalued:
    """An effect without an amount."""

    path: str
    name: str
    reason: str | None
    direction: str | None


@record
class OutcomeCount:
    """An outcome that stays an outcome."""

    path: str
    name: str
    count: Number
    of: float | None
    years: float | None


@record
class Threshold:
    """A priced thing of which enough must be prevented to break even."""

    path: str
    price: Price
    bearers: tuple[Bearer, ...]


@record
class Plan:
    """A whole case, ready to be computed."""

    name: str
    place: str  # the municipality, or another place
    period: tuple[int, int]
    price_level: int | None
    perspective: str
    inside: frozenset[str]
    discount: Discount
    lines: tuple[Line, ...]
    actors: dict[str, Actor]
    horizon: int | None = None
    description: str | None = None
    baseline: str | None = None  # what happens without
    source: str | None = None
    note: str | None = None
    unvalued: tuple[Unvalued, ...] = ()
    outcomes: tuple[OutcomeCount, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    cover: tuple[Cover, ...] = ()
    participants: Number | None = None
    printed: tuple[Printed, ...] = ()
    price_lists: tuple[tuple[str, str], ...] = ()  # name and content hash
    list_titles: dict[str, str] = field(default_factory=dict)  # of the lists that have one
    indices: tuple[IndexUse, ...] = ()
    case_hash: str = ""
    own_perspective: str = ""  # of the file itself, whatever was asked
    guards: tuple[Guard, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    groups: tuple[Group, ...] = ()
