"""The page on `verify` shows what appears, and names every key of the origin and no other."""

import json
import re
import shlex

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from rendement.cli.verify import MOST as MOST_SHOWN
from rendement.figures.origin_fields import CASE_ORIGIN, MONITOR_ORIGIN, PROGRAMME_ORIGIN
from rendement.study.diff.recovered import MOST_REVISIONS
from rendement.study.diff.then import MOST
from rendement.study.verify.reading import DEEPEST, LARGEST

PAGE = (ROOT / "docs" / "narekenen.md").read_text("utf-8")


def test_the_commands_give_what_stands_there(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    block = re.search(r"(?m)^(?:    rendement .*\n)+", PAGE)[0]
    target = tmp_path / "uit.json"
    for command in block.splitlines():
        words = [str(target) if word == "uit.json" else word for word in shlex.split(command)[1:]]
        answer = CliRunner().invoke(app, words)
        assert answer.exit_code == 0, answer.output
    assert answer.stdout == re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)[1]


def test_every_key_of_the_origin_is_explained():
    keys = {
        field.key for family in (CASE_ORIGIN, PROGRAMME_ORIGIN, MONITOR_ORIGIN) for field in family.fields
    }
    table = PAGE.partition("| sleutel | wat |")[2].partition("\n\n")[0]
    named = {
        word
        for row in table.splitlines()
        for word in re.findall(r"`(\w+)`", row.split("|")[1] if "|" in row else "")
    }
    assert named == keys


@pytest.mark.parametrize("bound", [f"{LARGEST // 1_000_000} MB", f"{DEEPEST} niveaus"])
def test_the_bounds_are_those_of_the_reader(bound):
    assert bound in PAGE


def test_the_bounds_of_what_is_looked_for_and_shown_are_those_of_the_program():
    page = (ROOT / "docs" / "verschil.md").read_text("utf-8")
    assert (MOST_SHOWN, "hooguit vijf" in PAGE) == (5, True)
    for bound in (rf"laatste\s{MOST} wijzigingen", rf"laatste\s{MOST_REVISIONS} revisies"):
        assert re.search(bound, page)


def test_no_path_in_it_is_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["calc", str(ROOT / "examples/05-volledig.yaml"), "--format", "json"])
    origin = json.loads(answer.stdout)["herkomst"]
    assert origin["bestand"] == "examples/05-volledig.yaml"
    assert str(ROOT) not in json.dumps(origin)
