"""The plan of a programme: its measures as tranches, each with its place in the file."""

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from typing import Literal

from rendement.engine.arithmetic import Number, total
from rendement.engine.budget_entry import Entry
from rendement.engine.inputs import IndexUse, Ledger
from rendement.engine.monitor_post import MonitorFile, NamedPost
from rendement.engine.overlap_plan import CaseClaim, Pots
from rendement.engine.plan import Actor, Unvalued
from rendement.engine.printed import Printed
from rendement.source.record import record
from rendement.source.saving_kinds import SavingKind

Counting = Literal["nieuw", "stand"]
NEW: Counting = "nieuw"

BlockBy = Literal["domein", "groep"]
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
    group: str | None = None

    def times(self, share: float) -> "Tranche":
        """It, as far as it counts."""
        return replace(self, amount=share * self.amount)


@record
class YearAmount:
    """A figure of one year, and where it was written."""

    path: str
    year: int
    value: float
    domain: str | None = None
    lasts: bool | None = None  # whether the file says that it stays; None when it does not say

    def times(self, share: float) -> "YearAmount":
        """It, as far as it counts."""
        return replace(self, value=share * self.value)


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
    indices: tuple[IndexUse, ...] = ()
    outside: tuple[tuple[int, float, float], ...] = ()  # year, benefits and costs that are left out
    by_actor: tuple[tuple[str, float], ...] = ()  # net, over the years of the programme
    others: tuple[tuple[str, float], ...] = ()  # those of them that the perspective leaves out
    unvalued: tuple[Unvalued, ...] = ()
    budget: tuple[Entry, ...] = ()  # what it says of the budget, in the years of the programme
    attributed: tuple[tuple[str, str | None, str | None, float], ...] = ()  # line, pot, group, share


@record
class ProgrammeOrigin:
    """The programme that a measure is."""

    file: str
    name: str
    place: str
    period: Span
    hash: str
    inside: "tuple[ProgrammeOrigin, ...]" = ()


@record
class Decision:
    """Whether a measure still needs a decision, when, and when it was taken."""

    needed: bool | None
    planned: str | None
    taken: str | None = None


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
    own: tuple[Tranche, ...] | None = None  # money of the municipality, where that is not `tranches`
    own_share: float = 1.0
    decided: tuple[Tranche, ...] | None = None  # the plan as it was, where something became of it
    revised: tuple[Tranche, ...] | None = None  # the plan as it is now
    replaces: tuple[str, ...] = ()  # the paths of the measures that this one took over
    replaced_by: str | None = None  # the name of the measure that took over this one
    counted: bool = True
    why_not: str | None = None
    unvalued: str | None = None  # pro memorie: the reason
    unknown: tuple[Unvalued, ...] = ()  # the years that are
    status: str | tuple[tuple[str, str], ...] | None = None  # as written
    domain: str | None = None
    field: str | None = None  # of the municipal budget
    group: str | None = None
    people: str | None = None  # the target group: whom it is about
    pot: str | None = None  # what it saves from
    claims: tuple[CaseClaim, ...] = ()  # of a case: what its lines save from pots
    owner: str | None = None
    budget: float | None = None
    post: NamedPost | None = None  # of a monitor
    decision: Decision | None = None
    evidence: tuple[str, float | None] | None = None
    realised_evidence: tuple[str, float | None] | None = None  # of what came of the plan
    cashable: float | None = None
    counterparty: str | None = None
    source: str | None = None
    note: str | None = None
    case: CaseOrigin | None = None
    programme: ProgrammeOrigin | None = None
    parts: "tuple[Measure, ...]" = ()  # of a programme: its measures, those of programmes inside it included
    file: str | None = None  # of a part: the file that it stands in

    def with_tranches(self, change: Callable[[Tranche], Tranche]) -> "Measure":
        """It, with every tranche of every reading of its plan changed."""

        def changed(tranches: tuple[Tranche, ...]) -> tuple[Tranche, ...]:
            return tuple(map(change, tranches))

        return replace(
            self,
            tranches=changed(self.tranches),
            own=None if self.own is None else changed(self.own),
            decided=None if self.decided is None else changed(self.decided),
            revised=None if self.revised is None else changed(self.revised),
        )

    @property
    def budgeted(self) -> tuple[Tranche, ...]:
        """What the municipality itself saves, whatever the perspective."""
        return self.tranches if self.own is None else self.own

    @property
    def at_first(self) -> tuple[Tranche, ...]:
        """What the municipality was to save by the plan as it was decided."""
        return self.budgeted if self.decided is None else self.decided

    @property
    def by_now(self) -> tuple[Tranche, ...]:
        """What it is to save by the plan as it was adjusted."""
        return self.budgeted if self.revised is None else self.revised


