"""What a programme says of the overlap of its measures."""

import pytest

from rendement.engine.overlap_plan import Agreements, Choice, Claim, Pots, SharedPart, around, is_of


def claim(path="m[0]", group=None):
    return Claim(path, path, "pot", group, 2024, 5.0)


def test_a_claim_of_which_nothing_is_said_passes_for_nothing():
    assert claim().passing == 0


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (claim("a"), claim("b"), True),
        (claim("a"), claim("a"), False),
        (claim("a", "jong"), claim("b", "jong"), True),
        (claim("a", "jong"), claim("b", "oud"), False),
        (claim("a", "jong"), claim("b"), True),
        (claim("a"), claim("b", "oud"), True),
    ],
)
def test_claims_meet_of_another_measure_about_the_same_people(one, other, meets):
    assert one.meets(other) is meets


def test_a_measure_is_the_one_named_or_in_the_programme_named():
    assert [is_of(path, "m[1]") for path in ("m[1]", "m[1].m[0]", "m[10]", "m[0]")] == [
        True,
        True,
        False,
        False,
    ]


def test_around_a_measure_are_the_programmes_that_it_stands_in_from_near_to_far():
    assert around("m[1].m[0].m[2]") == ("m[1].m[0].m[2]", "m[1].m[0]", "m[1]")
    assert around("m[1]") == ("m[1]",)


def test_the_first_row_that_says_something_of_two_counts():
    first, second = SharedPart("b", "a", 0.1, 0.2), SharedPart("a", "b", 0.3, 0.4)
    inside = SharedPart("a.m[0]", "b", 0.5, 0.6)
    assert Agreements(parts=(first, second, inside)).between("a.m[0]", "b") is first
    assert Agreements(parts=(inside, second, first)).between("b", "a.m[0]") is inside


def test_the_turn_of_a_measure_is_the_first_that_it_has_by_any_name():
    agreed = Agreements(rows=(("p.m[0]", "x", "p"), ("y", "p", "p.m[0]")))
    assert agreed.turns("p.m[0]") == {0: 0, 1: 1}
    assert agreed.turns("p.m[1]") == {0: 2, 1: 1}
    assert agreed.turns("z") == {}


def test_what_is_said_of_two_is_said_whichever_is_first():
    part = SharedPart("a", "b", 0.1, 0.2)
    agreed = Agreements(parts=(SharedPart("c", "d", 0.3, 0.3), part))
    assert agreed.between("a", "b") is agreed.between("b", "a") is part
    for one, other in (("a", "a"), ("b", "b"), ("a", "c"), ("c", "a"), ("d", "b"), ("b", "d")):
        assert agreed.between(one, other) is None


def test_before_is_earlier_in_a_row_that_has_both():
    agreed = Agreements(rows=(("x", "y"), ("a", "p", "b")))
    assert agreed.before("a", "b")
    assert agreed.before("x", "y")
    for one, other in (("b", "a"), ("x", "b"), ("a", "y"), ("a", "z"), ("z", "a"), ("p.m[0]", "p.m[1]")):
        assert not agreed.before(one, other)


def test_alternatives_exclude_each_other():
    agreed = Agreements(choices=(Choice(("x", "y")), Choice(("a", "p"))))
    assert agreed.exclude("a", "p")
    assert agreed.exclude("p", "a")
    for one, other in (("a", "x"), ("a", "z"), ("z", "a"), ("p.m[0]", "p.m[1]")):
        assert not agreed.exclude(one, other)


def test_with_what_does_not_come_goes_what_it_would_have_made_possible():
    agreed = Agreements(
        enablers=(("m[0]", ("m[1]", "m[2]")), ("m[2]", ("m[3]", "m[1]")), ("m[5]", ("m[6]",)))
    )
    assert agreed.with_dependants(["m[0]"]) == ("m[0]", "m[1]", "m[2]", "m[3]")
    assert agreed.with_dependants(["m[4]", "m[5].m[0]"]) == ("m[4]", "m[5].m[0]")
    assert Agreements(enablers=(("m[5].m[0]", ("m[6]",)),)).with_dependants(["m[5]"]) == ("m[5]", "m[6]")


def test_what_makes_others_possible():
    agreed = Agreements(enablers=(("a", ("b",)), ("c", ("d",))))
    assert [agreed.only_enables(path) for path in "abcd"] == [True, False, True, False]


@pytest.mark.parametrize(
    "agreed",
    [
        Agreements(parts=(SharedPart("a", "b", 0, 0),)),
        Agreements(rows=(("a", "b"),)),
        Agreements(choices=(Choice(("a", "b")),)),
        Agreements(enablers=(("a", ("c",)),)),
    ],
)
def test_each_form_says_something_of_both(agreed):
    assert agreed.told("a", "b")
    assert agreed.told("b", "a")
    assert not agreed.told("b", "d")


ALL = Agreements(
    (SharedPart("m[0]", "m[1]", 0.1, 0.2),),
    (Choice(("m[2]", "m[3]")), Choice(("m[4]", "m[5]"), "m[4]")),
    (("m[6]", "m[7]"),),
    (("m[8]", ("m[9]",)),),
)
WITHIN = Agreements(
    (SharedPart("p.m[0]", "p.m[1]", 0.1, 0.2),),
    (Choice(("p.m[2]", "p.m[3]")), Choice(("p.m[4]", "p.m[5]"), "p.m[4]")),
    (("p.m[6]", "p.m[7]"),),
    (("p.m[8]", ("p.m[9]",)),),
)


def test_in_another_programme_every_path_begins_with_its_place():
    assert ALL.moved("p.") == WITHIN
    assert Pots(agreed=ALL).moved("p.") == Pots(agreed=WITHIN)
    assert Pots({"pot": {2024: 1.0}}).moved("p.") == Pots({"pot": {2024: 1.0}})


def test_of_two_programmes_all_is_said_and_the_outer_budget_holds():
    both = Agreements(
        (*ALL.parts, *WITHIN.parts),
        (*ALL.choices, *WITHIN.choices),
        (*ALL.rows, *WITHIN.rows),
        (*ALL.enablers, *WITHIN.enablers),
    )
    outer, inner = Pots({"x": {2024: 1.0}}, ALL), Pots({"x": {2024: 2.0}, "y": {2024: 3.0}}, WITHIN)
    assert outer.with_(inner) == Pots({"x": {2024: 1.0}, "y": {2024: 3.0}}, both)
    assert Pots().with_(inner) == inner
    assert outer.with_(Pots()) == outer
    assert Pots().with_(Pots()) == Pots()
