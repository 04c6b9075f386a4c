"""The few operations that formulas share."""

import sys

import pytest

from rendement.engine.arithmetic import add_at, at_most_one, evenly, ratio, total


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


def test_at_most_one():
    assert [at_most_one(value) for value in (0.5, 1.0, 1.5)] == [0.5, 1.0, 1.0]


def test_adding_at_a_place_leaves_the_rest():
    row = [1.0, 2.0, 3.0, 4.0]
    add_at(row, 1, 3.0, (10.0, 20.0))
    assert row == [1.0, 2.0 + 3 * 10, 3.0 + 3 * 20, 4.0]


def test_adding_past_the_end_is_a_bug():
    with pytest.raises(ValueError, match="zip"):
        add_at([1.0], 0, 1.0, (1.0, 2.0))
