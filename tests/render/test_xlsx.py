"""The workbook as a file: text is text, nothing is hidden or linked, the same input gives the same bytes."""

import io
import sys
import zipfile

import pytest
from openpyxl import load_workbook

from project import ROOT, files, short
from rendement.render.xlsx import as_xlsx, require
from rendement.report.contents import contents
from rendement.source.finding import UsageError
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source
from rendement.study.report import reported
from workbooks import made

CASE = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
HOSTILE = [
    "<script>alert(1)</script>",
    "</title>",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SOM(1;1)",
    "\u202etxt.exe",
    "gezin \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "https://example.org",
    "12-18",
    "A" * 10_000,
    "A1",
    "R1C1",
    "C",
    "&Aeen",
    "{{naam}}",
]


def opened(data, **more):
    return load_workbook(io.BytesIO(data), **more)


def case_of(names):
    lines = "".join(
        f"  - {{naam: {name!r}, domein: {name[:60]!r}, aantal: 2, bedrag: 10, bron: {name!r}}}\n"
        for name in map(quoted, names)
    )
    return (
        f"naam: {quoted(names[0])!r}\ngemeente: {quoted(names[-1])!r}\nperiode: 2020\n"
        f"bron: {quoted(names[1])!r}\nbaten:\n{lines}"
        "kosten:\n  - {naam: Team, bedrag: 5}\n"
    )


def quoted(name):
    return name.replace("'", " ")


def made_of(text):
    found = reported(calculate_source("casus.yaml", *parse(text, "casus.yaml")))
    return contents("werkboek", found)


@pytest.fixture(scope="module")
def hostile():
    return made_of(case_of(HOSTILE))


def test_hostile_text_is_text_and_nothing_else(hostile):
    book = opened(as_xlsx(hostile))
    ours = {(sheet.name, c.row + 1, c.column + 1): c for sheet in hostile.sheets for c in sheet.cells}
    seen = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                known = ours.get((sheet.title, cell.row, cell.column))
                if cell.data_type == "f":
                    assert known is not None
                    assert known.formula is not None
                seen += cell.data_type == "s"
    assert seen > len(HOSTILE)
    invoer = {cell.value for row in book["Invoer"].iter_rows() for cell in row}
    assert {"=1+1", "<script>alert(1)</script>", "A" * 10_000} <= invoer


def test_lines_that_read_as_cells_or_differ_past_what_a_name_holds_have_names_of_their_own():
    workbook = made_of(case_of(["A1", "R1C1", "é è", "Team", "x" * 100 + "a", "x" * 100 + "b"]))
    names = [name for name, _ in workbook.names]
    assert len(set(names)) == len(names)
    assert opened(as_xlsx(workbook)).defined_names.keys() >= set(names)


@pytest.mark.parametrize("path", files("examples"), ids=short)
def test_the_file_shows_every_value_without_computing(path):
    workbook = made(path)[1]
    book = opened(as_xlsx(workbook), data_only=True)
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            if cell.value is not None:
                shown = book[sheet.name].cell(cell.row + 1, cell.column + 1).value
                assert shown == (pytest.approx(cell.value) if isinstance(cell.value, float) else cell.value)


def test_only_inputs_can_be_changed_within_their_bounds():
    book = opened(as_xlsx(made(CASE)[1]))
    open_cells = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    rules = book["Invoer"].data_validations.dataValidation
    bounded = {f"Invoer!{cells}" for rule in rules for cells in str(rule.sqref).split()}
    assert open_cells == bounded
    assert len(open_cells) == len(made(CASE)[0].inputs)
    assert all(sheet.protection.sheet for sheet in book)


def test_nothing_is_hidden_linked_or_run():
    data = as_xlsx(made(CASE)[1])
    assert all(sheet.sheet_state == "visible" for sheet in opened(data))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "vba" in name or "external" in name or "connections" in name]


def test_it_prints_one_page_wide_with_its_heads():
    for sheet in opened(as_xlsx(made(CASE)[1])):
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    book = opened(as_xlsx(made(CASE)[1]))
    assert book["Invoer"].freeze_panes == "B7"
    assert book["Invoer"].print_title_rows == "$6:$6"


def test_every_chart_says_what_it_shows():
    data = zipfile.ZipFile(io.BytesIO(as_xlsx(made(CASE)[1])))
    drawings = [data.read(name).decode() for name in data.namelist() if "drawings/drawing" in name]
    charts = [name for name in data.namelist() if "charts/chart" in name]
    assert charts
    assert sum(text.count('descr="') for text in drawings) == len(charts)
    assert any("Van bruto naar rendement" in text for text in drawings)


def test_the_same_input_gives_the_same_bytes_and_no_more_than_40_kb():
    workbook = made(CASE)[1]
    assert as_xlsx(workbook) == as_xlsx(workbook)
    assert len(as_xlsx(workbook)) <= 40_000


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'rendement\[excel\]'"):
        require()
