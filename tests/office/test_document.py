"""The report as a document in a real LibreOffice: it opens whole, its contents update, a template is used."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from office import text_of_pages
from other_program import missing
from project import ROOT
from rendement.render.docx import as_docx, made, opened
from rendement.report.document import Chart, Notes
from report_cells import report_of
from word_files import AFTER, BEFORE, COLOUR, FONT, HEADER, plain_signs, split_mark, template

ZOVEEL = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
FULL = ROOT / "examples" / "05-volledig.yaml"
LONG = [
    FULL,
    ROOT / "cases" / "zoetermeer" / "crisisteam.yaml",
    ROOT / "cases" / "noordoostpolder" / "grip-op-het-sociaal-domein.yaml",
    ROOT / "cases" / "borne" / "monitor-prognose.yaml",
]
HOSTILE = "</w:t></w:p> & <script> {{rapport}} \x07\x1b[31m \u202eom\ufffe 👩‍👩‍👧 =1+1"
SHOWN = "</w:t></w:p> & <script> {{rapport}} [31m om\ufffd 👩‍👩‍👧 =1+1"


def written(path, target, house=None):
    """The report of a file as a document."""
    _, documents = report_of(path)
    target.write_bytes(as_docx(documents) if house is None else made(documents, opened(str(house))).data)
    return target


def test_it_opens_with_contents_captions_heads_and_words_for_pictures(office, tmp_path):
    found, (first, rest) = report_of(ZOVEEL)
    seen = office.text(written(ZOVEEL, tmp_path / "uit.docx"))
    titles = [block.title for document in (first, rest) for block in document.blocks if block.title]
    (before,), (after,) = seen["inhoud_was"], seen["inhoud"]
    entries = [line.split("\t") for line in after.splitlines()[1:]]
    assert [words for words, _ in entries] == before.splitlines()[1:]
    own = len(first.blocks)
    chapters = ["Samenvatting", *titles[:own], "Grafieken", rest.title, *titles[own:]]
    assert [words for words, _ in entries] == chapters
    pages = [int(page) for _, page in entries]
    assert pages == sorted(pages)
    assert (pages[0], pages[own], pages[own + 1]) == (1, 1, 2)
    captions = [one["tekst"] for one in seen["alineas"] if one["stijl"].lower() == "caption"]
    for label, count in (("Tabel", len(seen["herhaald"])), ("Figuur", len(seen["beelden"]))):
        own = [text.split(".")[0] for text in captions if text.startswith(label)]
        assert own == [f"{label} {number + 1}" for number in range(count)]
    assert set(seen["herhaald"]) == {1}
    assert plain_signs(seen["beelden"][0]).startswith("Van € 342.000 aan bruto baten blijft € 171.000 over")
    assert all(seen["beelden"])
    assert seen["taal"] == "nl"
    assert found.figures.net == 66_000


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_the_summary_is_one_page(office, path, tmp_path):
    office.text(written(path, tmp_path / "uit.docx"), tmp_path / "uit.pdf")
    first, second, *_ = text_of_pages(tmp_path / "uit.pdf")
    assert "Waarmee gerekend is" in first
    assert second.split()[0] == "Inhoud"


def test_another_template_with_its_own_letter_colour_and_header_is_really_used(office, tmp_path):
    house = template(tmp_path / "huis.docx", "Wat er stond")
    seen = office.text(written(ZOVEEL, tmp_path / "uit.docx", house), tmp_path / "uit.pdf")
    by_style = {one["stijl"]: one for one in seen["alineas"] if one["tekst"]}
    assert by_style["Standard"]["letter"] == FONT
    assert by_style["Heading 1"]["kleur"] == int(COLOUR, 16)
    assert seen["koppen"] == [HEADER]
    pages = text_of_pages(tmp_path / "uit.pdf")
    assert all(HEADER in page for page in pages)
    assert not any("Wat er stond" in page for page in pages)
    program = shutil.which("pdffonts") or missing("pdffonts (poppler-utils) is er niet")
    fonts = subprocess.run([program, tmp_path / "uit.pdf"], capture_output=True, text=True, check=True)
    assert FONT.replace(" ", "") in fonts.stdout


def test_between_the_text_of_a_template_numbers_go_on(office, tmp_path):
    """One table before it, one after it, which was number 2."""
    seen = office.text(written(ZOVEEL, tmp_path / "uit.docx", split_mark(tmp_path / "huis.docx")))
    words = [one["tekst"].strip() for one in seen["alineas"] if one["tekst"].strip()]
    assert (words[0], words[-2]) == (BEFORE, AFTER)
    captions = [text.split(".")[0] for text in words if text.startswith("Tabel ")]
    assert captions == [f"Tabel {number + 1}" for number in range(len(seen["herhaald"]) + 2)]


def test_hostile_text_is_text_and_breaks_nothing(office, tmp_path):
    _, (first, rest) = report_of(ZOVEEL)
    said = Notes("vijandig", HOSTILE, (HOSTILE, "x" * 10_000))
    charts = [
        block if not isinstance(block, Chart) else replace(block, finding=HOSTILE) for block in first.blocks
    ]
    documents = [replace(first, title=HOSTILE, blocks=(*charts, said)), rest]
    for house in (None, split_mark(tmp_path / "huis.docx")):
        data = as_docx(documents) if house is None else made(documents, opened(str(house))).data
        (tmp_path / "uit.docx").write_bytes(data)
        seen = office.text(tmp_path / "uit.docx", tmp_path / "uit.pdf")
        words = [one["tekst"] for one in seen["alineas"] if one["tekst"]]
        assert words.count(SHOWN) >= 3
        assert "x" * 10_000 in words
        assert seen["beelden"][0] == SHOWN
        assert len(text_of_pages(tmp_path / "uit.pdf")) > 3
