"""One conclusion on top: the target by year and structurally, and the balance of the municipality."""

import pytest

from programme_text import data, run
from rendement.figures.programme import ProgrammeFigures
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.programme.conclusion import conclusion
from rendement.report.programme.summary import programme_summary


def said(text, **options):
    return conclusion(ProgrammeFigures(run(text, **options).programme))


WHOLE = """
periode: 2026-2028
telling: stand
taakstelling: {2026: 100, 2027: 200, 2028: 900}
maatregelen:
  - {naam: A, besparing: {structureel: {2026: 300}}}
  - {naam: B, besparing: {incidenteel: {2027: 50}}}
formatie: [{naam: F, fte: {structureel: {2026: 1}}, tarief: 40}]
kosten: [{naam: K, bedragen: {2028: 8}}, {naam: Tijdelijk, bedragen: {incidenteel: {2028: 7}}}]
"""


def test_target_and_balance_cannot_stand_as_two_headlines():
    """2028: 300 of 900 stands. To stay: 300 - 40 - 8, and not the 7. Balance: 950 - 3 x 40 - 15."""
    assert said(WHOLE) == [
        "De taakstelling wordt niet elk jaar gehaald: 2028 (€ 600 te kort). Structureel staat er in 2028 "
        "€ 300 min € 48 aan kosten en formatie, tegenover € 900: € 648 te kort.",
        "Over 2026-2028 houdt de gemeente er per saldo € 815 aan over.",
    ]
    assert data(WHOLE)["structureel"] == {
        "jaar": 2028,
        "besparing": 300,
        "kosten": 8,
        "formatie": 40,
        "saldo": 300 - 48,
        "taakstelling": 900,
        "verschil": 252 - 900,
    }
    (document,) = assemble("verslag", [run(WHOLE)])
    assert document.blocks[1].key == "conclusie"
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


@pytest.mark.parametrize(
    ("target", "first"),
    [
        ("{2026: 300}", "De taakstelling wordt elk jaar gehaald. Structureel staat er in 2028 € 300"),
        ("{2026: 301}", "De taakstelling wordt niet elk jaar gehaald: 2026 (€ 1 te kort)."),
        (
            "{2026: 301, 2027: 52, 2028: 1}",
            "De taakstelling wordt in geen enkel jaar gehaald: 2026 (€ 1 te kort), 2027 (€ 2 te kort), "
            "2028 (€ 1 te kort). Structureel",
        ),
    ],
)
def test_by_year(target, first):
    """New are 300 in 2026 and 50 in 2027."""
    text = WHOLE.replace("{2026: 100, 2027: 200, 2028: 900}", target).replace("stand", "nieuw")
    assert said(text)[0].startswith(first)


def test_a_target_of_what_is_new_is_a_level_in_the_end():
    """301 + 52 + 1 is asked for in all; 300 - 48 stays."""
    text = WHOLE.replace("{2026: 100, 2027: 200, 2028: 900}", "{2026: 301, 2027: 52, 2028: 1}")
    found = data(text.replace("stand", "nieuw"))["structureel"]
    assert (found["taakstelling"], found["verschil"]) == (354, 252 - 354)


@pytest.mark.parametrize(
    ("target", "said_"), [(252, "tegenover € 252: genoeg."), (250, "tegenover € 250: € 2 over.")]
)
def test_enough_and_more_than_enough(target, said_):
    assert said(WHOLE.replace("2028: 900", f"2028: {target}"))[0].endswith(said_)


def test_many_years_are_counted_and_the_worst_is_named():
    text = "periode: 2024-2028\ntelling: nieuw\ntaakstelling: {2024: 1, 2025: 1, 2026: 9, 2027: 1}\n"
    text += "maatregelen: [{naam: A, besparing: {structureel: 7}}]"
    assert said(text)[0].startswith(
        "De taakstelling wordt in 4 van de 5 jaren niet gehaald, het minst in 2026: € 9 te kort. "
        "€ 7 heeft geen eigen jaar en is daarin niet geteld."
    )
    assert "in geen enkel jaar gehaald, het minst" in said(text.replace("2027: 1}", "2027: 1, 2028: 1}"))[0]


def test_what_costs_money_and_another_perspective():
    text = "periode: 2021\nperspectief: client\nkosten: [{naam: K, bedragen: {2021: 5}}]\n"
    assert said(text) == [
        "Over 2021 kost het de gemeente per saldo € 5.",
        "In perspectief client is het saldo € 0.",
    ]


def test_nothing_is_concluded_from_nothing():
    text = "periode: 2021\ntelling: nieuw\ntaakstelling: {2021: 5}\nmaatregelen: [{naam: A, pm: x}]\n"
    assert said(text) == []
    (first, _) = said(text + "kosten: [{naam: K, bedragen: {2021: 5}}]\n")
    assert (
        first == "Of de taakstelling wordt gehaald is niet te zeggen: geen enkele maatregel heeft een bedrag."
    )


