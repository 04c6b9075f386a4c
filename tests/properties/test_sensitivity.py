"""What must hold of any case with ranges: nothing is worth more than everything, and a bar is a `--set`."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import FOLDER, price_list, shown
from project import times
from random_cases import cases
from random_ranges import SPREADS, widened
from rendement.figures.comparison import ALIKE
from rendement.figures.comparison_fields import COMPARISON
from rendement.figures.field import build
from rendement.figures.sensitivity_fields import SENSITIVITY
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate_source
from rendement.study.sensitivity.comparing import comparison
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity


def computed(case, *sets):
    name = str(FOLDER / "casus.yaml")
    return calculate_source(name, *parse(json.dumps(shown(case), indent=1), name), Options(sets))


@settings(max_examples=times(40, 1000), deadline=None)
@given(cases(), st.sampled_from(SPREADS))
def test_worth_and_shares_stay_within_their_bounds(case, distribution):
    price_list()
    calculation = computed(widened(case, distribution))
    if not calculation.result.valued:
        return
    found = sensitivity(calculation, Questions(draws=400))
    json.dumps(build(SENSITIVITY, found), allow_nan=False)
    for one in found.driven:
        assert 0 <= one.worth.value <= found.decision.evpi.value
        assert 0 <= one.share.first <= one.share.whole
        assert one.share.first <= 1 + 5 * one.share.error + 1e-9
    swings = [bar.swing for bar in found.bars]
    assert swings == sorted(swings, reverse=True)
    chances = [one.chance for one in found.curve]
    assert chances == sorted(chances, reverse=True)


def as_written(value):
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


@settings(max_examples=times(25, 500), deadline=None)
@given(cases(), st.sampled_from(SPREADS[:3]))
def test_a_bar_put_back_is_that_bar(case, distribution):
    price_list()
    case = widened(case, distribution)
    calculation = computed(case)
    if not calculation.result.valued:
        return
    found = sensitivity(calculation, Questions(draws=10))
    money = 1 + calculation.result.nothing * 1e12
    for bar in found.bars[:3]:
        for end, outcome in (("low", bar.at_low), ("high", bar.at_high)):
            again = computed(case, *(f"{one.path}={as_written(getattr(one, end))}" for one in bar.pieces))
            assert again.result is not None, again.findings
            assert outcome == pytest.approx(again.result.total.net, rel=1e-6, abs=1e-6 * money)


@settings(max_examples=times(20, 500), deadline=None)
@given(cases(), st.sampled_from(SPREADS), st.sampled_from(SPREADS))
def test_options_share_the_draws_and_the_chance(case, distribution, other):
    price_list()
    options = [computed(widened(case, each)) for each in (distribution, other)]
    if not options[0].result.valued:
        return
    found = comparison(options, Questions(draws=400))
    json.dumps(build(COMPARISON, found), allow_nan=False)
    chances = [choice.best for choice in found.choices]
    assert sum(chances) + found.nothing == pytest.approx(1)
    assert found.evpi is None or found.evpi.value >= 0
    (pair,) = found.pairs
    first, second = (choice.band for choice in found.choices)
    size = 1e-9 * (1 + abs(first.mean) + abs(second.mean))
    assert pair.band.mean == pytest.approx(first.mean - second.mean, rel=1e-9, abs=size)
    assert pair.band.deviation <= (first.deviation + second.deviation) * (1 + 1e-9) + size
    if distribution == other:
        assert (pair.verdict, chances[0]) == (ALIKE, pytest.approx(chances[1]))
