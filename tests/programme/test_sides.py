"""A programme seen from several sides: transfers, what can be cashed, printed figures."""

import pytest

from programme_text import data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble

TRANSFER = """
periode: 2021
telling: nieuw
maatregelen:
  - naam: Eigen bijdragen
    besparing: {structureel: {2021: 100}}
    investering: {2021: 30}
    tegenpartij: client
kosten: [{naam: K, bedragen: {2021: 5}}]
"""


@pytest.mark.parametrize(
    ("perspective", "saved", "spent"),
    [
        (None, 100, 35),
        ("overheid", 100, 35),
        ("maatschappij", 100 - 100, 35),
        ("client", -100, 0),
        ("rijk", 0, 0),
    ],
)
def test_a_transfer_is_seen_from_every_side(perspective, saved, spent):
    """100 moves from the client to the municipality, which also spends 30 and 5."""
    found = data(TRANSFER, perspective=perspective)
    assert found["totaal"]["in_plaats"] == saved
    assert found["totaal"]["realisatie"] == 100, "a target is met with money of the municipality"
    assert found["totaal"]["saldo"] == saved - spent
    assert found["maatregelen"][0]["in_plaats"] == {"2021": 100}, "the measure itself is always whole"
    assert found["per_actor"] == {"gemeente": {"saldo": 100 - 35}, "client": {"saldo": -100}}


def test_the_perspective_may_stand_in_the_file():
    """Both sides of the transfer are inside: the 30 and the 5 remain. The command goes before the file."""
    text = "perspectief: maatschappij" + TRANSFER
    assert data(text)["totaal"]["saldo"] == 100 - 100 - 30 - 5
    assert data(text, perspective="gemeente")["totaal"]["saldo"] == 100 - 30 - 5


def test_an_incidental_transfer_outside_the_perspective_still_passes():
    """Of 100 for the target 40 is incidental, whatever society makes of it; 60 of 90 stays."""
    found = data(
        "periode: 2021\nperspectief: maatschappij\ntelling: nieuw\ntaakstelling: {2021: 90}\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2021: 60}}}\n"
        "  - {naam: B, besparing: {incidenteel: {2021: 40}}, tegenpartij: client}\n"
    )
    year = found["per_jaar"]["2021"]
    assert (year["in_plaats"], year["incidenteel"]) == (60 + 40 - 40, 0)
    assert (year["realisatie"], year["verschil"]) == (60 + 40, 100 - 90)
    assert year["verschil_structureel"] == 60 - 90


def test_cashable_counts_what_is_said():
    found = data(
        "periode: 2021\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2021: 10}}, verzilverbaar: 40%}\n"
        "  - {naam: B, besparing: {structureel: {2021: 10}}}\n"
        "  - {naam: C, besparing: {structureel: {2021: 9}}, verzilverbaar: ja, telt_mee: nee}\n"
    )
    assert found["totaal"]["verzilverbaar"] == pytest.approx(10 * 0.4)


def test_an_own_actor_and_printed_figures():
    found = data(
        "periode: 2021\nactoren: {stichting: {naam: De Stichting, soort: organisatie}}\n"
        "maatregelen: [{naam: A, besparing: {structureel: {2021: 10}}, tegenpartij: stichting}]\n"
        "gedrukt:\n"
        "  maatregelen[0].structureel.2021: {waarde: 10}\n"
        "  maatregelen.a.in_plaats.2021: {waarde: 12, fout: verteld}\n"
        "  totaal.saldo: {waarde: 3}\n"
        "  totaal.realisatie: {waarde: 3}\n"
        "  totaal.onzin: {waarde: 3}\n"
    )
    verdicts = [item["oordeel"] for item in found["gedrukt"]]
    assert verdicts == ["volgt", "bronfout", "wijkt af", "bestaat niet", "onbekend pad"]
    assert found["totaal"]["saldo"] == 10, "the foundation is not the municipality"


@pytest.mark.parametrize(
    ("perspective", "said"),
    [
        (None, "verliest client."),
        ("maatschappij", "verliest client; in perspectief maatschappij telt zij daarom niet mee."),
        ("client", "verliest client; in perspectief client is zij een verlies."),
    ],
)
def test_a_transfer_says_what_it_is_in_this_perspective(perspective, said):
    (document,) = assemble("verslag", [run(TRANSFER, perspective=perspective)])
    shown = as_text(layout(document, None))
    assert said in shown
    assert ("vallen buiten perspectief client" in shown) == (perspective == "client")
