"""The financial paragraph of a report: rows worked by hand, what is not said, and what it costs at worst."""

import pytest

from project import ROOT
from rendement.report.contents import contents
from rendement.report.document import Table
from rendement.study.contract import contract
from report_cells import block_of, every_cell, meant, report_of, texts

HEAD = "naam: K\ngemeente: H\n"
CASE = f"""{HEAD}periode: 2025-2026
baten:
  - naam: Bijstand
    aantal: 2..4..6
    bedrag: 10000
    per: jaar
    verzilverbaar: 25%
    soort: structureel
    taakveld: '6.3'
  - {{naam: Hulp, bedrag: 6000, per: jaar, ontvanger: {{gemeente: 50%, zorgverzekeraar: rest}}}}
kosten:
  - {{naam: Coach, fte: 0.5, tarief: 60000, soort: structureel, taakveld: '6.2'}}
  - {{naam: Start, bedrag: 8000, jaar: 2025, soort: incidenteel}}
  - {{naam: Zaal, bedrag: 500, jaar: 2026}}
"""
COVER = """dekking:
  - {naam: Reserve, uit: reserve, soort: incidenteel, bedragen: {2025: 18000}}
  - {naam: Stelpost, uit: stelpost, soort: structureel, bedragen: {2026: 5000}}
"""
BALANCE = "het saldo van verzilverbare baten en extra kosten over alle jaren"
SCENARIOS = """scenarios:
  minder: {'baten[0].aantal': 3}
  veel minder: {'baten[0].aantal': 1}
  meer: {'baten[0].aantal': 9}
"""


def paragraph(written, text, **options):
    """The blocks of the paragraph by their key."""
    _, (_, appendix) = report_of(written(text), **options)
    return {block.key: block for block in appendix.blocks if block.title.startswith("Financiële paragraaf")}


def test_every_row_by_hand(written):
    blocks = paragraph(written, CASE + COVER)
    assert [column.head for column in blocks["begroting"].columns] == ["", "2025", "2026", "totaal"]
    assert texts(blocks["begroting"]) == [
        ["Extra kosten: structureel", "30.000", "30.000", "60.000"],
        ["Extra kosten: incidenteel", "8.000", "0", "8.000"],
        ["Extra kosten: niet opgegeven", "0", "500", "500"],
        ["Extra kosten", "38.000", "30.500", "68.500"],
        ["Verzilverbare baten: structureel", "10.000", "10.000", "20.000"],  # 4 x 10.000 x 25%
        ["Saldo", "-28.000", "-20.500", "-48.500"],
        ["Dekking: reserve", "18.000", "0", "18.000"],
        ["Dekking: stelpost", "0", "5.000", "5.000"],
        ["Dekking", "18.000", "5.000", "23.000"],
        ["Saldo na dekking", "-10.000", "-15.500", "-25.500"],
    ]
    assert texts(blocks["begroting_structureel"]) == [
        ["Structurele kosten", "30.000", "30.000", "60.000"],
        ["Structurele verzilverbare baten", "10.000", "10.000", "20.000"],
        ["Structureel deel van de dekking", "0", "5.000", "5.000"],
        ["Structurele dekking samen", "10.000", "15.000", "25.000"],
        ["Extra kosten waarvan de soort niet opgegeven is", "0", "500", "500"],
    ]
    changes = texts(blocks["begrotingswijziging"])
    assert changes[:4] == [
        ["Taakveld 6.2", "", "", ""],
        ["Lasten", "30.000", "30.000", "60.000"],
        ["Baten", "0", "0", "0"],
        ["Saldo (baten − lasten)", "-30.000", "-30.000", "-60.000"],
    ]
    assert [row[0] for row in changes if row[1] == ""] == [
        *("Taakveld 6.2", "Taakveld 6.3", "Taakveld niet opgegeven", "Alle taakvelden")
    ]
    assert changes[-1] == ["Saldo na dekking", "-10.000", "-15.500", "-25.500"]
    assert texts(blocks["begroting_buiten"]) == [
        ["Gemeente: niet verzilverbaar", "30.000", "30.000", "60.000"],
        ["Gemeente: verzilverbaar of niet, niet opgegeven", "3.000", "3.000", "6.000"],
        ["Zorgverzekeraar (Zvw): saldo", "3.000", "3.000", "6.000"],
    ]


