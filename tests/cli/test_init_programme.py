"""`rendement init --programma`: the starter programme works, and so does every option in it."""

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from rendement.cli import app
from rendement.report.schema import file_schema
from rendement.source.tree import parse
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.starter import starter
from starter_text import EXPLANATION, OPTION, blocks, without_hash

TEXT = starter("programma.yaml", "programma").text
LINES = TEXT.splitlines()
BLOCKS = blocks(LINES)
SCHEMA = file_schema("programma")
# need a second file, or another target
FROM_ELSEWHERE = {"casus", "programma", "monitor", "post", "blok", "indexcijfers"}
NOT_SHOWN = {"fout", "pad", "plaats"}
# what is said of several measures, of which the starter has one
OF_SEVERAL = {
    "budgetten",
    "overlap",
    "tussen",
    "deel",
    "alternatieven",
    "gekozen",
    "opeenvolgend",
    "voorwaarde",
}
OF_SEVERAL |= {"voor"}


def outcome_of(text):
    source, findings = parse(text, "programma.yaml")
    return calculate_source("programma.yaml", source, findings)


def schema_errors(text):
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(data)]


def test_the_starter_programme_computes_without_findings():
    outcome = outcome_of(TEXT)
    assert outcome.findings == ()
    assert outcome.programme.net.total == 60000 * 4 + 90000 * 3 - 2 * 30000
    assert schema_errors(TEXT) == []
    comments = [line for line in LINES if line.lstrip().startswith("#")]
    assert all(EXPLANATION.fullmatch(line) or OPTION.fullmatch(line) for line in comments)
    assert max(map(len, LINES)) <= 120


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: LINES[block[0]].strip("# ")[:40])
def test_every_option_is_valid_and_explained(block):
    text = without_hash(LINES, block)
    outcome = outcome_of(text)
    assert outcome.findings == ()
    assert not outcome.failed
    assert schema_errors(text) == []
    assert EXPLANATION.fullmatch(LINES[block[0] - 1])


def test_the_starter_shows_every_key_that_the_schema_knows():
    shown = set(re.findall(r"(?:^|[ {])([a-z_]+):", re.sub(r"##.*", "", TEXT), re.MULTILINE))
    parts = [SCHEMA, *(part for name, part in SCHEMA["$defs"].items() if name[0].isupper())]
    assert {
        key for part in parts for key in part["properties"]
    } - shown == NOT_SHOWN | FROM_ELSEWHERE | OF_SEVERAL


def test_init_makes_a_programme(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["init", "--programma"])
    assert answer.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["programma.schema.json", "programma.yaml"]
    assert "rendement calc programma.yaml" in answer.stderr
    assert calculate("programma.yaml").findings == ()
    assert CliRunner().invoke(app, ["init", "--programma", "mijn.yaml"]).exit_code == 0
    assert "rendement calc mijn.yaml" in (tmp_path / "mijn.yaml").read_text(encoding="utf-8")


def test_an_example_and_a_programme_of_ones_own_are_two_things(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["init", "--programma", "--voorbeeld", "broedplaats"])
    assert answer.exit_code == 2
    assert list(tmp_path.iterdir()) == []
