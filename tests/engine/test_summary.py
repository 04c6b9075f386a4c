"""What a result says beside its lines, by hand: totals, years, actors, domains, outcomes, thresholds."""

from dataclasses import replace

import pytest

from rendement.engine import summary
from rendement.engine.compute import compute
from rendement.engine.plan import COSTS, Bearer, Effect, OutcomeCount, Threshold
from rendement.engine.result import Balance
from rendement.engine.symbol import Tape
from small_plans import line, plan, priced


def spent(amount, **rest):
    return line(priced(amount), side=COSTS, **rest)


# 90 a year in 2020 and 2021 against 100 in 2020: at 25% the second 90 is worth 90 / 1.25
LASTING = compute(
    plan(
        line(priced(90.0, domain="jeugd"), effect=Effect(spell=(1.0, 1.0))),
        spent(100.0),
        rate=0.25,
        period=(2020, 2021),
    )
)


def test_totals_by_hand():
    found = summary.totals(LASTING)
    assert (found.money, found.present) == (Balance(180.0, 100.0), Balance(90 + 90 / 1.25, 100.0))
    assert (found.per_euro, found.present_per_euro) == (180 / 100, (90 + 72) / 100)
    assert (found.valued, found.payback, found.cut) == (True, 2021, 0.0)
    assert found.internal_rate == pytest.approx(90 / 10 - 1)  # -10, then 90
    assert found.internal_rate_reason is None
    assert (found.realised, found.expected) == (None, None)


def test_without_costs_there_is_nothing_per_euro():
    found = summary.totals(compute(plan(line(priced(90.0)))))
    assert (found.per_euro, found.present_per_euro) == (None, None)
    assert found.internal_rate is None
    assert found.internal_rate_reason == "er is geen jaar met een tekort naast een jaar met een overschot"


def test_without_a_benefit_with_an_amount_nothing_is_read_off():
    found = summary.totals(compute(plan(spent(100.0))))
    assert not found.valued
    assert (found.per_euro, found.present_per_euro, found.payback, found.internal_rate) == (None,) * 4
    assert found.internal_rate_reason == "er is geen gewaardeerde baat"


def test_of_symbols_nothing_is_read_off_and_nothing_is_said_of_it():
    result = compute(plan(line(priced(Tape().input("baten[0].bedrag", 90.0))), spent(100.0)))
    found = summary.totals(result)
    assert (found.payback, found.internal_rate, found.internal_rate_reason) == (None, None, None)
    assert found.valued


def test_what_is_not_realised_is_expected():
    """Of 90 in each of two years the first is in; the costs are still to come."""
    both = line(priced(90.0), years=(2020, 2021), realised=frozenset({2020}))
    found = summary.totals(compute(plan(both, spent(100.0))))
    assert (found.realised, found.expected) == (Balance(90.0, 0.0), Balance(180 - 90, 100.0))


def test_paid_back_within_the_second_year():
    """-10 after the first year, 90 in the second: 1 year and 10 / 90 of the next."""
    assert summary.totals(LASTING).payback_time == pytest.approx(1 + 10 / 90)


def test_the_first_year_with_costs():
    assert summary.first_costs(LASTING) == 2020
    later = plan(line(priced(90.0), years=(2020, 2021)), replace(spent(100.0), years=(2021,)))
    assert summary.first_costs(compute(later)) == 2021
    assert summary.first_costs(compute(plan(line(priced(90.0))))) is None


def test_years_run_up():
    assert summary.years(LASTING) == {
        2020: summary.Year(Balance(90.0, 100.0), 90.0 - 100, Balance(90.0, 100.0), 90 / 100),
        2021: summary.Year(Balance(90.0, 0.0), 90.0 - 100 + 90, Balance(90 / 1.25, 0.0)),
    }


def test_actors_by_year_in_order_with_what_they_would_contribute():
    """The municipality loses 100, the state gains 90 and hands it all over; the client stands outside."""
    result = compute(
        plan(
            line(priced(30.0, "client"), years=(2021,)),
            line(priced(60.0, "rijk"), years=(2021,)),
            line(priced(30.0, "rijk")),
            spent(100.0),
        )
    )
    assert summary.actors(result) == {
        "client": summary.Share(Balance(30.0, 0.0), {2021: 30.0}, None, Balance(30.0, 0.0)),
        "rijk": summary.Share(Balance(90.0, 0.0), {2020: 30.0, 2021: 60.0}, 90.0, Balance(90.0, 0.0)),
        "gemeente": summary.Share(
            Balance(0.0, 100.0), {2020: -100.0}, -90.0, Balance(0.0, 100.0), per_euro=0 / 100
        ),
    }
    assert list(summary.actors(result)["rijk"].by_year) == [2020, 2021]


def test_domains_by_year():
    assert summary.domains(LASTING) == {
        "jeugd": summary.Share(Balance(180.0, 0.0), {2020: 90.0, 2021: 90.0}, part=1.0),
        "overig": summary.Share(Balance(0.0, 100.0), {2020: -100.0}, part=0 / 180),
    }


@pytest.mark.parametrize(
    ("count", "of", "years", "share", "each"),
    [
        (4.0, 10.0, None, 4 / 10, 100 / 4),
        (4.0, None, 2.0, None, 100 / (4 * 2)),
        (0.0, 10.0, 1.0, 0.0, None),
    ],
)
def test_an_outcome_beside_the_costs(count, of, years, share, each):
    outcome = OutcomeCount("resultaten[0]", "Werk", count, of, years)
    result = compute(plan(spent(100.0), outcomes=(outcome,)))
    assert summary.outcomes(result) == [summary.OutcomeCosts(outcome, share, each)]


def test_how_many_make_up_the_gap():
    """100 - 40 is left to earn; one costs 10, brought to 12 by the index."""
    price = replace(priced(10.0).price, index=1.2)
    threshold = Threshold("omslag[0]", price, (Bearer("gemeente", share=1.0),))
    result = compute(plan(line(priced(40.0)), spent(100.0), thresholds=(threshold,)))
    assert summary.thresholds(result) == [summary.ThresholdCount(threshold, 12.0, 60 / 12)]
    gained = compute(plan(line(priced(140.0)), spent(100.0), thresholds=(threshold,)))
    assert summary.thresholds(gained) == [summary.ThresholdCount(threshold, 12.0, None)]


def test_why_a_return_is_missing_and_that_it_is_not():
    costs_alone = compute(plan(spent(100.0)))
    assert summary.totals(costs_alone).return_reason == "geen enkele baat heeft een bedrag"
    assert summary.totals(compute(plan())).return_reason == "er staat geen enkel bedrag"
    assert summary.totals(compute(plan(line(priced(90.0)), spent(100.0)))).return_reason is None
