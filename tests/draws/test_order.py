"""Order statistics of more draws than are put in order."""

import numpy as np
import pytest

from rendement.draws.order import PILOT, Order

SIZE = 3 * PILOT + 7
PLACES = [(0, 0), (0, 40), (5, 6), (SIZE // 20, SIZE // 20 + 900), (SIZE // 2, SIZE // 2 + 1)]
PLACES += [(SIZE - 1 - last, SIZE - 1 - first) for first, last in PLACES]


@pytest.mark.parametrize(("first", "last"), PLACES)
@pytest.mark.parametrize("shape", ["mixed", "rising", "falling", "two values", "one apart", "infinite"])
def test_they_are_those_of_all_put_in_order(shape, first, last):
    """Rising and falling ones: the first so many say nothing of the rest."""
    made = np.random.default_rng(1).normal(size=SIZE)
    values = {
        "mixed": made,
        "rising": np.sort(made),
        "falling": np.sort(made)[::-1],
        "two values": np.where(made > 1, 1.0, 0.0),
        "one apart": np.where(np.arange(SIZE) == SIZE - 1, -5.0, 3.0),
        "infinite": np.where(made > 2, np.inf, made),
    }[shape]
    assert Order(values).between(first, last).tolist() == sorted(values.tolist())[first : last + 1]


def test_the_values_stay_where_they_are():
    """What is drawn together stands in the same place of every figure."""
    values = np.arange(SIZE, 0.0, -1)
    Order(values).between(10, 20)
    assert values[0] == SIZE
