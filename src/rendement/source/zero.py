"""What is nothing: what adding floats leaves where nothing should be left, judged by the money that moves."""

from collections.abc import Iterable
from math import fsum

NOISE = 1e-12  # of all that is added, whatever its sign


def is_nothing(values: Iterable[float]) -> bool:
    """Whether these cancel out.

    >>> is_nothing([0.1, 0.2, -0.3]), is_nothing([1e-30]), is_nothing([])
    (True, False, True)
    """
    values = tuple(values)
    return abs(fsum(values)) <= NOISE * fsum(map(abs, values))
