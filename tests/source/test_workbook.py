"""The same from a workbook: formulas, errors, sheets, and files that are no workbook."""

import datetime
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bare_workbook import bare_workbook
from rendement.source import allowance, workbook, workbook_parts
from rendement.source.finding import UsageError
from rendement.source.grid import spell
from rendement.source.sheet import read_sheet
from rendement.study.price_table import import_table
from rendement.study.price_text import About

HEAD = ["code", "naam", "bedrag"]


def saved(folder, *rows, title="Prijzen"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = folder / "lijst.xlsx"
    book.save(file)
    return str(file)


def imported(file, tab=None):
    sheet, findings = read_sheet(file, tab)
    if sheet is None or [f for f in findings if f.severity == "fout"]:
        return None, findings
    return import_table(sheet, About("proef"))


def with_cached(file, formula, value):
    """Give a formula the outcome that a spreadsheet program would have saved with it."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    before = f"<f>{re.escape(formula)}</f><v( ?/>|></v>)".encode()  # with lxml an empty one has two ends
    parts[name], count = re.subn(before, f"<f>{formula}</f><v>{value}</v>".encode(), parts[name])
    assert count == 1
    with zipfile.ZipFile(file, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_numbers_texts_and_empty_rows(tmp_path):
    file = saved(
        tmp_path, HEAD, ["a/b", "Een post", 1234.5], [None, None, None], ["c", "Nog een", "€ 2.000,50"]
    )
    text, findings = imported(file)
    assert [f.severity for f in findings] == ["waarschuwing", "waarschuwing"]
    assert [(f.mark.line, f.code) for f in findings] == [(2, "post-onvolledig"), (4, "post-onvolledig")]
    assert "bedrag: 1234.5\n" in text
    assert "bedrag: 2000.5\n" in text


def test_a_number_with_three_decimals_is_not_read_as_thousands(tmp_path):
    text, _ = imported(saved(tmp_path, HEAD, ["a", "A", 1.125]))
    assert "bedrag: 1.1250\n" in text


def test_a_formula_without_a_saved_outcome_is_an_error_and_never_0(tmp_path):
    text, findings = imported(saved(tmp_path, HEAD, ["a", "A", "=2*3500"]))
    assert text is None
    assert [(f.code, f.mark.line, f.mark.column) for f in findings] == [("formule-zonder-waarde", 2, 3)]
    assert "C2" in findings[0].message


def test_a_formula_counts_with_its_saved_outcome(tmp_path):
    file = saved(tmp_path, HEAD, ["a", "A", "=2*3500"])
    with_cached(file, "2*3500", 7000)
    text, findings = imported(file)
    assert [f.code for f in findings] == ["post-onvolledig"]
    assert "bedrag: 7000\n" in text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("#REF!", "cel-fout"),
        (True, "ja-als-getal"),
        (datetime.date(2020, 1, 1), "geen-getal"),
        (None, "lege-waarde"),
    ],
)
def test_what_is_no_amount_is_named_with_its_cell(tmp_path, value, code):
    text, findings = imported(saved(tmp_path, HEAD, ["a", "A", value]))
    assert text is None
    assert [(f.code, f.mark.line) for f in findings if f.severity == "fout"] == [(code, 2)]


def test_a_sheet_by_name_and_a_note_about_the_others(tmp_path):
    file = saved(tmp_path, HEAD, ["a", "A", 1])
    book = openpyxl.load_workbook(file)
    other = book.create_sheet("Jeugd")
    other.append(HEAD)
    other.append(["b", "B", 2])
    book.save(file)
    sheet, findings = read_sheet(file)
    assert sheet.rows[0]["code"].text == "a"
    assert [(f.code, f.severity) for f in findings] == [("een-van-de-bladen", "opmerking")]
    assert "--blad Jeugd" in findings[0].remedy
    sheet, findings = read_sheet(file, "Jeugd")
    assert (sheet.rows[0]["code"].text, findings) == ("b", [])
    with pytest.raises(UsageError, match="`Jeugd`"):
        read_sheet(file, "jeugt")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_never_read(tmp_path, state):
    file = saved(tmp_path, HEAD, ["oud", "Oud", 1], title="Vorig jaar")
    book = openpyxl.load_workbook(file)
    book.active.sheet_state = state
    book.create_sheet("Nu").append(HEAD)
    book["Nu"].append(["a", "A", 2])
    book.save(file)
    sheet, findings = read_sheet(file)
    assert sheet.rows[0]["code"].text == "a"
    assert findings == []  # what nobody sees is not there, so nothing was passed over
    with pytest.raises(UsageError, match="verborgen"):
        read_sheet(file, "Vorig jaar")


def test_a_workbook_with_nothing_to_see_is_a_wrong_use(tmp_path):
    file = bare_workbook(tmp_path / "vreemd.xlsx", "<sheetData/>")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheet ", b"<sheet state='hidden' ")
    with zipfile.ZipFile(file, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    with pytest.raises(UsageError, match="geen zichtbaar blad"):
        read_sheet(file)


def test_a_file_that_is_no_workbook(tmp_path):
    (tmp_path / "tekst.xlsx").write_text("dit is geen werkboek")
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")
    whole = bytearray((tmp_path / "zip.xlsx").read_bytes())
    whole[whole.index(b"PK\x01\x02") + 6] = 164  # says that it needs version 16.4 of zip
    (tmp_path / "nieuwer.xlsx").write_bytes(whole)
    for name in ("tekst.xlsx", "zip.xlsx", "nieuwer.xlsx"):
        sheet, findings = read_sheet(str(tmp_path / name))
        assert sheet is None
        assert [f.code for f in findings] == ["werkboek-onleesbaar"]
    for name in ("weg.xlsx", f"{'x' * 300}.xlsx"):
        with pytest.raises(UsageError, match="bestaat niet"):
            read_sheet(str(tmp_path / name))


def test_a_workbook_that_unpacks_to_far_more_is_refused_unopened(tmp_path, monkeypatch):
    file = saved(tmp_path, HEAD)
    monkeypatch.setattr(allowance, "MAX_UNPACKED", 1000)
    sheet, findings = read_sheet(file)
    assert sheet is None
    assert [f.code for f in findings] == ["bestand-te-groot"]


def test_a_workbook_is_read_without_openpyxl(tmp_path):
    file = saved(tmp_path, HEAD, ["a", "A", 1])
    script = (
        "import sys; from rendement.source.sheet import read_sheet\n"
        "sheet, findings = read_sheet(sys.argv[1])\n"
        "print(sheet.rows[0]['code'].text, findings, 'openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=True)
    assert done.stdout == "a [] False\n"


def test_column_letters_go_on_after_z():
    named = ["A", "Z", "AA", "AZ", "BA", "AAA"]
    assert [workbook_parts.letters(n) for n in (1, 26, 27, 52, 53, 703)] == named


# -- the same cells as another reader of workbooks sees

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20),
    st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)


def other_text(value):
    """A value of openpyxl as we spell it."""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return spell(value)
    return " ".join(str("" if value is None else value).split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8))
def test_every_cell_is_what_openpyxl_makes_of_it(tmp_path_factory, rows):
    safe = [[value if not str(value).startswith("=") else "x" for value in row] for row in rows]
    file = saved(tmp_path_factory.mktemp("b"), *safe)
    grid, findings = workbook.read_grid(file, None, allowance.Allowance())
    ours = {(mark.line, at): cell.text for mark, cells in grid for at, cell in cells.items()}
    sheet = openpyxl.load_workbook(file).active
    theirs = {(c.row, c.column): other_text(c.value) for row in sheet.iter_rows() for c in row}
    assert findings == []
    assert ours == {place: text for place, text in theirs.items() if text}


# -- what other programs write


def cells_of(file):
    grid, findings = workbook.read_grid(file, None, allowance.Allowance())
    shown = {(mark.line, at): cell.text for mark, cells in grid or () for at, cell in cells.items()}
    return shown, [finding.code for finding in findings]


def test_rows_and_cells_without_an_address_follow_each_other(tmp_path):
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        "<row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )
    shown, codes = cells_of(bare_workbook(tmp_path / "vreemd.xlsx", f"<sheetData>{rows}</sheetData>"))
    assert shown == {(1, 1): "1", (1, 2): "2", (4, 3): "3", (4, 4): "4", (5, 1): "5"}
    assert codes == []


def test_texts_of_every_kind(tmp_path):
    strings = "<si><t>kaal</t></si><si><r><t>twee </t></r><r><t> delen</t></r><rPh><t>klank</t></rPh></si>"
    rows = (
        "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>los</t></is></c>"
        "<c t='str'><f>A1</f><v>uit een formule</v></c><c t='str'><f>B1</f><v></v></c>"
        "<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='d'><v>2020-01-02</v></c></row>"
    )
    shown, codes = cells_of(
        bare_workbook(tmp_path / "vreemd.xlsx", f"<sheetData>{rows}</sheetData>", strings)
    )
    assert list(shown.values()) == [
        "kaal",
        "twee delen",
        "los",
        "uit een formule",
        "waar",
        "onwaar",
        "2020-01-02",
    ]
    assert (1, 5) not in shown
    assert codes == []


def test_a_date_is_no_number(tmp_path):
    formats = ("[$-413]d mmmm yyyy", "0 &quot;dagen&quot;")
    own = "".join(f"<numFmt numFmtId='{164 + i}' formatCode='{code}'/>" for i, code in enumerate(formats))
    used = "".join(f"<xf numFmtId='{number}'/>" for number in (0, 14, 164, 165, 20))
    styles = (
        f"<numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{used}</cellXfs>"
    )
    row = "".join(f"<c s='{style}'><v>{'0.5' if style == 4 else '43101'}</v></c>" for style in range(5))
    shown, _ = cells_of(
        bare_workbook(tmp_path / "vreemd.xlsx", f"<sheetData><row>{row}</row></sheetData>", "", styles)
    )
    assert list(shown.values()) == [
        "43101",
        "2018-01-01 00:00:00",
        "2018-01-01 00:00:00",
        "43101",
        "12:00:00",
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row r='0'><c><v>1</v></c></row></sheetData>",
        "<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r='1A'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c><v>veel</v></c></row></sheetData>",
        "<sheetData><row><c t='s'><v>5</v></c></row></sheetData>",
        "<sheetData><row><c s='x'><v>5</v></c></row></sheetData>",
        "<sheetData><row>",
    ],
)
def test_a_damaged_sheet_is_no_workbook(tmp_path, sheet):
    assert cells_of(bare_workbook(tmp_path / "vreemd.xlsx", sheet)) == ({}, ["werkboek-onleesbaar"])
