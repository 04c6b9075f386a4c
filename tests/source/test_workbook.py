"""The same from a workbook: formulas, errors, sheets, and files that are no workbook."""

import builtins
import datetime
import zipfile

import openpyxl
import pytest

from rendement.source import workbook
from rendement.source.finding import UsageError
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
    before = (
        f"<f>{formula}</f><v />"
        if f"<f>{formula}</f><v />".encode() in parts[name]
        else f"<f>{formula}</f><v/>"
    )
    assert before.encode() in parts[name]
    parts[name] = parts[name].replace(before.encode(), f"<f>{formula}</f><v>{value}</v>".encode())
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
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1000)
    sheet, findings = read_sheet(file)
    assert sheet is None
    assert [f.code for f in findings] == ["bestand-te-groot"]


def test_without_openpyxl_the_remedy_is_named(tmp_path, monkeypatch):
    file = saved(tmp_path, HEAD)
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"rendement\[excel\]"):
        read_sheet(file)


def test_column_letters_go_on_after_z():
    assert [workbook._letters(n) for n in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]
