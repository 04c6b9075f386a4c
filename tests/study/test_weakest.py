"""The weakest assumption: the nearest crossing, by hand and beside every crossing of a case."""

import json

import pytest
from hypothesis import given, settings

from case_result import FOLDER, price_list, shown
from project import files, short, times
from random_cases import cases
from rendement.source.path import parse_path
from rendement.source.tree import parse
from rendement.study.breakeven import crossings, trials_of
from rendement.study.calculation import Options
from rendement.study.contract import figures_of, firmness_of
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.weakest import distance, nearest, nearest_by

FILES = files("cases", "examples")
FAR = 1000  # times what it is now: nobody calls that weak

CASE = """
naam: Proef
gemeente: Hier
periode: 2020
prijspeil: 2020
baten:
  - {naam: Hulp, aantal: 10, bedrag: 10000, toerekening: 50%}
kosten:
  - {naam: Team, bedrag: 45000}
"""


def weakest(calculation):
    return firmness_of(calculation, figures_of(calculation))[0]


def computed(text, *sets):
    return calculate_source("proef.yaml", *parse(text, "proef.yaml"), Options(sets=sets))


def found(text, *sets):
    item = weakest(computed(text, *sets))
    return None if item is None else (item.path, item.value, distance(item))


def test_a_share_moves_by_points_and_a_number_by_part_of_itself():
    """Net 10 × 10.000 × 50% − 45.000: 5 points of the share, a tenth of the number, a ninth of the costs."""
    assert found(CASE) == ("baten[0].toerekening", pytest.approx(0.45), pytest.approx(0.05))
    # 10 × 10.000 × 100% − 98.000: 2 points, or 2% of the number: as far, and the number stands first
    assert found(CASE, "baten[0].toerekening=100%", "kosten[0].bedrag=98000") == (
        "baten[0].aantal",
        9.8,
        0.02,
    )
    # 10 × 10.000 × 90% − 89.100 = 900: 0,9 points, and 1% of the number
    assert found(CASE, "baten[0].toerekening=90%", "kosten[0].bedrag=89100")[0] == "baten[0].toerekening"
    # 10 × 10.000 × 50% − 60.000 = −10.000: 10 points up, a fifth more, or costs a sixth lower
    assert found(CASE, "kosten[0].bedrag=60000") == ("baten[0].toerekening", 0.6, 0.1)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_the_nearest_few_begin_with_the_weakest(path):
    """The slopes say which may be near; each is one of all crossings, and they stand in order."""
    calculation = calculate(str(path))
    if calculation.result is None or not calculation.result.valued or not calculation.result.total.net:
        return
    few = nearest_by(calculation, trials_of(calculation), 3)
    known = crossings(calculation)
    assert nearest(few) == nearest(known) == (few[0] if few else None)
    assert [item for item in few if item not in known] == []
    assert [distance(item) for item in few] == sorted(map(distance, few))


def test_a_value_that_cannot_be_is_no_answer():
    """Net 10 × 10.000 × 95% − 101.000 = −6.000: 100% is not enough; costs 6.000 ÷ 101.000 lower are."""
    answer = found(CASE, "baten[0].toerekening=95%", "kosten[0].bedrag=101000")
    assert answer == ("kosten[0].bedrag", 95000, pytest.approx(6 / 101, abs=1e-8))


def test_a_series_moves_as_a_whole():
    """Net 2 × 1.000 + 3 × 1.000 − 4.000 = 1.000: a fifth of the whole; of one year half or a third."""
    text = CASE.replace("periode: 2020\n", "periode: 2020-2021\n")
    text = text.replace(
        "aantal: 10, bedrag: 10000, toerekening: 50%",
        "aantal: {2020: 2, 2021: 3}, bedrag: {2020: 1000, 2021: 1000}",
    )
    item = weakest(computed(text.replace("bedrag: 45000", "bedrag: 4000, jaar: 2020")))
    assert (item.path, item.together, item.value) == ("baten[0].aantal", True, pytest.approx(4))
    assert item.label == "Hulp: aantal"
    assert distance(item) == 0.2


def test_what_divides_is_no_straight_line():
    """Net 2 × 45.000 − 36 ÷ v × 30.000 is 60.000 at v = 36 and 0 at v = 12, two thirds lower; a benefit of
    45.000 alone cannot fall by 60.000, and the hours would have to treble.
    """
    text = CASE.replace("bedrag: 45000", "uren_per_week: 36, voltijd: 36, tarief: 30000")
    one = "{naam: Hulp, bedrag: 45000}"
    text = text.replace("{naam: Hulp, aantal: 10, bedrag: 10000, toerekening: 50%}", f"{one}\n  - {one}")
    text = text.replace("Hulp", "Opvang", 1)
    assert found(text) == ("kosten[0].voltijd", pytest.approx(12), pytest.approx(2 / 3, abs=1e-8))


def test_a_duration_counts_too():
    """Net 100 × 3 − 250 = 50: a sixth of the years is 2,5; the amount stands first and is as far."""
    text = CASE.replace("aantal: 10, bedrag: 10000, toerekening: 50%", "duur: 3, bedrag: 100")
    assert found(text.replace("45000", "250")) == (
        "baten[0].duur",
        pytest.approx(2.5),
        pytest.approx(1 / 6, abs=1e-8),
    )


def test_nothing_is_weak_without_two_sides_or_at_zero():
    assert found(CASE, "kosten[0].bedrag=50000") is None
    assert found(CASE, "kosten[0].bedrag=0") is None
    assert found(CASE, "baten[0].aantal=0") is None
    head, _, costs = CASE.partition("baten:")
    no_amount = f"{head}pm: [{{naam: Rust, reden: proef}}]\nkosten:{costs.partition('kosten:')[2]}"
    assert found(no_amount) is None


@pytest.mark.parametrize("path", FILES, ids=short)
def test_of_every_case_it_is_the_nearest_of_all(path):
    calculation = calculate(str(path))
    if calculation.result is not None and weakest(calculation) is not None:
        assert weakest(calculation) == nearest(crossings(calculation))


@settings(max_examples=times(60, 2000), deadline=None)
@given(cases())
def test_of_random_cases_it_is_one_of_the_crossings_and_mostly_the_nearest(case):
    """Not where a chance is more than everything already, or with growth: there its slope says little."""
    price_list()
    name = str(FOLDER / "casus.yaml")
    calculation = calculate_source(name, *parse(json.dumps(shown(case), indent=1), name))
    found = weakest(calculation)
    if found is None:
        return
    known = crossings(calculation)
    assert found in known
    first = nearest(known)
    if distance(first) < distance(found) < FAR:
        section, number, *_ = parse_path(first.path)
        line = case[section][number]
        assert isinstance(line.get("business_as_usual"), dict) or "groei" in line
