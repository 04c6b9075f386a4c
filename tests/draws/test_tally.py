"""What many draws come to."""

from math import sqrt

import numpy as np
import pytest

from rendement.draws.order import Order
from rendement.draws.tally import Tally, percentile


def tallied(*blocks, kept=100, nothing=0.0):
    tally = Tally(kept, nothing)
    for block in blocks:
        tally.add(np.array(block, dtype=float), len(block))
    return tally.band()


def test_mean_and_spread_however_the_draws_come_in():
    """1, 2, 4, 9: mean 4, squares about it 9 + 4 + 0 + 25 = 38, divided by 3."""
    for blocks in (([1, 2, 4, 9],), ([1], [2, 4, 9]), ([1, 2], [4, 9])):
        band = tallied(*blocks)
        assert band.mean == pytest.approx(4)
        assert band.deviation == pytest.approx(sqrt(38 / 3))
        assert band.error == pytest.approx(sqrt(38 / 3) / 2)


def test_percentiles_lie_straight_between_draws():
    """Of 10, 20, 30, 40 at 5%: place 3 × 5% = 0.15, so 10 + 0.15 × 10."""
    order = Order(np.array([40.0, 10.0, 30.0, 20.0]))
    assert percentile(order, 0.05)[0] == pytest.approx(11.5)
    assert percentile(order, 0.5)[0] == 25
    assert percentile(order, 1.0)[0] == 40
    band = tallied([40, 10, 30, 20])
    assert (band.low, band.middle, band.high) == (pytest.approx(11.5), 25, pytest.approx(38.5))


def test_the_chance_of_more_than_nothing():
    """Two of four: √(½ × ½ ÷ 4). All of four: 3 ÷ 4, as none of so many says no more."""
    band = tallied([-1, 0, 1, 2])
    assert (band.positive, band.errors.positive) == (0.5, sqrt(0.25 / 4))
    assert tallied([-1, 0, 1, 2], nothing=1.0).positive == 0.25
    assert (tallied([1, 2, 3, 4]).positive, tallied([1, 2, 3, 4]).errors.positive) == (1, 3 / 4)


def test_errors_of_percentiles_are_order_statistics_around_them():
    """Of 0..99 at a half: the rank 50 give or take √(100 ÷ 4) = 5, so (55 - 45) ÷ 2."""
    assert tallied(range(100)).errors.middle == 5


def test_one_draw_has_no_spread():
    band = tallied([7])
    assert (band.mean, band.low, band.high, band.deviation, band.error) == (7, 7, 7, None, None)


def test_what_is_certain_has_no_spread_at_all():
    tally = Tally(100)
    for _ in range(3):
        tally.add(68504.1, 1000)
    band = tally.band()
    assert (band.mean, band.deviation, band.low, band.high) == (68504.1, 0, 68504.1, 68504.1)


def test_a_figure_that_some_draws_do_not_have_is_none():
    assert tallied([1, float("nan"), 2]) is None


def test_percentiles_may_come_from_the_first_draws_alone():
    band = tallied([1, 2, 3], [100, 200], kept=3)
    assert (band.middle, band.mean) == (2, pytest.approx(306 / 5))