SCENARIOS = """
periode: 2021-2022
telling: nieuw
taakstelling: {2021: 100}
maatregelen: [{naam: A, besparing: {structureel: {2021: 80}}}]
scenarios:
  laag: {'maatregelen[0].besparing.structureel.2021': 50}
"""


def test_scenarios_stand_beside_the_programme():
    """80 in two years, or 50; 20 or 50 short."""
    found = data(SCENARIOS)
    assert found["totaal"]["saldo"] == 2 * 80
    assert found["scenarios"]["laag"]["totaal"]["saldo"] == 2 * 50
    assert found["scenarios"]["laag"]["structureel"]["verschil"] == 50 - 100
    (document,) = assemble("verslag", [run(SCENARIOS)])
    (table,) = [block for block in document.blocks if block.key == "scenarios"]
    assert [[cell.value for cell in row.cells[1:]] for row in table.rows] == [
        [160, 160, -20, -20],
        [100, 100, -50, -50],
    ]


def test_one_scenario_may_be_asked_for():
    found = data(SCENARIOS, scenario="laag")
    assert (found["scenario"], found["totaal"]["saldo"]) == ("laag", 100)
    assert "scenarios" not in found
    (document,) = assemble("verslag", [run(SCENARIOS, scenario="laag")])
    assert "--scenario laag" in as_text(layout(document, None))


def test_a_scenario_reaches_into_a_case(tmp_path):
    case = "naam: P\ngemeente: V\nperiode: 2021\nbaten: [{naam: B, bedrag: 10}]\n"
    (tmp_path / "zaak.yaml").write_text(case, encoding="utf-8")
    text = "periode: 2021\nmaatregelen: [{casus: zaak.yaml}]\n"
    text += "scenarios: {laag: {'maatregelen[0].baten[0].bedrag': 4}}"
    found = data(text, str(tmp_path / "programma.yaml"))
    assert (found["totaal"]["saldo"], found["scenarios"]["laag"]["totaal"]["saldo"]) == (10, 4)


def test_a_scenario_that_does_not_fit_is_said():
    (finding,) = run(SCENARIOS.replace("maatregelen[0]", "maatregelen[3]")).findings
    assert (finding.code, finding.severity) == ("pad-onbekend", "fout")


UNDATED = """
periode: 2026-2027
maatregelen:
  - {naam: A, besparing: {structureel: 500}}
  - {naam: B, besparing: {incidenteel: {2026: 60}}, gerealiseerd: {incidenteel: {2026: 60}}}
kosten: [{naam: K, bedragen: {2026: 100, 2027: 10}}]
"""


def test_what_has_no_year_is_told_apart_from_the_years():
    """60 - 100 - 10 by year; with the 500 that have no year 450."""
    figures = ProgrammeFigures(run(UNDATED).programme)
    assert conclusion(figures) == [
        "Over 2026-2027 houdt de gemeente er per saldo € 450 aan over, ook met wat geen eigen jaar heeft "
        "(€ 500); zonder dat is het saldo € -50."
    ]


def test_a_summary_says_how_much_is_in_and_whether_it_is_paid_back():
    figures = ProgrammeFigures(run(UNDATED).programme)
    (note, *_) = programme_summary(figures)
    (said,) = note.items
    assert said.endswith(
        "is het saldo € -50. Gerealiseerd is € 60 van € 560 aan besparing. "
        "De uitgaven zijn met wat een eigen jaar heeft binnen deze jaren niet terugverdiend."
    )
    # 2026: 60 - 100 is short; with 500 in that year it is not
    paid = UNDATED.replace("structureel: 500", "structureel: {2026: 500}")
    (note, *_) = programme_summary(ProgrammeFigures(run(paid).programme))
    assert note.items[0].endswith("De uitgaven zijn terugverdiend in 2026.")
    assert "eigen jaar" not in note.items[0]


def test_a_year_that_is_met_by_cover_alone_is_named():
    """2026: 70 + 30 of 100; 2027: 70 + 0 of 90 is 20 short."""
    text = """
periode: 2026-2027
telling: stand
taakstelling: {2026: 100, 2027: 90}
maatregelen: [{naam: A, besparing: {structureel: {2026: 70}}}]
dekking: [{naam: D, bedragen: {2026: 30}}]
"""
    assert said(text)[0].startswith(
        "De taakstelling wordt niet elk jaar gehaald: 2027 (€ 20 te kort). "
        "Alleen met dekking wordt zij gehaald in 2026."
    )
    assert "dekking" not in said(text.replace("2026: 70", "2026: 100"))[0]
