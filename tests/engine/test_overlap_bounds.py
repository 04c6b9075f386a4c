"""What is left of claims on one pot in one year, once every euro counts once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendement.engine.overlap_bounds import Pairs, ends
from rendement.engine.overlap_plan import Agreements, Choice, Claim, SharedPart

NOTHING_SAID = Agreements()


def claims(*amounts, groups=()):
    groups = groups or (None,) * len(amounts)
    return [
        Claim(f"m[{i}]", f"m{i}", "pot", group, 2024, float(amount))
        for i, (amount, group) in enumerate(zip(amounts, groups, strict=True))
    ]


def part(one, other, low, high=None):
    return SharedPart(f"m[{one}]", f"m[{other}]", low, low if high is None else high)


def left(found, agreed=NOTHING_SAID, budget=None, gone=()):
    low, high = ends(found, budget, agreed, gone)
    return low.net, high.net


def test_one_claim_is_itself():
    assert left(claims(70)) == (70, 70)


def test_two_claims_with_a_known_share_are_one_number():
    """30% of the smaller one is the same euro."""
    assert left(claims(100, 60), Agreements(parts=(part(1, 0, 0.3),))) == (100 + 60 - 0.3 * 60,) * 2


def test_an_unknown_share_is_anything_from_nothing_to_all():
    assert left(claims(100, 60)) == (100, 160)
    assert left(claims(100, 60), Agreements(parts=(part(0, 1, 0.1, 0.4),))) == (160 - 24, 160 - 6)


def test_of_three_the_heaviest_tree_goes_off_at_least_and_all_pairs_at_most():
    """Pairs 0,5·60 = 30, 0,5·40 = 20 and 0,25·40 = 10: the tree is 30 + 20, all of them 60."""
    agreed = Agreements(parts=(part(0, 1, 0.5), part(0, 2, 0.5), part(1, 2, 0.25)))
    assert left(claims(100, 60, 40), agreed) == (200 - 30 - 20 - 10, 200 - 30 - 20)


def test_never_less_than_the_largest():
    agreed = Agreements(parts=tuple(part(i, j, 1.0) for i, j in ((0, 1), (0, 2), (1, 2))))
    assert left(claims(50, 50, 50), agreed) == (50, 50)


def test_claims_about_other_people_do_not_meet():
    """Two about youth, of which anything may be the same; and one about adults, which stands apart."""
    assert left(claims(100, 60, 30, groups=("jong", "jong", "oud"))) == (100 + 30, 190)


def test_without_a_group_a_claim_meets_everybody():
    """20 may be the same as some of the 60 and of the 30, which are apart: 60 + 30 at least."""
    assert left(claims(60, 30, 20, groups=("jong", "oud", None))) == (60 + 30, 110)


def test_claims_of_one_measure_are_never_the_same_euro():
    one, other = claims(100, 60)
    same = [one, Claim(one.path, one.name, "pot", "oud", 2024, other.amount)]
    assert left(same) == (160, 160)


def test_in_order_a_later_one_works_on_what_is_left():
    """Of 500 there is 100 gone: the second saves 50 · (1 − 100 ÷ 500), the third 40 · (1 − 140 ÷ 500)."""
    agreed = Agreements(rows=(("m[0]", "m[1]", "m[2]"),))
    net = 100 + 50 * (1 - 100 / 500) + 40 * (1 - 140 / 500)
    assert left(claims(100, 50, 40), agreed, 500.0) == pytest.approx((net, net))


def test_the_order_is_that_of_the_row_and_not_of_the_file():
    agreed = Agreements(rows=(("m[1]", "m[0]"),))
    assert left(claims(100, 50), agreed, 500.0) == pytest.approx((50 + 100 * (1 - 50 / 500),) * 2)


def test_in_order_without_a_budget_in_that_year_anything_may_be_the_same():
    assert left(claims(100, 50), Agreements(rows=(("m[0]", "m[1]"),))) == (100, 150)


def test_never_more_than_the_budget_and_what_is_above_it_is_told():
    low, high = ends(claims(100, 60), 130.0, NOTHING_SAID)
    assert (low.net, low.capped, high.net, high.capped) == (100, 0, 130, 30)


def test_after_one_that_takes_more_than_the_budget_nothing_is_left():
    low, high = ends(claims(100, 50), 80.0, Agreements(rows=(("m[0]", "m[1]"),)))
    assert (low.cut, high.cut, low.net, high.net) == (50, 50, 80, 80)


def test_of_several_of_which_nothing_is_left_nothing_more_goes():
    """The first takes more than there is: both others go whole in their order, and share nothing after it."""
    rows = (("m[0]", "m[1]"), ("m[0]", "m[2]"))
    low, high = ends(claims(100, 50, 30), 80.0, Agreements(rows=rows))
    assert [cut.why for cut in low.cuts] == ["volgorde", "volgorde"]
    assert (low.cut, high.cut, low.net) == (80, 80, 80)


def test_what_is_said_of_one_group_takes_nothing_off_another():
    """Half of 60 and half of 20, each once."""
    agreed = Agreements(parts=(part(0, 1, 0.5), part(2, 3, 0.5)))
    found = claims(100, 60, 40, 20, groups=("jong", "jong", "oud", "oud"))
    assert left(found, agreed) == (220 - 30 - 10,) * 2


def test_other_euros_are_all_there():
    assert left(claims(100, 60, 40), Agreements(parts=(part(0, 1, 0.0), part(0, 2, 0.0)))) == (160, 200)


def test_what_makes_others_possible_claims_nothing():
    low, high = ends(claims(100, 60), None, Agreements(enablers=(("m[0]", ("m[1]",)),)))
    assert (low.net, high.net) == (60, 60)
    assert [cut.why for cut in high.cuts] == ["voorwaarde"]


def test_an_alternative_that_does_not_come_goes_and_is_no_loss_of_what_is_carried_out():
    agreed = Agreements(choices=(Choice(("m[0]", "m[1]"), "m[1]"),))
    low, high = ends(claims(100, 60), None, agreed, ["m[0]"])
    assert (low.net, high.net, high.lost) == (60, 60, 0)


def shown(cuts):
    return [(cut.why, cut.names, cut.share, cut.of) for cut in cuts]


def test_what_is_cut_off_is_named_after_both_the_largest_first():
    """Anything of the 60 may be the same; at least nothing is, so that end names nothing."""
    low, high = ends(claims(60, 100), None, NOTHING_SAID)
    assert shown(low.cuts) == [("overlap", ("m1", "m0"), 1, 60)]
    assert high.cuts == ()
    known = ends(claims(60, 100), None, Agreements(parts=(part(0, 1, 0.25),)))
    assert [shown(end.cuts) for end in known] == [[("overlap", ("m1", "m0"), 0.25, 60)]] * 2


def test_a_share_of_nothing_is_no_cut():
    assert [end.cuts for end in ends(claims(100, 60), None, Agreements(parts=(part(0, 1, 0),)))] == [(), ()]


def test_of_more_than_can_be_everything_but_the_largest_goes():
    low, _ = ends(claims(100, 60, 40), None, NOTHING_SAID)
    assert shown(low.cuts) == [("overlap", ("m0", "m1"), 1, 60), ("overlap", ("m0", "m2"), 1, 40)]


def test_what_goes_is_named_beside_what_it_shares_most_with():
    """Of 60 and 60 that share nothing the 40 shares 10 and 30: it goes whole, beside the second."""
    agreed = Agreements(parts=(part(0, 1, 0.0), part(0, 2, 0.25), part(1, 2, 0.75)))
    low, _ = ends(claims(60, 60, 40), None, agreed)
    assert (low.net, shown(low.cuts)) == (120, [("overlap", ("m1", "m2"), 1, 40)])


def test_in_one_that_hangs_together_a_share_of_nothing_is_no_cut():
    """100 and 90 share nothing, and a tenth of 40 each with that: 230 − 4 − 4."""
    agreed = Agreements(parts=(part(0, 1, 0.0), part(0, 2, 0.1), part(1, 2, 0.1)))
    low, high = ends(claims(100, 90, 40), None, agreed)
    assert (low.net, high.net, len(low.cuts), len(high.cuts)) == (222, 222, 2, 2)


def test_the_best_choice_is_kept_whole():
    """Of 100, 80 and 80 every two share 80% of 80: 100 + 80 − 64 is more than all less 3 · 64."""
    agreed = Agreements(parts=tuple(part(i, j, 0.8) for i, j in ((0, 1), (0, 2), (1, 2))))
    low, high = ends(claims(100, 80, 80), None, agreed)
    assert (low.net, high.net) == (pytest.approx(100 + 80 - 64), pytest.approx(260 - 2 * 64))
    assert shown(low.cuts) == [("overlap", ("m0", "m1"), 0.8, 80), ("overlap", ("m0", "m2"), 1, 80)]


def test_what_shares_nothing_with_the_others_stands_apart():
    """Three of 50 of which all may be the same, and 100 that none of them touches."""
    agreed = Agreements(parts=tuple(part(0, i, 0) for i in (1, 2, 3)))
    assert left(claims(100, 50, 50, 50), agreed) == (100 + 50, 250)


def test_what_is_said_of_two_about_other_people_takes_nothing():
    found = claims(100, 60, groups=("jong", "oud"))
    assert left(found, Agreements(parts=(part(0, 1, 1.0),))) == (160, 160)


def test_the_tree_is_the_heaviest_in_euros_and_not_in_shares():
    """0,5 · 60 = 30, 0,9 · 10 = 9 and 0,8 · 10 = 8: the tree is 30 + 9."""
    agreed = Agreements(parts=(part(0, 1, 0.5), part(0, 2, 0.9), part(1, 2, 0.8)))
    assert left(claims(100, 60, 10), agreed)[1] == 170 - 30 - 9


def test_components_stand_in_the_order_of_their_largest():
    groups = ("jong", "oud", "oud", "jong")
    assert Pairs(claims(9, 8, 7, 6, groups=groups), None, NOTHING_SAID).components() == [[0, 3], [1, 2]]


def test_a_row_against_the_order_of_the_file_is_followed_to_its_end():
    """Of 500: 40, then 50 · (1 − 40 ÷ 500) = 46, then 100 · (1 − 86 ÷ 500)."""
    low, high = ends(claims(100, 50, 40), 500.0, Agreements(rows=(("m[2]", "m[1]", "m[0]"),)))
    assert low.net == high.net == pytest.approx(40 + 46 + 100 * (1 - 86 / 500))
    assert [(cut.why, cut.names) for cut in high.cuts] == [
        ("volgorde", ("m1", "m2")),
        ("volgorde", ("m0", "m1", "m2")),
    ]


def test_of_three_alternatives_two_go():
    low, high = ends(claims(100, 60, 30), None, NOTHING_SAID, ["m[0]", "m[1]"])
    assert shown(low.cuts) == shown(high.cuts)
    assert shown(low.cuts) == [("alternatief", ("m0",), 1, 100), ("alternatief", ("m1",), 1, 60)]
    assert (low.net, low.lost) == (30, 0)


# -- sets of euros: what is left lies between the bounds, whatever the sets are

SETS = st.lists(st.frozensets(st.integers(0, 12), min_size=1), min_size=1, max_size=5)


def shares(sets):
    """The share of the smaller of two that is the same, of every pair."""
    pairs = [(i, j) for j in range(len(sets)) for i in range(j)]
    return {(i, j): len(sets[i] & sets[j]) / min(len(sets[i]), len(sets[j])) for i, j in pairs}


@given(SETS, st.floats(0, 1), st.floats(0, 1))
def test_the_bounds_hold_for_any_sets_of_euros(sets, down, up):
    """Known, as an interval around it, or unknown: the size of the union lies between the ends."""
    union, found = len(frozenset().union(*sets)), claims(*map(len, sets))
    known = shares(sets)
    exact = Agreements(parts=tuple(part(i, j, share) for (i, j), share in known.items()))
    wide = Agreements(
        parts=tuple(part(i, j, share * down, share + (1 - share) * up) for (i, j), share in known.items())
    )
    for agreed in (exact, wide, NOTHING_SAID):
        low, high = left(found, agreed)
        assert low - 1e-9 <= union <= high + 1e-9
        assert max(map(len, sets)) - 1e-9 <= low
        assert high <= sum(map(len, sets)) + 1e-9


@given(SETS, st.integers(0, 4), st.integers(0, 4))
def test_sets_about_other_people_are_apart(sets, first, second):
    """Euros of one group are not those of another: the union is that of each group added up."""
    groups = ["jong" if i in (first, second) else "oud" for i in range(len(sets))]
    union = sum(
        len(frozenset().union(*(own for own, of in zip(sets, groups, strict=True) if of == group)))
        for group in ("jong", "oud")
    )
    low, high = left(claims(*map(len, sets), groups=groups))
    assert low - 1e-9 <= union <= high + 1e-9


AMOUNTS = st.lists(st.floats(1, 1e6), min_size=2, max_size=5)


@given(AMOUNTS, st.data())
def test_more_share_never_leaves_more(amounts, data):
    found = claims(*amounts)
    pairs = [(i, j) for j in range(len(amounts)) for i in range(j)]
    low = {pair: data.draw(st.floats(0, 1)) for pair in pairs}
    more = {pair: low[pair] + (1 - low[pair]) * data.draw(st.floats(0, 1)) for pair in pairs}
    before, after = (
        left(found, Agreements(parts=tuple(part(i, j, share) for (i, j), share in own.items())))
        for own in (low, more)
    )
    assert after[0] <= before[0] + 1e-6
    assert after[1] <= before[1] + 1e-6


@given(AMOUNTS, st.floats(1, 1e6), st.randoms(use_true_random=False))
def test_never_above_the_budget_and_the_order_of_the_claims_changes_nothing(amounts, budget, random):
    found = claims(*amounts)
    agreed = Agreements(parts=(part(0, 1, 0.25, 0.5),))
    low, high = left(found, agreed, budget)
    assert low <= high <= budget
    random.shuffle(found)
    assert left(found, agreed, budget) == pytest.approx((low, high))


def test_what_works_before_a_measure_does_so_in_whichever_row_says_it():
    """Of 100 the second of a programme has what the first leaves, 40 of 200; q comes after both."""
    found = [
        Claim("p.m[0]", "m0", "pot", None, 2024, 40.0),
        Claim("p.m[1]", "m1", "pot", None, 2024, 100.0),
        Claim("q", "q", "pot", None, 2024, 50.0),
    ]
    agreed = Agreements(rows=(("p", "q"), ("p.m[0]", "p.m[1]")))
    second = 100 * (1 - 40 / 200)
    assert left(found, agreed, 200) == (pytest.approx(40 + second + 50 * (1 - (40 + second) / 200)),) * 2


def test_what_shares_nothing_is_not_told_among_what_shares():
    low, _ = ends(
        claims(100, 60, 40), None, Agreements(parts=(part(0, 1, 0.5), part(0, 2, 0), part(1, 2, 0)))
    )
    assert [cut.names for cut in low.cuts] == [("m0", "m1")]
