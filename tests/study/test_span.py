"""Between which returns a case lies when all its ranges turn out against it, or for it."""

import json

import pytest
from hypothesis import given, settings

from case_result import FOLDER, price_list, shown
from project import files, short, times
from random_cases import cases
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import figures_of, firmness_of
from rendement.study.pipeline import calculate, calculate_source

FILES = files("cases", "examples")


def span_of(calculation):
    return firmness_of(calculation, figures_of(calculation))[1]


def computed(lines, *sets):
    text = "naam: Proef\ngemeente: Hier\nperiode: 2020\n" + lines
    return calculate_source("proef.yaml", *parse(text, "proef.yaml"), Options(sets=sets))


def test_each_range_at_the_end_that_is_worst_and_best():
    """Worst: 18 × 700 × (1 − 40%) − 600; best: 18 × 5.500 × (1 − 20%) − 400."""
    lines = (
        "baten:\n  - {naam: A, aantal: 18, bedrag: 700..5500, business_as_usual: 20%..40%}\n"
        "kosten:\n  - {naam: B, bedrag: 400..600}\n"
    )
    assert span_of(computed(lines)) == pytest.approx((18 * 700 * 0.6 - 600, 18 * 5500 * 0.8 - 400))


def test_how_long_it_lasts_and_how_much_falls_back_have_ends_as_well():
    """Worst: 1,5 years of 1.200, less 50% and 55% in the end; best: 3 years of 1.400, less 10% and 30%.

    A curve goes as a whole: 50% would lie above the middle of what follows.
    """
    lines = (
        "baten:\n  - naam: A\n    bedrag: [1000, 200..400]\n    duur: 1.5..3\n"
        "    terugval: {1: 10%..50%, 2: 30%..55%}\nkosten:\n  - {naam: B, bedrag: 500}\n"
    )
    worst = 1200 * (1 - 0.5 / 2 + 0.5 * (1 - (0.5 + 0.55) / 2)) - 500
    best = 1400 * (1 - 0.1 / 2 + 1 - (0.1 + 0.3) / 2 + 1 - 0.3) - 500
    assert span_of(computed(lines)) == pytest.approx((worst, best))


def test_a_price_below_zero_wants_few_of_it():
    """A setback of 100 each, 2 to 5 times: between −500 and −200 beside 1.000."""
    lines = (
        "baten:\n  - {naam: A, bedrag: 1000}\n  - {naam: Tegenvaller, aantal: 2..5, bedrag: -100}\n"
        "kosten:\n  - {naam: B, bedrag: 300}\n"
    )
    assert span_of(computed(lines)) == (1000 - 500 - 300, 1000 - 200 - 300)


def test_a_count_has_no_ends_and_no_range_no_span():
    counted = (
        "baten:\n  - {naam: A, bedrag: 1000, toerekening: {geteld: 3, van: 10}}\n"
        "kosten:\n  - {naam: B, bedrag: 10}\n"
    )
    assert span_of(computed(counted)) is None
    assert span_of(computed(counted, "baten[0].bedrag=700..5500")) == pytest.approx(
        (700 * 0.3 - 10, 5500 * 0.3 - 10)
    )


def test_without_costs_too():
    assert span_of(computed("baten:\n  - {naam: A, bedrag: 700..5500}\n")) == (700, 5500)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_real_case_lies_within_its_own_span(path):
    calculation = calculate(str(path))
    if calculation.result is None or not calculation.result.valued or (found := span_of(calculation)) is None:
        return
    low, high = found
    assert low <= calculation.result.total.net <= high


@settings(max_examples=times(30, 200), deadline=None)
@given(cases())
def test_the_return_lies_within_the_span(case):
    price_list()
    name = str(FOLDER / "casus.yaml")
    calculation = calculate_source(name, *parse(json.dumps(shown(case), indent=1), name))
    if calculation.result is None or not calculation.result.valued or (found := span_of(calculation)) is None:
        return
    low, high = found
    slack = 1e-9 * (abs(low) + abs(high))
    assert low - slack <= calculation.result.total.net <= high + slack
