"""The workbook of a programme with cases: a list of them, and a sheet for each of the first."""

import io

import pytest
from openpyxl import load_workbook

from rendement.render.xlsx import as_xlsx
from rendement.report.contents import contents
from rendement.report.sheets.linked import MOST
from rendement.study.pipeline import calculate
from rendement.study.report import reported
from workbooks import formulas

HEAD = "naam: P\ngemeente: G\nsoort: programma\nperiode: 2024\nmaatregelen:\n"
CASE = """naam: '{naam}'
gemeente: G
periode: 2024
prijspeil: 2024
baten: [{{naam: Baat {nummer}, bedrag: {baat}}}]
kosten: [{{naam: Team {nummer}, bedrag: 400}}]
"""


@pytest.fixture
def workbook(tmp_path):
    """The workbook of a programme with so many cases, as records and as it opens."""

    def make(many, name="Casus"):
        lines = []
        for number in range(many):
            text = CASE.format(naam=f"{name} {number}", nummer=number, baat=1000 + number)
            (tmp_path / f"c{number}.yaml").write_text(text, "utf-8")
            lines.append(f"  - casus: c{number}.yaml\n")
        path = tmp_path / "p.yaml"
        path.write_text(HEAD + "".join(lines), "utf-8")
        found = contents("werkboek", reported(calculate(str(path))))
        return found, load_workbook(io.BytesIO(as_xlsx(found)))

    return make


def values(sheet):
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_a_sheet_for_each_case_and_a_list_of_all(workbook):
    made, book = workbook(2)
    assert book.sheetnames[-2:] == ["Casus 1", "Casus 2"]
    assert book.sheetnames.index("Casussen") < book.sheetnames.index("Controle")
    listed = [row[:5] for row in values(book["Casussen"])[3:]]
    # 1000 - 400 and 1001 - 400
    assert listed == [
        ["Casus 0", "Casus 0", "c0.yaml", 600, "Casus 1"],
        ["Casus 1", "Casus 1", "c1.yaml", 601, "Casus 2"],
    ]
    own = values(book["Casus 2"])
    assert own[0] == ["Casus 1"]
    assert ["Baat 1", 1001, 1001] in own
    assert ["Team 1", 400, 400] in own
    assert not [name for name, _ in formulas(made) if name.startswith("Casus")]


def test_from_so_many_on_they_are_only_listed(workbook):
    _, book = workbook(MOST + 2)
    own = [name for name in book.sheetnames if name.startswith("Casus ")]
    assert own == [f"Casus {number}" for number in range(1, MOST + 1)]
    listed = values(book["Casussen"])[3:]
    assert [row[4] for row in listed[MOST - 1 : MOST + 2]] == [f"Casus {MOST}", "-", "-"]
    assert listed[MOST + 2] == ["Een eigen blad hebben de eerste 50; 2 casussen niet."]


def test_a_hostile_name_is_text_and_no_name_of_a_sheet(workbook):
    made, book = workbook(1, "=1+1[]:*?/")
    assert "Casus 1" in book.sheetnames
    cell = book["Casus 1"]["A1"]
    assert (cell.data_type, cell.value) == ("s", "=1+1[]:*?/ 0")
    assert as_xlsx(made) == as_xlsx(made)


def test_a_programme_without_cases_has_none_of_it(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + "  - {naam: A, pm: onbekend}\n", "utf-8")
    found = contents("werkboek", reported(calculate(str(path))))
    assert not [sheet.name for sheet in found.sheets if sheet.name.startswith("Casus")]
