"""One line, from plan to result: steps, weights by year, what is cut, realised or beyond the evidence."""

from dataclasses import replace

import pytest

from rendement.engine.line import compute_line, remaining, spread
from rendement.engine.plan import COSTS, Discount, Effect, Factor, Growth
from small_plans import base_rate, curves, line, plan, priced, share


def factor(value, step="toerekening"):
    return Factor("", step, value)


def computed(item, **rest):
    return compute_line(plan(item, **rest), item)


def left(result):
    return {step.name: step.left for step in result.steps}


def test_a_plain_line():
    result = computed(line(priced(100.0, quantity=3.0), priced(50.0)))
    assert left(result) == {"bruto": 350.0}
    assert result.steps[0].share == 1.0
    assert result.steps[0].taken == 0.0
    assert result.net == 350.0
    assert result.by_year == {2020: 350.0}
    assert result.results == 1.0
    assert result.by_actor == {"gemeente": 350.0}
    assert (result.cut_weight, result.realised_weight, result.late_weight) == (0.0, 0.0, 0.0)
    assert result.realised_weights == {}


def test_quantities_multiply_and_timing_says_how_often():
    item = line(
        years=(2020, 2021), timing=(0.5, 2.0), quantity=(factor(4.0, "aantal"), factor(0.5, "bereik"))
    )
    result = computed(item)
    assert result.results == 4 * 0.5 * 2.5
    assert left(result) == {"bruto": 4 * 0.5 * 2.5 * 100}
    assert result.by_year == {2020: 100.0, 2021: 400.0}


def test_factors_multiply_the_amount_and_not_the_number_of_results():
    item = line(quantity=(factor(4.0, "aantal"),), factors=(factor(42.0, "weken"), factor(0.5, "uren")))
    result = computed(item)
    assert result.results == 4
    assert left(result) == {"bruto": 4 * 42 * 0.5 * 100}


def test_growth_comes_before_the_horizon_and_goes_by_calendar_year():
    """Effect-years 2021 to 2023 at 110%, 121% and 133.1% of 2020; 2023 falls off."""
    effect = Effect(lag=1, spell=(1.0, 1.0, 1.0), horizon=2022)
    result = computed(line(effect=effect, growth=Growth("", 0.1, 2020), chain=(share(0.5),)))
    assert left(result) == {
        "bruto": 300.0,
        "toerekening": 150.0,
        "groei": pytest.approx(50 * (1.1 + 1.21 + 1.331)),
        "horizon": pytest.approx(50 * (1.1 + 1.21)),
    }
    assert result.steps[2].share == pytest.approx((1.1 + 1.21 + 1.331) / 3)
    assert result.steps[2].taken == pytest.approx(150 - 50 * (1.1 + 1.21 + 1.331))
    assert result.ungrown == {2021: 1.0, 2022: 1.0, 2023: 1.0}
    assert result.cut_weight == pytest.approx(1.331)


def test_what_is_realised_or_beyond_the_evidence_has_grown_too():
    grown = {"growth": Growth("", 1.0, 2020), "years": (2020, 2021), "timing": (1.0, 1.0)}
    assert computed(line(realised=frozenset({2021}), **grown)).realised_weights == {2020: 0.0, 2021: 2.0}
    effect = Effect(spell=(1.0, 1.0))
    late = line(effect=effect, evidence=("meting", 1.0), growth=Growth("", 1.0, 2020))
    assert computed(late).late_weight == 2.0


def test_growth_of_what_cancels_out_has_no_share():
    """100 in 2020 and -100 in 2021, which has doubled: -100 is left."""
    item = line(priced(1.0), years=(2020, 2021), prices=(100.0, -100.0), growth=Growth("", 1.0, 2020))
    result = computed(item)
    assert left(result) == {"bruto": 0.0, "groei": -100.0}
    assert result.steps[1].share is None


