"""Lines added up, in a perspective."""

import pytest

from rendement.engine.compute import NO_DOMAIN, SEVERAL_DOMAINS, compute, years_of
from rendement.engine.plan import COSTS, Discount, Effect
from rendement.engine.result import Balance
from small_plans import line, plan, priced, share

HALF = (share(0.5),)


def test_benefits_and_costs_by_year_and_discounted():
    result = compute(
        plan(
            line(priced(100.0), years=(2021,), effect=Effect(spell=(1.0, 1.0)), chain=HALF),
            line(priced(30.0), side=COSTS),
            rate=0.25,
        )
    )
    assert result.total == Balance(100.0, 30.0)
    assert result.total.net == 70.0
    assert result.by_year == {2020: Balance(0, 30), 2021: Balance(50, 0), 2022: Balance(50, 0)}
    present = {year: balance.net for year, balance in result.present_by_year.items()}
    assert present == pytest.approx({2020: -30.0, 2021: 40.0, 2022: 32.0})
    assert result.present.benefits == pytest.approx(72)
    assert result.present.costs == pytest.approx(30)
    assert [item.line.side for item in result.lines] == ["baten", "kosten"]
    assert result.benefits[0].present_value == pytest.approx(72)
    assert result.valued
    assert result.cut == 0.0


def test_costs_are_discounted_as_well():
    result = compute(plan(line(priced(30.0), side=COSTS, effect=Effect(lag=1)), rate=0.25))
    assert result.present == Balance(0.0, 24.0)


def test_lines_keep_their_side_whatever_their_order():
    result = compute(plan(line(priced(1.0), side=COSTS), line(priced(2.0)), line(priced(4.0), side=COSTS)))
    assert [item.unit for item in result.lines] == [2.0, 1.0, 4.0]
    assert result.total == Balance(2.0, 5.0)


def test_the_years_are_those_of_the_period_and_of_all_that_counts():
    late = line(effect=Effect(lag=2))
    assert list(compute(plan(late, period=(2019, 2021))).by_year) == [2019, 2020, 2021, 2022]
    assert list(compute(plan(line(), period=(2019, 2021))).by_year) == [2019, 2020, 2021]
    left_out = line(effect=Effect(lag=9), counted=False)
    assert list(compute(plan(left_out, line(), period=(2020, 2021))).by_year) == [2020, 2021]
    gone = line(effect=Effect(lag=9, horizon=2021))
    assert list(compute(plan(gone, period=(2020, 2021))).by_year) == [2020, 2021]


def test_years_in_which_lines_may_have_an_effect():
    assert years_of([]) == ()
    assert years_of([line(years=(2020, 2023), effect=Effect(lag=2, spell=(1.0, 1.0)))]) == range(2022, 2027)
    assert years_of([line(years=(2020,)), line(years=(2018,))]) == range(2018, 2021)


def test_a_plan_without_lines():
    result = compute(plan(period=(2020, 2021)))
    assert result.by_year == {2020: Balance(), 2021: Balance()}
    assert result.total == result.present == Balance(0.0, 0.0)
    assert not result.valued
    assert result.realised is None


def test_what_lies_before_the_period_counts_as_well():
    result = compute(plan(line(priced(8.0), years=(2018,)), rate=0.5))
    assert list(result.by_year) == [2018, 2019, 2020]
    assert result.present.net == pytest.approx(8 * 1.5 * 1.5)
    assert result.by_year[2018].net == 8


def test_a_line_that_does_not_count_is_in_no_total():
    result = compute(plan(line(priced(8.0), counted=False, realised=frozenset({2020})), line(side=COSTS)))
    assert result.total == Balance(0.0, 100.0)
    assert result.benefits[0].net == 8.0
    assert not result.valued
    assert result.by_actor == {"gemeente": Balance(0.0, 100.0)}
    assert result.realised is None


def test_only_what_falls_inside_the_perspective():
    result = compute(
        plan(
            line(priced(10.0, "gemeente", domain="werk"), priced(5.0, "client", domain="zorg")),
            line(priced(3.0, "rijk", counterparty="client"), side=COSTS),
            line(priced(2.0, "client", counterparty="rijk")),
            inside=frozenset({"gemeente", "rijk"}),
        )
    )
    assert result.total == Balance(10.0 - 2.0, 3.0)
    assert result.by_actor == {
        "gemeente": Balance(10.0, 0.0),
        "client": Balance(5.0 + 2.0, -3.0),
        "rijk": Balance(-2.0, 3.0),
    }
    assert result.by_domain == {"werk": Balance(10.0, 0.0), NO_DOMAIN: Balance(-2.0, 3.0)}
    assert NO_DOMAIN == "overig"


def test_a_transfer_inside_the_perspective_is_nothing():
    result = compute(plan(line(priced(10.0, "gemeente", counterparty="rijk"))))
    assert result.total == Balance(0.0, 0.0)
    assert result.by_year[2020] == Balance(0.0, 0.0)
    assert result.by_domain == {NO_DOMAIN: Balance(0.0, 0.0)}


def test_what_the_horizon_cut_in_the_perspective():
    effect = Effect(spell=(1.0,) * 3, horizon=2020)
    result = compute(
        plan(
            line(priced(10.0), priced(7.0, "client"), effect=effect, chain=HALF),
            line(priced(100.0), effect=effect, counted=False),
        )
    )
    assert result.cut == 2 * 10 * 0.5
    assert result.total.benefits == 10 * 0.5


def test_realised_and_expected_apart_only_when_both_occur():
    done = line(priced(10.0), priced(7.0, "client"), realised=frozenset({2020}), chain=HALF)
    spent = line(priced(4.0), side=COSTS, realised=frozenset({2020}))
    open_ = line(priced(3.0))
    assert compute(plan(done, spent, open_)).realised == Balance(5.0, 4.0)
    assert compute(plan(done, spent)).realised is None
    assert compute(plan(open_)).realised is None
    assert compute(plan(done, line(realised=frozenset()))).realised == Balance(5.0, 0.0)
    half = line(priced(10.0), years=(2020, 2021), realised=frozenset({2021}))
    assert compute(plan(half)).realised == Balance(10.0, 0.0)


def test_discounting_reaches_every_year_of_every_line():
    discount = Discount(((0, 0.25),), 2022, "eind")
    result = compute(
        plan(line(priced(1.0), years=(2020,)), line(priced(1.0), effect=Effect(lag=5)), discount=discount)
    )
    assert result.lines[0].present_value == pytest.approx(1.25)
    assert result.lines[1].present_value == pytest.approx(1.25**-4)
    assert result.present.net == pytest.approx(1.25 + 1.25**-4)


def test_a_line_with_a_rate_of_its_own_is_worth_that_in_its_year_and_in_total():
    """At 25% and at 100%: 10 ÷ 1,25 and 8 ÷ 2, a year after the base."""
    own = line(priced(8.0), years=(2021,), discount=Discount(((0, 1.0),), 2020))
    result = compute(plan(line(priced(10.0), years=(2021,)), own, rate=0.25))
    assert result.present_by_year[2021].net == pytest.approx(10 / 1.25 + 8 / 2)
    assert result.present.net == pytest.approx(10 / 1.25 + 8 / 2)


def test_what_a_line_of_several_domains_stands_under():
    assert SEVERAL_DOMAINS == "diverse domeinen"
