"""A report as a Word document: headings, real tables, captions with numbers, pictures, the same bytes."""

import doctest
import io
import re
import struct
import time
import zipfile
from datetime import datetime

import pytest
from docx.oxml.ns import qn

from format_readers import dutch
from project import ROOT, files, short
from rendement.render.docx import as_docx, xml
from rendement.render.measure import BAR
from rendement.report.document import Chart, Facts, Notes, Table
from rendement.study.contract import contract
from report_cells import meant, report_of
from word_files import Word, plain_signs

ZOVEEL = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
PROGRAMME = ROOT / "cases" / "borne" / "taakstelling.yaml"
MONITOR = ROOT / "cases" / "borne" / "monitor-prognose.yaml"
EVERY = files("cases", "examples")
DIRECT = ("jc", "b", "i", "sz", "color", "ind", "spacing", "rFonts", "shd", "tcBorders", "tblBorders")


@pytest.fixture(scope="module")
def made():
    """The documents of a report, and the same as it is read from Word."""
    known = {}

    def of(path):
        if path not in known:
            _, documents = report_of(path)
            data = as_docx(documents)
            known[path] = documents, data, Word(data)
        return known[path]

    return of


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_every_figure_with_a_path_is_the_one_of_the_contract(path, plain_pictures):
    """As it is read in the row of its own name; and what a sentence says, stands there too."""
    found, documents = report_of(path)
    seen, data = Word(as_docx(documents)), contract(found.calculation)
    rows, checked = seen.rows(), 0
    for block in (block for document in documents for block in document.blocks):
        if isinstance(block, Notes):
            assert [item for item in block.items if bare(item) not in map(plain_signs, seen.items)] == []
        if isinstance(block, Facts):
            items = {plain_signs(item) for item in seen.items}
            assert all(plain_signs(f"{label}: {cell.text}") in items for label, cell in block.items)
        if isinstance(block, Table | Chart):
            forms = [block, *filter(None, [getattr(block, "narrow", None)])]
            assert [] in [lacking(form, rows) for form in forms]
            for cell in (cell for form in forms for row in form.rows for cell in row.cells):
                if cell.path and dutch(cell.text.lstrip("~")) is not None:
                    checked += 1
                    assert near(cell.text, meant(cell, data))
    assert checked or found.figures.kind == "monitor" or not found.figures.result.valued


def lacking(table, rows):
    """What of a table is read in no row of its own name."""
    return [
        cell.text
        for row in table.rows
        for cell in row.cells[1:]
        if cell.text and not BAR.issuperset(cell.text)
        if plain_signs(cell.text) not in rows.get(row.cells[0].text.strip(), ())
    ]


def bare(item):
    """Without the marks of what is code."""
    return item.replace("`", "")


def near(text, value):
    """Whether a text is this figure, rounded."""
    bare_text = text.lstrip("~")
    times = 100 if bare_text.endswith("%") else 1
    _, _, decimals = bare_text.strip("%").partition(",")
    return abs(dutch(bare_text) - value * times) <= 0.5 * 10 ** -len(decimals) + 1e-6


@pytest.mark.parametrize("path", [ZOVEEL, PROGRAMME, MONITOR], ids=short)
def test_every_block_has_its_heading_in_the_order_of_the_report(made, path):
    (first, rest), _, seen = made(path)
    drawn = any(isinstance(block, Chart) for block in first.blocks)
    assert seen.items[0] == first.title
    chapters = ["Samenvatting", *(["Grafieken"] if drawn else []), rest.title]
    assert seen.kinds["Heading 1"] == chapters
    titles = [block.title for document in (first, rest) for block in document.blocks if block.title]
    assert seen.kinds["Heading 2"] == titles
    listed = [said for level in (1, 2) for said in seen.kinds[f"toc {level}"]]
    assert sorted(listed) == sorted([*chapters, *titles])


