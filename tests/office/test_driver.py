"""The driver of LibreOffice: it recalculates, and says what is wrong instead of showing what was cached."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from office import pictures_of_pages, text_of_pages
from other_program import Refused


@pytest.fixture
def workbook(tmp_path):
    """Two inputs, and formulas without a cached value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "In voer"
    for row in ([6, "aantal"], [0.5, "aandeel"], ["=1+1", "tekst"]):
        sheet.append(row)
    sheet["A3"].data_type = "s"
    result = book.create_sheet("Uit")
    for row in (
        ["='In voer'!A1*37000*een_aandeel"],
        ['=IF(A1>100000,"winst","verlies")'],
        ["=1/'In voer'!A1"],
        ["=A1"],
    ):
        result.append(row)
    book.defined_names["een_aandeel"] = DefinedName("een_aandeel", attr_text="'In voer'!$A$2")
    book.save(tmp_path / "proef.xlsx")
    return tmp_path / "proef.xlsx"


def test_it_recalculates_with_every_setting_and_begins_each_time_with_the_file_itself(office, workbook):
    settings = [{}, {"'In voer'!A1": 4}, {"een_aandeel": 0.25, "In voer!$A$1": 8}, {}]
    outcomes = office.many(workbook, settings, ["Uit!A1", "Uit!A2", "Uit!A4"])
    assert [outcome.values["Uit!A1"] for outcome in outcomes] == [
        6 * 37000 * 0.5,
        4 * 37000 * 0.5,
        8 * 37000 * 0.25,
        6 * 37000 * 0.5,
    ]
    assert [outcome.values["Uit!A2"] for outcome in outcomes] == ["winst", "verlies", "verlies", "winst"]
    assert all(outcome.values["Uit!A4"] == outcome.values["Uit!A1"] for outcome in outcomes)
    assert all(outcome.errors == [] for outcome in outcomes)


def test_an_error_value_is_one_wherever_it_stands(office, workbook):
    outcome = office.computed(workbook, {"In voer!A1": 0}, ["Uit!A1", "Uit!A3"])
    assert outcome.values == {"Uit!A1": 0, "Uit!A3": {"fout": 532, "staat": "#DIV/0!"}}
    assert outcome.errors == ["Uit.A3"]


def test_a_range_and_a_whole_sheet_are_rows_and_text_stays_text(office, workbook):
    rows = [[6, "aantal"], [0.5, "aandeel"], ["=1+1", "tekst"]]
    assert office.computed(workbook, {}, ["In voer!A1:B3"]).values["In voer!A1:B3"] == rows
    assert office.sheet(workbook, "In voer") == rows
    assert office.sheet(workbook, "Uit", {"In voer!A1": 2})[2] == [1 / 2]
    assert office.formulas(workbook) == {"In voer": 0, "Uit": 4}


@pytest.mark.parametrize(
    ("setting", "read", "said"),
    [
        ({"nergens": 1}, [], "geen naam in het werkboek: nergens"),
        ({}, ["nergens"], "geen naam in het werkboek: nergens"),
        ({"Uit!A1": 1}, [], "daar staat een formule, geen invoer"),
        ({"In voer!A1:A2": 1}, [], "niet één cel"),
        ({}, ["Weg!A1"], "NoSuchElement"),
    ],
)
def test_what_cannot_be_is_said_and_the_office_goes_on(office, workbook, setting, read, said):
    with pytest.raises(Refused, match=said):
        office.computed(workbook, setting, read)
    assert office.computed(workbook, {}, ["Uit!A1"]).values == {"Uit!A1": 6 * 37000 * 0.5}


def test_a_file_that_is_no_workbook_is_refused(office, tmp_path):
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 dit is er geen")
    with pytest.raises(Refused):
        office.formulas(tmp_path / "stuk.xlsx")


def test_a_workbook_that_was_written_anew_is_read_anew(office, workbook):
    assert office.computed(workbook, {}, ["In voer!A1"]).values == {"In voer!A1": 6}
    book = openpyxl.load_workbook(workbook)
    book["In voer"]["A1"] = 7
    book.save(workbook)
    assert office.computed(workbook, {}, ["In voer!A1"]).values == {"In voer!A1": 7}


def test_it_prints_what_it_computed(office, workbook, tmp_path):
    pdf = office.pdf(workbook, tmp_path / "proef.pdf", {"In voer!A1": 4})
    assert pdf.read_bytes().startswith(b"%PDF-")
    pages = text_of_pages(pdf)
    assert len(pages) == 2  # a page per sheet
    assert "74000" in pages[1]
    pictures = pictures_of_pages(pdf, tmp_path)
    assert [Path(path).read_bytes()[:4] for path in pictures] == [b"\x89PNG", b"\x89PNG"]
