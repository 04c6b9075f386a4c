"""What was asked beside the file itself is told wherever its figures stand."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from format_readers import READERS
from rendement.cli import app
from rendement.render.formats import FORMATS

CASE = """
naam: Proef
gemeente: Hier
periode: 2020
prijspeil: 2020
perspectief: overheid
baten:
  - {naam: Hulp, aantal: 10, bedrag: 1000}
kosten:
  - {naam: Team, fte: 0.05, tarief: 80000}
scenarios:
  laag: {"baten[0].aantal": 8}
gedrukt:
  totaal.rendement: {waarde: 6000}
  totaal.baten_per_euro: {waarde: "2,5"}
"""
PROGRAMME = """
soort: programma
naam: Samen
gemeente: Hier
periode: 2020
maatregelen:
  - {naam: Inkoop, besparing: {structureel: {2020: 100}}, status: verwacht}
gedrukt: {totaal.saldo: {waarde: 100}}
"""
SET = ["--set", " kosten[0].fte = 0.1 "]
SAID = "--set kosten[0].fte=0.1"
ASKED = [*SET, "--scenario", "laag", "--perspective", "maatschappij"]
WHOLE = f"Opdracht: {SAID} · --scenario laag · --perspective maatschappij"
REPORTS = [name for name, form in FORMATS.items() if form.kind == "verslag"]


def run(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def data(*arguments):
    return json.loads(run("calc", *arguments, "--format", "json"))


@pytest.fixture
def case(written):
    return written(CASE)


@pytest.fixture
def programme(written):
    return written(PROGRAMME, "programma.yaml")


@pytest.mark.parametrize("name", REPORTS)
def test_it_stands_under_the_title(case, name):
    shown = run("calc", case, "--format", name, *ASKED)
    if name in READERS:
        assert WHOLE in READERS[name](shown).words
    else:
        assert shown.splitlines()[2] == WHOLE
    assert "Opdracht" not in run("calc", case, "--format", name)


def test_it_stands_under_the_title_of_a_programme(programme):
    change = "maatregelen[0].besparing.structureel.2020=90"
    assert run("calc", programme, "--set", change).splitlines()[2] == f"Opdracht: --set {change}"
    assert data(programme, "--set", change)["herkomst"]["opdracht"]["set"] == [change]


def test_json_has_it_as_data(case):
    asked = {"set": ["kosten[0].fte=0.1"], "scenario": "laag", "perspectief": "maatschappij"}
    assert data(case, *ASKED)["herkomst"]["opdracht"] == asked
    only = {"set": ["kosten[0].fte=0.1"], "scenario": None, "perspectief": None}
    assert data(case, *SET)["herkomst"]["opdracht"] == only
    assert data(case)["herkomst"]["opdracht"] is None


@pytest.mark.parametrize("verb", ["calc", "batch"])
def test_a_row_has_it_in_columns(case, verb):
    row = next(csv.DictReader(io.StringIO(run(verb, case, "--format", "csv", *ASKED))))
    assert [row[key] for key in ("set", "scenario", "perspectief")] == [
        "kosten[0].fte=0.1",
        "laag",
        "maatschappij",
    ]
    row = next(csv.DictReader(io.StringIO(run(verb, case, "--format", "csv"))))
    assert [row[key] for key in ("set", "scenario", "perspectief")] == ["", "", "overheid"]


def test_a_table_of_rows_and_an_explanation_say_it_too(case):
    assert WHOLE in run("batch", case, *ASKED).splitlines()
    assert f"Opdracht: {SAID}" in run("explain", case, "totaal.rendement", *SET).splitlines()
    assert f"Opdracht: {SAID}" in run("explain", case, *SET).splitlines()
    assert "Opdracht" not in run("explain", case)


# -- what a source printed


def verdicts(*arguments):
    return [item["oordeel"] for item in data(*arguments)["gedrukt"]]


def test_a_source_is_held_against_its_own_file_alone(case):
    """10 × 1.000 − 5% × 80.000 = 6.000, and 10.000 ÷ 4.000 = 2,5."""
    assert verdicts(case) == ["volgt", "volgt"]
    assert verdicts(case, "--perspective", "overheid") == ["volgt", "volgt"]  # its own
    for asked in (SET, ["--scenario", "laag"], ["--perspective", "gemeente"]):
        assert verdicts(case, *asked) == ["niet vergeleken", "niet vergeleken"]
    shown = run("calc", case, *SET)
    assert "Gedrukt in de bron: niet vergeleken" in shown
    assert "2 gedrukte cijfers horen bij het bestand zoals het geschreven is" in shown
    assert "volgt niet uit de invoer" not in shown


def test_of_a_programme_too(programme):
    assert verdicts(programme) == ["volgt"]
    assert verdicts(programme, "--set", "maatregelen[0].besparing.structureel.2020=90") == ["niet vergeleken"]


LOAN = """
naam: Lening
gemeente: Hier
periode: 2020-2021
prijspeil: 2020
baten: [{naam: Terug, bedrag: {2021: %s}}]
kosten: [{naam: Inleg, bedrag: {2020: 1000}}]
gedrukt:
  totaal.interne_rentevoet: {waarde: "%s"}
  totaal.baten_per_euro: {waarde: "%s"}
"""


@pytest.mark.parametrize(
    ("back", "rate", "ratio"),
    [
        (2100, "110%", "2,1"),  # 2.100 ÷ 1.000 − 1
        (900, "-10%", "0,9"),
        (900, "−10%", "90%"),
        (1460, "46%", "1,46"),
        (3500, "250%", "350%"),
    ],
)
def test_a_rate_and_a_ratio_take_any_number(written, back, rate, ratio):
    assert verdicts(written(LOAN % (back, rate, ratio))) == ["volgt", "volgt"]


def test_what_does_not_follow_is_shown_as_it_was_printed(written):
    shown = run("calc", written(LOAN % (2100, "120%", "3")))
    assert "totaal.interne_rentevoet: gedrukt 120%, berekend 110%" in shown
    assert "totaal.baten_per_euro: gedrukt 3, berekend 2,1" in shown
