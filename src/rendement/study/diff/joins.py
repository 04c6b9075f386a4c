"""Which changes stand together as one: those that cannot be apart, and those that are too many."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from rendement.source.record import record
from rendement.source.rows import OTHERS
from rendement.study.diff.changes import OF_CASE, Change
from rendement.study.diff.kinds import CHAIN

MOST = 12  # parts in one game: 4.096 runs
TOGETHER, TOO_MANY = "kan niet los van elkaar", f"meer dan {MOST} wijzigingen van één regel"
OF_FEW = "een deel gaat over posten van weinigen"
BOTH = f"een deel kan niet los van elkaar; met de rest {TOO_MANY}"

Block = frozenset[Change]


@record
class Joined:
    """Changes that are one part, and why."""

    changes: tuple[Change, ...]
    why: str


class Joins:
    """The blocks that changes stand in; the same in every game."""

    def __init__(self) -> None:
        self._block: dict[Change, Block] = {}
        self.why: dict[Block, str] = {}

    def block(self, change: Change) -> Block:
        """All that stands together with a change."""
        return self._block.get(change, frozenset({change}))

    def parts(self, changes: Iterable[Change]) -> list[tuple[Change, ...]]:
        """The changes of a game by the blocks that they stand in, in order."""
        found: dict[Block, list[Change]] = {}
        for change in changes:
            found.setdefault(self.block(change), []).append(change)
        return [tuple(part) for part in found.values()]

    def join(self, changes: Sequence[Change], why: str) -> bool:
        """Make one block of these; whether they were not one already."""
        blocks = {self.block(change) for change in changes}
        if len(blocks) < 2:
            return False
        one = frozenset().union(*blocks)
        reasons = {why, *(self.why.pop(block) for block in blocks if block in self.why)}
        self.why[one] = why if reasons == {why} else BOTH
        self._block |= dict.fromkeys(one, one)
        return True

    def bound(self, changes: Sequence[Change]) -> None:
        """Keep a game small: its prices become one part, then the settings of the case, then the chain.

        Where that is not enough, all of a line; and at last all lines.
        """
        lines = dict.fromkeys(
            (change.within, change.place)
            for change in changes
            if change.place and change.place[0] != "prijzen"
        )
        if any(change.place[:2] == ("prijzen", OTHERS) for change in changes):
            self.join([change for change in changes if change.place != OF_CASE], OF_FEW)
        groups = [
            [change for change in changes if change.place[:1] == ("prijzen",)],
            [change for change in changes if change.place == OF_CASE],
            *([c for c in changes if (c.within, c.place) == line and c.kind in CHAIN] for line in lines),
            *([change for change in changes if (change.within, change.place) == line] for line in lines),
            [change for change in changes if (change.within, change.place) in lines],
        ]
        for group in groups:
            if len(self.parts(changes)) <= MOST:
                return
            self.join(group, TOO_MANY)

    def tie(self, changes: Sequence[Change], valid: Callable[[frozenset[Change]], bool]) -> None:
        """Join what cannot be apart, until every case between the two is valid.

        The two parts that the most invalid cases have on different sides go together first, which is the
        same seen from either side.
        """
        while len(parts := self.parts(changes)) > 1:
            apart: Counter[tuple[int, int]] = Counter()
            for taken in range(1, (1 << len(parts)) - 1):
                chosen = [part for i, part in enumerate(parts) if taken >> i & 1]
                if not valid(frozenset(change for part in chosen for change in part)):
                    apart.update(
                        (i, j)
                        for i, j in combinations(range(len(parts)), 2)
                        if (taken >> i & 1) != (taken >> j & 1)
                    )
            if not apart:
                return
            most = max(apart.values())
            i, j = min(pair for pair, count in apart.items() if count == most)
            self.join([*parts[i], *parts[j]], TOGETHER)
