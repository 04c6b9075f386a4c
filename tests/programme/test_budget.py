"""The budget of the municipality in a programme: by hand, and as the sum of the programme's own figures."""

import pytest

from rendement.engine.budget_programme import budget_of_programme
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = """
naam: Maatjes
gemeente: V
periode: 2025-2028
baten:
  - {naam: Hulp, bedrag: 1000, per: jaar, verzilverbaar: 50%, soort: structureel, taakveld: '6.3'}
  - {naam: Welzijn, bedrag: 20, per: jaar, ontvanger: client}
kosten:
  - {naam: Coach, bedrag: 300, per: jaar, soort: structureel}
dekking:
  - {naam: Reserve, uit: reserve, soort: incidenteel, bedragen: {2025: 90, 2028: 4000}}
"""
PROGRAMME = """
soort: programma
naam: P
gemeente: V
periode: 2025-2027
dekking:
  - {naam: Stelpost, uit: stelpost, soort: structureel, bedragen: {2026: 7}}
maatregelen:
  - naam: Inkoop
    taakveld: '6.7'
    besparing: {structureel: {2025: 100, 2026-2027: 60}, jaarlijks: {2026: 50}}
    verzilverbaar: 80%
    investering: {2025: 40}
  - {naam: Toegang, besparing: {structureel: 9, incidenteel: {2025-2026: 30}}, verzilverbaar: ja}
  - {naam: Stil, besparing: {incidenteel: {2026: 25}}}
  - {naam: Weg, besparing: {structureel: {2025: 1000}}, verzilverbaar: ja, telt_mee: nee, reden: proef}
  - {casus: maatjes.yaml, taakveld: '6.1'}
kosten:
  - {naam: Leider, taakveld: '0.4', bedragen: {structureel: {2026: 10}}, tot: 2026}
  - {naam: Onderzoek, bedragen: {2025: 3}}
formatie:
  - {naam: Regie, taakveld: '0.4', tarief: 80, fte: {incidenteel: {2025: 0.5}}}
"""


def of(written, **options):
    written(CASE, "maatjes.yaml")
    found = calculate(written(PROGRAMME), Options(**options))
    assert found.findings == (), [item.message for item in found.findings]
    return contract(found)


@pytest.mark.parametrize("perspective", [None, "maatschappij", "rijk"])
def test_every_row_by_hand(written, perspective):
    found = of(written, perspective=perspective)["begroting"]
    first, second, third = (found["per_jaar"][year] for year in ("2025", "2026", "2027"))
    assert first["lasten_naar_soort"] == {
        "structureel": 300,
        "incidenteel": 40 + 0.5 * 80,  # an investment is there once
        "niet opgegeven": 3,
    }
    assert second["lasten"] == 300 + 10
    assert third["lasten"] == 300  # the leader stays until 2026
    assert first["verzilverbaar_naar_soort"] == {"structureel": 80 + 500, "jaarlijks": 0, "incidenteel": 0}
    assert second["verzilverbaar_naar_soort"]["jaarlijks"] == 0.8 * 50
    assert third["verzilverbaar"] == pytest.approx(0.8 * (100 + 60) + 500)
    assert second["niet_opgegeven"] == 25
    apart = {"structureel": 9, "jaarlijks": 0, "incidenteel": 30}
    assert found["niet_per_jaar"]["verzilverbaar_naar_soort"] == apart
    assert found["totaal"]["verzilverbaar"] == pytest.approx(0.8 * (3 * 100 + 60 + 50) + 3 * 500 + 39)
    assert first["structurele_dekking"] == 80 + 500
    assert second["structurele_dekking"] == 80 + 500 + 7


def test_a_case_brings_its_own_words_and_cover_within_the_years_of_the_programme(written):
    found = of(written)["begroting"]
    assert found["totaal"]["dekking_uit"] == {"reserve": 90, "stelpost": 7}
    assert list(found["per_taakveld"]) == ["0.4", "6.1", "6.3", "6.7", "niet opgegeven"]
    assert found["per_taakveld"]["6.1"]["totaal"]["lasten"] == 3 * 300
    assert found["per_taakveld"]["6.3"]["totaal"]["verzilverbaar"] == 3 * 500
    assert found["per_taakveld"]["0.4"]["totaal"]["lasten"] == 10 + 0.5 * 80
    assert found["per_taakveld"]["niet opgegeven"]["niet_per_jaar"]["saldo"] == 39


def test_a_programme_inside_changes_no_figure(written):
    alone = of(written)["begroting"]
    written(PROGRAMME, "deel.yaml")
    outer = "soort: programma\nnaam: O\ngemeente: V\nperiode: 2025-2027\nmaatregelen:\n"
    inside = contract(calculate(written(f"{outer}  - {{programma: deel.yaml}}\n", "buiten.yaml")))[
        "begroting"
    ]
    assert inside == alone
    filled = contract(
        calculate(written(f"{outer}  - {{programma: deel.yaml, taakveld: '9'}}\n", "buiten.yaml"))
    )
    assert filled["begroting"]["totaal"] == alone["totaal"]
    # the measures take what stands beside it; a row of costs has no such thing
    assert filled["begroting"]["per_taakveld"]["9"]["totaal"]["verzilverbaar"] == 39
    assert filled["begroting"]["per_taakveld"]["niet opgegeven"]["totaal"]["lasten"] == 3


def test_a_scenario_has_its_own(written):
    written(CASE, "maatjes.yaml")
    more = "scenarios:\n  laag: {'maatregelen[0].besparing.structureel.2025': 60}\n"
    found = contract(calculate(written(PROGRAMME + more)))
    low = found["scenarios"]["laag"]["begroting"]["totaal"]["saldo"]
    assert low == pytest.approx(found["begroting"]["totaal"]["saldo"] - 3 * 0.8 * 40)


def test_every_entry_says_where_it_comes_from(written):
    written(CASE, "maatjes.yaml")
    budget = budget_of_programme(calculate(written(PROGRAMME)).programme.plan)
    assert [entry.name for entry in budget.entries] == [
        *(
            "Inkoop: structureel 2025",
            "Inkoop: structureel 2026-2027",
            "Inkoop: jaarlijks 2026",
            "Inkoop 2025",
        ),
        *("Toegang: structureel zonder jaar", "Toegang: incidenteel 2025-2026", "Stil: incidenteel 2026"),
        *("Maatjes: Hulp", "Maatjes: Coach", "Maatjes: Reserve 2025", "Maatjes: Reserve 2028"),
        *("Leider 2026", "Onderzoek 2025", "Regie 2025: fte", "Stelpost 2026"),
    ]
