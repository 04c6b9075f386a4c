"""The claims of a programme by pot and year, and what is left of them in every way to choose."""

from collections.abc import Iterator, Sequence
from itertools import product

from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_bounds import End, ends
from rendement.engine.overlap_plan import Agreements, Claim
from rendement.engine.programme_plan import Measure, ProgrammePlan
from rendement.engine.stream import in_place
from rendement.source.record import record
from rendement.source.saving_kinds import ONCE

NOTHING = 0.005


@record
class Pot:
    """The claims on one pot in one year, with the low and the high end of what is left of them."""

    name: str
    year: int
    claims: tuple[Claim, ...]
    low: End
    high: End

    @property
    def gross(self) -> float:
        """All claims added up."""
        return self.low.gross

    @property
    def passing(self) -> float:
        """Which share of the claims is there in this year only."""
        return exact_total(claim.passing for claim in self.claims) / self.gross


def pots_of(plan: ProgrammePlan, gone: Sequence[str] = (), *, own: bool = False) -> tuple[Pot, ...]:
    """Every pot and year that measures save from, in the perspective or of the municipality itself."""
    agreed = plan.pots.agreed or Agreements()
    pots = []
    for (name, year), claims in claims_by_pot(plan, own=own):
        low, high = ends(claims, plan.pots.budget(name, year), agreed, gone)
        pots.append(Pot(name, year, tuple(claims), low, high))
    return tuple(pots)


def claims_by_pot(plan: ProgrammePlan, *, own: bool) -> list[tuple[tuple[str, int], list[Claim]]]:
    """The claims above nothing on every pot in every year, in order."""
    found: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims_of(plan, own=own):
        if claim.amount > NOTHING:
            found.setdefault((claim.pot, claim.year), []).append(claim)
    return sorted(found.items())


def claims_of(plan: ProgrammePlan, *, own: bool) -> Iterator[Claim]:
    """What every measure that counts saves from a pot by year; what has no year of its own is no claim."""
    for leaf in plan.leaves:
        if not leaf.counted:
            continue
        for item in leaf.claims:
            if item.pot is not None:
                amount = item.own if own else item.amount
                yield Claim(leaf.path, leaf.name, item.pot, item.group, item.year, amount)
        if leaf.pot is not None and leaf.case is None:
            yield from _written(plan, leaf, leaf.pot, own=own)


def _written(plan: ProgrammePlan, leaf: Measure, pot: str, *, own: bool) -> Iterator[Claim]:
    share, tranches = (leaf.own_share, leaf.budgeted) if own else (leaf.share, leaf.tranches)
    counted = [tranche.times(share) for tranche in tranches]
    once = in_place((tranche for tranche in counted if tranche.kind == ONCE), plan.years).by_year
    for year, amount in in_place(counted, plan.years).by_year.items():
        passing = min(max(once[year], 0.0), amount)
        yield Claim(leaf.path, leaf.name, pot, leaf.people, year, amount, passing)


def own_money(plan: ProgrammePlan) -> bool:
    """Whether the perspective is that of whose target it is."""
    return plan.perspective == plan.bearer


def variants(plan: ProgrammePlan, agreed: Agreements) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every way to choose: what it is called, and which measures do not come."""
    names = {measure.path: measure.name for measure in (*plan.leaves, *plan.measures)}
    choices = agreed.choices
    options = [choice.options if choice.chosen is None else (choice.chosen,) for choice in choices]
    for chosen in product(*options):
        gone = (
            option
            for choice, kept in zip(choices, chosen, strict=True)
            for option in choice.options
            if option != kept
        )
        yield " + ".join(names[path] for path in chosen), agreed.with_dependants(gone)
