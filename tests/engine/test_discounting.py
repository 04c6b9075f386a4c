"""Discounting, payback and the internal rate of return, against the formulas themselves."""

import pytest

from rendement.engine.discounting import (
    factor,
    factors,
    internal_rate,
    payback_time,
    payback_year,
    present_value,
)
from rendement.engine.plan import Discount

SHIFT = {"begin": 0.0, "midden": 0.5, "eind": 1.0}


@pytest.mark.parametrize("moment", SHIFT)
@pytest.mark.parametrize("year", [1990, 1999, 2000, 2001, 2002, 2031, 2080])
def test_one_rate_is_a_power(moment, year):
    discount = Discount(((0, 0.035),), 2000, moment)
    assert factor(discount, year) == pytest.approx(1.035 ** -(year - 2000 + SHIFT[moment]), rel=1e-12)


@pytest.mark.parametrize("moment", SHIFT)
def test_a_stepped_rate_is_a_power_for_each_step(moment):
    """Each year has the rate of its years after the base; before the base the first one."""
    discount = Discount(((0, 0.04), (3, 0.03), (5, 0.01)), 2000, moment)
    years = [0.04, 0.04, 0.04, 0.03, 0.03, 0.01, 0.01]
    grown = 1.0
    for passed, rate in enumerate(years):
        part = (1 + rate) ** SHIFT[moment]
        assert factor(discount, 2000 + passed) == pytest.approx(1 / (grown * part), rel=1e-12)
        grown *= 1 + rate
    assert factor(discount, 1997) == pytest.approx(1.04 ** (3 - SHIFT[moment]), rel=1e-12)


def test_many_years_at_once_are_each_year_alone():
    discount = Discount(((0, 0.04), (3, 0.03)), 2000, "midden")
    years = [2010, 1995, 2000]
    assert factors(discount, years) == {year: factor(discount, year) for year in years}
    assert list(factors(discount, years)) == years
    assert factors(discount, []) == {}


def test_a_present_value_adds_amounts_times_their_factor():
    discount = Discount(((0, 0.1),), 2020)
    assert present_value(discount, {2020: 100.0, 2022: 121.0}) == pytest.approx(100 + 100)
    assert present_value(discount, {}) == 0


@pytest.mark.parametrize(
    ("balance", "year"),
    [
        ({2020: 1.0}, 2020),
        ({2020: 0.0}, 2020),
        ({2020: -1.0}, None),
        ({2020: -10.0, 2021: 10.0}, 2021),
        ({2020: -10.0, 2021: 9.999, 2022: 5.0}, 2022),
        ({2020: 10.0, 2021: -20.0, 2022: 15.0, 2023: 1.0}, 2022),
        ({2020: 10.0, 2021: -20.0}, None),
        ({2022: 30.0, 2020: -10.0, 2021: -10.0}, 2022),
        ({2020: 5.0, 2021: 5.0}, 2020),
        ({}, None),
    ],
)
def test_payback_is_the_first_year_that_stays_out_of_the_red(balance, year):
    assert payback_year(balance) == year


@pytest.mark.parametrize(
    ("balance", "first", "year", "time"),
    [
        ({2020: -3.0, 2021: 4.0}, 2020, 2021, 1 + 3 / 4),
        ({2020: -0.5, 2021: 1.0}, 2020, 2021, 1 + 0.5 / 1),
        ({2020: 3.0, 2021: 4.0}, 2020, 2021, 0),
        ({2020: -3.0, 2021: 2.0}, 2020, 2021, 1 + 1),  # a hair below 0 counts as paid back, in that year
        ({2019: -5.0, 2020: 10.0}, 2021, 2020, 0),  # before there was anything to pay back
        ({2020: -3.0}, 2020, None, None),
        ({2020: 3.0}, None, 2020, None),
    ],
)
def test_payback_time_is_straight_within_the_year(balance, first, year, time):
    assert payback_time(balance, first, year) == time


