"""A programme in thousands, with a case that is in euros: each file says what its own amounts are in."""

import pytest

from programme_text import data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble

PROGRAMME = """
periode: 2024-2025
bedragen_x: 1000
telling: nieuw
taakstelling: {2024: 60, 2025: 150}
dekking: [{naam: Reserve, bedragen: {2024: 40}}]
maatregelen:
  - naam: Verwijzers
    besparing: {structureel: {2024: 60.4, 2025: 1.3 mln}}
    investering: {2024: 45}
    huidig_budget: 7500
    bijgesteld: {2024: 50}
kosten: [{naam: Leiding, bedragen: {2024: 20.5}}]
formatie: [{naam: Team, fte: {2024: 2.5}, tarief: 70.5}]
"""
CASE = """
naam: Los
gemeente: Voorbeeldstad
periode: 2024
baten: [{naam: Baat, bedrag: 900}]
kosten: [{naam: Inzet, bedrag: 400, aantal: 3}]
"""


def test_every_amount_of_a_programme_is_in_its_unit():
    found = data(PROGRAMME)
    year = found["per_jaar"]["2024"]
    (measure,) = found["maatregelen"]
    assert measure["structureel"] == {"2024": 50 * 1000, "2025": 1.3 * 1_000_000}
    assert measure["vastgesteld"] == 60.4 * 1000 + 1.3 * 1_000_000
    assert measure["investering"]["2024"] == 45 * 1000
    assert measure["huidig_budget"] == 7500 * 1000
    assert year["taakstelling"] == 60 * 1000
    assert year["kosten"] == 20.5 * 1000
    assert year["formatie"] == 2.5 * 70.5 * 1000
    assert year["dekking"] == 40 * 1000


def test_a_programme_without_a_unit_that_writes_it_out_is_the_same():
    written_out = """
periode: 2024-2025
maatregelen: [{naam: A, besparing: {structureel: {2024: 60400}}}]
kosten: [{naam: Leiding, bedragen: {2024: 20500}}]
"""
    short = "bedragen_x: 1000" + written_out.replace("60400", "60.4").replace("20500", "20.5")
    one, other = data(written_out), data(short)
    for found in (one, other):
        del found["herkomst"], found["bevindingen"]
    assert one == other


def test_its_tables_say_so():
    (document,) = assemble("verslag", [run(PROGRAMME)])
    shown = as_text(layout(document, 120))
    assert "bedragen × € 1.000" in shown.splitlines()[1]
    assert "Totaal × € 1.000" in shown
    assert next(line.split() for line in shown.splitlines() if "Leiding" in line)[1:] == ["21", "21"]
    assert next(line.split() for line in shown.splitlines() if "  Team" in line)[1:] == ["70,5", "2,5"]


@pytest.mark.parametrize(
    ("own", "amount"), [("", 5 * 1000), ("bedragen_x: 1\n", 5), ("bedragen_x: miljoen\n", 5 * 1_000_000)]
)
def test_what_a_scenario_sets_in_a_case_is_in_the_unit_of_the_case_or_else_in_its_own(tmp_path, own, amount):
    (tmp_path / "los.yaml").write_text(own + CASE, encoding="utf-8")
    text = (
        "periode: 2024\nbedragen_x: 1000\nmaatregelen: [{casus: los.yaml}]\n"
        "scenarios: {anders: {'maatregelen[0].kosten[0].bedrag': 5}}\n"
    )
    found = data(text, str(tmp_path / "programma.yaml"))
    assert found["scenarios"]["anders"]["totaal"]["investering"] == 3 * amount


def test_what_was_printed_is_in_the_unit_of_the_programme():
    printed = "gedrukt:\n  per_jaar.2024.kosten: {waarde: 21}\n  per_jaar.2024.formatie: {waarde: 176.3}\n"
    verdicts = data(PROGRAMME + printed)["gedrukt"]
    assert [item["oordeel"] for item in verdicts] == ["volgt", "volgt"]  # 20,5 and 2,5 x 70,5 = 176,25
