"""How much of the claims on one pot in one year is there at least and at most, once every euro counts once.

Of claims a with o(i, j) the euros that i and j share, the union is at most the sum of a less the heaviest
spanning tree of o (Hunter, Worsley), and at least the larger of the largest a and the sum of a less all of o
(Bonferroni). Claims that cannot meet, directly or through others, are apart, and their bounds add up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_plan import Agreements, Claim, is_of
from rendement.source.record import record

Why = Literal["overlap", "volgorde", "voorwaarde", "alternatief"]


@record
class Cut:
    """Euros that do not count once more: of which claims, why, and which share of what."""

    why: Why
    names: tuple[str, ...]
    share: float
    of: float

    @property
    def amount(self) -> float:
        """The euros."""
        return self.share * self.of


@record
class End:
    """One end of what is left of the claims: what was cut off, and what exceeds the budget."""

    gross: float
    cuts: tuple[Cut, ...]
    budget: float | None

    @property
    def cut(self) -> float:
        """What was cut off as overlap."""
        return exact_total(cut.amount for cut in self.cuts)

    @property
    def capped(self) -> float:
        """What is left above the budget."""
        return 0.0 if self.budget is None else max(0.0, self._left - self.budget)

    @property
    def net(self) -> float:
        """What is left."""
        return self._left if self.budget is None else min(self._left, self.budget)

    @property
    def lost(self) -> float:
        """What of it a sum of everything that is carried out has too much."""
        return exact_total((*(cut.amount for cut in self.cuts if cut.why != "alternatief"), self.capped))

    @property
    def _left(self) -> float:
        return max(0.0, exact_total((self.gross, *(-cut.amount for cut in self.cuts))))


@record
class Edge:
    """Two claims by number, what the smaller is, and the share of that they have in common."""

    one: int
    other: int
    smaller: float
    low: float
    high: float


def ends(
    claims: Sequence[Claim], budget: float | None, agreed: Agreements, gone: Iterable[str] = ()
) -> tuple[End, End]:
    """The low and the high end of the claims above 0 of one pot in one year, without the measures that go."""
    gross = exact_total(claim.amount for claim in claims)
    gone = tuple(gone)
    left, first = [], []
    for claim in claims:
        dropped = any(is_of(claim.path, path) for path in gone)
        if dropped or agreed.only_enables(claim.path):
            first.append(_all_of("alternatief" if dropped else "voorwaarde", claim))
        else:
            left.append(claim)
    left, later = _in_order(left, budget, agreed)
    edges = [edge for edge in _edges(left, budget, agreed) if edge.high > 0]
    low, high = [*first, *later], [*first, *later]
    for part in _components(len(left), edges):
        own = [edge for edge in edges if edge.one in part]
        low += _most_cut(left, part, own)
        high += _least_cut(left, own)
    return End(gross, tuple(low), budget), End(gross, tuple(high), budget)


def _all_of(why: Why, *claims: Claim) -> Cut:
    return Cut(why, tuple(claim.name for claim in claims), 1.0, claims[0].amount)


def _in_order(claims: list[Claim], budget: float | None, agreed: Agreements) -> tuple[list[Claim], list[Cut]]:
    """The claims, each as far as what works before it leaves it something; and what that takes off."""
    if budget is None or not agreed.rows:
        return claims, []
    found = list(claims)
    cuts = []
    for number in sorted(range(len(claims)), key=_turn(claims, agreed)):
        claim = found[number]
        ahead = [one for one in found if claim.meets(one) and agreed.in_one_row(one.path, claim.path) < 0]
        if ahead:
            taken = min(1.0, exact_total(one.amount for one in ahead) / budget)
            cuts.append(Cut("volgorde", (claim.name, *(one.name for one in ahead)), taken, claim.amount))
            found[number] = replace(claim, amount=claim.amount - cuts[-1].amount)
    return found, cuts


def _turn(claims: Sequence[Claim], agreed: Agreements) -> Callable[[int], int]:
    """Which place a claim has in its row."""

    def of(number: int) -> int:
        path = claims[number].path
        places = (i for row in agreed.rows for i, named in enumerate(row) if is_of(path, named))
        return next(places, 0)

    return of


def _edges(claims: Sequence[Claim], budget: float | None, agreed: Agreements) -> Iterator[Edge]:
    """Every two claims that meet; of what the file does not say, anything may be the same euro."""
    for (i, one), (j, other) in combinations(enumerate(claims), 2):
        if one.meets(other):
            part = agreed.between(one.path, other.path)
            if part is None and budget is not None and agreed.in_one_row(one.path, other.path):
                continue
            low, high = (0.0, 1.0) if part is None else (part.low, part.high)
            yield Edge(i, j, min(one.amount, other.amount), low, high)


def _components(count: int, edges: Iterable[Edge]) -> list[frozenset[int]]:
    """The claims that hang together, directly or through others."""
    of = {number: {number} for number in range(count)}
    for edge in edges:
        one, other = of[edge.one], of[edge.other]
        if one is not other:
            one |= other
            of |= dict.fromkeys(other, one)
    return list(dict.fromkeys(frozenset(part) for part in of.values()))


def _least_cut(claims: Sequence[Claim], edges: Iterable[Edge]) -> list[Cut]:
    """The heaviest spanning tree of what is shared at least."""
    tree: list[Cut] = []
    of = {number: number for number in range(len(claims))}

    def root(number: int) -> int:
        while of[number] != number:
            number = of[number]
        return number

    for edge in sorted((edge for edge in edges if edge.low > 0), key=lambda edge: -edge.low * edge.smaller):
        one, other = root(edge.one), root(edge.other)
        if one != other:
            of[one] = other
            tree.append(_shared(claims, edge, edge.low))
    return tree


def _most_cut(claims: Sequence[Claim], part: frozenset[int], edges: Sequence[Edge]) -> list[Cut]:
    """All that may be shared; or everything but the largest claim, where that is less."""
    pairs = [_shared(claims, edge, edge.high) for edge in edges]
    largest = max(part, key=lambda number: (claims[number].amount, -number))
    others = [
        _all_of("overlap", claims[number], claims[largest]) for number in sorted(part) if number != largest
    ]
    return min(pairs, others, key=lambda cuts: exact_total(cut.amount for cut in cuts))


def _shared(claims: Sequence[Claim], edge: Edge, share: float) -> Cut:
    names = claims[edge.one].name, claims[edge.other].name
    return Cut("overlap", names, share, edge.smaller)
