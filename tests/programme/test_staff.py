"""Staff and costs that stay, that end, and that a series by year silently lets end."""

import pytest

from programme_text import by_year, codes, data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble


def shown(text):
    (document,) = assemble("verslag", [run(text)])
    return as_text(layout(document, None))


def staff(written):
    return f"periode: 2021-2024\nformatie: [{{naam: Team, tarief: 80, {written}}}]\n"


@pytest.mark.parametrize(
    ("written", "fte"),
    [
        ("fte: {structureel: {2021: 2.9}}", [2.9, 2.9, 2.9, 2.9]),
        ("fte: {structureel: {2021: 2.9}}, tot: 2022", [2.9, 2.9, 0, 0]),
        ("fte: {structureel: {2021: 2, 2023: -0.5}}", [2, 2, 2 - 0.5, 2 - 0.5]),
        ("fte: {structureel: {2022: 2}, incidenteel: {2022: 1, 2024: 3}}", [0, 2 + 1, 2, 2 + 3]),
        ("fte: {jaarlijks: {2022: 1}}", [0, 1, 0, 0]),
        ("fte: {2021: 2.9, 2022: 1}", [2.9, 1, 0, 0]),
    ],
)
def test_staff_stays_when_it_is_structural(written, fte):
    """At 80 a year each."""
    found = data(staff(written))
    assert by_year(found, "fte") == fte
    assert by_year(found, "formatie") == [80 * number for number in fte]
    row = found["formatie"][0]
    assert row["totaal"] == pytest.approx(80 * sum(fte))
    assert row["fte"] == {str(2021 + i): number for i, number in enumerate(fte) if number}


def test_costs_stay_in_the_same_words():
    found = data("periode: 2021-2024\nkosten: [{naam: K, bedragen: {structureel: {2022: 5}}, tot: 2023}]")
    assert by_year(found, "kosten") == [0, 5, 5, 0]


def test_one_figure_is_one_input_however_many_years_it_stands():
    found = data(staff("fte: {structureel: {2021: 2.9}}"), sets=("formatie[0].fte.structureel.2021=1",))
    assert by_year(found, "fte") == [1, 1, 1, 1]


SAVING = "maatregelen: [{naam: A, besparing: {structureel: {2022: 500}}}]\n"


def test_a_series_that_ends_while_structural_savings_go_on_is_said_with_its_amount():
    """2 fte at 80 in 2022, nothing in 2023 and 2024: 160 a year, twice."""
    text = shown(staff("fte: {2021: 1, 2022: 2}") + SAVING)
    assert "in 2023-2024 staat er geen formatie meer (in 2022 nog € 160)" in text
    assert "terwijl er structureel € 500 bespaard blijft" in text
    assert "dan is het saldo € 320 lager" in text


@pytest.mark.parametrize(
    "text",
    [
        staff("fte: {2021: 1, 2022: 2}"),
        staff("fte: {2021: 1, 2022: 2, 2023: 0}") + SAVING,
        staff("fte: {2021: 1, 2022: 2, 2023: -1}") + SAVING,
        staff("fte: {incidenteel: {2021: 1}}") + SAVING,
        staff("fte: {structureel: {2021: 1}}, tot: 2022") + SAVING,
        staff("fte: {2021: 1, 2022: 2}") + "maatregelen: [{naam: A, besparing: {jaarlijks: {2024: 5}}}]",
    ],
)
def test_nothing_is_said_where_nothing_leans_on_it_or_the_file_says_that_it_ends(text):
    assert "geen formatie meer" not in shown(text)


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        ("fte: {2021: 1}, tot: 2022", "hoort-bij", "formatie[0].tot"),
        ("fte: {incidenteel: {2021: 1}}, tot: 2022", "hoort-bij", "formatie[0].tot"),
        ("fte: {structureel: {2023: 1}}, tot: 2022", "tot-voor-begin", "formatie[0].tot"),
        ("fte: {structureel: {2023: 1}}, tot: 2030", "jaar-buiten-periode", "formatie[0].tot"),
        ("fte: {structureel: {2020: 1}}", "jaar-buiten-periode", "formatie[0].fte.structureel.2020"),
        ("fte: {structureel: 3}", "per-jaar-nodig", "formatie[0].fte.structureel"),
        ("fte: {structureel: {2021: 1}, 2022: 3}", "onbekende-sleutel", 'formatie[0].fte."2022"'),
    ],
)
def test_what_is_wrong_is_said_at_its_place(written, code, path):
    ((found, at, severity),) = codes(staff(written))
    assert (found, severity) == (code, "fout")
    assert at.replace('"', "") == path.replace('"', "")


def test_pro_memorie_in_one_year():
    """10 from 2022 on, and in 2023 something that is not known yet: not 0, and in no sum."""
    text = (
        "periode: 2021-2024\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2022: 10, 2023: pm}}, investering: {2021: 4, 2022: p.m.}}\n"
        "kosten: [{naam: K, bedragen: {2021: 1, 2024: pm}}]\n"
    )
    found = data(text)
    assert by_year(found, "saldo") == [-4 - 1, 10, 10, 10]
    assert found["maatregelen"][0]["structureel"] == {"2022": 10}
    assert [(item["pad"], item["naam"], item["richting"]) for item in found["pm"]] == [
        ("kosten[0].bedragen.2024", "K, 2024", "last"),
        ("maatregelen[0].besparing.structureel.2023", "A, 2023", "baat"),
        ("maatregelen[0].investering.2022", "A: investering, 2022", "last"),
    ]
    (row,) = [line for line in shown(text).splitlines() if line.strip().startswith("A  ")][:1]
    assert row.split() == ["A", "10", "p.m.", "10", "30"]


def test_a_status_may_stand_at_a_year_that_is_pro_memorie():
    assert not run(
        "periode: 2021-2022\nmaatregelen:\n"
        "  - {naam: A, besparing: {jaarlijks: {2021: 5, 2022: pm}}, status: {2022: verwacht}}"
    ).failed


def test_only_pro_memorie_is_no_amount():
    found = data("periode: 2021-2022\nmaatregelen: [{naam: A, besparing: {structureel: {2021: pm}}}]")
    assert found["totaal"]["saldo"] is found["totaal"]["in_plaats"] is None


def test_a_setback_is_named():
    """5 comes in, 2 goes lost: 3; no warning, because not every amount has a minus sign."""
    text = (
        "periode: 2021\nmaatregelen:\n  - {naam: A, besparing: {structureel: {2021: 5}}}\n"
        "  - {naam: Prijsstijging, besparing: {structureel: {2021: -2}}}\n"
    )
    assert codes(text) == []
    assert data(text)["totaal"]["saldo"] == 5 - 2
    assert "Prijsstijging (regel 7): een negatieve besparing is een tegenvaller" in shown(text)
