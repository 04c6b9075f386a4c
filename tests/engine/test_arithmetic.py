"""The few operations that formulas share."""

import sys

import pytest

from rendement.engine.arithmetic import (
    add_at,
    at_least_zero,
    at_most_one,
    cleared,
    evenly,
    exact_total,
    if_positive,
    is_certain,
    larger,
    levelled,
    noise,
    ratio,
    ratio_or,
    root,
    settled,
    size,
    smaller,
    total,
)
from rendement.engine.symbol import Tape


def test_a_total_is_added_in_order_and_starts_at_nothing():
    assert total([]) == 0.0
    assert total([1.0, 2.0, 4.0]) == 7.0
    assert total([1.0, 1e-16, 1e-16]) == 1.0, "one addition after the other, without a correction"


@pytest.mark.parametrize("parts", range(1, 201))
def test_equal_shares_add_to_exactly_one(parts):
    shares = evenly(parts)
    assert len(shares) == parts
    assert total(shares) == 1.0
    assert max(shares) - min(shares) <= parts * sys.float_info.epsilon
    assert shares[0] == pytest.approx(1 / parts)


def test_a_share_of_nothing_does_not_exist():
    assert ratio(3.0, 4.0) == 0.75
    assert ratio(0.0, 4.0) == 0.0
    assert ratio(3.0, 0.0) is None


def test_a_share_of_nothing_may_be_said_to_be_something():
    assert ratio_or(1.0, 3.0, 4.0) == 0.75
    assert ratio_or(1.0, 3.0, 0.0) == 1.0


@pytest.mark.parametrize(("value", "found"), [(0.5, 7.0), (0.0, None), (-0.5, None)])
def test_a_figure_that_exists_while_another_is_above_zero(value, found):
    assert if_positive(value, 7.0) == found
    assert if_positive(value, None) is None


@pytest.mark.parametrize(("value", "kept"), [(0.5, 0.5), (0.3, 0.25), (0.2, 0.25), (0.19, 0.19)])
def test_a_value_level_with_another(value, kept):
    assert levelled(value, 0.25, 0.0501) == kept


def test_a_value_as_far_off_as_the_noise_is_level_still():
    assert [levelled(value, 1.0, 0.5) for value in (1.75, 1.5, 0.5, 0.25)] == [1.75, 1.0, 1.0, 0.25]


def test_a_sum_rounded_once():
    assert exact_total(value for value in (1e16, 1.0, -1e16)) == 1.0
    assert exact_total(()) == 0.0


def test_the_smaller_and_the_larger_of_two():
    assert [smaller(2.0, 3.0), smaller(3.0, 2.0), larger(2.0, 3.0), larger(3.0, 2.0)] == [2.0, 2.0, 3.0, 3.0]


def test_how_far_from_zero_and_its_root():
    assert [size(value) for value in (-4.0, 0.0, 4.0)] == [4.0, 0.0, 4.0]
    assert [at_least_zero(value) for value in (-0.5, 0.0, 0.5)] == [0.0, 0.0, 0.5]
    assert root(2.25) == 1.5


def test_how_far_from_zero_a_sum_is_still_nothing():
    """A billionth of a thousandth of all that moved: 1e-12 x (3 + 1)."""
    assert noise([3.0, -1.0]) == pytest.approx(4e-12)
    assert noise([]) == 0.0


def test_what_adding_up_leaves_is_cleared_and_what_is_more_stays():
    assert [cleared(value, 0.5) for value in (0.75, 0.5, -0.5, -0.75)] == [0.75, 0.0, 0.0, -0.75]
    assert cleared(0.25, 0.0) == 0.25


def test_a_sum_of_what_cancels_out_is_exactly_nothing():
    assert 0.1 + 0.2 - 0.3 != 0
    assert settled([0.1, 0.2, -0.3]) == 0.0
    assert settled([0.1, 0.2, -0.2]) == 0.1 + 0.2 - 0.2
    assert settled([]) == 0.0
    assert settled([1e-30, 0.0]) == 1e-30


def test_certain_is_what_has_a_value_to_look_at():
    assert is_certain()
    assert is_certain(1, 2.0)
    assert not is_certain(1.0, Tape().input("a", 2.0))


def test_at_most_one():
    assert [at_most_one(value) for value in (0.5, 1.0, 1.5)] == [0.5, 1.0, 1.0]


def test_adding_at_a_place_leaves_the_rest():
    row = [1.0, 2.0, 3.0, 4.0]
    add_at(row, 1, 3.0, (10.0, 20.0))
    assert row == [1.0, 2.0 + 3 * 10, 3.0 + 3 * 20, 4.0]


def test_adding_past_the_end_is_a_bug():
    with pytest.raises(ValueError, match="zip"):
        add_at([1.0], 0, 1.0, (1.0, 2.0))
