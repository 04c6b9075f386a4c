"""The interval of what falls to some actors of a line that is scaled up, by hand."""

from dataclasses import replace
from math import sqrt

import pytest

from rendement.engine.compute import compute
from rendement.engine.households import scaling
from rendement.engine.plan import Bearer, Factor
from rendement.engine.sample import Sample
from rendement.engine.scaled_for import width_for
from rendement.source.rows import OTHERS
from small_plans import line, plan, priced, share

HALF = (Bearer("rijk", share=0.5), Bearer("gemeente", share=0.5))
EVERYBODY = frozenset({"rijk", "gemeente"})
T1 = 12.706  # Student, one degree of freedom
# of two that stand for four: t x N x s / sqrt(2) x sqrt((4 - 2) / 4), so t x 4 x s / 2
WIDE = T1 * 4 / 2


def post(code, amount, household=0, **rest):
    part = priced(amount, household=household, **rest)
    return replace(part, price=replace(part.price, name=code, post=code))


def of(*parts, names=(("Een", None), ("Twee", None)), kept=1.0, **rest):
    """A line of two clients that stand for four, of which the chain leaves this share."""
    more = {"quantity": (Factor("", "opschaling", 4 / 2),), "scaled_to": 4.0, "chain": (share(kept),)}
    return compute(plan(line(*parts, households=names, **more, **rest))).benefits[0]


def test_households_differ_in_what_falls_to_who_is_asked():
    """The gemeente has 100 of each: no spread. The rijk has 0 and 50: s = sqrt(2 x 25²) = 35,355."""
    item = of(post("a", 100.0), post("a", 100.0, 1), post("b", 50.0, 1, actor="rijk"))
    assert width_for([item], {"gemeente"}) == 0
    assert width_for([item], {"rijk"}) == pytest.approx(WIDE * 25 * sqrt(2))
    assert width_for([item], EVERYBODY) == pytest.approx(WIDE * 25 * sqrt(2))


def test_all_actors_have_the_interval_of_the_line_and_half_of_each_is_half():
    item = of(post("a", 60.0, bearers=HALF), post("a", 100.0, 1, bearers=HALF), kept=0.3)
    found = scaling(item)
    assert width_for([item], EVERYBODY) == pytest.approx((found.high - found.low) / 2)
    assert width_for([item], {"rijk"}) == pytest.approx((found.high - found.low) / 4)


def test_what_is_taken_from_another_of_them_is_nothing():
    item = of(post("a", 60.0, counterparty="rijk"), post("a", 100.0, 1, counterparty="rijk"))
    assert width_for([item], EVERYBODY) == 0
    assert width_for([item], {"rijk"}) == width_for([item], {"gemeente"}) > 0


SAMPLE = Sample(
    2,
    (200.0, 100.0),
    ((0.5, 0.1), (0.1, 0.8)),
    ("x", "y"),
    (("alle", "a"), ("alle", "b")),
    ("cliënt", "cliënten"),
    None,
    "merk",
)
ALL = (("alle", None),)


def test_counts_differ_in_what_falls_to_who_is_asked():
    """100 a client with variance 0,5 x 100² = 5.000, and 50 with 0,8 x 50²; the chain leaves half."""
    item = of(post("a", 200.0), post("b", 100.0, actor="rijk"), names=ALL, sample=SAMPLE, kept=0.5)
    assert width_for([item], {"gemeente"}) == pytest.approx(WIDE * sqrt(5000) / 2)
    assert width_for([item], {"rijk"}) == pytest.approx(WIDE * sqrt(2000) / 2)
    # 5.000 + 2.000 + 2 x 0,1 x 100 x 50
    assert width_for([item], EVERYBODY) == pytest.approx(WIDE * sqrt(8000) / 2)


def test_years_are_added_before_they_differ():
    """100 of each in 2018 and 50 in 2019, of which a half is left: 5.000 + 500 + 2 x 0,1 x 100 x 25."""
    first = of(post("a", 200.0), names=ALL, sample=SAMPLE.only(frozenset({0})))
    later = of(post("b", 100.0), names=ALL, sample=SAMPLE.only(frozenset({1})), kept=0.5)
    assert width_for([first, later], {"gemeente"}) == pytest.approx(WIDE * sqrt(5000 + 500 + 500))
    assert width_for([first, later], {"rijk"}) == 0


def test_what_stands_together_falls_to_them_as_one_or_is_not_told():
    item = of(post("a", 200.0), post(OTHERS, 100.0, actor="rijk"), names=ALL, sample=SAMPLE)
    assert width_for([item], {"rijk"}) == pytest.approx(WIDE * sqrt(2000))
    item = of(
        post("a", 200.0), post(OTHERS, 60.0, actor="rijk"), post(OTHERS, 40.0), names=ALL, sample=SAMPLE
    )
    assert width_for([item], {"rijk"}) is None
    assert width_for([item], EVERYBODY) == pytest.approx(WIDE * sqrt(8000))


def test_without_a_group_or_with_one_client_there_is_no_interval():
    alone = of(post("a", 60.0), names=(("Een", None),))
    assert width_for([alone], {"gemeente"}) is None
    item = of(post("a", 200.0), names=ALL, sample=replace(SAMPLE, clients=1))
    assert width_for([item], {"gemeente"}) is None
    several = compute(plan(line(post("a", 60.0), post("a", 70.0, 1), households=(("A", None), ("B", None)))))
    assert width_for(several.benefits, {"gemeente"}) is None
    plain = compute(plan(line(priced(100.0)))).benefits[0]
    assert width_for([plain], {"gemeente"}) is None


def test_what_cancels_out_leaves_nothing_to_tell():
    """50 and -50: no share of nothing is left by the chain."""
    item = of(post("a", 50.0), post("a", -50.0, 1))
    assert width_for([item], {"gemeente"}) == 0


def test_a_count_that_nobody_has_differs_in_nothing():
    sample = replace(SAMPLE, amounts=(200.0, 0.0), spread=((0.5, 7.0), (7.0, 9.0)))
    item = of(post("a", 200.0), names=ALL, sample=sample)
    assert width_for([item], {"gemeente"}) == pytest.approx(WIDE * sqrt(5000))
