"""Programmes small enough to work out by hand."""

import pytest

from programme_text import by_year, data

EIGHT_EIGHT_TEN = """
periode: 2021-2023
maatregelen:
  - {naam: A, besparing: {structureel: {2021: 8, 2022: 8, 2023: 10}}}
"""


def test_structural_8_8_10_counted_as_new():
    """New is what is written: 8, 8, 10, together 26; of a target of 8, 10, 10 the second year misses 2."""
    found = data(EIGHT_EIGHT_TEN + "telling: nieuw\ntaakstelling: {2021: 8, 2022: 10, 2023: 10}")
    assert by_year(found, "realisatie") == [8, 8, 10]
    assert by_year(found, "verschil") == [8 - 8, 8 - 10, 10 - 10]
    assert by_year(found, "cumulatief") == [0, -2, -2]
    assert found["totaal"]["realisatie"] == 8 + 8 + 10
    assert found["totaal"]["cumulatief"] == found["totaal"]["verschil"] == -2


def test_structural_8_8_10_counted_as_standing():
    """It stays: 8, then 8 + 8, then 8 + 8 + 10; the target is a level."""
    found = data(EIGHT_EIGHT_TEN + "telling: stand\ntaakstelling: {2021: 8, 2022: 16, 2023: 30}")
    assert by_year(found, "realisatie") == [8, 16, 26]
    assert by_year(found, "verschil") == [0, 0, 26 - 30]


@pytest.mark.parametrize("counting", ["", "telling: nieuw", "telling: stand"])
def test_the_balance_is_the_same_whatever_the_counting(counting):
    """In place 8, 16, 26, so together 50; running up 8, 24, 50."""
    found = data(EIGHT_EIGHT_TEN + counting)
    assert by_year(found, "in_plaats") == by_year(found, "saldo") == [8, 16, 26]
    assert by_year(found, "nieuw") == [8, 8, 10]
    assert by_year(found, "cumulatief_saldo") == [8, 24, 50]
    assert found["totaal"]["saldo"] == 50


def test_without_counting_there_is_no_realisation_and_without_target_no_difference():
    found = data(EIGHT_EIGHT_TEN)
    assert by_year(found, "realisatie") == by_year(found, "verschil") == [None] * 3
    assert found["totaal"]["taakstelling"] is found["totaal"]["cumulatief"] is None


def test_a_yearly_amount_that_falls():
    """9, then 4, then nothing: new is 9, 4 - 9, 0 - 4; what stands is 9, 4, 0."""
    found = data(
        "periode: 2021-2023\ntelling: nieuw\n"
        "maatregelen: [{naam: A, besparing: {jaarlijks: {2021: 9, 2022: 4}}}]"
    )
    assert by_year(found, "realisatie") == [9, 4 - 9, 0 - 4]
    assert by_year(found, "in_plaats") == [9, 4, 0]
    assert found["totaal"]["realisatie"] == 0
    assert found["totaal"]["saldo"] == 13


def test_an_incidental_cover_for_a_structural_target():
    """60 of 100 is structural; a cover of 40 closes the first year, a one-off of 25 part of the second."""
    found = data(
        "periode: 2022-2023\ntelling: stand\ntaakstelling: {2022: 100, 2023: 100}\n"
        "dekking: [{naam: Reserve, bedragen: {2022: 40}}]\n"
        "maatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2022: 60}}}\n"
        "  - {naam: B, besparing: {incidenteel: {2023: 25}}}\n"
    )
    assert by_year(found, "verschil") == [60 + 40 - 100, 60 + 25 - 100]
    assert by_year(found, "cumulatief") == [0, -15]
    assert by_year(found, "verschil_structureel") == [60 - 100, 60 - 100]
    assert by_year(found, "incidenteel") == [0, 25]
    assert by_year(found, "structureel") == [60, 60]
    assert by_year(found, "saldo") == [60, 85], "a cover is money from elsewhere, no saving"


