"""Hard cases that look like bad ones, and about which no rule has more than a remark to make."""

import pytest

from rendement.study.contract import contract
from rendement.study.pipeline import calculate

HEAD = "naam: Proef\ngemeente: Hier\nperiode: 2024\nnulalternatief: Zo doorgaan.\n"

ANOTHER_PAYER = """
baten:
  - naam: Van Wmo naar Wlz
    domein: wmo
    aantal: 6
    bedrag: 12000
    tegenpartij: zorgkantoor
    status: gerealiseerd
    bewijs: {graad: registratie}
kosten:
  - {naam: Consulent, bedrag: 40000}
"""
FRAUD = """
baten:
  - naam: Terugvordering
    domein: handhaving
    aantal: 7
    bedrag: 8500
    tegenpartij: client
    soort: incidenteel
    bewijs: {graad: registratie}
kosten:
  - {naam: Rechercheur, bedrag: 62000}
"""
NO_BUSINESS_CASE = """
baten:
  - naam: Wat een huishouden in tien jaar kost
    aantal: 1
    bedrag: 9000
    duur: 10
gedrukt:
  baten[0].netto: {waarde: 90000, bron: "Verslag, blz. 3"}
"""


def warnings(written, text):
    found = contract(calculate(written(HEAD + text)))["bevindingen"]
    return {item["nummer"] for item in found if item["ernst"] == "waarschuwing"}


@pytest.mark.parametrize("text", [ANOTHER_PAYER, FRAUD, NO_BUSINESS_CASE])
def test_it_stays_quiet(written, text):
    assert warnings(written, text) == set()


@pytest.mark.parametrize(
    ("text", "old", "new", "numbers"),
    [
        (ANOTHER_PAYER, "tegenpartij: zorgkantoor", "tegenpartij: client", {"R201"}),  # it may end anyway
        (FRAUD, "domein: handhaving", "domein: schulden", {"R201"}),  # who pays by himself is no claim
        (NO_BUSINESS_CASE, "gedrukt:", "kosten: [{naam: Team, bedrag: 500}]\ngedrukt:", {"R110", "R902"}),
    ],
)
def test_the_case_beside_it_does_not(written, text, old, new, numbers):
    assert warnings(written, text.replace(old, new)) == numbers
