"""What one line says of the budget of the municipality, by year."""

from typing import Literal

from rendement.engine.arithmetic import Number, total
from rendement.source.record import record

MUNICIPALITY = "gemeente"

BudgetSide = Literal["lasten", "baten", "dekking"]
CHARGES: BudgetSide = "lasten"
YIELDS: BudgetSide = "baten"
COVER: BudgetSide = "dekking"

When = int | Literal["totaal", "niet_per_jaar"]
WHOLE: When = "totaal"
APART: When = "niet_per_jaar"


@record
class Cover:
    """What pays for it: from which part of the budget, whether it lasts, and how much by year."""

    path: str
    name: str
    by_year: dict[int, Number]
    origin: str | None = None
    nature: str | None = None
    source: str | None = None
    note: str | None = None

    @property
    def entries(self) -> "tuple[Entry, ...]":
        """Each of its amounts."""
        return tuple(
            Entry(
                f"{self.name} {year}",
                COVER,
                {year: amount},
                self.nature,
                path=f"{self.path}.bedragen.{year}",
                written=amount,
                origin=self.origin,
            )
            for year, amount in self.by_year.items()
        )


@record
class Entry:
    """Amounts of one line by year, as far as they fall to the municipality.

    They are times `written`, a number that stands at `path`; without it `path` is that of a line of a case,
    or says where they come from.
    """

    name: str
    side: BudgetSide
    by_year: dict[int, Number]
    nature: str | None = None
    field: str | None = None
    path: str = ""
    written: Number | None = None
    rate: Number | None = None  # by which that is multiplied
    apart: Number | None = None  # what has no year of its own
    cashable: Number | None = None  # the share of it that leaves a budget
    origin: str | None = None  # of a cover

    def amount(self, when: When) -> Number:
        """What it comes to in a year, in none, or altogether."""
        if when == WHOLE:
            return total((*self.by_year.values(), *(() if self.apart is None else (self.apart,))))
        if when == APART:
            return 0.0 if self.apart is None else self.apart
        return self.by_year.get(int(when), 0.0)