def test_captions_are_numbered_by_fields_and_stand_with_what_they_name(made):
    _, _, seen = made(ZOVEEL)
    body = seen.document.element.body
    fields = [field.get(qn("w:instr")) for field in body.iter(qn("w:fldSimple"))]
    for label, count in (("Tabel", len(seen.tables)), ("Figuur", 3)):
        assert fields.count(f" SEQ {label} \\* ARABIC ") == count
        named = [text for text in seen.kinds["Caption"] if text.startswith(label)]
        assert [text.split(".")[0] for text in named] == [f"{label} {number + 1}" for number in range(count)]
    for number, one in enumerate(seen.order):
        if isinstance(one, list):
            assert seen.order[number - 1] in seen.kinds["Caption"]
    assert ' TOC \\o "1-3" \\h \\z \\u ' in [code.text for code in body.iter(qn("w:instrText"))]
    referred = re.findall(r"REF (\w+)", " ".join(fields))
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert referred
    assert {*referred, *(link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")))} <= names


def test_heads_are_marked_and_repeated_and_figures_stand_at_the_right(made):
    _, _, seen = made(ZOVEEL)
    document = seen.document
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
    sums = document.tables[0]
    styles = {cell.text: cell.paragraphs[0].style.name for row in sums.rows for cell in row.cells}
    assert styles["66.000"] == styles["65.274"] == "Rendement tabelcijfer"
    assert styles["bedrag"] == "Rendement tabelkop cijfer"
    assert styles["Totaal baten"] == "Rendement tabeltekst"
    assert str(document.styles["Rendement tabelcijfer"].paragraph_format.alignment).startswith("RIGHT")


def test_a_style_says_how_it_looks_and_nothing_else_does(made):
    _, _, seen = made(ZOVEEL)
    found = {element.tag for element in seen.document.element.body.iter()}
    assert found & {qn(f"w:{name}") for name in DIRECT} == set()


def test_there_is_one_minus_and_it_does_not_break(made):
    """6 x 37.000 at 50% is 111.000 less."""
    _, _, seen = made(ZOVEEL)
    cells = [text for table in seen.tables for row in table for text in row]
    assert "\u2212111.000" in cells
    assert [text for text in cells if re.match(r"-\d", text)] == []
    assert [text for text in seen.texts if re.search(r"€ [\d-]", text)] == []


def test_pictures_are_as_wide_as_the_text_in_200_dots_and_say_what_they_show(made):
    documents, data, seen = made(ZOVEEL)
    charts = [block for document in documents for block in document.blocks if isinstance(block, Chart)]
    pictures = list(seen.document.element.body.iter(qn("wp:inline")))
    assert [one.find(qn("wp:docPr")).get("descr") for one in pictures] == [chart.finding for chart in charts]
    section = seen.document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        images = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert len(images) == len(pictures) == 3
    for one in pictures:
        assert abs(one.extent.cx - width) <= 914400 / 1440
    for image in images:
        pixels = struct.unpack(">I", image[16:20])[0]
        assert abs(pixels - width / 914400 * 200) <= 1
        place = image.index(b"pHYs") + 4
        assert round(struct.unpack(">I", image[place : place + 4])[0] * 0.0254) == 200


def test_it_is_dutch_on_a4_and_small(made):
    _, data, seen = made(ZOVEEL)
    styles = seen.document.styles.element
    language = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert language.get(qn("w:val")) == "nl-NL"
    assert seen.document.core_properties.language == "nl-NL"
    assert seen.document.core_properties.title == "Zoveel Meer"
    assert [round(size.cm, 1) for size in (seen.document.sections[0].page_width,)] == [21.0]
    assert len(data) <= 600_000


def test_seconds_later_the_bytes_are_the_same():
    _, documents = report_of(ZOVEEL)
    first = as_docx(documents)
    time.sleep(2.1)  # a zip counts by two seconds
    assert as_docx(documents) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml")
    assert {*re.findall(rb">(\d{4})-", about)} == {b"2000"}
    assert datetime.now().year != 2000


def test_bars_of_signs_are_left_out():
    _, documents = report_of(ZOVEEL)
    assert any(
        BAR.issuperset(cell.text)
        for document in documents
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if cell.text
    )
    assert not BAR & {sign for text in Word(as_docx(documents)).texts for sign in text} - {" "}


def test_the_examples_in_the_code_are_true():
    result = doctest.testmod(xml)
    assert result.attempted > 0
    assert result.failed == 0
