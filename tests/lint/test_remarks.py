"""Remarks are findings: with a code, a place and the lines they concern, in every format."""

import json

import pytest
from typer.testing import CliRunner

from project import files, short
from rendement.cli import app
from rendement.figures.common import FINDING
from rendement.figures.field import build
from rendement.lint import of_case, of_programme
from rendement.source.finding import Finding, Mark
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FILES = files("cases", "examples")
HEAD = "naam: Proef\ngemeente: Hier\nperiode: 2020-2021\nprijspeil: 2020\n"
COSTS = "kosten: [{naam: Team, bedrag: {2020: 1}}]\n"


def found(written, lines, head=HEAD):
    """Every remark: what has a number is a rule of method."""
    result = contract(calculate(written(f"{head}baten:\n{lines}{COSTS}")))
    return [
        (item["code"], item["pad"], [one["regel"] for one in item["betreft"]])
        for item in result["bevindingen"]
        if item["nummer"] is None
    ]


def test_what_else_there_is_to_know(written):
    line = "  - {naam: Een, bedrag: {2020: 5}, telt_mee: nee, reden: dubbel}\n"
    head = HEAD.replace("prijspeil: 2020\n", "")
    assert found(written, line, head) == [
        ("geen-prijspeil", "prijspeil", []),
        ("telt-niet-mee", "baten[0].telt_mee", [5]),
    ]
    assert found(written, "  - {naam: Een, bedrag: {2020: 5}}\n") == []


def test_a_code_in_a_sentence_is_a_code_on_a_page(written):
    path = written(f"{HEAD}baten: [{{naam: Een, bedrag: 5, jaar: 2020}}]\n{COSTS}")
    shown = {
        form: CliRunner().invoke(app, ["calc", path, "--format", form]).stdout for form in ("html", "table")
    }
    assert "`" not in shown["html"]
    assert "<code>rendement check</code> zegt" in shown["html"]
    assert "`rendement check` zegt" in shown["table"]


def test_a_rule_stands_once():
    codes = [rule.code for rule in (*of_case.REMARKS, *of_programme.REMARKS)]
    own = {rule.code for rule in of_case.REMARKS} & {rule.code for rule in of_programme.REMARKS}
    assert own <= {"telt-niet-mee"}
    assert len(codes) - len(set(codes)) == len(own)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_of_every_file_a_remark_has_a_place_in_it(path):
    for item in contract(calculate(str(path)))["bevindingen"]:
        assert item["ernst"] in ("waarschuwing", "opmerking", "afgeweken")
        assert item["regel"] is not None, item
        assert item["remedie"]
        assert all(one["regel"] for one in item["betreft"])


def test_check_tells_them_when_asked(written):
    line = "{naam: Een, bedrag: 5, jaar: 2020, telt_mee: nee, reden: dubbel}"
    path = written(f"{HEAD}baten: [{line}]\n{COSTS}")
    plain, asked = (
        CliRunner().invoke(app, ["check", path, "--format", "json", "--ignore", "R1,R2", *more])
        for more in ([], ["--opmerkingen"])
    )
    assert plain.exit_code == asked.exit_code == 0
    assert json.loads(plain.stdout) == []
    assert [item["code"] for item in json.loads(asked.stdout)] == ["telt-niet-mee"]


def test_a_finding_has_null_where_there_is_no_place():
    shown = build(FINDING, Finding("leeg-bestand", "m", "r", mark=Mark("casus.yaml")))
    assert (shown["regel"], shown["kolom"]) == (None, None)
    assert build(FINDING, Finding("x", "m", "r", mark=Mark("casus.yaml", 3, 1)))["regel"] == 3
