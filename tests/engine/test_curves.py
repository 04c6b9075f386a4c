"""Every curve of the registry: where it starts, that it never rises, and that its averages are exact."""

from itertools import pairwise

import pytest

from rendement.engine.curves import CURVES, averages, by_year

PRINTED = ((1.0, 0.25), (2.0, 0.42), (3.0, 0.43), (4.0, 0.44), (5.0, 0.45))

# a parameter of each curve, and the same curve as a formula of the moment
CASES = [
    pytest.param("constant", 0.25, lambda t: 0.75, id="constant"),
    pytest.param("terugval", ((4.0, 0.4),), lambda t: 1 - 0.1 * min(t, 4), id="terugval"),
    pytest.param("terugval", ((0.3, 0.2),), lambda t: 1 - min(t, 0.3) / 0.3 * 0.2, id="terugval-vroeg"),
    pytest.param("ingroei", (0.25, 0.6, 1.0), lambda t: (0.25, 0.6, 1.0)[min(int(t), 2)], id="ingroei"),
    pytest.param("afname", 0.1, lambda t: 0.9 ** int(t), id="afname"),
    pytest.param("blijfkans", (0.2,), lambda t: 0.8 ** int(t) * (1 - 0.2 * (t % 1)), id="blijfkans"),
]


def integral(formula, year, pieces=4000):
    """The mean over one year, by the midpoint rule."""
    return sum(formula(year + (piece + 0.5) / pieces) for piece in range(pieces)) / pieces


def test_every_curve_has_a_case():
    known = {"constant", "ingroei", "terugval", "afname", "blijfkans"}
    assert {case.values[0] for case in CASES} == set(CURVES) == known


@pytest.mark.parametrize(("name", "parameter", "formula"), CASES)
def test_averages_are_those_of_the_formula(name, parameter, formula):
    for year, share in enumerate(by_year(name, parameter, 6)):
        assert share == pytest.approx(integral(formula, year), abs=1e-6), year


@pytest.mark.parametrize(("name", "parameter", "formula"), CASES)
def test_every_curve_starts_at_one_but_the_constant_and_the_ramp(name, parameter, formula):
    moment, share = CURVES[name](parameter, 3)[0]
    assert moment == 0
    assert share == {"constant": 0.75, "ingroei": 0.25}.get(name, 1.0)


@pytest.mark.parametrize(("name", "parameter", "formula"), CASES)
def test_fewer_years_are_the_first_of_more(name, parameter, formula):
    for years in range(1, 7):
        shares = by_year(name, parameter, years)
        assert len(shares) == years
        assert shares == pytest.approx(by_year(name, parameter, 7)[:years])


def test_the_printed_table():
    shares = by_year("terugval", PRINTED, 7)
    assert shares == pytest.approx((0.875, 0.665, 0.575, 0.565, 0.555, 0.55, 0.55), abs=1e-15)


def test_a_knot_within_a_year_and_one_beyond_the_years():
    """From 0 to 20% in half a year, to 60% at 2.5: year 1 half of 90% and half of 85%; year 2 is 70%."""
    knots = ((0.5, 0.2), (2.5, 0.6))
    assert by_year("terugval", knots, 2) == pytest.approx((0.5 * 0.9 + 0.5 * 0.75, 0.6))
    assert by_year("terugval", knots, 4) == pytest.approx((0.825, 0.6, 0.5 * 0.45 + 0.5 * 0.4, 0.4))


def test_a_last_knot_within_a_year_is_flat_after_it():
    assert by_year("terugval", ((1.25, 0.5),), 3) == pytest.approx((0.8, 0.25 * 0.55 + 0.75 * 0.5, 0.5))


def test_a_ramp_is_level_within_the_year_and_holds_its_last():
    assert by_year("ingroei", (0.25, 0.6), 4) == (0.25, 0.6, 0.6, 0.6)


def test_dropoff_is_level_within_the_year():
    assert by_year("afname", 0.5, 4) == (1.0, 0.5, 0.25, 0.125)


def test_exit_chances_repeat_the_last():
    assert by_year("blijfkans", (0.5, 0.2), 3) == pytest.approx((0.75, 0.45, 0.36))


def test_points_with_a_drop_at_the_turn_of_a_year():
    assert averages([(0.0, 1.0), (1.0, 0.5), (1.0, 0.25), (3.0, 0.25)], 3) == pytest.approx(
        (0.75, 0.25, 0.25)
    )


@pytest.mark.parametrize(("name", "parameter", "formula"), CASES)
def test_never_negative_and_never_rising_but_for_the_ramp(name, parameter, formula):
    shares = by_year(name, parameter, 40)
    assert min(shares) >= 0
    downward = shares if name != "ingroei" else shares[::-1]
    assert all(later <= earlier for earlier, later in pairwise(downward))
