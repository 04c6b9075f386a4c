"""Every format says with what it was computed: version, files by their hashes, and what was asked."""

import pytest
from typer.testing import CliRunner

import rendement
from project import ROOT
from rendement import __version__
from rendement.cli import app
from rendement.render.formats import FORMATS, OF_A_BATCH
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE, PROGRAMME = "examples/05-volledig.yaml", "cases/noordoostpolder/grip-op-het-sociaal-domein.yaml"
MONITOR = "cases/borne/monitor-jeugd-natura.yaml"


def said(*words, verb="calc"):
    answer = CliRunner().invoke(app, [verb, *words])
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.stdout.split())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", [CASE, PROGRAMME, MONITOR])
def test_every_format_says_the_version_and_every_file_with_its_hash(form, name, monkeypatch):
    """In a flat table all that was read beside the file has one hash."""
    monkeypatch.chdir(ROOT)
    shown = said(name, "--format", form)
    origin = contract(calculate(name))["herkomst"]
    assert __version__ in shown
    assert origin["casus"][:19] in shown
    read = [item for key, items in origin.items() if isinstance(items, list) for item in items]
    if FORMATS[form].kind != "regels":
        assert [item["hash"] for item in read if item["hash"][:19] not in shown] == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_was_asked(form, monkeypatch):
    monkeypatch.chdir(ROOT)
    asked = (
        "--set",
        "baten[0].toerekening=51%",
        "--draws",
        "300",
        "--seed",
        "77",
        "--perspective",
        "maatschappij",
    )
    shown = said("examples/06-bandbreedte.yaml", *asked, "--format", form)
    for piece in ("toerekening=51%", "maatschappij", "300", "77", "2,25%"):
        assert piece in shown, piece
    assert "voorzichtig" in said(CASE, "--scenario", "voorzichtig", "--format", form)


@pytest.mark.parametrize("form", [name for name, item in OF_A_BATCH.items() if item.codec])
def test_every_format_of_a_batch_says_the_version_and_the_draws(form, monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = said(
        "examples/06-bandbreedte.yaml", "--draws", "300", "--seed", "77", "--format", form, verb="batch"
    )
    for piece in (__version__, "300", "77"):
        assert piece in shown, piece


def test_a_text_is_no_file():
    found = rendement.calc("naam: Z\ngemeente: B\nperiode: 2020\nbaten: [{naam: B, bedrag: 10}]\n")
    assert found.data["herkomst"]["bestand"] is None