def test_a_cover_that_is_not_said_is_a_dash(written):
    rows = texts(paragraph(written, CASE)["begroting"])
    assert rows[-1] == ["Dekking: niet opgegeven", "-", "-", "-"]
    assert not any(row[0] == "Saldo na dekking" for row in rows)


def test_what_does_not_say_it_is_cashable_is_never_counted(written):
    costs = "kosten: [{naam: B, bedrag: 400, taakveld: '6.1'}]\n"
    text = f"{HEAD}periode: 2025\nbaten: [{{naam: A, bedrag: 900}}]\n{costs}"
    blocks = paragraph(written, text)
    rows = {row[0]: row[-1] for row in texts(blocks["begroting"])}
    assert (rows["Verzilverbare baten"], rows["Saldo"]) == ("0", "-400")
    assert texts(blocks["begroting_buiten"]) == [
        ["Gemeente: verzilverbaar of niet, niet opgegeven", "900", "900"]
    ]


def test_of_many_years_the_later_ones_stand_together(written):
    costs = "kosten:\n  - {naam: A, bedrag: 10, per: jaar, jaren: 2025-2033, taakveld: '6.1'}\n"
    table = paragraph(written, f"{HEAD}periode: 2025-2026\n{costs}")["begroting"]
    heads = [column.head for column in table.columns]
    assert heads == ["", "2025", "2026", "2027", "2028", "2029", "2030", "later", "totaal"]
    assert texts(table)[0] == ["Extra kosten: niet opgegeven", *["10"] * 6, "30", "90"]
    later = table.rows[0].cells[7]
    assert [path for _, path in later.terms] == [
        f"begroting.per_jaar.{year}.lasten" for year in (2031, 2032, 2033)
    ]


def test_seven_years_stand_each_by_itself(written):
    costs = "kosten:\n  - {naam: A, bedrag: 10, per: jaar, jaren: 2025-2031, taakveld: '6.1'}\n"
    table = paragraph(written, f"{HEAD}periode: 2025-2026\n{costs}")["begroting"]
    assert [column.head for column in table.columns][-2:] == ["2031", "totaal"]


def risk(written, text, **options):
    (said,) = paragraph(written, text, **options)["risico"].items
    return said


def test_what_it_costs_in_the_lowest_scenario(written):
    """One instead of four: 3 x 10.000 x 25% less in each of two years."""
    assert risk(written, CASE + SCENARIOS) == (
        f"In het laagste scenario, veel minder, is {BALANCE} € -63.500; "
        "zoals geschreven is het € -48.500. Dat kost de gemeente € 15.000 meer."
    )


def test_when_no_scenario_is_lower(written):
    said = risk(written, CASE + "scenarios:\n  meer: {'baten[0].aantal': 9}\n")
    assert said == f"In geen enkel scenario is {BALANCE} lager dan € -48.500."


def test_draws_go_before_a_scenario(written):
    found, (_, appendix) = report_of(written(CASE + SCENARIOS), draws=2000)
    band = contract(found.calculation)["onzekerheid"]["begroting"]
    assert -68_500 + 2 * 2 * 2500 < band["p5"] < -48_500
    (said,) = block_of(appendix, "risico").items
    assert said.startswith(f"In 5% van de 2.000 trekkingen (zaad 1) is {BALANCE} € ")
    assert " of lager; zoals geschreven is het € -48.500. Dat kost de gemeente dan ten minste € " in said
    assert "scenario" not in said
    more = next(cell for cell in block_of(appendix, "risico").pieces[0] if cell.terms)
    assert more.value == pytest.approx(-48_500 - band["p5"])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "er zijn geen trekkingen gevraagd (--draws)."),
        ({"draws": 10}, "er zijn te weinig trekkingen: vraag ten minste 300 trekkingen."),
    ],
)
def test_when_nothing_says_what_it_costs_at_worst(written, options, why):
    said = risk(written, CASE, **options)
    assert said == f"Niet opgegeven: er staat geen scenario, en {why}"


