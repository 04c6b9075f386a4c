"""Which savings of a programme are about the same euros: claims on pots, and what the file says of them."""

from collections.abc import Iterable
from dataclasses import field, replace
from functools import cached_property, lru_cache

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
    return named in around(path)


def is_among(path: str, names: Iterable[str]) -> bool:
    """Whether a measure is one of those named, or stands in a programme that is."""
    return any(is_of(path, named) for named in names)


@lru_cache(maxsize=4096)
def around(path: str) -> tuple[str, ...]:
    """A measure, and every programme that it stands in.

    >>> around("maatregelen[1].maatregelen[0]")
    ('maatregelen[1].maatregelen[0]', 'maatregelen[1]')
    """
    pieces = path.split(".")
    return tuple(".".join(pieces[:length]) for length in range(len(pieces), 0, -1))


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
        """What is said of two measures, in the first row that says it."""
        pairs = ((first, second) for first in around(one) for second in around(other))
        found = [self._said[pair] for pair in pairs if pair in self._said]
        return self.parts[min(found)] if found else None

    def before(self, one: str, other: str) -> bool:
        """Whether the first works before the other."""
        first, second = self.turns(one), self.turns(other)
        return any(turn < second[row] for row, turn in first.items() if row in second)

    def turns(self, path: str) -> dict[int, int]:
        """The turn of a measure in every row that has it, by the number of the row."""
        if path not in self._known_turns:
            self._known_turns[path] = _places(self._turns, path)
        return self._known_turns[path]

    def exclude(self, one: str, other: str) -> bool:
        """Whether both are alternatives of one choice."""
        first, second = _places(self._options, one), _places(self._options, other)
        return any(place != second[row] for row, place in first.items() if row in second)

    def only_enables(self, path: str) -> bool:
        """Whether a measure makes others possible, and so claims nothing itself."""
        return not self._enabling.isdisjoint(around(path))

    @cached_property
    def _said(self) -> dict[tuple[str, str], int]:
        """The first row that names two measures, whichever is first."""
        found: dict[tuple[str, str], int] = {}
        for number, part in enumerate(self.parts):
            found.setdefault((part.one, part.other), number)
            found.setdefault((part.other, part.one), number)
        return found

    @cached_property
    def _turns(self) -> "Places":
        return _by_name(self.rows)

    @cached_property
    def _known_turns(self) -> dict[str, dict[int, int]]:
        return {}

    @cached_property
    def _options(self) -> "Places":
        return _by_name(choice.options for choice in self.choices)

    @cached_property
    def _enabling(self) -> frozenset[str]:
        return frozenset(named for named, _ in self.enablers)

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

    def budget(self, pot: str, year: int) -> float | None:
        """What a pot costs in a year; None where that is not said."""
        return self.budgets.get(pot, {}).get(year)

    def moved(self, base: str) -> "Pots":
        """The same of a programme that is a measure of another."""
        return self if self.agreed is None else replace(self, agreed=self.agreed.moved(base))

    def with_(self, inner: "Pots") -> "Pots":
        """With those of a programme inside; what the outer one says of a pot comes first."""
        agreed = self.agreed or inner.agreed
        if self.agreed and inner.agreed:
            agreed = self.agreed.with_(inner.agreed)
        return Pots({**inner.budgets, **self.budgets}, agreed)


Places = dict[str, list[tuple[int, int]]]  # of a name: the number of each list that has it, and its place


def _by_name(lists: Iterable[tuple[str, ...]]) -> Places:
    found: Places = {}
    for number, names in enumerate(lists):
        for place, name in enumerate(names):
            found.setdefault(name, []).append((number, place))
    return found


def _places(known: Places, path: str) -> dict[int, int]:
    """The first place of a measure in every list that has it."""
    found: dict[int, int] = {}
    for named in around(path):
        for number, place in known.get(named, ()):
            found[number] = min(place, found.get(number, place))
    return found
