"""Every kind of file is about a municipality, or about another place; the result calls both `gemeente`."""

import json

import pytest
import yaml
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from rendement.cli import app
from rendement.report.schema import file_schema
from rendement.source.tree import parse
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

KINDS = {
    "casus": "periode: 2020\nbaten: [{naam: B, bedrag: 5}]\n",
    "programma": "periode: 2020\nmaatregelen: [{naam: M, besparing: {structureel: {2020: 5}}}]\n",
    "monitor": "kolommen: {2020: realisatie}\nposten: [{naam: P, bedragen: {2020: 5}}]\n",
}


def text_of(kind, place):
    return f"soort: {kind}\nnaam: Proef\n{place}{KINDS[kind]}"


def outcome_of(text):
    source, findings = parse(text, "proef.yaml")
    return calculate_source("proef.yaml", source, findings)


def fits(kind, text):
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return Draft7Validator(file_schema(kind)).is_valid(data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["gemeente", "plaats"])
def test_either_key_is_the_place(kind, key):
    text = text_of(kind, f"{key}: Leeds\n")
    outcome = outcome_of(text)
    assert [found for found in outcome.findings if found.severity != "opmerking"] == []
    assert contract(outcome)["gemeente"] == "Leeds"
    assert fits(kind, text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("place", "code", "line"),
    [
        ("gemeente: Borne\nplaats: Leeds\n", "twee-plaatsen", 4),
        ("", "sleutel-ontbreekt", 1),
        ("plats: Leeds\n", "onbekende-sleutel", 3),
        ("plaats: ''\n", "lege-waarde", 3),
        ("plaats: [Leeds]\n", "verkeerde-vorm", 3),
    ],
)
def test_one_mistake_is_one_finding(kind, place, code, line):
    text = text_of(kind, place)
    assert [(found.code, found.mark.line) for found in outcome_of(text).findings] == [(code, line)]
    assert not fits(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_that_it_is_missing_is_said_with_whatever_else_is_wrong(kind):
    codes = [found.code for found in outcome_of(text_of(kind, "onbekend: 5\n")).findings]
    assert sorted(codes) == ["onbekende-sleutel", "sleutel-ontbreekt"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", ["", "onbekend: 5\n"])
def test_a_batch_names_it_of_a_broken_file_as_well(kind, more, tmp_path):
    (tmp_path / "a.yaml").write_text(text_of(kind, "plaats: Leeds\n" + more), "utf-8")
    answer = CliRunner().invoke(app, ["batch", str(tmp_path), "--format", "json"])
    assert [row["gemeente"] for row in json.loads(answer.stdout)] == ["Leeds"]
