"""Uniform numbers by name."""

import numpy as np

from rendement.draws.streams import Stream


def test_a_row_begins_the_same_however_it_is_taken():
    whole = Stream(1, "a").take(1000)
    parts = Stream(1, "a")
    assert (np.concatenate([parts.take(size) for size in (1, 6, 93, 900)]) == whole).all()


def test_another_seed_or_name_is_another_row():
    rows = [Stream(*key).take(4)[0] for key in ((1, "a"), (2, "a"), (1, "b"), (1, "a", "b"), (1, "ab"), (1,))]
    assert len(set(rows)) == 6


def test_numbers_are_even_and_say_nothing_of_the_next():
    """Each within four standard errors."""
    found = Stream(1, "gemeente", "casus", "baten.winst.aantal").take(100_000)
    assert 0 < found.min() < 1e-4
    assert 1 - 1e-4 < found.max() < 1
    assert abs(found.mean() - 0.5) < 4 / np.sqrt(12 * 100_000)
    assert abs(np.corrcoef(found[1:], found[:-1])[0, 1]) < 4 / np.sqrt(100_000)
    assert (np.histogram(found, 10, (0, 1))[0] > 9_500).all()