def test_staff_that_shrinks_below_zero():
    """2, a half, and then one fewer than before: 160.000, 40.000 and -80.000."""
    found = data(
        "periode: 2021-2023\n"
        "formatie: [{naam: Team, fte: {2021: 2, 2022: 0.5, 2023: -1}, tarief: 80000}]\n"
        "kosten: [{naam: Implementatie, bedragen: {2021: 10000}}]\n"
    )
    assert by_year(found, "fte") == [2, 0.5, -1]
    assert by_year(found, "formatie") == [2 * 80000, 0.5 * 80000, -80000]
    assert by_year(found, "kosten") == [10000, 0, 0]
    assert by_year(found, "saldo") == [-160000 - 10000, -40000, 80000]
    assert found["totaal"]["saldo"] == -130000
    assert found["totaal"]["terugverdienjaar"] is None


TWO_TRANCHES = """
periode: 2021-2023
maatregelen:
  - naam: A
    besparing: {structureel: {2021: 50, 2022: 30}}
    status: {2021: gerealiseerd, 2022: verwacht}
"""


def test_a_status_travels_with_the_tranche_that_starts_in_its_year():
    """The 50 of 2021 are in, now and later; the 30 of 2022 are expected in 2022 and in 2023."""
    found = data(TWO_TRANCHES + "telling: stand")
    assert by_year(found, "gerealiseerd") == [50, 50, 50]
    assert by_year(found, "verwacht") == [0, 30, 30]
    found = data(TWO_TRANCHES + "telling: nieuw")
    assert by_year(found, "gerealiseerd") == [50, 0, 0]
    assert by_year(found, "verwacht") == [0, 30, 0]


def test_a_tranche_that_moves_from_expected_to_realised():
    found = data(TWO_TRANCHES + "telling: stand", sets=("maatregelen[0].status.2022=gerealiseerd",))
    assert by_year(found, "gerealiseerd") == [50, 80, 80]
    assert by_year(found, "verwacht") == [0, 0, 0]
    assert found["maatregelen"][0]["gerealiseerd"] == found["maatregelen"][0]["gepland"] == 80


def test_a_yearly_amount_has_the_status_of_its_own_year():
    """100 came in; the 100 of the next year is still expected, so the realised part ends."""
    text = (
        "periode: 2021-2022\nmaatregelen:\n"
        "  - naam: A\n    besparing: {jaarlijks: {2021: 100, 2022: 100}}\n"
        "    status: {2021: gerealiseerd, 2022: verwacht}\n"
    )
    found = data(text + "telling: stand")
    assert (by_year(found, "gerealiseerd"), by_year(found, "verwacht")) == ([100, 0], [0, 100])
    found = data(text + "telling: nieuw")
    assert by_year(found, "realisatie") == [100, 0]
    assert (by_year(found, "gerealiseerd"), by_year(found, "verwacht")) == ([100, -100], [0, 100])


def test_the_target_table_of_borne():
    """In thousands, as printed: 0, -119, -210 and 509; running up 0, -119, -329, 180."""
    found = data(
        "periode: 2020-2023\ntelling: nieuw\n"
        "taakstelling: {2020: 75, 2021: 625, 2022: 600, 2023: 700}\n"
        "dekking: [{naam: Stelpost, bedragen: {2023: 596}}]\n"
        "maatregelen: [{naam: A, besparing: {structureel: {2020: 75, 2021: 506, 2022: 390, 2023: 613}}}]"
    )
    assert (
        by_year(found, "verschil") == [75 - 75, 506 - 625, 390 - 600, 613 + 596 - 700] == [0, -119, -210, 509]
    )
    assert by_year(found, "cumulatief") == [0, -119, -329, 180]
    assert found["totaal"]["verschil"] == 180