def test_amounts_by_year_multiply_the_timing_but_are_no_results():
    item = line(
        priced(1.0), years=(2020, 2021), timing=(2.0, 3.0), prices=(10.0, 100.0), quantity=(factor(4.0),)
    )
    result = computed(item)
    assert result.by_year == {2020: 4 * 2 * 10, 2021: 4 * 3 * 100}
    assert left(result) == {"bruto": 4 * (20 + 300)}
    assert result.results == 4 * 5


def test_months_count_in_the_amount_and_not_in_the_results():
    item = line(
        timing=(6.0,),
        results=(12.0,),
        quantity=(factor(2.0),),
        chain=(base_rate(0.5, 12.0),),
    )
    result = computed(item)
    assert result.results == 24.0
    assert left(result) == {"bruto": 1200.0, "business_as_usual": 1200 * (1 - 6 / 24)}


def test_the_price_level_is_a_step_of_its_own():
    result = computed(line(priced(100.0, index=1.1), priced(50.0), indexed=True, quantity=(factor(2.0),)))
    assert left(result) == pytest.approx({"bruto": 300.0, "prijspeil": 2 * (110 + 50)})
    assert result.steps[1].share == pytest.approx(160 / 150)
    assert result.steps[1].taken == pytest.approx(-20)
    assert result.by_year == pytest.approx({2020: 320.0})


def test_the_price_level_holds_for_every_effect_year():
    result = computed(line(priced(100.0, index=1.1), indexed=True, effect=Effect(spell=(1.0, 1.0))))
    assert left(result) == pytest.approx({"bruto": 200.0, "prijspeil": 220.0})


def test_a_price_level_that_changes_nothing_still_shows():
    assert left(computed(line(priced(100.0), indexed=True))) == {"bruto": 100.0, "prijspeil": 100.0}


def test_a_share_of_nothing_does_not_exist():
    parts = (priced(100.0, index=1.1), priced(-100.0))
    result = computed(line(*parts, indexed=True))
    assert [step.share for step in result.steps] == [1.0, None]
    assert result.net == pytest.approx(10)


def test_curves_in_their_order_weigh_the_years():
    effect = Effect(
        spell=(1.0, 1.0, 0.5),
        curves=curves(blijfkans=(1.0, 0.5, 0.5), terugval=(0.8, 0.6, 0.4), afname=(1, 0.5, 0.25)),
    )
    result = computed(line(effect=effect, quantity=(factor(3.0),)))
    assert left(result) == pytest.approx(
        {
            "bruto": 300 * 2.5,
            "blijfkans": 300 * (1 + 0.5 + 0.25),
            "terugval": 300 * (0.8 + 0.3 + 0.1),
            "afname": 300 * (0.8 + 0.15 + 0.025),
        }
    )
    assert [step.name for step in result.steps] == ["bruto", "blijfkans", "terugval", "afname"]
    assert [step.share for step in result.steps[1:]] == pytest.approx([1.75 / 2.5, 1.2 / 1.75, 0.975 / 1.2])
    assert [step.taken for step in result.steps] == pytest.approx([0, 300 * 0.75, 300 * 0.55, 300 * 0.225])
    assert result.by_year == pytest.approx({2020: 240.0, 2021: 45.0, 2022: 7.5})


def test_the_chain_takes_its_shares_one_after_the_other():
    item = line(chain=(share(0.25, "business_as_usual"), share(0.5), share(0.1, "verdringing")))
    result = computed(item)
    assert left(result) == pytest.approx(
        {"bruto": 100, "business_as_usual": 75, "toerekening": 37.5, "verdringing": 33.75}
    )
    assert [step.share for step in result.steps] == [1.0, 0.75, 0.5, 0.9]
    assert [step.taken for step in result.steps] == pytest.approx([0, 25, 37.5, 3.75])
    assert result.by_year == pytest.approx({2020: 33.75})
    assert result.unit == pytest.approx(33.75)