def test_payback_forgives_what_adding_floats_leaves_and_no_more():
    """0.1 + 0.2 - 0.3 leaves 5.6e-17: nothing beside the 0.6 that moved; a cent on a million is something."""
    left = 0.1 + 0.2 - 0.3
    assert left != 0
    assert payback_year({2020: -left}) is None, "all that moves is not noise"
    assert payback_year({2020: 0.3, 2021: -0.2, 2022: -0.1}) == 2020
    assert payback_year({2020: 0.3, 2021: -0.3 - left}) == 2020
    assert payback_year({2020: -0.01, 2021: 0.0, 2022: 0.0}) is None
    assert payback_year({2020: -1e6, 2021: 1e6 - 0.01}) is None
    assert payback_year({2020: -1e6, 2021: 1e6 - 1e-7}) == 2021


@pytest.mark.parametrize(
    ("balance", "rate"),
    [
        ({2020: -100.0, 2021: 110.0}, 0.1),
        ({2020: -100.0, 2021: 50.0}, -0.5),
        ({2020: -100.0, 2021: 0.0, 2022: 121.0}, 0.1),
        ({2020: 100.0, 2021: -110.0}, 0.1),
        ({2020: -100.0, 2021: 100.0}, 0.0),
        ({2020: 0.0, 2021: -100.0, 2022: 150.0}, 0.5),
        ({2021: 60.0, 2020: -100.0, 2022: 60.0}, (60 + (3600 + 24000) ** 0.5) / 200 - 1),
        ({2020: -1.0, 2021: 100.0}, 99.0),
        ({2020: -100.0, 2021: 1.1}, 0.011 - 1),
        ({2020: 100.0, 2021: -1.1}, 0.011 - 1),
        ({2020: -100.0, 2021: -10.0, 2022: 10.0}, (-10 + (100 + 4000) ** 0.5) / 200 - 1),
    ],
)
def test_the_internal_rate_makes_the_present_value_nothing(balance, rate):
    found, why = internal_rate(balance)
    assert found == pytest.approx(rate, abs=1e-12)
    assert why == ""


def test_the_internal_rate_of_many_years_is_found_without_losing_a_digit():
    """1 out, then 300 years of 0.05: a perpetuity of 5% but for 1.05^-300."""
    balance = {2020: -1.0} | {2020 + k: 0.05 for k in range(1, 301)}
    found, _ = internal_rate(balance)
    assert found is not None
    assert sum(amount / (1 + found) ** (year - 2020) for year, amount in balance.items()) == pytest.approx(0)
    late = {2020: -1.0} | {2020 + k: 0.0 for k in range(1, 400)} | {2420: 1.1**4}
    assert internal_rate(late)[0] == pytest.approx(1.1**0.01 - 1)


NO_CHANGE = "er is geen jaar met een tekort naast een jaar met een overschot"
MANY = "het jaarsaldo wisselt vaker dan eens van teken, dus er is meer dan één uitkomst mogelijk"
FAR = "de uitkomst ligt buiten -99% en 9.900% per jaar"


@pytest.mark.parametrize(
    ("balance", "why"),
    [
        ({2020: 100.0, 2021: 10.0}, NO_CHANGE),
        ({2020: -100.0, 2021: 0.0}, NO_CHANGE),
        ({2020: -1.0, 2021: -1.0}, NO_CHANGE),
        ({2020: 0.0}, NO_CHANGE),
        ({}, NO_CHANGE),
        ({2020: -100.0, 2021: 230.0, 2022: -132.0}, MANY),
        ({2020: -1.0, 2021: 2.0, 2022: -1.0, 2023: 1.0}, MANY),
        ({2020: -1.0, 2021: 100.5}, FAR),
        ({2020: -100.0, 2021: 1.0}, FAR),
        ({2020: 1000.0, 2021: -1.0}, FAR),
        ({2020: 1.0, 2021: -102.0}, FAR),
    ],
)
def test_no_internal_rate_and_why(balance, why):
    assert internal_rate(balance) == (None, why)


def test_what_adding_floats_leaves_is_no_change_of_sign():
    assert internal_rate({2020: -100.0, 2021: 110.0, 2022: -1e-11})[0] == pytest.approx(0.1)
    assert internal_rate({2020: -100.0, 2021: 110.0, 2022: -1e-9}) == (None, MANY)
    assert internal_rate({2020: -1e-11, 2021: -100.0, 2022: 110.0})[0] == pytest.approx(0.1)