def test_an_amount_of_one_of_two_years():
    """In which year is unknown, so it is new in neither; from 2021 on it certainly stands and runs up."""
    text = (
        "periode: 2020-2022\ntelling: nieuw\ntaakstelling: {2020: 60, 2021: 60, 2022: 10}\n"
        "maatregelen: [{naam: A, besparing: {structureel: {2020-2021: 100, 2022: 10}}}]"
    )
    found = data(text)
    assert by_year(found, "realisatie") == [0, 0, 10]
    assert by_year(found, "in_plaats") == [0, 100, 110]
    assert by_year(found, "verschil") == [-60, -60, 0]
    assert by_year(found, "cumulatief") == [-60, -60 - 60 + 100, -20]
    assert found["totaal"]["realisatie"] == 110
    assert found["totaal"]["cumulatief"] == 110 - 130
    assert found["totaal"]["saldo"] == 100 + 110


def test_an_incidental_amount_of_one_of_two_years_is_in_no_year_but_runs_up():
    found = data(
        "periode: 2020-2022\nmaatregelen: [{naam: A, besparing: {incidenteel: {2020-2021: 100}}}]\n"
        "kosten: [{naam: K, bedragen: {2020: 40}}]"
    )
    assert by_year(found, "saldo") == [-40, 0, 0]
    assert by_year(found, "cumulatief_saldo") == [-40, 60, 60]
    assert found["totaal"]["saldo"] == 60
    assert found["totaal"]["terugverdienjaar"] == 2021
    assert found["totaal"]["terugverdientijd"] == 1 + 40 / 100, "it counts in the last of its years"


def test_an_amount_without_a_year_counts_in_the_total_and_in_no_year():
    found = data(
        "periode: 2020-2021\ntelling: nieuw\ntaakstelling: {2020: 5}\n"
        "maatregelen: [{naam: A, besparing: {structureel: 100}}]\nkosten: [{naam: K, bedragen: {2020: 40}}]"
    )
    assert by_year(found, "realisatie") == by_year(found, "in_plaats") == [0, 0]
    assert by_year(found, "cumulatief") == [-5, -5]
    assert found["totaal"]["realisatie"] == 100
    assert found["totaal"]["verschil"] == 100 - 5
    assert found["totaal"]["saldo"] == 100 - 40
    assert found["totaal"]["terugverdienjaar"] is None, "when it comes is unknown"
    assert found["totaal"]["terugverdientijd"] is None
    assert found["maatregelen"][0]["zonder_jaar"] == {"structureel": 100}


def test_overlapping_keys_are_two_tranches():
    """100 of 2020 and 30 of which only 2020 or 2021 is known."""
    found = data(
        "periode: 2020-2021\nmaatregelen:\n"
        "  - naam: A\n    besparing: {structureel: {2020: 100, 2020-2021: 30}}\n"
        "    status: {2020: gerealiseerd}\n"
    )
    assert by_year(found, "in_plaats") == [100, 130]
    assert by_year(found, "gerealiseerd") == [100, 100]
    assert found["maatregelen"][0]["structureel"] == {"2020": 100, "2020-2021": 30}


def test_investments_payback_and_balance():
    """-70 in the first year, then 40 a year: -70, -30, +10, so back in the third year."""
    found = data(
        "periode: 2021-2023\nmaatregelen:\n"
        "  - {naam: A, besparing: {jaarlijks: {2022: 40, 2023: 40}}, investering: {2021: 70}}\n"
    )
    assert by_year(found, "saldo") == [-70, 40, 40]
    assert by_year(found, "cumulatief_saldo") == [-70, -30, 10]
    assert found["totaal"]["terugverdienjaar"] == 2023
    assert found["totaal"]["terugverdientijd"] == 2 + 30 / 40
    assert list(found["maatregelen"][0]["saldo"].values()) == [-70, 40, 40]


