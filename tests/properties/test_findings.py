"""Findings change no figure, and stay where they are when lines move."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import outcome
from random_cases import cases
from rendement.study.contract import contract, findings_of

often = settings(max_examples=40, deadline=None)
SIDES = ("baten", "kosten")
WAIVER = {"regel": "R201", "reden": "zo gedrukt", "tot": "blijvend"}


def figures(case):
    """Everything that was computed: not the texts, the origin and what there is to say."""
    return figures_in(contract(outcome(case)))


def figures_in(data):
    """The same of a result."""
    return without(data, ("bron", "toelichting", "bevindingen", "herkomst"))


def without(node, keys):
    """The same data without these keys, however deep."""
    if isinstance(node, dict):
        return {key: without(value, keys) for key, value in node.items() if key not in keys}
    return [without(item, keys) for item in node] if isinstance(node, list) else node


def places(case):
    """Which rule says something where, how grave: every place of every finding, by the names of lines."""
    found = (item for item in findings_of(outcome(case)) if item.number)
    return Counter((item.number, place.named, place.severity) for item in found for place in item.places)


@often
@given(cases(), st.sampled_from(["bron", "toelichting"]))
def test_a_source_or_a_waiver_moves_no_figure(case, key):
    told = {side: [line | {key: "Verslag, blz. 3"} for line in case.get(side, [])] for side in SIDES}
    own = figures(case)
    assert figures(case | {side: lines for side, lines in told.items() if lines}) == own
    assert (
        figures(case | {"afwijken": [WAIVER, WAIVER | {"regel": "geen-prijspeil", "pad": "prijspeil"}]})
        == own
    )


@often
@given(cases())
def test_a_comment_moves_no_figure_and_no_finding(case):
    plain, told = outcome(case), outcome(case, comment="  # baten: [{naam: Een, aantal: 12}]")
    assert figures_in(contract(told)) == figures_in(contract(plain))
    assert contract(told)["bevindingen"] == contract(plain)["bevindingen"]


@often
@given(cases(), st.randoms(use_true_random=False))
def test_moving_lines_moves_no_finding(case, chance):
    moved = {side: chance.sample(case[side], len(case[side])) for side in SIDES if side in case}
    assert places(case | moved) == places(case)


@often
@given(cases())
def test_without_benefits_nobody_says_anything_of_them(case):
    about_benefits = ("baten", "samen", "scenarios", "gedrukt")
    bare = {key: value for key, value in case.items() if key not in about_benefits}
    if bare.get("kosten"):
        assert not [item for item in findings_of(outcome(bare)) if item.number[:2] in ("R2", "R3")]
