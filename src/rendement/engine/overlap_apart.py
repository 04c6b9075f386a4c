"""Which of some claims that meet leave most, when all that two of them may share is shared.

Of any choice of claims the union is at least their sum less what every two of them share (Bonferroni), so
the best of all choices is a bound too. Up to `MOST_TRIED` claims every choice is tried; of more only those
that begin at the largest, over all claims or over those of each target group: whatever the shares are, these
are the same choices, so that more share never leaves more.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter

from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_plan import Claim

MOST_TRIED = 12

Shared = Callable[[int, int], float]


def most_apart(part: Sequence[int], claims: Sequence[Claim], shared: Shared) -> list[int]:
    """The claims, by number and the largest first, that leave most; `shared` is in euros, of two."""
    if len(part) <= MOST_TRIED:
        return _best(part, claims, shared)
    groups: dict[str, list[int]] = {}
    for number in part:
        if (group := claims[number].group) is not None:
            groups.setdefault(group, []).append(number)
    first = _first(part, claims, shared)
    if len(part) in map(len, groups.values()):
        return first
    by_group = sorted(number for own in groups.values() for number in most_apart(own, claims, shared))
    return max(first, by_group, key=lambda kept: _left(kept, claims, shared))


def _best(part: Sequence[int], claims: Sequence[Claim], shared: Shared) -> list[int]:
    """The best choice of all; a claim that adds nothing to a choice adds nothing to a larger one."""
    most, best = 0.0, list[int]()

    def choose(at: int, kept: list[int], left: float) -> None:
        nonlocal most, best
        if left > most:
            most, best = left, kept
        if left + exact_total(claims[number].amount for number in part[at:]) <= most:
            return
        more = _adds(part[at], kept, claims, shared)
        if more > 0:
            choose(at + 1, [*kept, part[at]], left + more)
        choose(at + 1, kept, left)

    choose(0, [], 0.0)
    return best


def _first(part: Sequence[int], claims: Sequence[Claim], shared: Shared) -> list[int]:
    """The largest and as many after it as leave most."""
    left = accumulate(_adds(number, part[:at], claims, shared) for at, number in enumerate(part))
    count, _ = max(enumerate(left, 1), key=itemgetter(1))
    return list(part[:count])


def _adds(number: int, kept: Sequence[int], claims: Sequence[Claim], shared: Shared) -> float:
    """What one more claim leaves of itself."""
    return claims[number].amount - exact_total(shared(other, number) for other in kept)


def _left(kept: Sequence[int], claims: Sequence[Claim], shared: Shared) -> float:
    return exact_total(_adds(number, kept[:at], claims, shared) for at, number in enumerate(kept))
