"""Which claims leave most, when all that they may share is shared."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendement.engine.overlap_apart import MOST_TRIED, most_apart
from rendement.engine.overlap_plan import Claim

AMOUNTS = st.lists(st.floats(1, 1000), min_size=1, max_size=7)


def claims(amounts, groups=()):
    groups = groups or (None,) * len(amounts)
    pairs = zip(amounts, groups, strict=True)
    return [Claim(f"m[{i}]", f"m{i}", "pot", group, 2024, amount) for i, (amount, group) in enumerate(pairs)]


def left(kept, found, shared):
    return sum(found[i].amount for i in kept) - sum(shared(i, j) for i, j in combinations(sorted(kept), 2))


def of(table):
    return lambda one, other: table.get((one, other), 0.0)


@given(AMOUNTS, st.data())
def test_no_other_choice_leaves_more(amounts, data):
    found = claims(sorted(amounts, reverse=True))
    pairs = combinations(range(len(found)), 2)
    shared = of({(i, j): found[j].amount * data.draw(st.floats(0, 1)) for i, j in pairs})
    every = [kept for size in range(1, len(found) + 1) for kept in combinations(range(len(found)), size)]
    kept = most_apart(range(len(found)), found, shared)
    assert left(kept, found, shared) == pytest.approx(max(left(one, found, shared) for one in every))


def test_only_the_claims_asked_for_are_looked_at():
    assert most_apart([1, 2], claims([9, 5, 4]), of({(1, 2): 1})) == [1, 2]


def test_what_adds_nothing_goes():
    assert most_apart([0, 1], claims([5, 4]), of({(0, 1): 4})) == [0]
    assert most_apart([0, 1, 2], claims([0.5, 0.4, 0.3]), of({(0, 1): 0.4, (0, 2): 0.1, (1, 2): 0.3})) == [
        0,
        2,
    ]
    assert most_apart([0, 1], claims([0.0, 0.0]), of({})) == []


SECOND = of({(0, 1): 9.0, **{(1, i): 1.0 for i in range(2, 20)}})  # all it has, and some of every other


def test_of_as_many_as_can_be_tried_any_may_go():
    found = claims([10.0, 9.0, *(5.0,) * 18])
    assert MOST_TRIED == 12
    assert most_apart(range(12), found, SECOND) == [0, *range(2, 12)]
    assert most_apart(range(13), found, SECOND) == list(range(13))


def test_very_many_of_one_group_are_tried_from_the_largest():
    found = claims([10.0, 9.0, *(5.0,) * 18], ("jong",) * 20)
    assert most_apart(range(13), found, SECOND) == list(range(13))


def test_beside_those_about_anybody_one_group_may_leave_most():
    """Eleven young, and two of 0,1 that share it with the second: without these two the second can go."""
    found = claims([10.0, 9.0, *(5.0,) * 9, 0.1, 0.1], (*("jong",) * 11, None, None))
    shared = of({(0, 1): 9.0, **{(1, i): min(1.0, found[i].amount) for i in range(2, 13)}})
    assert most_apart(range(13), found, shared) == [0, *range(2, 11)]


def test_of_one_group_of_very_many_the_largest_that_leave_most_stay():
    """100 and fourteen of 10, of which every two share 3: with k of those 10 · k − 3 · k · (k − 1) ÷ 2.

    1 to 4 of them leave 10, 17, 21 and 22, and 5 leave 20. The largest shares nothing with them.
    """
    number = MOST_TRIED + 2
    found = claims([100.0] + [10.0] * number)
    shared = of(dict.fromkeys(combinations(range(1, number + 1), 2), 3.0))
    assert most_apart(range(number + 1), found, shared) == [0, 1, 2, 3, 4]


def test_of_very_many_those_that_have_a_group_may_leave_most():
    """Seven of each group share nothing; one of 50 about anybody shares all it has with each of them."""
    found = claims([50.0] + [10.0] * 14, (None, *("jong", "oud") * 7))
    shared = of({(0, i): 10.0 for i in range(1, 15)})
    assert most_apart(range(15), found, shared) == list(range(1, 15))


def test_within_a_group_that_can_be_tried_every_choice_is():
    """Of the young the second shares all with the first, and the third nothing: the second goes."""
    groups = (*("jong",) * 3, *("oud",) * 11)
    found = claims([30.0, 20.0, 10.0, *(1.0,) * 11], groups)
    shared = of({(0, 1): 20.0, (1, 2): 10.0})
    kept = most_apart(range(14), found, shared)
    assert kept == [0, 2, *range(3, 14)]


def test_all_of_very_many_that_share_everything_is_the_largest():
    found = claims([float(50 - i) for i in range(30)])
    shared = of({(i, j): found[j].amount for i, j in combinations(range(30), 2)})
    assert left(most_apart(range(30), found, shared), found, shared) == 50


@given(st.lists(st.floats(1, 100), min_size=13, max_size=16), st.data())
def test_of_very_many_more_share_never_leaves_more(amounts, data):
    found = claims(
        sorted(amounts, reverse=True), [data.draw(st.sampled_from((None, "a", "b"))) for _ in amounts]
    )
    pairs = [(i, j) for i, j in combinations(range(len(found)), 2) if found[i].meets(found[j])]
    share = {pair: data.draw(st.floats(0, 1)) for pair in pairs}
    more = {pair: own + (1 - own) * data.draw(st.floats(0, 1)) for pair, own in share.items()}
    before, after = (
        of({(i, j): found[j].amount * part for (i, j), part in own.items()}) for own in (share, more)
    )
    first, second = (left(most_apart(range(len(found)), found, own), found, own) for own in (before, after))
    assert second <= first + 1e-9