def test_too_few_draws_leave_it_to_the_scenario(written):
    assert risk(written, CASE + SCENARIOS, draws=10).startswith("In het laagste scenario, veel minder")


def test_a_programme_has_no_years_of_others_and_a_column_for_what_has_no_year(written):
    text = """soort: programma
naam: P
gemeente: V
periode: 2025-2026
maatregelen:
  - {naam: Inkoop, besparing: {structureel: 9}, verzilverbaar: ja}
  - {naam: Bijdrage, besparing: {structureel: {2025: 4}}, tegenpartij: client}
"""
    blocks = paragraph(written, text)
    assert [column.head for column in blocks["begroting"].columns][-2:] == ["niet per jaar", "totaal"]
    assert texts(blocks["begroting"])[0] == ["Extra kosten", "0", "0", "0", "0"]
    assert texts(blocks["begroting"])[1] == ["Verzilverbare baten: structureel", "0", "0", "9", "9"]
    assert texts(blocks["begroting_buiten"])[-1] == ["Cliënt: saldo", "", "", "", "-8"]
    assert blocks["risico"].items[0].startswith("Niet opgegeven: er staat geen scenario, en er zijn geen")


def test_draws_of_a_programme_go_before_a_scenario_as_well(written):
    text = """soort: programma
naam: P
gemeente: V
periode: 2025-2026
maatregelen:
  - {casus: casus.yaml}
"""
    written(CASE)
    found, (_, appendix) = report_of(written(text, "programma.yaml"), draws=2000)
    band = contract(found.calculation)["onzekerheid"]["begroting"]
    assert -68_500 + 2 * 2 * 2500 < band["p5"] < -48_500
    (said,) = block_of(appendix, "risico").items
    assert said.startswith(f"In 5% van de 2.000 trekkingen (zaad 1) is {BALANCE} € ")


def test_where_nothing_changes_there_is_no_draft_of_a_change(written):
    lines = "baten:\n  - {naam: A, bedrag: 900, taakveld: '6.1'}\n"
    assert "begrotingswijziging" not in paragraph(written, f"{HEAD}periode: 2025\n{lines}")


def test_every_cell_of_it_is_that_of_the_contract(written):
    found, (_, appendix) = report_of(written(CASE + COVER + SCENARIOS), draws=1000)
    data = contract(found.calculation)
    cells = [cell for cell in every_cell(appendix) if "begroting" in cell.path or cell.terms]
    assert len(cells) > 100
    for cell in cells:
        assert cell.value == pytest.approx(meant(cell, data), abs=1e-6)


@pytest.mark.parametrize("sort", ["monitor", "rijk"])
def test_where_the_municipality_has_nothing_to_do_with_it_there_is_none(written, sort):
    texts_ = {
        "monitor": "soort: monitor\nnaam: M\ngemeente: H\nkolommen: {2024: realisatie}\n"
        "posten:\n  - {naam: A, bedragen: {2024: 5}}\n",
        "rijk": f"{HEAD}periode: 2025\nkosten:\n  - {{naam: B, bedrag: 400, betaler: rijk}}\n",
    }
    assert paragraph(written, texts_[sort]) == {}
    _, (_, appendix) = report_of(written(texts_[sort]))
    assert appendix.subtitle == "Waar elk cijfer van de samenvatting vandaan komt"


def test_a_workbook_has_it_as_a_sheet_of_live_figures(written):
    found, _ = report_of(written(CASE + COVER))
    book = contents("werkboek", found)
    names = [sheet.name for sheet in book.sheets]
    assert names[:2] == ["Samenvatting", "Financieel"]
    assert "Begroting" in names
    known = {path for path, _ in book.figures}
    assert known >= {"begroting.per_jaar.2025.saldo", "begroting.totaal.na_dekking"}


def test_a_page_moves_it(written):
    found, _ = report_of(written(CASE + COVER))
    page = contents("pagina", found)
    table = block_of(page.appendix, "begroting")
    assert isinstance(table, Table)
    net = next(row for row in table.rows if row.cells[0].text == "Saldo")
    assert [cell in page.live for cell in net.cells[1:]] == [True] * 3


