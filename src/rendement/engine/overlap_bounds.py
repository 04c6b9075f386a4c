"""How much of the claims on one pot in one year is there at least and at most, once every euro counts once.

Of claims a with o(i, j) the euros that i and j share, the union is at most the sum of a less the heaviest
spanning tree of o (Hunter, Worsley), and at least, of any choice of the claims, their sum less all of o
between them (Bonferroni). Claims that cannot meet, directly or through others, are apart, and their bounds
add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_apart import most_apart
from rendement.engine.overlap_plan import Agreements, Claim, SharedPart, around, is_among
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
    def away(self) -> float:
        """What of that is of alternatives that do not come."""
        return exact_total(cut.amount for cut in self.cuts if cut.why == "alternatief")

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
        return exact_total((self.cut, -self.away, self.capped))

    @property
    def _left(self) -> float:
        return exact_total((self.gross, *(-cut.amount for cut in self.cuts)))


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
    pairs, cuts = meeting(claims, budget, agreed, gone)
    low, high = list(cuts), list(cuts)
    for part in pairs.components():
        low += _most_cut(pairs, part)
    high += _least_cut(pairs)
    return End(gross, tuple(low), budget), End(gross, tuple(high), budget)


def meeting(
    claims: Sequence[Claim], budget: float | None, agreed: Agreements, gone: Iterable[str] = ()
) -> tuple["Pairs", list[Cut]]:
    """The claims that are there, each as far as what works before it leaves it something; and what goes."""
    gone = tuple(gone)
    left: list[Claim] = []
    cuts: list[Cut] = []
    for claim in claims:
        dropped = is_among(claim.path, gone)
        if dropped or agreed.only_enables(claim.path):
            why: Why = "alternatief" if dropped else "voorwaarde"
            cuts.append(Cut(why, (claim.name,), 1.0, claim.amount))
        else:
            left.append(claim)
    left, later = _in_order(left, budget, agreed)
    return Pairs(left, budget, agreed), [*cuts, *later]


def _in_order(claims: list[Claim], budget: float | None, agreed: Agreements) -> tuple[list[Claim], list[Cut]]:
    """The claims, each as far as what works before it leaves it something; and what that takes off."""
    found = list(claims)
    cuts: list[Cut] = []
    if budget is None:
        return found, cuts
    known = _by_name(claims)
    places = [agreed.turns(claim.path) for claim in claims]
    for number in dict.fromkeys(
        number for row in agreed.rows for path in row for number in known.get(path, ())
    ):
        claim, own = found[number], places[number].items()
        before = (any(turns.get(row, turn) < turn for row, turn in own) for turns in places)
        ahead = [one for one, first in zip(found, before, strict=True) if first and claim.meets(one)]
        if ahead:
            taken = min(1.0, exact_total(one.amount for one in ahead) / budget)
            cut = Cut("volgorde", (claim.name, *(one.name for one in ahead)), taken, claim.amount)
            cuts.append(cut)
            found[number] = replace(claim, amount=claim.amount - cut.amount)
    return found, cuts


def _by_name(claims: Iterable[Claim]) -> dict[str, list[int]]:
    """The claims by the measure that has them, and by every programme around it; by their numbers."""
    found: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for named in around(claim.path):
            found.setdefault(named, []).append(number)
    return found


class Pairs:
    """The claims, the largest first, and every two of them that meet.

    What the file says of two is looked up; of the very many others anything may be the same euro.
    """

    def __init__(self, claims: Iterable[Claim], budget: float | None, agreed: Agreements) -> None:
        self.claims = sorted(claims, key=lambda claim: -claim.amount)
        self._known = _by_name(self.claims)
        self.told: dict[tuple[int, int], Edge] = {}
        for row in agreed.rows if budget is not None else ():
            for one, other in combinations(row, 2):
                self._tell(SharedPart(one, other, 0.0, 0.0))
        for part in agreed.parts:
            self._tell(part)

    def _tell(self, part: SharedPart) -> None:
        for i in self._known.get(part.one, ()):
            for j in self._known.get(part.other, ()):
                one, other = self.claims[i], self.claims[j]
                if one.meets(other):
                    pair = (min(i, j), max(i, j))
                    self.told[pair] = Edge(*pair, min(one.amount, other.amount), part.low, part.high)

    def most(self, one: int, other: int) -> float:
        """The euros that two claims may share, the larger first."""
        first, second = self.claims[one], self.claims[other]
        if (edge := self.told.get((one, other))) is not None:
            return edge.high * edge.smaller
        return second.amount if first.meets(second) else 0.0

    def whole(self, number: int, kept: Sequence[int]) -> Cut:
        """A claim that does not count at all, beside the one with which it may share most."""
        pairs = [(min(one, number), max(one, number)) for one in kept]
        larger, smaller = max(pairs, key=lambda pair: self.most(*pair))
        names = self.claims[larger].name, self.claims[smaller].name
        return Cut("overlap", names, 1.0, self.claims[number].amount)

    def components(self) -> list[list[int]]:
        """The claims that hang together, directly or through others, in order."""
        found = [{number} for number in range(len(self.claims))]
        for edge in self.told.values():
            if edge.high > 0:
                _join(found, edge.one, edge.other)
        for i, j in combinations(range(len(self.claims)), 2):
            if found[i] is not found[j] and (i, j) not in self.told and self.claims[i].meets(self.claims[j]):
                _join(found, i, j)
        return [sorted(part) for number, part in enumerate(found) if number == min(part)]

    def cut(self, edge: Edge, share: float) -> Cut:
        """What two claims share."""
        names = self.claims[edge.one].name, self.claims[edge.other].name
        return Cut("overlap", names, share, edge.smaller)


def _join(found: list[set[int]], one: int, other: int) -> None:
    """Put two claims in one component, with all that hang together with them."""
    whole = found[one] | found[other]
    for number in whole:
        found[number] = whole


def _least_cut(pairs: Pairs) -> list[Cut]:
    """The heaviest spanning tree of what is shared at least."""
    edges = [edge for edge in pairs.told.values() if edge.low > 0]
    found = [{number} for number in range(len(pairs.claims))]
    tree: list[Cut] = []
    for edge in sorted(edges, key=lambda edge: -edge.low * edge.smaller):
        if found[edge.one] is not found[edge.other]:
            _join(found, edge.one, edge.other)
            tree.append(pairs.cut(edge, edge.low))
    return tree


def _most_cut(pairs: Pairs, part: Sequence[int]) -> list[Cut]:
    """All that the claims that leave most may share, and each of the others as a whole.

    Of two of which nothing is said the smaller may be in the other whole, so both are never among them.
    """
    if len(part) == 1:  # of very many that share nothing
        return []
    kept = most_apart(part, pairs.claims, pairs.most)
    inside = frozenset(kept)
    shared = (edge for edge in pairs.told.values() if {edge.one, edge.other} <= inside and edge.high > 0)
    rest = (number for number in part if number not in inside and pairs.claims[number].amount > 0)
    gone = (pairs.whole(number, kept) for number in rest)
    return [*(pairs.cut(edge, edge.high) for edge in shared), *gone]
