"""What of a programme stays after its last year, in money of the municipality."""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number, exact_total
from rendement.engine.programme_plan import NEW, ProgrammePlan, Tranche, YearAmount
from rendement.engine.stream import in_place
from rendement.source.record import record
from rendement.source.saving_kinds import STRUCTURAL


@record
class Structural:
    """Structural savings, costs and staff as they stand in the last year; and the target as a level."""

    year: int
    saving: Number
    costs: Number
    staff: Number
    target: Number | None

    @property
    def net(self) -> Number:
        """What stays."""
        return self.saving - self.costs - self.staff

    @property
    def difference(self) -> Number | None:
        """What stays beside the target."""
        return None if self.target is None else self.net - self.target


def structural(plan: ProgrammePlan, own: Iterable[Tranche]) -> Structural:
    """What stays; of a series that does not say whether it stays, what stands in the last year does."""
    year = plan.years[-1]
    return Structural(
        year=year,
        saving=in_place((item for item in own if item.kind == STRUCTURAL), plan.years).by_year[year],
        costs=exact_total(item.value for row in plan.costs for item in staying(row.amounts, year)),
        staff=exact_total(row.rate * item.value for row in plan.staff for item in staying(row.staff, year)),
        target=None
        if plan.target is None
        else exact_total(item.value for item in plan.target if plan.counting == NEW or item.year == year),
    )


def staying(items: Iterable[YearAmount], year: int) -> list[YearAmount]:
    """What stands in a year and is not said to end with it."""
    return [item for item in items if item.year == year and item.lasts is not False]
