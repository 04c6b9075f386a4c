"""Scaling up: Student's t from the table, and the interval of a group total by hand."""

from math import exp, lgamma, pi, sqrt

import pytest

from rendement.engine.sampling import interval, student95


def between(point, freedom, steps=2000):
    """The probability of a t-value between -point and point, by Simpson's rule on the density."""
    scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)

    def density(t):
        return scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)

    width = 2 * point / steps
    weights = [1 if i in (0, steps) else 4 if i % 2 else 2 for i in range(steps + 1)]
    return sum(w * density(-point + i * width) for i, w in enumerate(weights)) * width / 3


@pytest.mark.parametrize("freedom", range(1, 31))
def test_the_table_of_student(freedom):
    """95% of the distribution lies within the point, to the last printed decimal."""
    point = student95(freedom)
    assert between(point - 0.0006, freedom) < 0.95 < between(point + 0.0006, freedom)


LARGE = [(31, 2.042), (39, 2.042), (40, 2.021), (59, 2.021), (60, 2.0), (119, 2.0), (120, 1.98), (9999, 1.98)]


@pytest.mark.parametrize(("freedom", "point"), LARGE)
def test_between_rows_the_wider_one(freedom, point):
    assert student95(freedom) == point


def test_the_interval_by_hand():
    """Mean 2, s = sqrt(2) with n = 2 of N = 10: half = 12.706 x 10 x sqrt(2)/sqrt(2) x sqrt(8/10)."""
    low, high = interval([1.0, 3.0], 10)
    half = 12.706 * 10 * sqrt(2) / sqrt(2) * sqrt((10 - 2) / 10)
    assert low == pytest.approx(10 * 2 - half)
    assert high == pytest.approx(10 * 2 + half)


def test_the_crisis_team_by_hand():
    """Seven households, mean 465.880 / 7, to 68: t(6) = 2,447 and (68 - 7) / 68 of the variance."""
    values = [8190.0, 27990.0, 58190.0, 45790.0, 49290.0, 84790.0, 191640.0]
    mean = 465880 / 7
    spread = sqrt(sum((value - mean) ** 2 for value in values) / 6)
    half = 2.447 * 68 * spread / sqrt(7) * sqrt(61 / 68)
    assert interval(values, 68) == pytest.approx((68 * mean - half, 68 * mean + half))


def test_everybody_priced_leaves_no_doubt():
    assert interval([1.0, 2.0, 6.0], 3) == (9.0, 9.0)


def test_one_household_says_nothing_about_spread():
    assert interval([5.0], 10) is None
