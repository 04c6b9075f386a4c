"""What a file says may stand: what it covers, until when, and what is said of it."""

from collections import Counter

import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract, findings_of
from rendement.study.pipeline import calculate_source
from weak_files import CASE, MONITOR, PROGRAMME


def run(text, day="2026-11-30"):
    source, findings = parse(text, "x.yaml")
    return calculate_source("x.yaml", source, findings, Options(day=day))


def departing(waiver, text=CASE):
    return f"{text}afwijken:\n  - {{{waiver}}}\n"


def said(text, day="2026-11-30"):
    """Code, severity and places of every finding, and why it may stand."""
    return {
        (found.number or found.code, found.severity): (
            [place.named for place in found.places],
            found.waiver.reason if found.waiver else None,
        )
        for found in findings_of(run(text, day))
    }


def test_a_waiver_of_a_place_takes_that_out_and_the_rest_stays():
    assert said(CASE)["R201", "opmerking"] == (["baten.een", "baten.twee"], None)
    found = said(departing("regel: R201, pad: baten.een, reden: zo gedrukt, tot: 2026-11"))
    assert found["R201", "afgeweken"] == (["baten.een"], "zo gedrukt")
    assert found["R201", "opmerking"] == (["baten.twee"], None)
    assert "R002" not in {number for number, _ in found}


@pytest.mark.parametrize("pad", ["", "pad: baten, ", "pad: 'baten[0]', "])
@pytest.mark.parametrize("rule", ["R201", "zonder-vergelijking"])
def test_without_a_path_it_is_the_whole_file(rule, pad):
    found = said(departing(f"regel: {rule}, {pad}reden: x, tot: blijvend"))
    covered = 1 if "[0]" in pad else 2
    assert len(found["R201", "afgeweken"][0]) == covered
    assert ("R201", "opmerking") in found or covered == 2


def test_it_holds_up_to_and_including_its_month():
    text = departing("regel: R201, reden: x, tot: 2026-11")
    assert said(text, "2026-11-30").keys() & {("R001", "waarschuwing"), ("R201", "opmerking")} == set()
    later = said(text, "2026-12-01")
    assert later["R001", "waarschuwing"] == (["afwijken[0].tot"], None)
    assert later["R201", "opmerking"][1] is None
    assert ("R201", "afgeweken") not in later
    assert ("R002", "opmerking") not in later  # what has ended covers nothing, and that is no news


def test_what_covers_nothing_is_said():
    found = said(departing("regel: R202, reden: x, tot: blijvend"))
    assert found["R002", "opmerking"] == (["afwijken[0].regel"], None)


def test_a_remark_and_a_warning_of_before_computing_may_stand_as_well():
    found = said(departing("regel: geen-prijspeil, reden: van nu, tot: blijvend"))
    assert found["geen-prijspeil", "afgeweken"] == (["prijspeil"], "van nu")
    assert ("R002", "opmerking") not in found
    lonely = "dekking: [{naam: Reserve, bedragen: {2024: 1}}]\n"
    waiver = "regel: dekking-zonder-taakstelling, reden: volgt nog, tot: blijvend"
    found = said(departing(waiver, PROGRAMME + lonely))
    assert found["dekking-zonder-taakstelling", "afgeweken"] == (["dekking"], "volgt nog")


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [(PROGRAMME, "R107", "maatregelen.a.huidig_budget"), (MONITOR, "telt-niet-mee", "posten.a.telt_mee")],
)
def test_programmes_and_monitors_have_waivers_too(text, rule, place):
    found = said(departing(f"regel: {rule}, reden: x, tot: blijvend", text))
    assert found[rule, "afgeweken"] == ([place], "x")


def test_no_error_may_stand():
    text = CASE.replace("bedrag: 50", "bedrag: 40.000")
    outcome = run(departing("regel: dubbelzinnig-getal, reden: x, tot: blijvend", text))
    assert Counter(found.code for found in outcome.findings) == {
        "dubbelzinnig-getal": 1,
        "onbekende-regel": 1,
    }


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("regel: R201, tot: blijvend", "sleutel-ontbreekt"),
        ("regel: R201, reden: x", "sleutel-ontbreekt"),
        ("regel: R201, reden: x, tot: 2026-13", "geen-maand"),
        ("regel: R201, reden: x, tot: straks", "geen-maand"),
        ("regel: R199, reden: x, tot: blijvend", "onbekende-regel"),
        ("regel: R002, reden: x, tot: blijvend", "onbekende-regel"),
        ("regel: R201, pad: baten.drie, reden: x, tot: blijvend", "pad-onbekend"),
        ("regel: R201, pad: 'baten[2]', reden: x, tot: blijvend", "pad-onbekend"),
        ("regel: R201, pad: 'baten[', reden: x, tot: blijvend", "pad-onbekend"),
        ("regel: R201, pad: bate, reden: x, tot: blijvend", "pad-onbekend"),
    ],
)
def test_a_waiver_that_says_nothing_is_an_error(waiver, code):
    outcome = run(departing(waiver))
    assert outcome.failed
    assert [found.code for found in outcome.findings] == [code]


def test_the_day_stands_in_the_outcome_only_where_it_matters():
    assert "op" not in contract(run(CASE))["herkomst"]
    text = departing("regel: R201, reden: x, tot: blijvend")
    assert contract(run(text))["herkomst"]["op"] == "2026-11-30"
    assert len(contract(run(text, ""))["herkomst"]["op"]) == len("2026-11-30")
