"""Where a return is zero: by a straight line and a proof, and where it is none by halving."""

from collections.abc import Callable, Sequence
from itertools import pairwise

Net = Callable[[float], float | None]  # the return by the value of an assumption; None: refused
Crossed = tuple[float | None, bool]  # where it is zero, if anywhere, and whether the return rises on the way
Point = tuple[float, float]  # a value and its return

CENT = 0.005
HALVINGS = 200
NEIGHBOURS = 4  # values that are tried for a straight line
REFINEMENTS = 3  # of its crossing, where the two values lie far from it
# a value is sought at so many times the one it has, and at so many itself
TIMES = (1e-9, 1e-6, 1e-3, 0.1, 0.5, 0.9, 1.1, 2.0, 10.0, 1e3, 1e6, 1e9, 1e12)
PARTS = 8  # of a range between two bounds
LARGEST = 1e14


def ladder(value: float, low: float | None, high: float | None) -> list[float]:
    """Values to try, in order, within the bounds: near, far, and the bounds themselves.

    >>> ladder(0.5, 0.0, 1.0)
    [0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0]
    """
    if low is not None and high is not None:
        return sorted({value, *(low + (high - low) * part / PARTS for part in range(PARTS + 1))})
    found = {value} | {scale * times for scale in {abs(value), 1.0} for times in TIMES}
    found |= {-at for at in found} | {0.0} if low is None else {low}
    return sorted(at for at in found if abs(at) <= LARGEST and (low is None or at >= low))


def seek(net: Net, value: float, trials: Sequence[float]) -> Crossed | str:
    """Where the return is zero and whether it rises towards there; or in words why that cannot be asked."""
    now = net(value)
    if now is None:
        return "er valt niet te rekenen met andere waarden"
    tried = _ends(net, (value, now), trials)
    returns = [found for _, found in tried]
    if max(returns) - min(returns) < CENT:
        return "heeft geen invloed op het rendement"
    turns = [(one, two) for one, two in pairwise(tried) if one[1] == 0 or (one[1] < 0) != (two[1] < 0)]
    if not turns:
        return None, returns[-1] > returns[0]
    if (crossed := _straight(net, (value, now), trials)) is not None:
        return crossed
    near = min(turns, key=lambda ends: min(abs(ends[0][0] - value), abs(ends[1][0] - value)))
    return _halved(net, *near), near[1][1] > near[0][1]


def _ends(net: Net, known: Point, trials: Sequence[float]) -> list[Point]:
    """What is known, with the first and last trial; with all where one of those cannot be computed."""
    ends = [(at, net(at)) for at in (trials[0], trials[-1])]
    if any(found is None for _, found in ends):
        ends = [(at, net(at)) for at in trials]
    return sorted({known, *((at, found) for at, found in ends if found is not None)})


def _straight(net: Net, known: Point, trials: Sequence[float]) -> tuple[float, bool] | None:
    """The crossing of the line through two trials, if a third agrees; None where it is no straight line."""
    other = _beside(net, known, trials)
    if other is None:
        return None
    (at, now), (there, found) = known, other
    slope = (found - now) / (there - at)
    value = at - now / slope
    if not trials[0] <= value <= trials[-1]:
        return None
    for _ in range(REFINEMENTS):
        proof = net(value)
        if proof in (None, 0, now) or value == there:
            break
        there, found = value, proof
        value = there - found * (there - at) / (found - now)
    return (value, slope > 0) if proof is not None and abs(proof) < CENT / 100 else None


def _beside(net: Net, known: Point, trials: Sequence[float]) -> Point | None:
    """Another value with another return: near enough to be allowed, far enough to make a difference."""
    at, now = known
    far = max(1.0, abs(at)) / 2
    for other in sorted(trials, key=lambda other: abs(abs(other - at) - far))[:NEIGHBOURS]:
        found = net(other)
        if found is not None and found != now:
            return other, found
    return None


def _halved(net: Net, one: Point, other: Point) -> float:
    """Between a value with a return of one sign and a value with one of the other sign."""
    (low, at_low), (high, _) = one, other
    if at_low == 0:
        return low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = net(middle)
        if not found or middle in (low, high):
            return middle
        if (found < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
