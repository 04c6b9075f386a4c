"""A line of clients in more years: what all of these say together, by hand."""

from dataclasses import replace
from math import sqrt

import pytest

from rendement.engine.compute import compute
from rendement.engine.households import scaling
from rendement.engine.over_years import left_of_all, name_of_all, scaling_of_all, with_later_years, years_of
from rendement.engine.plan import Factor
from rendement.engine.sample import Sample
from small_plans import line, plan, priced, share

# two clients: the first count is worth 200 in all, in 2018; the second 100, in 2019
BOTH = Sample(
    2,
    (200.0, 100.0),
    ((0.5, -0.5), (-0.5, 0.5)),
    ("a", "b"),
    (("A",), ("B",)),
    ("cliënt", "cliënten"),
    None,
    "merk",
)


def year(name, number, amount, kept, of=None):
    """A year of a line of two clients that stand for four, of which the chain leaves this share."""
    found = line(
        priced(amount, household=0),
        year_of=of,
        years=(2018 + number,),
        households=(("alle", None),),
        sample=BOTH.only(frozenset({number})),
        quantity=(Factor("", "opschaling", 4 / 2),),
        chain=(share(kept),),
        scaled_to=4.0,
    )
    return replace(found, name=name, path=f"baten[{number}]")


def each(items, sample):
    """The same years of other clients."""
    return [
        replace(item, line=replace(item.line, sample=sample.only(frozenset({number}))))
        for number, item in enumerate(items)
    ]


@pytest.fixture
def items():
    found = plan(year("A (2018)", 0, 200.0, 0.5), year("A (2019)", 1, 100.0, 1.0, "baten[0]"))
    return compute(found).benefits


def test_only_some_counts_are_worth_anything():
    assert BOTH.only(frozenset({1})).amounts == (0.0, 100.0)


def test_later_years_go_with_the_line_that_is_written(items):
    other = compute(plan(replace(line(priced(1.0)), path="baten[2]"))).benefits[0]
    assert with_later_years([items[0], other, items[1]]) == [(items[0], items[1]), (other,)]
    assert years_of([items[0], other, items[1]], items[0].line.path) == list(items)


def test_all_years_are_called_as_the_line(items):
    assert name_of_all(items) == "A"
    assert name_of_all(items[:1]) == "A (2018)"


def test_a_client_is_the_sum_of_its_years_as_far_as_each_is_left(items):
    """200 and 100, of which a half and all is left: 100 and 100, that cancel each other's spread."""
    assert left_of_all(items).amounts == (100.0, 100.0)
    found = scaling_of_all(items)
    assert (found.sample, found.group, found.mean, found.net) == (2, 4.0, 150.0, 400.0)
    assert (found.low, found.high) == (pytest.approx(400), pytest.approx(400))


def test_the_interval_of_all_years_by_hand(items):
    """With the years apart the variance is 50^2 x 0,5 + 50^2 x 0,5 = 2.500."""
    apart = replace(BOTH, spread=((0.5, 0.0), (0.0, 0.5)))
    own = [
        replace(item, line=replace(item.line, sample=apart.only(frozenset({i}))))
        for i, item in enumerate(items)
    ]
    half = 12.706 * 4 * sqrt(2500 / 2) * sqrt(2 / 4)
    found = scaling_of_all(own)
    assert (found.low, found.high) == (pytest.approx(400 - half), pytest.approx(400 + half))


def test_one_client_has_no_interval(items):
    own = [
        replace(item, line=replace(item.line, sample=replace(item.line.sample, clients=1))) for item in items
    ]
    found = scaling_of_all(own)
    assert (found.sample, found.low, found.high) == (1, None, None)


def test_of_one_year_it_is_what_the_line_says(items):
    assert scaling_of_all(items[:1]).net == 200.0
    assert scaling_of_all([replace(items[0], line=replace(items[0].line, scaled_to=None))]) is None


def test_a_line_of_households_has_no_other_years():
    two = (("Een", None), ("Twee", None))
    parts = priced(100.0, household=0), priced(300.0, household=1)
    (item,) = compute(plan(line(*parts, households=two, scaled_to=4.0))).benefits
    assert scaling_of_all([item]) == scaling(item)
    assert scaling(item).low is not None


def test_of_a_year_in_which_nothing_is_worth_anything_nothing_is_left():
    first, second = year("A (2018)", 0, 0.0, 0.5), year("A (2019)", 1, 100.0, 1.0, "baten[0]")
    assert left_of_all(compute(plan(first, second)).benefits).amounts == (0.0, 100.0)


def test_households_of_their_own_have_no_sums(items):
    own = [replace(item, line=replace(item.line, sample=None)) for item in items]
    assert left_of_all(own) is None
    assert scaling_of_all(own).low is None
