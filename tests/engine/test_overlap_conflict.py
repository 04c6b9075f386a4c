"""Shares that cannot all be true."""

from dataclasses import replace

from rendement.engine.overlap_conflict import Conflict, conflicts
from rendement.engine.overlap_plan import Agreements, Choice, Pots, SharedPart
from rendement.engine.programme_plan import Measure, ProgrammePlan, Tranche


def measure(number, amount, group=None):
    tranche = Tranche("", "structureel", (2024, 2024), amount)
    return Measure(f"m[{number}]", f"M{number}", f"m{number}", (tranche,), pot="pot", people=group)


def part(one, other, low, high=None):
    return SharedPart(f"m[{one}]", f"m[{other}]", low, low if high is None else high)


def plan(*measures, parts, **agreed):
    whole = ProgrammePlan(
        "P", "x", (2024, 2024), None, "gemeente", "gemeente", True, "nieuw", None, measures=measures
    )
    return replace(whole, pots=Pots({}, Agreements(parts, **agreed)))


GROUPS = (measure(0, 50, "jong"), measure(1, 30, "oud"), measure(2, 25))


def test_two_that_share_nothing_cannot_share_more_of_a_third_than_there_is():
    """60% of 25 and 60% of 25 are 30 euros of the 25."""
    found = list(conflicts(plan(*GROUPS, parts=(part(0, 2, 0.6), part(1, 2, 0.6)))))
    assert found == [Conflict("pot", 2024, ("M0", "M1"), "M2", 30, 0, 25)]


def test_the_money_of_the_perspective_is_looked_at():
    """Of the municipality itself nothing is saved here, and nothing of nothing contradicts nothing."""
    others = tuple(replace(one, own_share=0.0) for one in GROUPS)
    assert len(list(conflicts(plan(*others, parts=(part(0, 2, 0.6), part(1, 2, 0.6)))))) == 1


def test_exactly_all_of_a_third_may_be_shared():
    """And half a cent of the 25 more is no contradiction; four cents are."""
    for more, found in ((0.0, 0), (0.004, 0), (0.04, 1)):
        parts = part(0, 2, 0.5), part(1, 2, 0.5 + more / 25)
        assert len(list(conflicts(plan(*GROUPS, parts=parts)))) == found


def test_what_two_may_share_with_each_other_leaves_room():
    """Untold two may share all; of 100, 60 and 40, each in the one before, the last is in the first."""
    three = (measure(0, 100), measure(1, 60), measure(2, 40))
    chain = (part(0, 1, 1.0), part(1, 2, 1.0))
    assert list(conflicts(plan(*three, parts=chain))) == []
    assert list(conflicts(plan(*three, parts=(*chain, part(0, 2, 0.0, 1.0))))) == []
    (found,) = conflicts(plan(*three, parts=(*chain, part(0, 2, 0.0))))
    assert (found.third, found.shared, found.most, found.there) == ("M1", 60 + 40, 0, 60)


def test_what_may_be_shared_and_need_not_contradicts_nothing():
    assert list(conflicts(plan(*GROUPS, parts=(part(0, 2, 0.0, 0.6), part(1, 2, 0.0, 0.6))))) == []
    assert list(conflicts(plan(*GROUPS, parts=(part(0, 2, 0.6), part(1, 2, 0.0, 0.6))))) == []


def test_alternatives_are_never_there_together():
    choice = (Choice(("m[0]", "m[1]")),)
    assert list(conflicts(plan(*GROUPS, parts=(part(0, 2, 0.6), part(1, 2, 0.6)), choices=choice))) == []


def test_without_anything_said_there_is_nothing_to_contradict():
    assert list(conflicts(replace(plan(*GROUPS, parts=()), pots=Pots()))) == []
