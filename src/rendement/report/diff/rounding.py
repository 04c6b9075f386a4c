"""Amounts as they are printed: whole, and together exactly what the whole is."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def rounded(value: Fraction) -> int:
    """To a whole number, half away from zero.

    >>> rounded(Fraction(-5, 2)), rounded(Fraction(7, 3))
    (-3, 2)
    """
    size = floor(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


def apportioned(values: Sequence[Fraction], whole: int) -> list[int]:
    """Each rounded; what the whole is more or less goes to the largest.

    >>> apportioned([Fraction(1, 2), Fraction(1, 2), Fraction(5)], 6)
    [1, 1, 4]
    """
    found = [rounded(value) for value in values]
    if found:
        largest = max(range(len(values)), key=lambda number: abs(values[number]))
        found[largest] += whole - sum(found)
    return found
