"""A change in costs in parts: what the parts are made of."""

from rendement.engine.monitor_volume import Halves, Split


def test_a_change_has_no_parts_until_somebody_says_so():
    whole = Split(5.0)
    assert (whole.volume, whole.mix, whole.per_client, whole.uncounted) == (None, None, None, 0)


def test_where_nobody_was_counted_the_average_is_nothing():
    assert Halves((0.0, 4.0), (5.0, 6.0)).averages == (0, 6 / 4)
    assert Halves((2.0, 0.0), (5.0, 6.0)).averages == (5 / 2, 0)
