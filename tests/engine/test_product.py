"""The factors of a gross amount: number, price and years, whatever the form of the line."""

import pytest

from rendement.engine.line import compute_line
from rendement.engine.plan import BY_YEAR, EACH_YEAR, IN_ALL, SCALING, Effect, Factor
from small_plans import line, plan, priced


def counted(value, step="aantal"):
    return Factor("", step, value)


def factors(*parts, **rest):
    """The factors of a line; together they make its gross amount."""
    item = line(*parts, **rest)
    result = compute_line(plan(item), item)
    found = result.product
    assert found.count * found.price * found.years == pytest.approx(result.gross, rel=1e-12)
    return found.count, found.price, found.years


def test_a_size_of_each_year_has_the_number_of_one_year():
    """Two coaches of 65.000 for three years."""
    staff = {"years": (2020, 2021, 2022), "quantity": (counted(2.0),), "basis": EACH_YEAR}
    assert factors(priced(65000.0), **staff) == (2.0, 65000.0, 3.0)


def test_months_are_part_of_a_year():
    """Nine months: 9 / 12 of a year."""
    assert factors(priced(1200.0), timing=(9 / 12,), results=(1.0,), basis=EACH_YEAR) == (1.0, 1200.0, 0.75)


def test_a_size_for_all_years_together_is_one_number():
    spread = {"years": (2020, 2021), "timing": (0.5, 0.5), "quantity": (counted(8.0),), "basis": IN_ALL}
    assert factors(priced(1000.0), **spread) == (8.0, 1000.0, 1.0)


def test_years_of_effect_multiply_those_of_the_line():
    """Ten results of 1.000 for two years and a half; and each year for two years: 2 x 2,5."""
    effect = Effect(spell=(1.0, 1.0, 0.5))
    assert factors(priced(1000.0), quantity=(counted(10.0),), effect=effect) == (10.0, 1000.0, 2.5)
    yearly = {"years": (2020, 2021), "effect": effect, "basis": EACH_YEAR}
    assert factors(priced(1000.0), quantity=(counted(10.0),), **yearly) == (10.0, 1000.0, 5.0)


def test_a_number_by_year_is_added_up():
    """4 in 2020 and 9 in 2022, of which half take part."""
    series = {"years": (2020, 2022), "timing": (4.0, 9.0), "basis": BY_YEAR}
    assert factors(priced(1000.0), quantity=(counted(0.5, "bereik"),), **series) == (6.5, 1000.0, 1.0)


def test_a_price_by_year_is_the_mean_by_number():
    """1 x 100 and 2 x 150: three of (100 + 300) / 3."""
    both = {"years": (2020, 2021), "timing": (1.0, 2.0), "prices": (100.0, 150.0), "basis": BY_YEAR}
    assert factors(priced(1.0), **both) == (3.0, pytest.approx(400 / 3), 1.0)


def test_numbers_that_cancel_out_have_no_mean():
    """3 x 100 less 3 x 50: once 150."""
    both = {"years": (2020, 2021), "timing": (3.0, -3.0), "prices": (100.0, 50.0), "basis": BY_YEAR}
    assert factors(priced(1.0), **both) == (1.0, 150.0, 1.0)


def test_amounts_by_year_are_added_up_where_the_number_is_one():
    """Two of 100 and 150 together."""
    amounts = {"years": (2020, 2021), "prices": (100.0, 150.0), "quantity": (counted(2.0),), "basis": IN_ALL}
    assert factors(priced(1.0), **amounts) == (2.0, 250.0, 1.0)


def test_a_basket_is_one_price():
    """Two baskets of 12 x 400 and 1.500."""
    basket = (priced(400.0, quantity=12.0), priced(1500.0))
    assert factors(*basket, quantity=(counted(2.0),), basis=IN_ALL) == (2.0, 6300.0, 1.0)


def test_households_that_are_scaled_up_are_a_group_at_their_mean():
    """Three households of 7.200 together stand for eighty: 80 x 7.200 / 3; for 40 where half take part."""
    households = (("A", None), ("B", None), ("C", None))
    scaled = {"households": households, "scaled_to": 80.0, "basis": IN_ALL}
    group = counted(80.0 / 3, SCALING)
    assert factors(priced(7200.0), quantity=(group,), **scaled) == (80.0, 2400.0, 1.0)
    half = (counted(0.5, "bereik"), group)
    assert factors(priced(7200.0), quantity=half, **scaled) == (40.0, 2400.0, 1.0)
