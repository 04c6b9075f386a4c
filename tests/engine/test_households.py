"""Households side by side and scaled up to their group, by hand."""

from dataclasses import replace
from math import sqrt

import pytest

from rendement.engine.compute import compute
from rendement.engine.households import Household, MatrixRow, bearers_of, households, matrix, scaling
from rendement.engine.plan import Bearer, Factor
from rendement.engine.sample import Sample, variance
from small_plans import line, plan, priced, share

BOTH = (Bearer("rijk", share=0.5), Bearer("gemeente", share=0.5))


def post(code, amount, household, quantity=1.0, **rest):
    """A post of one household."""
    part = priced(amount, quantity=quantity, household=household, **rest)
    return replace(part, price=replace(part.price, name=code.capitalize(), post=code))


FIRST = (post("ots", 100.0, 0, 2.0), post("hulp", 50.0, 0))
SECOND = (post("hulp", 25.0, 1, bearers=BOTH), post("ots", 75.0, 1))
NAMES = (("Een", "Twee ouders"), ("Twee", None))


def of(*parts, names=NAMES, **rest):
    """A line of households, computed."""
    return compute(plan(line(*parts, households=names, **rest))).benefits[0]


def test_each_household_has_its_own_posts():
    """2 x 100 + 50, and 25 + 75."""
    assert households(of(*FIRST, *SECOND)) == (
        Household("Een", "Twee ouders", FIRST, 250.0),
        Household("Twee", None, SECOND, 100.0),
    )


def test_the_matrix_adds_up_by_row_and_by_column():
    found = matrix(of(*FIRST, *SECOND))
    assert found.names == ("Een", "Twee")
    assert found.rows == (
        MatrixRow("ots", "Ots", ("gemeente",), (200.0, 75.0), 275.0),
        MatrixRow("hulp", "Hulp", ("gemeente", "rijk"), (50.0, 25.0), 75.0),
    )
    assert (found.totals, found.total) == ((250.0, 100.0), 350.0)


def test_a_post_that_a_household_has_not_is_nothing():
    """And a row is called what its first post is called."""
    other = replace(SECOND[1], price=replace(SECOND[1].price, name="Toezicht"))
    found = matrix(of(*FIRST, other))
    assert [(row.name, row.amounts) for row in found.rows] == [("Ots", (200.0, 75.0)), ("Hulp", (50.0, 0.0))]


def test_who_bears_is_named_once_and_in_order():
    assert bearers_of([SECOND[0], *FIRST]) == ("rijk", "gemeente")
    assert bearers_of([]) == ()


def test_without_a_group_nothing_is_scaled_up():
    assert scaling(of(*FIRST, *SECOND)) is None


def test_scaled_up_by_hand():
    """Mean (250 + 100) / 2 = 175, s = sqrt(75^2 + 75^2), ten in the group of which half is ours.

    Net 175 x 10 / 2; half of the width 12.706 x 10 x s / sqrt(2) x sqrt((10 - 2) / 10), also halved.
    """
    item = of(
        *FIRST,
        *SECOND,
        quantity=(Factor("", "opschaling", 10 / 2),),
        chain=(share(0.5),),
        scaled_to=10.0,
    )
    found = scaling(item)
    half = 12.706 * 10 * sqrt(75**2 + 75**2) / sqrt(2) * sqrt((10 - 2) / 10)
    assert (found.sample, found.group, found.mean, found.net) == (2, 10.0, 175.0, 875.0)
    assert (found.low, found.high) == (pytest.approx((1750 - half) / 2), pytest.approx((1750 + half) / 2))


def test_one_household_has_a_mean_and_no_interval():
    found = scaling(of(*FIRST, names=NAMES[:1], scaled_to=4.0))
    assert (found.sample, found.mean, found.low, found.high) == (1, 250.0, None, None)


def test_households_that_cancel_each_other_out_leave_nothing_to_scale():
    """250 and -250: a mean of 0 has no proportion in which to carry the interval on."""
    gone = tuple(replace(part, quantity=-part.quantity, household=1) for part in FIRST)
    found = scaling(of(*FIRST, *gone, scaled_to=4.0))
    assert (found.mean, found.low, found.high) == (0.0, 0.0, 0.0)


# -- clients of whom only sums are known

SAMPLE = Sample(
    2,
    (200.0, 100.0),
    ((0.25, 0.1), (0.1, 1.0)),
    ("a", "b"),
    (("A",), ("B",)),
    ("cliënt", "cliënten"),
    None,
    "merk",
)


def test_the_variance_of_clients_of_whom_only_sums_are_known():
    """Of 100 and 50 a client: 100 · (0,25 · 100 + 0,1 · 50) + 50 · (0,1 · 100 + 1 · 50) = 3.000 + 3.000."""
    assert variance(SAMPLE) == pytest.approx(6000)
    assert variance(replace(SAMPLE, spread=((0.25, 0.0), (0.0, 0.0)))) == pytest.approx(100 * 0.25 * 100)
    assert variance(replace(SAMPLE, spread=((0.0, -1.0), (-1.0, 0.0)))) == 0


def test_the_interval_of_clients_of_whom_only_sums_are_known():
    """125 a client and 500 for four, of which the chain leaves half here: 250, and of the interval as much.

    The half-width is t(1) · 4 · √(6.000 ÷ 2) · √(2 ÷ 4).
    """
    found = scaling(of(*FIRST, names=NAMES[:1], scaled_to=4.0, sample=SAMPLE))
    half = 12.706 * 4 * sqrt(6000 / 2) * sqrt(2 / 4)
    assert (found.sample, found.mean, found.net) == (2, 125, 250)
    assert (found.low, found.high) == (pytest.approx((500 - half) / 2), pytest.approx((500 + half) / 2))


def test_of_one_client_there_is_no_interval():
    found = scaling(of(*FIRST, names=NAMES[:1], scaled_to=4.0, sample=replace(SAMPLE, clients=1)))
    assert (found.low, found.high) == (None, None)


def test_counts_known_as_one_differ_as_they_did():
    """20 x 2 + 30 x 3 = 130 and 20 x 3 + 30 x 5 = 210, so together 20 x 130 + 30 x 210 = 8.900."""
    spread = ((4.0, 1.0, 0.5), (1.0, 2.0, 3.0), (0.5, 3.0, 5.0))
    sample = Sample(2, (10.0, 40.0, 60.0), spread, (), (), ("cliënt", "cliënten"), None, "")
    one = sample.as_one(2.0, {1: 20.0, 2: 30.0})
    assert one.amounts == (10.0, 2.0, 0.0)
    assert one.spread[0][:2] == (4.0, 1.0 * 20 + 0.5 * 30)
    assert one.spread[1][:2] == (1.0 * 20 + 0.5 * 30, 8900.0)
    # (10² x 4 + 2 x 10 x 2 x 35 + 2² x 8.900) / 2²
    assert variance(one) == variance(sample) == (400 + 1400 + 35600) / 4
