"""One suite over every curve of the registry, and over discounting."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendement.engine.curves import CURVES, averages, by_year
from rendement.engine.discounting import factor, internal_rate, payback_year, present_value
from rendement.engine.growth import growth_factors
from rendement.engine.plan import Discount, Growth

often = settings(max_examples=80, deadline=None)
share = st.floats(0, 1)
YEARS = st.integers(1, 30)


@st.composite
def knots(draw):
    """A cumulative relapse that never falls, at moments after 0."""
    moments = sorted(draw(st.sets(st.floats(0.05, 12), min_size=1, max_size=6)))
    lost = sorted(draw(st.lists(share, min_size=len(moments), max_size=len(moments))))
    return tuple(zip(moments, lost, strict=True))


PARAMETERS = {
    "constant": share,
    "terugval": knots(),
    "afname": share,
    "ingroei": st.lists(share, min_size=1, max_size=6).map(sorted),
    "blijfkans": st.lists(share, min_size=1, max_size=6).map(tuple),
}


def test_every_curve_of_the_registry_is_here():
    assert PARAMETERS.keys() == CURVES.keys()


def value(points, moment):
    """The curve at a moment, read off its points: an independent reading."""
    for (start, high), (end, low) in pairwise(points):
        if start <= moment < end:
            return high + (low - high) * (moment - start) / (end - start)
    return points[-1][1]


@pytest.mark.parametrize("name", CURVES)
def test_starts_at_one_but_for_the_constant_and_the_ramp(name):
    @often
    @given(PARAMETERS[name], YEARS)
    def run(parameter, years):
        points = CURVES[name](parameter, years)
        assert points[0][0] == 0
        starts = {"constant": lambda: 1 - parameter, "ingroei": lambda: parameter[0]}
        assert points[0][1] == starts.get(name, lambda: 1)()
        assert all(before[0] <= after[0] for before, after in pairwise(points))

    run()


@pytest.mark.parametrize("name", CURVES)
def test_never_negative_and_never_rising_but_for_the_ramp(name):
    @often
    @given(PARAMETERS[name], YEARS)
    def run(parameter, years):
        found = by_year(name, parameter, years)
        assert len(found) == years
        assert all(-1e-15 <= left <= 1 + 1e-15 for left in found)
        downward = found if name != "ingroei" else found[::-1]
        assert all(later <= earlier + 1e-12 for earlier, later in pairwise(downward))

    run()


@pytest.mark.parametrize("name", CURVES)
def test_averages_are_the_integral(name):
    """Numerically: the midpoint rule on pieces between all points, exact for straight pieces."""

    @often
    @given(PARAMETERS[name], st.integers(1, 8))
    def run(parameter, years):
        points = CURVES[name](parameter, years)
        for year, found in enumerate(averages(points, years)):
            inside = [moment for moment, _ in points if year < moment < year + 1]
            places = sorted({year, year + 1, *inside})
            area = sum((b - a) * value(points, (a + b) / 2) for a, b in pairwise(places))
            assert found == pytest.approx(area, abs=1e-9)

    run()


@often
@given(share, YEARS)
def test_closed_form_of_the_constant_and_of_dropoff(rate, years):
    assert by_year("constant", rate, years) == (1 - rate,) * years
    for k, left in enumerate(by_year("afname", rate, years)):
        assert left == pytest.approx((1 - rate) ** k, abs=1e-12)


@often
@given(st.lists(share, min_size=1, max_size=6).map(sorted), YEARS)
def test_closed_form_of_a_ramp(reached, years):
    """Year k has what was written for it, and what was written last after that."""
    for k, left in enumerate(by_year("ingroei", reached, years)):
        assert left == (reached[k] if k < len(reached) else reached[-1])


@often
@given(st.lists(share, min_size=1, max_size=6), YEARS)
def test_closed_form_of_staying(exits, years):
    """Half of what is in at the start of the year and half of what is in at its end."""
    start = 1.0
    for k, left in enumerate(by_year("blijfkans", tuple(exits), years)):
        chance = exits[k] if k < len(exits) else exits[-1]
        assert left == pytest.approx(start * (1 - chance / 2), abs=1e-12)
        start *= 1 - chance


@often
@given(st.lists(share, min_size=1, max_size=6), YEARS)
def test_closed_form_of_relapse_by_whole_years(lost, years):
    """Between two whole years, the mean of the two ends."""
    at = [0.0, *sorted(lost)]
    found = by_year("terugval", tuple(enumerate(at[1:], 1)), years)
    for k, left in enumerate(found):
        ends = [at[min(k + i, len(at) - 1)] for i in (0, 1)]
        assert left == pytest.approx(1 - sum(ends) / 2, abs=1e-12)


rates = st.floats(-0.5, 0.5)
moments = st.sampled_from(("begin", "midden", "eind"))
SHIFT = {"begin": 0.0, "midden": 0.5, "eind": 1.0}


@often
@given(rates, moments, st.integers(-60, 60))
def test_a_factor_is_a_power(rate, moment, passed):
    found = factor(Discount(((0, rate),), 2000, moment), 2000 + passed)
    assert found == pytest.approx((1 + rate) ** -(passed + SHIFT[moment]), rel=1e-9)


@often
@given(rates, st.integers(-60, 60))
def test_growth_is_a_power(rate, passed):
    found = growth_factors(Growth("", rate, 2000), (2000 + passed, 2000))
    assert found == {2000 + passed: pytest.approx((1 + rate) ** passed, rel=1e-9), 2000: 1.0}


@often
@given(rates, rates, st.integers(1, 20), moments, st.integers(0, 40))
def test_a_stepped_factor_is_a_power_for_each_step(early, late, step, moment, passed):
    found = factor(Discount(((0, early), (step, late)), 2000, moment), 2000 + passed)
    until = passed + SHIFT[moment]
    expected = (1 + early) ** -min(until, step) * (1 + late) ** -max(0, until - step)
    assert found == pytest.approx(expected, rel=1e-9)


flows = st.dictionaries(st.integers(2000, 2020), st.floats(-1e6, 1e6), max_size=8)


@often
@given(flows, flows, rates, moments)
def test_present_values_add(one, other, rate, moment):
    discount = Discount(((0, rate),), 2005, moment)
    both = {year: one.get(year, 0.0) + other.get(year, 0.0) for year in {*one, *other}}
    apart = present_value(discount, one) + present_value(discount, other)
    size = sum(abs(amount) * factor(discount, year) for f in (one, other) for year, amount in f.items())
    assert present_value(discount, both) == pytest.approx(apart, rel=1e-9, abs=1e-9 * size)


balances = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=12)


@often
@given(balances)
def test_payback_is_the_first_year_that_stays_out_of_the_red(amounts):
    by = {2000 + i: amount for i, amount in enumerate(amounts)}
    running = [sum(amounts[: i + 1]) for i in range(len(amounts))]
    good = [i for i in range(len(amounts)) if min(running[i:]) >= 0]
    assert payback_year(by) == (2000 + good[0] if good else None)


@often
@given(balances)
def test_a_rate_that_is_given_is_the_only_one(amounts):
    by = {2000 + i: amount for i, amount in enumerate(amounts)}
    rate, why = internal_rate(by)
    signs = [amount > 0 for amount in amounts if amount]
    changes = sum(one != other for one, other in pairwise(signs))
    assert (rate is None) == bool(why)
    if rate is None:
        assert changes != 1 or "buiten" in why
        return
    assert changes == 1

    def worth(growth):
        return sum(amount * growth ** (len(amounts) - i) for i, amount in enumerate(amounts))

    assert (worth((1 + rate) * (1 - 1e-9)) > 0) != (worth((1 + rate) * (1 + 1e-9)) > 0)
