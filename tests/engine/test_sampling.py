"""Scaling up: Student's t from the table, and the interval of a group total by hand."""

from math import exp, lgamma, pi, sqrt
from statistics import NormalDist

import pytest

from rendement.engine.sampling import _BEYOND, interval, student95


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


# a printed table of the distribution
LARGE = [
    *((31, 2.040), (32, 2.037), (35, 2.030), (40, 2.021), (45, 2.014), (50, 2.009), (60, 2.000), (70, 1.994)),
    *((80, 1.990), (90, 1.987), (100, 1.984), (120, 1.980), (200, 1.972), (500, 1.965), (1000, 1.962)),
    (10**9, 1.960),
]


@pytest.mark.parametrize(("freedom", "point"), LARGE)
def test_beyond_the_table_as_others_print_it(freedom, point):
    assert student95(freedom) == point


def test_beyond_the_table_every_point_is_rounded_right():
    """At both ends of each step down 95% lies within half a thousandth of the point, and so between them."""
    steps = [freedom for freedom in range(31, 5000) if student95(freedom) != student95(freedom - 1)]
    points = [student95(freedom) for freedom in steps]
    assert points == sorted(points, reverse=True)
    assert points[-1] == student95(10**6) == 1.96
    for freedom in {30, 31, *steps, *(step - 1 for step in steps[1:])}:
        point = student95(freedom)
        assert between(point - 0.0005, freedom) < 0.95 < between(point + 0.0005, freedom), freedom


def test_the_expansion_beyond_the_table_as_it_is_published():
    """By power of 1 / freedom, at the point x of the normal distribution (Abramowitz and Stegun 26.7.5)."""
    x = NormalDist().inv_cdf(0.975)
    assert pytest.approx(x, abs=1e-9) == _BEYOND[0]
    assert pytest.approx((x**3 + x) / 4, abs=1e-9) == _BEYOND[1]
    assert pytest.approx((5 * x**5 + 16 * x**3 + 3 * x) / 96, abs=1e-9) == _BEYOND[2]
    assert pytest.approx((3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384, abs=1e-9) == _BEYOND[3]


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