def test_a_page_leaves_it_out_where_the_file_says_nothing_of_it(written):
    text = f"{HEAD}periode: 2025\nkosten:\n  - {{naam: B, bedrag: 400%s}}\n"
    for more, there in (("", False), (", taakveld: '6.1'", True)):
        found, _ = report_of(written(text % more))
        keys = {block.key for block in contents("pagina", found).appendix.blocks}
        assert ("begroting" in keys) == there


def test_the_shipped_cases_that_say_something_have_it():
    found, (_, appendix) = report_of(ROOT / "examples/05-volledig.yaml")
    rows = {row[0]: row[-1] for row in texts(block_of(appendix, "begroting"))}
    assert rows["Dekking: reserve"] == "40.000"
    whole = contract(found.calculation)["begroting"]["totaal"]
    parts = ("verzilverbaar", "niet_verzilverbaar", "niet_opgegeven")
    assert sum(whole[key] for key in parts) == pytest.approx(whole["baten"])


def test_equal_draws_say_why(written):
    """What varies is a benefit that does not say whether it leaves a budget."""
    lines = "baten: [{naam: A, aantal: 2..4, bedrag: 9}]\nkosten: [{naam: B, bedrag: 4, taakveld: '6.1'}]\n"
    said = risk(written, f"{HEAD}periode: 2025\n{lines}", draws=300)
    assert said.endswith("en in elke trekking is het saldo gelijk: geen baat zegt `verzilverbaar`.")


def test_a_scenario_that_was_asked_for_is_named(written):
    said = risk(written, CASE + SCENARIOS, scenario="veel minder")
    assert said.startswith("Niet opgegeven: gerekend is met scenario veel minder alleen, en er zijn geen")


def test_what_has_no_amount_is_never_counted_as_nothing(written):
    pm = "pm:\n  - {naam: Teams, richting: last, reden: onbekend}\n"
    blocks = paragraph(written, CASE + COVER + pm)
    names = [row[0] for row in texts(blocks["begroting"])]
    assert [name for name in names if "P.M." in name] == [
        *("Extra kosten (zonder P.M.)", "Saldo (zonder P.M.)", "Saldo na dekking (zonder P.M.)")
    ]
    assert blocks["begroting_pm"].items == ("P.M.: Teams (last): onbekend",)
    assert "begroting_pm" not in paragraph(written, CASE)


def test_covers_have_their_name_and_a_row_where_the_nature_is_not_said(written):
    cover = "dekking:\n  - {naam: Algemene reserve, uit: reserve, bedragen: {2025: 700}}\n"
    blocks = paragraph(written, CASE + cover)
    assert blocks["begroting_dekking"].items == ("Algemene reserve: uit reserve, soort niet opgegeven",)
    row = ["Dekking waarvan de soort niet opgegeven is", "700", "0", "700"]
    assert row in texts(blocks["begroting_structureel"])


def test_the_difference_is_that_of_the_figures_that_stand_there(written):
    """-10,4 and -12,6 stand as -10 and -13: 3 more, and not the 2 of 2,2."""
    text = f"{HEAD}periode: 2025\nkosten: [{{naam: A, bedrag: '10.4', taakveld: '6.1'}}]\n"
    said = risk(written, text + "scenarios:\n  laag: {'kosten[0].bedrag': '12.6'}\n")
    assert "€ -13; zoals geschreven is het € -10. Dat kost de gemeente € 3 meer." in said


def test_where_the_file_says_nothing_of_it_there_is_one_sentence(written):
    name = written(f"{HEAD}periode: 2025\nkosten:\n  - {{naam: B, bedrag: 400}}\n")
    found, (_, appendix) = report_of(name)
    (block,) = (block for block in appendix.blocks if block.title.startswith("Financiële paragraaf"))
    assert block.items[0].startswith("Het bestand zegt er niets van")
    assert "Financieel" in [sheet.name for sheet in contents("werkboek", found).sheets]
