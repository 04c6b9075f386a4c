"""Households from a CSV or a workbook: long, or a column per household, with findings at the row."""

import openpyxl
import pytest

from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = """naam: X
gemeente: Y
periode: 2018
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - naam: A
    casussen: {table}
"""
LONG = (
    "casus;omschrijving;post;aantal;bedrag;reden\n"
    "Een;alleen;wonen/mutatie;1;;\n"
    "Een;;jeugd/ots;1,5;;\n"
    "Twee;;wonen/noodwoning;12;350;lagere huur\n"
)
WIDE = "post;Casus 1;Casus 2\nwonen/mutatie;1;0\njeugd/ots;2;1\n"


def run(folder, table, text, **options):
    (folder / table).write_text(text, encoding="utf-8")
    (folder / "casus.yaml").write_text(CASE.format(table=table), encoding="utf-8")
    return calculate(str(folder / "casus.yaml"), Options(**options))


def codes(outcome):
    return [(f.code, f.mark.line) for f in outcome.findings]


def test_long(tmp_path):
    """Een: 1.200 + 1,5 x 8.900; Twee: 12 x 350 instead of 400, with its reason."""
    outcome = run(tmp_path, "t.csv", LONG)
    line = contract(outcome)["baten"][0]
    assert [casus["totaal"] for casus in line["casussen"]] == [1200 + 1.5 * 8900, 12 * 350]
    assert line["casussen"][0]["omschrijving"] == "alleen"
    assert line["casussen"][1]["posten"][0]["reden"] == "lagere huur"


def test_wide_keeps_the_spelling_of_the_heading(tmp_path):
    line = contract(run(tmp_path, "t.csv", WIDE))["baten"][0]
    assert [casus["naam"] for casus in line["casussen"]] == ["Casus 1", "Casus 2"]
    assert line["matrix"]["totalen"] == [1200 + 2 * 8900, 8900]


def test_a_cell_can_be_set_from_the_command(tmp_path):
    changed = run(tmp_path, "t.csv", WIDE, sets=('baten[0].casussen[1].posten."jeugd/ots"=3',))
    assert contract(changed)["baten"][0]["matrix"]["totalen"] == [1200 + 2 * 8900, 3 * 8900]


def test_a_post_that_no_list_has_is_said_once_for_all_households(tmp_path):
    found = run(tmp_path, "t.csv", "post;Een;Twee\njeugd/otss;1;2\n").findings
    assert [(finding.code, finding.mark.line) for finding in found] == [("onbekende-prijs", 2)]


def test_an_empty_cell_is_named_by_the_heading_as_it_was_written(tmp_path):
    (found,) = run(tmp_path, "t.csv", "post;Gezin Een;Twee\nwonen/mutatie;;1\n").findings
    assert found.message == "de cel onder `Gezin Een` is leeg"


def test_an_empty_cell_of_a_workbook_has_its_row_and_column(tmp_path):
    book = openpyxl.Workbook()
    for row in (["post", "Een", "Twee"], ["wonen/mutatie", 1, None]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    (found,) = calculate(str(tmp_path / "casus.yaml")).findings
    assert (found.code, found.mark.line, found.mark.column) == ("lege-cel", 2, 3)


def test_a_household_of_zeros_counts_as_zero(tmp_path):
    line = contract(run(tmp_path, "t.csv", "post;Een;Niets\nwonen/mutatie;1;0\n"))["baten"][0]
    assert line["matrix"]["totalen"] == [1200, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("naam;hoeveel\nx;1\n", [("kop-onbekend", 1)]),
        ("casus;post\nEen;wonen/mutatie\n", [("kop-onbekend", 1)]),
        ("casus;post;aantal;bedarg\nEen;wonen/mutatie;1;\n", [("kop-onbekend", 1)]),
        ("post;Een\nwonen/mutati;1\n", [("onbekende-prijs", 2)]),
        ("post;Een\nwonen/mutatie;x\njeugd/ots;1\n", [("geen-getal", 2)]),
        ("post;Een;Twee\nwonen/mutatie;;1\n;1;1\n", [("lege-cel", 2), ("lege-cel", 3)]),
        ("post,Een,Twee\nwonen/mutatie,1,5,1\n", [("cel-zonder-kolom", 2)]),
        ("post;Een\nwonen/mutatie;1\nwonen/mutatie;2\n", [("dubbele-cel", 3)]),
        ("casus;post;aantal\nE;jeugd/ots;1\nE;jeugd/ots;2\nE;;2\n", [("dubbele-cel", 3), ("lege-cel", 4)]),
        ("casus;post;aantal;bedrag\nE;jeugd/ots;1;5\n", [("bedrag-zonder-reden", 2)]),
        ("post;Een;een\nwonen/mutatie;1;2\n", [("dubbele-kolom", 1)]),
        ("casus;post;aantal\n", [("tabel-leeg", 0)]),
    ],
)
def test_findings_point_into_the_table(tmp_path, text, expected):
    outcome = run(tmp_path, "t.csv", text)
    assert outcome.failed
    assert codes(outcome) == expected
    assert all(finding.mark.file.endswith("t.csv") for finding in outcome.findings)


@pytest.mark.parametrize(
    ("name", "code"), [("../t.csv", "pad-verlaat-wortel"), ("weg.csv", "tabel-onbekend")]
)
def test_the_path_stays_inside(tmp_path, name, code):
    (tmp_path / "map").mkdir()
    (tmp_path / "t.csv").write_text(WIDE, encoding="utf-8")
    case = tmp_path / "map" / "casus.yaml"
    case.write_text(CASE.format(table=name), encoding="utf-8")
    assert codes(calculate(str(case))) == [(code, 8)]


def test_a_formula_without_a_saved_value_is_an_error_never_zero(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["post", "Een"])
    book.active.append(["wonen/mutatie", "=1+1"])
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    assert ("formule-zonder-waarde", 2) in codes(calculate(str(tmp_path / "casus.yaml")))


def test_a_workbook_counts_as_a_csv(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["post", "Casus 1", "Casus 2"], ["wonen/mutatie", 1, 0], ["jeugd/ots", 2, 1]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    line = contract(calculate(str(tmp_path / "casus.yaml")))["baten"][0]
    assert line["matrix"]["totalen"] == [1200 + 2 * 8900, 8900]
