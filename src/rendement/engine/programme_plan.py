"""The plan of a programme: its measures as tranches, each with its place in the file."""

from dataclasses import field
from typing import Literal

from rendement.engine.arithmetic import Number
from rendement.engine.inputs import Ledger
from rendement.engine.plan import Actor, Printed, Unvalued
from rendement.source.record import record

SavingKind = Literal["structureel", "jaarlijks", "incidenteel"]
STRUCTURAL: SavingKind = "structureel"  # new from its year on, and stays
YEARLY: SavingKind = "jaarlijks"  # the amount in that year itself
ONCE: SavingKind = "incidenteel"  # in its year only
KINDS: tuple[SavingKind, ...] = (STRUCTURAL, YEARLY, ONCE)

Counting = Literal["nieuw", "stand"]
NEW: Counting = "nieuw"

Span = tuple[int, int]


@record
class Tranche:
    """One amount of a saving. A span is one year, or the years in one of which it falls; None is no year."""

    path: str
    kind: SavingKind
    span: Span | None
    amount: float
    realised: bool = False
    domain: str | None = None


@record
class YearAmount:
    """A figure of one year, and where it was written."""

    path: str
    year: int
    value: float
    domain: str | None = None


@record
class CaseOrigin:
    """The case that a measure is."""

    file: str
    name: str
    place: str
    period: Span
    perspective: str
    price_level: int | None
    horizon: int | None
    hash: str
    uncertain: bool  # whether any of its inputs is a range
    price_lists: tuple[tuple[str, str], ...] = ()
    outside: tuple[
        tuple[int, float, float], ...
    ] = ()  # year, benefits and costs that the programme leaves out
    by_actor: tuple[tuple[str, float], ...] = ()  # net, over the years of the programme
    unvalued: tuple[Unvalued, ...] = ()


@record
class Decision:
    """Whether a measure still needs a decision, and when."""

    needed: bool | None
    planned: str | None


@record
class Measure:
    """One measure. Its saving counts `share` times in the perspective of the programme."""

    path: str
    name: str
    slug: str
    tranches: tuple[Tranche, ...] = ()
    investments: tuple[YearAmount, ...] = ()
    share: float = 1.0
    investment_share: float = 1.0
    counted: bool = True
    why_not: str | None = None
    unvalued: str | None = None  # pro memorie: the reason
    status: str | tuple[tuple[str, str], ...] | None = None  # as written
    domain: str | None = None
    group: str | None = None
    owner: str | None = None
    budget: float | None = None
    decision: Decision | None = None
    evidence: tuple[str, float | None] | None = None
    cashable: float | None = None
    counterparty: str | None = None
    source: str | None = None
    note: str | None = None
    case: CaseOrigin | None = None


@record
class AmountRow:
    """A cost of the programme, or a cover for its target."""

    path: str
    name: str
    amounts: tuple[YearAmount, ...]
    source: str | None = None
    note: str | None = None

    @property
    def by_year(self) -> dict[int, Number]:
        """Its amounts by year."""
        return {item.year: item.value for item in self.amounts}


@record
class StaffRow:
    """Staff by year, at one rate per fte per year."""

    path: str
    name: str
    staff: tuple[YearAmount, ...]
    rate: Number
    source: str | None = None
    note: str | None = None

    @property
    def fte_by_year(self) -> dict[int, Number]:
        """How many by year."""
        return {item.year: item.value for item in self.staff}

    @property
    def by_year(self) -> dict[int, Number]:
        """What it costs by year."""
        return {item.year: self.rate * item.value for item in self.staff}


@record
class ProgrammePlan:
    """A whole programme, ready to be computed."""

    name: str
    place: str
    period: Span
    price_level: int | None
    perspective: str
    bearer: str  # whose budget the measures, costs and staff are
    bearer_inside: bool
    counting: Counting | None
    target: tuple[YearAmount, ...] | None
    cover: tuple[AmountRow, ...] = ()
    measures: tuple[Measure, ...] = ()
    costs: tuple[AmountRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    actors: dict[str, Actor] = field(default_factory=dict)
    unvalued: tuple[Unvalued, ...] = ()
    printed: tuple[Printed, ...] = ()
    source: str | None = None
    note: str | None = None
    file_hash: str = ""
    own_perspective: str = ""  # of the file itself, whatever was asked
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def cases(self) -> tuple[CaseOrigin, ...]:
        """The cases among its measures."""
        return tuple(measure.case for measure in self.measures if measure.case is not None)

    @property
    def price_lists(self) -> tuple[tuple[str, str], ...]:
        """The price lists of its cases, each once: name and hash."""
        return tuple(dict.fromkeys(item for case in self.cases for item in case.price_lists))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the programme."""
        return tuple(range(self.period[0], self.period[1] + 1))