@pytest.mark.parametrize(
    ("deadweight", "results", "left_of_it"),
    [
        (share(0.25, "business_as_usual"), 8.0, 0.75),
        (share(0.0, "business_as_usual"), 8.0, 1.0),
        (base_rate(0.1, 20.0), 8.0, 0.75),
        (base_rate(0.1, 20.0), 2.0, 0.0),
        (base_rate(0.1, 20.0), 1.0, 0.0),
        (base_rate(0.0, 20.0), 8.0, 1.0),
        (base_rate(0.1, 20.0), 0.0, 0.0),
    ],
)
def test_what_deadweight_leaves(deadweight, results, left_of_it):
    assert remaining(deadweight, results) == left_of_it


def test_a_share_that_is_kept_leaves_itself_and_one_that_goes_off_leaves_the_rest():
    assert remaining(share(0.3, "additioneel"), 8.0) == 0.3
    assert remaining(share(0.25, "verdringing"), 8.0) == 0.75


@pytest.mark.parametrize(
    ("years", "timing", "weights", "lag", "profile"),
    [
        ((2020,), (2.0,), (1.0,), 0, {2020: 2.0}),
        ((2020,), (2.0,), (1.0, 0.5), 3, {2023: 2.0, 2024: 1.0}),
        ((2020, 2021), (2.0, 3.0), (1.0,), 0, {2020: 2.0, 2021: 3.0}),
        ((2020, 2021), (2.0, 3.0), (1.0, 0.5, 0.1), 1, {2021: 2.0, 2022: 4.0, 2023: 1.7, 2024: 0.3}),
        ((2020, 2021, 2022), (2.0, 3.0, 4.0), (1.0, 0.5), 0, {2020: 2.0, 2021: 4.0, 2022: 5.5, 2023: 2.0}),
        ((2020, 2022), (2.0, 3.0), (1.0,), 0, {2020: 2.0, 2021: 0.0, 2022: 3.0}),
        ((2020, 2023), (2.0, 3.0), (1.0, 0.5), 0, {2020: 2.0, 2021: 1.0, 2022: 0.0, 2023: 3.0, 2024: 1.5}),
    ],
)
def test_results_spread_over_the_years_of_their_effect(years, timing, weights, lag, profile):
    found = spread(line(years=years, effect=Effect(lag=lag)), timing, weights)
    assert found == pytest.approx(profile)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("longer", [0, 1, 2, 5])
def test_one_year_is_added_in_the_order_of_its_results_however_long_they_may_last(longer):
    """2^53 + 1 is 2^53, so 2^53 + 1 + 1 - 2^53 is 0; from the other end it is 2."""
    timing, weights = (2.0**53, 1.0, 1.0, -(2.0**53), 1.0), (1.0, 1.0, 1.0, 1.0)
    years = tuple(range(2020, 2025))
    found = spread(line(years=years), timing, weights + (0.0,) * longer)
    assert found[2023] == 0.0
    assert found[2024] == 3.0 - 2.0**53


def test_the_horizon_is_the_last_year_that_counts():
    effect = Effect(spell=(1.0,) * 4, curves=curves(terugval=(1.0, 0.8, 0.6, 0.5)), horizon=2021)
    item = line(years=(2019, 2020), effect=effect, chain=(share(0.5),), quantity=(factor(2.0),), indexed=True)
    result = computed(item)
    assert result.weights == pytest.approx({2019: 1.0, 2020: 1.8, 2021: 1.4})
    assert result.weight == pytest.approx(4.2)
    assert result.cut_weight == pytest.approx(0.6 + 0.5 + 0.5)
    assert left(result)["toerekening"] == pytest.approx(100 * 2 * 0.5 * 5.8)
    assert left(result)["horizon"] == pytest.approx(100 * 2 * 0.5 * 4.2)
    assert result.steps[-1].share == pytest.approx(4.2 / 5.8)
    assert result.steps[-1].taken == pytest.approx(100 * 1.6)
    assert result.unit == 100


def test_a_horizon_after_the_last_effect_is_no_step():
    item = line(effect=Effect(spell=(1.0, 1.0), horizon=2021))
    result = computed(item)
    assert left(result) == {"bruto": 200.0}
    assert result.cut_weight == 0.0


