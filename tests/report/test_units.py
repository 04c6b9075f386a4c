"""A page in thousands: every table says so and rounds to it, and what is computed with stays in euros."""

import re

import pytest
from typer.testing import CliRunner

from rendement.cli.app import app
from rendement.render.formats import FORMATS
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = """
naam: In duizenden
gemeente: Voorbeeldstad
periode: 2020
bedragen_x: 1000
baten:
  - {naam: Uitstroom, aantal: 3, bedrag: 37.4, toerekening: 50%}
  - {naam: Klein, aantal: 4, bedrag: 0.085}
  - naam: Mandje
    posten: {eigen/post: {aantal: 2, bedrag: 12.3450, reden: offerte}, ander/post: {bedrag: 1, reden: idem}}
kosten:
  - {naam: Team, fte: 0.5, tarief: 70.5..75}
resultaten: [{naam: Gestopt, aantal: 8}]
omslag: [{naam: Opname, bedrag: 12.5}]
"""
# 3 x 37,4 = 112,2 of which half; 4 x 0,085 = 0,34; 2 x 12,345 + 1 = 25,69; 0,5 x 72,75 = 36,375


def page(file, width=120, **options):
    calculation = calculate(file, Options(**options))
    assert not calculation.failed, calculation.findings
    (document,) = assemble("verslag", [calculation])
    return as_text(layout(document, width))


def row(shown, name):
    found = next(line for line in shown.splitlines() if line.strip().startswith(name))
    return re.split(r"\s{2,}", found.strip())[1:]


def test_a_table_says_its_unit_and_rounds_to_it(written):
    shown = page(written(CASE))
    assert "bedragen × € 1.000" in shown.splitlines()[1]
    assert row(shown, "Uitstroom") == ["3", "37,4", "112", "-56", "56"]
    assert row(shown, "Klein") == ["4", "0,085", "0", "0"]
    assert row(shown, "Totaal baten") == ["82"]  # 56,1 + 0,34 + 25,69 = 82,13
    assert row(shown, "Team") == ["0,5", "~72,75", "fte-jaar", "36", "36"]
    assert row(shown, "Rendement  ") == ["46"]  # 82,13 - 36,375 = 45,755


def test_what_one_of_something_costs_keeps_its_euros(written):
    shown = page(written(CASE))
    assert row(shown, "eigen/post") == ["2 × 12,345", "24,69", "gemeente"]
    assert row(shown, "Gestopt") == ["8", "4,547"]  # 36,375 / 8 = 4,546875
    assert row(shown, "Opname")[:2] == ["12,5", "gemeente"]
    assert row(shown, "Team: tarief") == ["70,5", "75", "72,75", "pert"]


def test_an_amount_with_its_sign_is_in_euros(written):
    assert "€ 45.755" in page(written(CASE)).splitlines()[3]


def test_where_figures_stay_figures_they_are_in_the_unit_that_the_page_says(written):
    shown = FORMATS["tsv"].text(assemble("verslag", [calculate(written(CASE))]), "stream")
    lines = dict(line.split("\t")[:2] for line in shown.splitlines() if "\t" in line)
    assert float(
        lines["Rendement voor overheid en organisaties (gemeente)"].replace(",", ".")
    ) == pytest.approx(45.755)


def test_json_csv_and_explain_stay_in_euros(written):
    file = written(CASE)
    calculation = calculate(file)
    assert contract(calculation)["totaal"]["kosten"] == pytest.approx(0.5 * 72_750)
    table = assemble("regels", [calculation])
    price = [head.head for head in table.columns].index("prijs")
    assert table.rows[0].cells[price].value == 37_400
    shown = CliRunner().invoke(app, ["explain", file, "kosten[0].netto"]).stdout
    assert "€ 72.750" in shown
    assert "€ 36.375" in shown


def test_an_overview_of_files_in_other_units_is_in_euros(written):
    files = [
        written(CASE),
        written(CASE.replace("bedragen_x: 1000\n", "").replace("duizenden", "euro's"), "b.yaml"),
    ]
    *_, overview = assemble("verslag", [calculate(file) for file in files])
    shown = as_text(layout(overview, 120))
    assert "bedragen in euro" in shown
    assert row(shown, "Totaal")[0] == "82.212"  # 82.130 and 82,13 euros


def test_a_break_even_value_can_be_set_as_it_is_given(written):
    file = written(CASE.replace("37.4", "7.4"))
    found = contract(calculate(file, Options(breakeven=True)))["omslagwaarden"]
    texts = {item["pad"]: item["set"] for item in found if item["set"]}
    for path in ("baten[0].bedrag", "kosten[0].tarief"):
        assert texts[path].endswith("k")
        again = contract(calculate(file, Options(sets=(f"{path}={texts[path]}",))))
        assert again["totaal"]["rendement"] == pytest.approx(0, abs=1e-6)


def test_what_was_drawn_is_in_the_unit_of_the_page(written):
    shown = page(written(CASE), draws=500, seed=1)
    assert "Bandbreedte, × € 1.000" in shown
    drawn = [line.split() for line in shown.splitlines() if line.strip().startswith("Uitstroom")][-1]
    assert drawn == ["Uitstroom", "56", "56", "56"]
    assert "rendement, × € 1.000" in shown
