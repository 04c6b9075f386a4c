"""Which savings of a programme are about the same euros: claims on pots, and what the file says of them."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from rendement.source.record import record


@record
class Claim:
    """What a measure saves from a pot in a year, for one target group."""

    path: str  # of the measure
    name: str
    pot: str
    group: str | None  # whom it is about; None is anybody
    year: int
    amount: float
    passing: float = 0.0  # the part of it that is there in this year only

    def meets(self, other: "Claim") -> bool:
        """Whether both may be the same euro: of another measure, about the same people or about anybody."""
        same = self.group == other.group or None in (self.group, other.group)
        return same and self.path != other.path


@record
class CaseClaim:
    """What a case saves from a pot in a year: in the perspective, and of the municipality itself."""

    pot: str | None
    group: str | None
    year: int
    amount: float
    own: float


def is_of(path: str, named: str) -> bool:
    """Whether a measure is the one that is named, or one of the programme that is named.

    >>> is_of("maatregelen[1].maatregelen[0]", "maatregelen[1]"), is_of("maatregelen[10]", "maatregelen[1]")
    (True, False)
    """
    return path == named or path.startswith(f"{named}.")


@record
class SharedPart:
    """Of two measures: which share of the smaller claim is the same euro, at least and at most."""

    one: str
    other: str
    low: float
    high: float


@record
class Choice:
    """Measures of which one comes; the chosen one, or None when that is still open."""

    options: tuple[str, ...]
    chosen: str | None = None


@record
class Agreements:
    """What a programme says of the overlap of its measures, which are named by their paths."""

    parts: tuple[SharedPart, ...] = ()
    choices: tuple[Choice, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()  # each works on what those before it leave
    enablers: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each makes others possible

    def between(self, one: str, other: str) -> SharedPart | None:
        """What is said of two measures."""
        for part in self.parts:
            straight = is_of(one, part.one) and is_of(other, part.other)
            if straight or (is_of(one, part.other) and is_of(other, part.one)):
                return part
        return None

    def before(self, one: str, other: str) -> bool:
        """Whether the first works before the other."""
        return any(first < second for first, second in _places(self.rows, one, other))

    def exclude(self, one: str, other: str) -> bool:
        """Whether both are alternatives of one choice."""
        options = (choice.options for choice in self.choices)
        return any(first != second for first, second in _places(options, one, other))

    def only_enables(self, path: str) -> bool:
        """Whether a measure makes others possible, and so claims nothing itself."""
        return any(is_of(path, named) for named, _ in self.enablers)

    def with_dependants(self, gone: Iterable[str]) -> tuple[str, ...]:
        """The measures that do not come, with those that one of them would have made possible."""
        found = dict.fromkeys(gone)
        for path in (waiting := [*found]):
            for enabler, others in self.enablers:
                if is_of(enabler, path):
                    waiting += [other for other in others if other not in found]
                    found |= dict.fromkeys(others)
        return tuple(found)

    def told(self, one: str, other: str) -> bool:
        """Whether the file says how two measures overlap."""
        return (
            self.between(one, other) is not None
            or self.before(one, other)
            or self.before(other, one)
            or self.exclude(one, other)
            or self.only_enables(one)
            or self.only_enables(other)
        )

    def moved(self, base: str) -> "Agreements":
        """The same of a programme that is a measure of another."""
        return Agreements(
            tuple(replace(part, one=base + part.one, other=base + part.other) for part in self.parts),
            tuple(
                Choice(
                    tuple(base + option for option in choice.options), choice.chosen and base + choice.chosen
                )
                for choice in self.choices
            ),
            tuple(tuple(base + path for path in row) for row in self.rows),
            tuple((base + path, tuple(base + other for other in others)) for path, others in self.enablers),
        )

    def with_(self, other: "Agreements") -> "Agreements":
        """Those of two programmes together."""
        return Agreements(
            (*self.parts, *other.parts),
            (*self.choices, *other.choices),
            (*self.rows, *other.rows),
            (*self.enablers, *other.enablers),
        )


@record
class Pots:
    """What each pot costs by year, and the agreements of the programme; None when it makes none."""

    budgets: dict[str, dict[int, float]] = field(default_factory=dict)
    agreed: Agreements | None = None

    def moved(self, base: str) -> "Pots":
        """The same of a programme that is a measure of another."""
        return self if self.agreed is None else replace(self, agreed=self.agreed.moved(base))

    def with_(self, inner: "Pots") -> "Pots":
        """With those of a programme inside; what the outer one says of a pot comes first."""
        agreed = self.agreed or inner.agreed
        if self.agreed and inner.agreed:
            agreed = self.agreed.with_(inner.agreed)
        return Pots({**inner.budgets, **self.budgets}, agreed)


def _places(lists: Iterable[tuple[str, ...]], one: str, other: str) -> Iterator[tuple[int, int]]:
    """The places of two measures in every list that has both."""
    for names in lists:
        first, second = _place(names, one), _place(names, other)
        if first is not None and second is not None:
            yield first, second


def _place(names: tuple[str, ...], path: str) -> int | None:
    return next((number for number, named in enumerate(names) if is_of(path, named)), None)
