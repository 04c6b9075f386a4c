"""The budget of the municipality alone: what is spent more, what leaves it, and what covers the rest.

A benefit that does not say whether it leaves a budget is never counted as if it did.
"""

from collections.abc import Callable, Iterable, Iterator

from rendement.engine.arithmetic import Number, settled
from rendement.engine.budget_entry import APART, CHARGES, COVER, WHOLE, YIELDS, Entry, When
from rendement.source.record import record
from rendement.source.saving_kinds import KINDS, STRUCTURAL

Parts = dict[str | None, Number]  # by a word; what entries do not say is under None
Count = Callable[[Entry], Number | None]  # how often an entry counts; None: not at all
Word = Callable[[Entry], str | None]

# the words by which a budget is told, in the order in which they stand
NATURES = (*KINDS, "fictief")
WORDS = (*NATURES, "budget", "reserve", "stelpost", "taakstelling")


def costs(entry: Entry) -> Number | None:
    """What is spent more."""
    return 1.0 if entry.side == CHARGES else None


def cashable(entry: Entry) -> Number | None:
    """The share of a benefit that is said to leave a budget."""
    return entry.cashable if entry.side == YIELDS else None


def not_cashable(entry: Entry) -> Number | None:
    """The share of it that is said not to."""
    said = cashable(entry)
    return None if said is None else 1 - said


def unsaid(entry: Entry) -> Number | None:
    """A benefit that does not say it."""
    return 1.0 if entry.side == YIELDS and entry.cashable is None else None


def benefits(entry: Entry) -> Number | None:
    """Every benefit."""
    return 1.0 if entry.side == YIELDS else None


def cover(entry: Entry) -> Number | None:
    """What pays for it."""
    return 1.0 if entry.side == COVER else None


def nature(entry: Entry) -> str | None:
    """Whether it lasts."""
    return entry.nature


def origin(entry: Entry) -> str | None:
    """The part of the budget that a cover comes from."""
    return entry.origin


@record
class BudgetPart:
    """Entries of a budget in one year, in none of their own, or altogether."""

    entries: tuple[Entry, ...]
    when: When

    def counted(self, count: Count) -> Iterator[tuple[Entry, Number]]:
        """The entries that count, each with what of it does."""
        for entry in self.entries:
            share = count(entry)
            if share is not None:
                yield entry, share * entry.amount(self.when)

    def sum(self, count: Count) -> Number:
        """What counts of them."""
        return settled(amount for _, amount in self.counted(count))

    def parts(self, count: Count, word: Word) -> Parts:
        """The same by a word; every part of one budget has the same words."""
        said: dict[str | None, list[Number]] = {}
        for entry, amount in self.counted(count):
            said.setdefault(word(entry), []).append(amount)
        ordered = (*(own for own in WORDS if own in said), *((None,) if None in said else ()))
        return {own: settled(said[own]) for own in ordered}

    @property
    def lasting_costs(self) -> Number:
        """What is spent more and said to last."""
        return self._lasting(costs)

    @property
    def lasting_cover(self) -> Number:
        """What leaves a budget or covers, and is said to last."""
        return settled((self._lasting(cashable), self._lasting(cover)))

    def _lasting(self, count: Count) -> Number:
        return self.parts(count, nature).get(STRUCTURAL, 0.0)

    @property
    def net(self) -> Number:
        """What leaves a budget, less what is spent more."""
        return settled((self.sum(cashable), -self.sum(costs)))

    @property
    def covered(self) -> Number:
        """The same with the cover."""
        return settled((self.net, self.sum(cover)))


@record
class Budget:
    """Every entry, and the years in which something stands."""

    entries: tuple[Entry, ...]
    years: tuple[int, ...]

    @property
    def by_year(self) -> dict[int, BudgetPart]:
        """Year by year."""
        return {year: BudgetPart(self.entries, year) for year in self.years}

    @property
    def apart(self) -> BudgetPart:
        """What has no year of its own: of a programme."""
        return BudgetPart(self.entries, APART)

    @property
    def dated(self) -> bool:
        """Whether everything has a year."""
        return all(entry.apart is None for entry in self.entries)

    @property
    def told(self) -> bool:
        """Whether anything says what leaves it, where it changes or what covers that."""
        return any(
            entry.cashable is not None or entry.field is not None or entry.side == COVER
            for entry in self.entries
        )

    @property
    def whole(self) -> BudgetPart:
        """Altogether."""
        return BudgetPart(self.entries, WHOLE)

    @property
    def by_field(self) -> "dict[str | None, Budget]":
        """What changes the budget, by the part of it that it stands in; last what does not say where."""
        moving = [entry for entry in self.entries if costs(entry) is not None or cashable(entry) is not None]
        fields = sorted({entry.field for entry in moving if entry.field is not None})
        silent = (None,) if any(entry.field is None for entry in moving) else ()
        return {own: Budget(_of(moving, own), self.years) for own in (*fields, *silent)}


def _of(entries: Iterable[Entry], field: str | None) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.field == field)
