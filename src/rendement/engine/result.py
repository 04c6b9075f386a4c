"""What comes out of a run, unrounded."""

from dataclasses import dataclass

from rendement.engine.plan import Line, Plan


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line: the share it leaves, what is left, what it took off."""

    name: str
    share: float | None
    left: float
    taken: float


@dataclass(frozen=True, slots=True)
class Flow:
    """What one unit of a line's weight is worth to one actor, in one domain; negative for a counterparty."""

    actor: str
    domain: str | None
    unit: float


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line, computed. Every amount is a unit of a flow times a weight; weights are by calendar year."""

    line: Line
    steps: tuple[Step, ...]
    weights: dict[int, float]  # inside the horizon, after the whole chain
    cut_weight: float  # beyond the horizon
    realised_weight: float
    late_weight: float  # after the evidence ends
    unit: float  # price of one result, at the price level of the case
    flows: tuple[Flow, ...]
    count: float  # results, over all years
    present_value: float

    @property
    def weight(self) -> float:
        """All of the weight inside the horizon."""
        return sum(self.weights.values())

    @property
    def net(self) -> float:
        """What is left after the last step."""
        return self.steps[-1].left

    @property
    def by_year(self) -> dict[int, float]:
        """Net by calendar year."""
        return {year: self.unit * weight for year, weight in self.weights.items()}

    @property
    def by_actor(self) -> dict[str, float]:
        """Net by actor, the counterparty with the opposite sign."""
        amounts: dict[str, float] = {}
        for flow in self.flows:
            amounts[flow.actor] = amounts.get(flow.actor, 0.0) + flow.unit * self.weight
        return amounts

    def unit_for(self, actors: frozenset[str]) -> float:
        """The unit as far as it falls to a set of actors."""
        return sum(flow.unit for flow in self.flows if flow.actor in actors)


@dataclass(frozen=True, slots=True)
class Balance:
    """Benefits, costs and what remains."""

    benefits: float = 0.0
    costs: float = 0.0

    @property
    def net(self) -> float:
        """Benefits less costs."""
        return self.benefits - self.costs

    def plus(self, benefits: float, costs: float) -> "Balance":
        """This balance with something added."""
        return Balance(self.benefits + benefits, self.costs + costs)


@dataclass(frozen=True, slots=True)
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
    cut: float

    @property
    def lines(self) -> tuple[LineResult, ...]:
        """Benefits and costs."""
        return self.benefits + self.costs
