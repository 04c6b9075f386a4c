"""What a programme comes to when every euro of a pot counts once: its ends by pot and year, and in all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_bounds import End
from rendement.engine.overlap_plan import is_among
from rendement.engine.overlap_pots import Pot, own_money, pots_of, variants
from rendement.engine.programme import ProgrammeResult, compute_programme
from rendement.engine.programme_plan import NEW, ProgrammePlan
from rendement.source.record import record


@record
class Bound:
    """One end of a figure: the terms that add up to it, each with its name and where it stands."""

    terms: tuple[tuple[str, float, str], ...]

    @property
    def value(self) -> float:
        """The figure."""
        return exact_total(amount for _, amount, _ in self.terms)


@record
class Ends:
    """Both ends of a figure."""

    low: Bound
    high: Bound


@record
class Variant:
    """One way to carry out the programme: which alternatives come, and what is left then."""

    name: str
    gone: tuple[str, ...]
    base: ProgrammeResult  # of the programme as it is written
    result: ProgrammeResult  # of this variant
    pots: tuple[Pot, ...]
    own: tuple[Pot, ...]  # of the money of the municipality

    @cached_property
    def balance(self) -> tuple[Bound, Bound]:
        """The balance at the low and at the high end."""
        whole = self.base.net.total
        terms = [
            ("saldo, alles opgeteld", whole, "totaal.saldo"),
            *self._without(self.result.net.total, whole),
        ]
        low = Bound((*terms, *_lost((pot, pot.low) for pot in self.pots)))
        return low, Bound((*terms, *_lost((pot, pot.high) for pot in self.pots)))

    @cached_property
    def ends(self) -> Ends:
        """The same, as ends."""
        return _over([self.balance])

    def difference(self, year: int) -> tuple[Bound, Bound]:
        """The difference with the target in a year, when each pot is at its low end and at its high end."""
        if self.base.difference is None or self.result.difference is None:
            raise ValueError("no target")
        whole = self.base.difference.by_year[year]
        terms = [
            ("verschil, alles opgeteld", whole, f"per_jaar.{year}.verschil"),
            *self._without(self.result.difference.by_year[year], whole),
        ]
        low = Bound((*terms, *self._short(year, (pot.low for pot in self.own))))
        return low, Bound((*terms, *self._short(year, (pot.high for pot in self.own))))

    def _short(self, year: int, found: Iterable[End]) -> Iterator[tuple[str, float, str]]:
        """What the savings of a year are less; what is new is less what stood there before and stays."""
        for pot, end in zip(self.own, found, strict=True):
            if pot.year == year:
                yield from _lost([(pot, end)])
            if pot.year == year - 1 and self.base.plan.counting == NEW:
                stood = end.lost * (1 - pot.passing)
                if stood:
                    yield f"wat daarvan in {year - 1} al niet telde: {pot.name}", stood, ""

    def _without(self, now: float, whole: float) -> list[tuple[str, float, str]]:
        return [(f"wat er anders is in de variant {self.name}", now - whole, "")] if self.gone else []


def _lost(pairs: Iterable[tuple[Pot, End]]) -> Iterator[tuple[str, float, str]]:
    for pot, end in pairs:
        if end.lost:
            yield f"telt niet nog eens: {pot.name} {pot.year}", -end.lost, ""


@record
class Sum:
    """The same end of several pots, added up."""

    pots: tuple[tuple[Pot, End], ...]

    @cached_property
    def cut(self) -> float:
        """What was cut off as overlap."""
        return exact_total(end.cut for _, end in self.pots)

    @cached_property
    def away(self) -> float:
        """What of that is of alternatives that do not come."""
        return exact_total(end.away for _, end in self.pots)

    @cached_property
    def capped(self) -> float:
        """What was left above the budgets."""
        return exact_total(end.capped for _, end in self.pots)

    @cached_property
    def net(self) -> float:
        """What is left."""
        return exact_total(end.net for _, end in self.pots)


@record
class Sums:
    """Several pots together, at both ends."""

    low: Sum
    high: Sum

    @property
    def gross(self) -> float:
        """All claims added up."""
        return exact_total(pot.gross for pot, _ in self.low.pots)


@record
class Overlap:
    """The pots of a programme, and what is left of it when every euro counts once."""

    result: ProgrammeResult
    variants: tuple[Variant, ...]

    @property
    def open_variants(self) -> tuple[Variant, ...]:
        """The variants, where there is something to choose."""
        return self.variants if len(self.variants) > 1 else ()

    @cached_property
    def pots(self) -> tuple[Pot, ...]:
        """Each pot and year, at the lowest and at the highest of the variants."""
        found = []
        for same in zip(*(variant.pots for variant in self.variants), strict=True):
            first, *_ = same
            low = min((pot.low for pot in same), key=lambda end: end.net)
            high = max((pot.high for pot in same), key=lambda end: end.net)
            found.append(replace(first, low=low, high=high))
        return tuple(found)

    def summed(self, year: int | None = None, pot: str | None = None) -> Sums:
        """The pots of a year, or of all years: of the variants that leave least and most; or one of them."""
        own = [
            [one for one in variant.pots if year in (None, one.year) and pot in (None, one.name)]
            for variant in self.variants
        ]
        low = (Sum(tuple((one, one.low) for one in pots)) for pots in own)
        high = (Sum(tuple((one, one.high) for one in pots)) for pots in own)
        return Sums(min(low, key=lambda found: found.net), max(high, key=lambda found: found.net))

    @cached_property
    def by_year(self) -> dict[int, Sums]:
        """The pots of each year that has any."""
        return {year: self.summed(year) for year in sorted({pot.year for pot in self.pots})}

    @cached_property
    def balance(self) -> Ends:
        """The balance, over all variants."""
        return _over(variant.balance for variant in self.variants)

    @cached_property
    def differences(self) -> dict[int, Ends]:
        """The difference with the target by year, over all variants; nothing without a target."""
        if self.result.difference is None:
            return {}
        return {
            year: _over(variant.difference(year) for variant in self.variants)
            for year in self.result.plan.years
        }


def _over(found: Iterable[tuple[Bound, Bound]]) -> Ends:
    """The lowest and the highest of all; less of the one year may be more of the next."""
    bounds = [bound for pair in found for bound in pair]
    value = [bound.value for bound in bounds]
    return Ends(bounds[value.index(min(value))], bounds[value.index(max(value))])


def overlap_of(result: ProgrammeResult) -> Overlap | None:
    """What a programme that says how its measures overlap is left with; None for one that says nothing."""
    plan = result.plan
    agreed = plan.pots.agreed
    if agreed is None or result.empty:
        return None
    found = []
    for name, gone in variants(plan, agreed):
        kept = compute_programme(_without(plan, gone)) if gone else result
        pots = pots_of(plan, gone)
        own = pots if own_money(plan) else pots_of(plan, gone, own=True)
        found.append(Variant(name, gone, result, kept, pots, own))
    return Overlap(result, tuple(found))


def _without(plan: ProgrammePlan, gone: Sequence[str]) -> ProgrammePlan:
    """The plan without some of its measures, and without what a programme among them costs and brings in."""
    return replace(
        plan,
        measures=tuple(leaf for leaf in plan.leaves if not is_among(leaf.path, gone)),
        costs=tuple(row for row in plan.costs if not is_among(row.path, gone)),
        staff=tuple(row for row in plan.staff if not is_among(row.path, gone)),
        cover=tuple(row for row in plan.cover if not is_among(row.path, gone)),
    )
