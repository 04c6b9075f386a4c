"""Where a case says what would have happened otherwise, without the key for it."""

import pytest

from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Zorg, aantal: 5, bedrag: 2000%s}
kosten: [{naam: Maatje, bedrag: 4000}]
"""


def asked(written, text):
    """Whether the file is asked with what it compares."""
    return "R103" in [item["nummer"] for item in contract(calculate(written(text)))["bevindingen"]]


@pytest.mark.parametrize(
    "said",
    [
        "toelichting: In plaats van een pleeggezin",
        "bron: 'Verslag, zonder nulalternatief'",
        "business_as_usual: 40%",
        "blijfkans: {uitstroomkansen: [20%]}, duur: 2",
    ],
)
def test_a_benefit_says_it(written, said):
    assert not asked(written, CASE % f", {said}")


@pytest.mark.parametrize(
    "said",
    ["toelichting: Anderhalf jaar gevolgd", "telt_mee: nee, reden: dubbel, toelichting: anders zorg"],
)
def test_a_benefit_does_not(written, said):
    other = "  - {naam: Werk, bedrag: 9000}\nkosten"
    assert asked(written, (CASE % f", {said}").replace("kosten", other))


@pytest.mark.parametrize("key", ["beschrijving", "toelichting", "bron"])
def test_the_case_says_it(written, key):
    assert asked(written, CASE % "" + f"{key}: De gemeente begon vroeg.\n")
    assert not asked(written, CASE % "" + f"{key}: De gemeente had anders niets gedaan.\n")


def test_a_household_says_it(written):
    text = CASE.replace(
        "{naam: Zorg, aantal: 5, bedrag: 2000%s}", "naam: Zorg\n    per: periode\n    casussen: %s"
    )
    home = "[{naam: A, omschrijving: %s, posten: {wonen/noodwoning: 12}}]"
    text += "prijslijsten: [zoetermeer-2018]\n"
    assert asked(written, text % (home % "Een gezin"))
    assert not asked(written, text % (home % "Het gezin stond anders op straat"))
