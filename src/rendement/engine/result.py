"""What comes out of a run, unrounded."""

from rendement.engine.arithmetic import Number, cleared, levelled, total
from rendement.engine.plan import BENEFITS, Line, Plan
from rendement.engine.product import Product, product_of
from rendement.engine.steps import StepKind
from rendement.source.record import record


@record
class Step:
    """One step of a line: the share it leaves, what is left, what it took off."""

    kind: StepKind
    share: Number | None
    left: Number
    taken: Number

    @property
    def name(self) -> str:
        """The key of the step."""
        return self.kind.name


@record
class Flow:
    """What one unit of a line's weight is worth to one actor, in one domain; negative for a counterparty."""

    actor: str
    domain: str | None
    unit: Number


@record
class Borne:
    """What one part of a line is worth per unit of its weight, and who bears which share of that."""

    unit: Number
    shares: tuple[tuple[str, Number], ...]
    counterparty: str | None = None
    domain: str | None = None

    def concerns(self, actors: frozenset[str]) -> bool:
        """Whether any of these actors has to do with it."""
        return self.counterparty in actors or any(actor in actors for actor, _ in self.shares)

    def unit_for(self, actors: frozenset[str]) -> Number:
        """The unit as far as it falls to a set of actors: their share, less 1 when the counterparty is one.

        All bearers together have a share of 1 and not what adding theirs leaves, so a transfer within the set
        is exactly nothing.
        """
        own = [share for actor, share in self.shares if actor in actors]
        share = total(own) if len(own) < len(self.shares) else 1.0
        return self.unit * (share - 1 if self.counterparty in actors else share)


@record
class LineResult:
    """A line, computed; every amount is a unit times a weight.

    The unit is quantity, price and chain together; the weights say how often it counts, by calendar year.
    """

    line: Line
    steps: tuple[Step, ...]
    weights: dict[int, Number]  # inside the horizon
    weight: Number  # their sum
    cut_weight: Number  # beyond the horizon
    realised_weights: dict[int, Number]  # of the results already realised
    late_weight: Number  # after the evidence ends
    unit: Number  # of one unit of weight, at the price level of the case
    moved: Number  # the money behind it before the chain, whatever its sign
    borne: tuple[Borne, ...]
    results: Number  # all results, also those that count for some months only
    ungrown: dict[int, Number]  # the weights of all years, before growth and horizon
    present_weight: Number  # the sum of the weights, each times what a euro of its year is worth

    @property
    def present_value(self) -> Number:
        """What it is worth in the base year."""
        return self.unit * self.present_weight

    @property
    def product(self) -> Product:
        """The factors of the gross amount."""
        return product_of(self.line)

    @property
    def gross(self) -> Number:
        """Before any step."""
        return self.steps[0].left

    @property
    def realised_weight(self) -> Number:
        """The sum of what is already realised."""
        return total(self.realised_weights.values())

    @property
    def net(self) -> float:
        """What is left after the last step."""
        return self.steps[-1].left

    @property
    def by_year(self) -> dict[int, Number]:
        """Net by calendar year."""
        return {year: self.unit * weight for year, weight in self.weights.items()}

    @property
    def domain(self) -> str | None:
        """The domain of the line: its own, or the only one of its parts."""
        found = {part.domain for part in self.borne}
        return self.line.domain or (found.pop() if len(found) == 1 else None)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """A unit of the line's weight by actor and domain."""
        units: dict[tuple[str, str | None], Number] = {}
        for part in self.borne:
            own = [(actor, part.unit * share) for actor, share in part.shares]
            if part.counterparty is not None:
                own.append((part.counterparty, -part.unit))
            for actor, unit in own:
                units[actor, part.domain] = units.get((actor, part.domain), 0.0) + unit
        return tuple(Flow(actor, domain, unit) for (actor, domain), unit in units.items())

    @property
    def by_actor(self) -> dict[str, Number]:
        """Net by actor, the counterparty with the opposite sign."""
        amounts: dict[str, Number] = {}
        for flow in self.flows:
            amounts[flow.actor] = amounts.get(flow.actor, 0.0) + flow.unit * self.weight
        return amounts

    def balance(self, amount: Number) -> "Balance":
        """An amount on the side of this line."""
        return Balance(amount, 0.0) if self.line.side == BENEFITS else Balance(0.0, amount)

    def unit_for(self, actors: frozenset[str]) -> Number:
        """The unit as far as it falls to a set of actors."""
        return total(part.unit_for(actors) for part in self.borne)


@record
class Balance:
    """Benefits, costs and what remains."""

    benefits: float = 0.0
    costs: float = 0.0

    @property
    def net(self) -> float:
        """Benefits less costs."""
        return self.benefits - self.costs

    def plus(self, other: "Balance") -> "Balance":
        """This balance and another, added."""
        return Balance(self.benefits + other.benefits, self.costs + other.costs)

    def less(self, other: "Balance") -> "Balance":
        """What remains of this balance without another."""
        return Balance(self.benefits - other.benefits, self.costs - other.costs)

    def settled(self, nothing: Number) -> "Balance":
        """The same, with exactly 0 for what is no more than adding up leaves, its net included."""
        benefits, costs = cleared(self.benefits, nothing), cleared(self.costs, nothing)
        return Balance(benefits, levelled(costs, benefits, nothing))

    def times(self, factor: Number) -> "Balance":
        """This balance at another worth."""
        return Balance(self.benefits * factor, self.costs * factor)


@record
class Result:
    """A case, computed. All totals are in the plan's perspective, except `by_actor`, which is whole."""

    plan: Plan
    benefits: tuple[LineResult, ...]
    costs: tuple[LineResult, ...]
    total: Balance
    present: Balance
    by_year: dict[int, Balance]
    present_by_year: dict[int, Balance]
    by_domain: dict[str, Balance]
    by_actor: dict[str, Balance]
    realised: Balance | None
    valued: bool  # there is at least one benefit with an amount that counts
    cut: Number
    nothing: Number  # how far from 0 a sum of this money may lie and still be nothing

    @property
    def lines(self) -> tuple[LineResult, ...]:
        """Benefits and costs."""
        return self.benefits + self.costs