def test_a_horizon_that_cuts_nothing_takes_nothing():
    """0.3 x 3 a year for 3 years, less 90%: added year by year it would be a fraction more."""
    item = line(
        priced(0.3),
        quantity=(factor(3.0),),
        chain=(share(0.1),),
        effect=Effect(spell=(1.0, 1.0, 1.0, 0.0), horizon=2022),
    )
    plain = computed(replace(item, effect=Effect(spell=(1.0, 1.0, 1.0))))
    result = computed(item)
    assert result.unit * result.weight != plain.net
    assert (result.steps[-1].left, result.steps[-1].taken) == (plain.net, 0.0)


def test_everything_beyond_the_horizon():
    result = computed(line(effect=Effect(lag=1, horizon=2020)))
    assert result.weights == {}
    assert result.steps[-1].share == 0.0
    assert result.net == result.present_value == 0.0
    assert result.cut_weight == 1.0


def test_a_horizon_over_results_that_cancel_out_has_no_share():
    item = line(years=(2020, 2021), timing=(1.0, -1.0), effect=Effect(horizon=2020))
    result = computed(item)
    assert result.steps[-1].share is None
    assert result.net == 100.0


def test_what_is_realised_keeps_its_effect_inside_the_horizon():
    effect = Effect(lag=1, spell=(1.0, 0.5), horizon=2022)
    item = line(
        years=(2020, 2021),
        timing=(2.0, 3.0),
        effect=effect,
        chain=(share(0.5),),
        realised=frozenset({2021}),
    )
    result = computed(item)
    assert result.realised_weights == {2021: 0.0, 2022: 3.0}
    assert result.realised_weight == 3.0
    assert result.weights == {2021: 2.0, 2022: 4.0}


def test_nothing_realised_is_nothing():
    assert computed(line(realised=frozenset())).realised_weights == {}
    assert computed(line(realised=frozenset({2020}))).realised_weight == 1.0


@pytest.mark.parametrize(
    ("covered", "spell", "spread_out", "late"),
    [
        (None, (1.0, 1.0), False, 0.0),
        (1.0, (1.0, 1.0), False, 1.0),
        (2.0, (1.0, 1.0), False, 0.0),
        (3.0, (1.0, 1.0), False, 0.0),
        (1.25, (1.0, 1.0), False, 0.75),
        (0.25, (1.0, 1.0), False, 1.75),
        (0.25, (0.5,), False, 0.25),
        (0.5, (0.5,), False, 0.0),
        (1.0, (0.25,) * 4, True, 0.75),
        (0.5, (0.25,) * 4, True, 0.875),
        (0.5, (1.0, 0.0), False, 0.5),  # a year that a shorter duration does not reach
    ],
)
def test_what_falls_after_the_evidence(covered, spell, spread_out, late):
    item = line(effect=Effect(spell=spell, spread=spread_out), evidence=("gemeten", covered))
    assert computed(item).late_weight == pytest.approx(late)


def test_what_falls_after_the_evidence_but_beyond_the_horizon_is_cut():
    item = line(effect=Effect(spell=(1.0,) * 4, horizon=2021), evidence=("gemeten", 1.0), timing=(3.0,))
    assert computed(item).late_weight == 3.0


def test_the_present_value_of_a_line():
    item = line(years=(2020, 2021), effect=Effect(lag=1), side=COSTS, chain=(share(0.5),))
    assert computed(item, rate=0.25).present_value == pytest.approx(50 / 1.25 + 50 / 1.25**2)
    discount = Discount(((0, 0.25),), 2021)
    known = {2021: 1.0, 2022: 0.5}
    assert computed(item, discount=discount).present_value == pytest.approx(50 + 50 / 1.25)
    assert compute_line(plan(item), item, known).present_value == pytest.approx(50 + 25)


def test_a_line_without_more_has_one_year_at_once_and_nothing_else():
    item = line()
    assert item.effect == Effect(lag=0, spell=(1.0,), spread=False, horizon=None)
    assert item.counted
    assert not item.indexed
    assert not item.own_duration
