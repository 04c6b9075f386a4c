"""What must hold of every difference between two cases."""

import random
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case_result import outcome
from changed_cases import SIDES, pairs
from random_cases import cases
from rendement.source.finding import UsageError
from rendement.study.diff.compared import difference
from rendement.study.diff.figure import asked_of
from rendement.study.diff.games import Games
from rendement.study.diff.hybrids import CaseBetween
from rendement.study.diff.whole import WHOLE, Comparing

often = settings(max_examples=40, deadline=None)


def computed(*both):
    """Both computed; a mix of two cases may be none."""
    found = []
    for case in both:
        try:
            found.append(outcome(case))
        except AssertionError:
            assume(False)
    return found


def compared(old, new, figure=None):
    return difference(old, new, ("oud", "nieuw"), figure)


def near(one, other, size):
    return abs(float(one - other)) <= 1e-9 * (1 + size)


def size_of(*sides):
    return sum(side.result.total.benefits + side.result.total.costs for side in sides)


@often
@given(pairs(), st.sampled_from((None, "totaal.kosten", "per_jaar.2019.saldo", "per_actor.rijk.saldo")))
def test_the_parts_are_the_difference_and_no_part_is_nothing(pair, figure):
    old, new = computed(*pair)
    try:
        found = compared(old, new, figure)
    except UsageError:  # neither has that year or actor
        return
    if found.reason or not found.parts:
        return
    for number, moved in enumerate(found.figures):
        assert sum(part.amounts[number] for part in found.parts) == Fraction(moved.new) - Fraction(moved.old)
        for part in found.parts:
            lines = sum(amounts[number] for *_, amounts in part.by_line)
            assert near(lines, part.amounts[number], size_of(old, new))
    assert all(any(part.amounts) for part in found.parts)


@often
@given(pairs())
def test_swapping_the_sides_flips_every_sign_and_joins_the_same(pair):
    old, new = computed(*pair)
    there, back = compared(old, new), compared(new, old)
    flipped = {part.paths: part.amounts for part in back.parts}
    for part in there.parts:
        for one, other in zip(part.amounts, flipped.pop(part.paths), strict=True):
            assert near(one, -other, size_of(old, new))
    assert not flipped
    assert {frozenset(joint.what) for joint in there.joints} == {
        frozenset(joint.what) for joint in back.joints
    }


@often
@given(pairs(lines=2, most=1))
def test_line_by_line_is_one_game_up_to_eight_changes(pair):
    old, new = computed(*pair)
    asked = asked_of(old, new, ("oud", "nieuw"), None)
    if asked.reason:
        return
    by_line = Comparing(CaseBetween(old, new, asked.paths), asked)
    games = by_line.games()
    apart = games.amounts()
    every = list(
        dict.fromkeys(change for unit in by_line.units.values() for change in by_line._players(unit))
    )
    if not 1 < len(every) <= 8:
        return

    def worth(_, taken):
        found = by_line._sums(list(by_line.units), taken)
        if found is None:
            return None
        return {WHOLE: tuple(map(sum, zip(*found.values(), strict=True)))}

    one = Games({WHOLE: every}, worth, len(asked.figures))
    for block in games.joins.why:
        one.joins.join(sorted(block, key=str), "")
    together = one.amounts()
    for block, amounts in together.items():
        for number in range(len(asked.figures)):
            lines = sum((amount[number] for amount in apart.get(block, {}).values()), Fraction(0))
            assert near(lines, amounts[WHOLE][number], size_of(old, new))


@often
@given(cases(), st.randoms(use_true_random=False))
def test_other_names_another_order_and_comments_change_nothing(case, chance: random.Random):
    new = dict(case)
    for side in SIDES:
        if side in case:
            named = [{"id": f"regel-{i}", **line} for i, line in enumerate(case[side])]
            case = case | {side: named}
            other = [line | {"naam": f"Anders {i}"} for i, line in enumerate(named)]
            chance.shuffle(other)
            new[side] = [dict(sorted(line.items(), key=lambda _: chance.random())) for line in other]
    if "scenarios" in case or "samen" in case:
        assume(False)
    old = outcome(case)
    found = compared(old, outcome(new, comment="  # een opmerking"))
    assert found.parts == ()
    assert {name for name, _ in found.silent} <= {"hernoemd"}


@often
@given(pairs())
def test_what_is_the_same_has_no_parts(pair):
    (old,) = computed(pair[0])
    assert compared(old, old).parts == ()
    assert compared(old, old).silent == ()
