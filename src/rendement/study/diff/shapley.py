"""Shapley values: what each of a few changes is worth in a game with every coalition known."""

from collections.abc import Callable
from fractions import Fraction
from math import factorial


def shapley(players: int, worth: Callable[[int], float]) -> list[Fraction]:
    """What each player is worth: what it adds, over all orders in which they may come in.

    `worth` gives that of a coalition, of which bit i says whether player i is in it. Their sum is exactly
    that of all players less that of none.

    >>> shapley(2, lambda taken: [12.0, 20.0, 15.0, 25.0][taken])  # 3 × 4, 5 × 4, 3 × 5, 5 × 5
    [Fraction(9, 1), Fraction(4, 1)]
    """
    ratios = [worth(taken).as_integer_ratio() for taken in range(1 << players)]
    common = max(below for _, below in ratios)  # powers of two, so each divides the largest
    whole = [above * (common // below) for above, below in ratios]
    orders = [factorial(size) * factorial(players - size - 1) for size in range(players)]
    found = []
    for player in range(players):
        bit = 1 << player
        added = sum(
            orders[taken.bit_count()] * (whole[taken | bit] - whole[taken])
            for taken in range(1 << players)
            if not taken & bit
        )
        found.append(Fraction(added, factorial(players) * common))
    return found