@pytest.mark.parametrize(
    ("spent", "time"),
    [
        # 30 a year from 2021 on; counted from the start of the first year that costs something
        ("kosten: [{naam: K, bedragen: {2021: 45}}]", 1 + 15 / 30),
        ("kosten: [{naam: K, bedragen: {2021: 30}}]", 0.0),  # at the end of the year nothing is short
        ("kosten: [{naam: K, bedragen: {2022: 45}}]", 0.0),  # 30 came before: never short
        ("kosten: [{naam: K, bedragen: {2022: 75}}]", 1 + 15 / 30),
        ("kosten: [{naam: K, bedragen: {2021: 0.5, 2022: 75}}]", 2 + 15.5 / 30),
        # 0,1 and 0,2 less 0,3 is nothing, whatever a computer makes of it
        (
            "kosten: [{naam: K, bedragen: {2021: 0.1, 2022: 75}}, {naam: L, bedragen: {2021: 0.2}}]\n"
            "formatie: [{naam: F, fte: {2021: -0.3}, tarief: 1}]",
            1 + 15 / 30,
        ),
        ("formatie: [{naam: F, fte: {2021: -1, 2022: 2}, tarief: 60}]", 0.0),  # 30 + 60 before
        ("formatie: [{naam: F, fte: {2021: 0.5, 2022: -0.1}, tarief: 120}]", 1 + 30 / (30 + 12)),
        ("formatie: [{naam: F, fte: {2021: -1}, tarief: 60}]", None),  # fewer staff costs nothing
        ("", None),
        ("kosten: [{naam: K, bedragen: {2021: 999}}]", None),  # not in these years
    ],
)
def test_how_long_until_it_is_paid_back(spent, time):
    text = "periode: 2021-2023\nmaatregelen: [{naam: A, besparing: {structureel: {2021: 10, 2022: 0}}},"
    text += " {naam: B, besparing: {jaarlijks: {2021: 20, 2022: 20, 2023: 20}}}]\n"
    found = data(text + spent)["totaal"]["terugverdientijd"]
    assert found == (None if time is None else pytest.approx(time, abs=1e-12))


def test_by_domain_and_what_has_none():
    found = data(
        "periode: 2021\nmaatregelen:\n"
        "  - {naam: A, domein: jeugd, besparing: {structureel: {2021: 10}}, investering: {2021: 3}}\n"
        "  - {naam: B, domein: jeugd, besparing: {structureel: {2021: 5}}, status: gerealiseerd}\n"
        "  - {naam: C, besparing: {incidenteel: {2021: 7}}}\n"
        "kosten: [{naam: K, bedragen: {2021: 2}}]"
    )
    domains = found["per_domein"]
    assert domains["jeugd"]["in_plaats"] == 15
    assert domains["jeugd"]["gerealiseerd"] == 5
    assert domains["jeugd"]["saldo"] == 15 - 3
    assert domains["overig"]["saldo"] == 7
    assert sum(own["saldo"] for own in domains.values()) - 2 == found["totaal"]["saldo"] == 17


def test_what_does_not_count_is_shown_and_in_no_total():
    found = data(
        "periode: 2021\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2021: 10}}}\n"
        "  - {naam: B, besparing: {structureel: {2021: 99}}, investering: {2021: 5}, telt_mee: nee}\n"
    )
    assert found["totaal"]["saldo"] == 10
    assert found["totaal"]["investering"] == 0
    assert found["maatregelen"][1]["in_plaats"] == {"2021": 99}


def test_pro_memorie_stays_pro_memorie():
    """Nothing has an amount, so nothing has a total: null and never 0."""
    found = data(
        "periode: 2021-2022\ntelling: nieuw\ntaakstelling: {2021: 5}\n"
        "maatregelen: [{naam: A, pm: nog niet bekend}]\npm: [{naam: Kosten, richting: last}]"
    )
    assert found["totaal"]["saldo"] is found["totaal"]["realisatie"] is found["totaal"]["verschil"] is None
    assert found["totaal"]["terugverdienjaar"] is None
    assert found["maatregelen"][0]["in_plaats"] == {"2021": None, "2022": None}
    assert [item["naam"] for item in found["totaal"]["pm"]] == ["Kosten", "A"]
    assert found["per_domein"] == {}


def test_pro_memorie_beside_costs_leaves_the_costs_standing():
    found = data(
        "periode: 2021\nmaatregelen: [{naam: A, pm: onbekend}]\nkosten: [{naam: K, bedragen: {2021: 3}}]"
    )
    assert found["totaal"]["saldo"] == -3
    assert found["totaal"]["in_plaats"] is None