def _added(pairs: Iterable[tuple[int, Number]]) -> dict[int, Number]:
    """Figures added up by year, in the order of the years."""
    found: dict[int, list[Number]] = {}
    for year, value in pairs:
        found.setdefault(year, []).append(value)
    return {year: total(found[year]) for year in sorted(found)}


@record
class AmountRow:
    """A cost of the programme, or a cover for its target."""

    path: str
    name: str
    amounts: tuple[YearAmount, ...]
    block: str | None = None
    origin: str | None = None  # of a cover: from which part of the budget
    nature: str | None = None  # and whether it lasts
    field: str | None = None  # of a cost: where in the budget
    source: str | None = None
    note: str | None = None

    @property
    def by_year(self) -> dict[int, Number]:
        """Its amounts by year."""
        return _added((item.year, item.value) for item in self.amounts)


@record
class StaffRow:
    """Staff by year, at one rate per fte per year."""

    path: str
    name: str
    staff: tuple[YearAmount, ...]
    rate: Number
    field: str | None = None
    source: str | None = None
    note: str | None = None

    @property
    def fte_by_year(self) -> dict[int, Number]:
        """How many by year."""
        return _added((item.year, item.value) for item in self.staff)

    @property
    def by_year(self) -> dict[int, Number]:
        """What it costs by year."""
        return {year: self.rate * number for year, number in self.fte_by_year.items()}


@record
class Block:
    """A part of the target, by name of a domain or a group."""

    name: str
    target: tuple[YearAmount, ...]


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
    block_by: BlockBy | None = None
    blocks: tuple[Block, ...] = ()
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
    as_of: str | None = None  # when the figures were known
    own_perspective: str = ""  # of the file itself, whatever was asked
    pots: Pots = field(default_factory=Pots)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def cases(self) -> tuple[CaseOrigin, ...]:
        """The cases among its measures."""
        return tuple(measure.case for measure in self.leaves if measure.case is not None)

    @property
    def leaves(self) -> tuple[Measure, ...]:
        """Every measure, with those of a programme in the place of that programme."""
        return tuple(leaf for measure in self.measures for leaf in (measure.parts or (measure,)))

    @property
    def programmes(self) -> tuple[ProgrammeOrigin, ...]:
        """The programmes among its measures, and those inside them."""
        direct = [measure.programme for measure in self.measures if measure.programme is not None]
        return tuple(found for item in direct for found in (item, *item.inside))

    @property
    def monitors(self) -> tuple[MonitorFile, ...]:
        """The monitors that its measures name and the tables of those, each once."""
        posts = [leaf.post for leaf in self.leaves if leaf.post is not None]
        return tuple(dict.fromkeys(found for post in posts for found in post.read))

    @property
    def price_lists(self) -> tuple[tuple[str, str], ...]:
        """The price lists of its cases, each once: name and hash."""
        return tuple(dict.fromkeys(item for case in self.cases for item in case.price_lists))

    @property
    def indices(self) -> tuple[IndexUse, ...]:
        """The index series of its cases, each once."""
        return tuple(dict.fromkeys(item for case in self.cases for item in case.indices))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the programme."""
        return tuple(range(self.period[0], self.period[1] + 1))
