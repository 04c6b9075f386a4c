"""`rendement explain` as a user calls it."""

import json
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from rendement.render.formats import FORMATS

CASE = str(ROOT / "cases/zoetermeer/zoveel-meer.yaml")


def run(*arguments):
    return CliRunner().invoke(app, ["explain", *arguments])


def test_a_figure_with_its_place_and_source():
    said = run(CASE, "baten[0].netto").stdout
    assert "baten[0].netto = € 111.000" in said
    assert "zoveel-meer.yaml:15" in said
    assert "001 r. 297" in said


def test_the_whole_case_step_by_step():
    said = run(CASE).stdout
    assert "bruto: € 222.000 = 6 [aantal] × € 37.000" in said
    assert "rendement: € 66.000 = € 171.000 [baten] − € 105.000 [kosten]" in said


def test_a_programme_too():
    said = run(str(ROOT / "cases/borne/taakstelling.yaml"), "per_jaar.2022.cumulatief").stdout
    assert "verschil 2021" in said
    assert "taakstelling.yaml:" in said


def test_a_block_lists_what_is_in_it():
    assert "totaal.rendement" in run(CASE, "totaal").stdout


def test_json_of_one_figure_and_of_all():
    one = json.loads(run(CASE, "totaal.rendement", "--format", "json").stdout)
    assert one["waarde"] == 66000
    assert [term["teken"] for term in one["termen"]] == [1, -1]
    every = json.loads(run(CASE, "--format", "json").stdout)
    assert {item["pad"] for item in every} > {"totaal.rendement", "baten[0].stappen[1].aandeel"}


def test_a_file_in_the_format_of_its_extension(tmp_path):
    target = tmp_path / "uitleg.md"
    assert run(CASE, "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("# Uitleg: Zoveel Meer")


@pytest.mark.parametrize("path", ["totaal.rendemnt", "baten[9].netto", "[[", "totaal..x"])
def test_a_path_that_names_nothing_is_misuse(path):
    result = run(CASE, path)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [("rendemnt", "zonder pad ziet u"), ("totaal.ingebokt", "bedoelt u `totaal.ingeboekt`?")],
)
def test_a_programme_of_which_lines_have_no_name_says_so_as_well(asked, said):
    result = run(str(ROOT / "cases/noordoostpolder/grip-op-het-sociaal-domein.yaml"), asked)
    assert result.exit_code == 2
    assert f"`{asked}` is geen uitkomst van dit bestand; {said}" in result.output


def test_a_broken_case_shows_its_findings(tmp_path):
    broken = Path(tmp_path / "casus.yaml")
    broken.write_text("naam: X\n", encoding="utf-8")
    result = run(str(broken), "totaal.rendement")
    assert result.exit_code == 1
    assert "sleutel-ontbreekt" in result.output


def test_csv_is_no_explanation():
    assert run(CASE, "--format", "csv").exit_code == 2


def test_a_price_with_cents_keeps_them_in_its_product(tmp_path):
    case = tmp_path / "casus.yaml"
    line = "{naam: Huisarts, aantal: 1800, bedrag: 37.50}"
    case.write_text(f"naam: X\ngemeente: Y\nperiode: 2024\nbaten:\n  - {line}\n", encoding="utf-8")
    assert "bruto: € 67.500 = 1.800 [aantal" in run(str(case)).stdout  # 1.800 × 37,50, not × 38
    assert "× € 37,50 [Huisarts" in run(str(case)).stdout
    assert "€ 37,50" in run(str(case), "baten[0].netto").stdout


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.kind == "verslag"])
def test_what_stands_below_a_number_is_seen_to_be_below_it(form):
    """171.000 - 105.000; the lines that make 171.000 are a level lower, and do not join that sum."""
    said = unescape(run(CASE, "totaal.rendement", "--format", form).stdout)
    assert "· Uitstroom uit de bijstand" in said
    assert "· + Vermindering multiproblematiek" in said
    assert "· · bruto" in said
    assert "· baten" not in said


def test_diep_works_every_number_out():
    shallow, deep = (
        run("examples/04-jaren.yaml", "totaal.rendement"),
        run("examples/04-jaren.yaml", "totaal.rendement", "--diep"),
    )
    assert "--diep" in shallow.stdout
    assert len(deep.stdout.splitlines()) > 2 * len(shallow.stdout.splitlines())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("baten.huisuitzettingen.netto", "baten.voorkomen-huisuitzettingen.netto"),
        ("baten.huisuitzettingen", "baten.voorkomen-huisuitzettingen"),
        ("baten.huisuitzettingen.soms", "baten.voorkomen-huisuitzettingen"),
        ("baten.regisseur.netto", "kosten.regisseur.netto"),
    ],
)
def test_a_line_that_is_named_almost_right_is_suggested(asked, meant):
    answer = run(str(ROOT / "examples/03-prijslijst.yaml"), asked)
    assert answer.exit_code == 2
    assert f"bedoelt u `{meant}`?" in answer.stderr
