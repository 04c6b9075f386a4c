"""Whatever an analyst (or an attacker) puts in a text is text in every format, and breaks none."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import printed
from format_readers import READERS, Page, names_of, separated
from rendement.render.csv import as_csv, as_dutch_csv
from rendement.render.docx import as_docx
from rendement.render.formats import FORMATS, OF_A_REPORT
from rendement.render.markdown import as_markdown
from rendement.render.pdf import as_pdf
from rendement.render.tsv import as_tsv
from rendement.report.contents import contents
from rendement.report.document import Cell, Column, Document, Facts, Notes, Row, Table, text
from rendement.report.dutch import plain
from report_cells import report_of
from word_files import Word

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "einde van de tabel": "</td></tr></table><h1 onclick=x>",
    "commentaar": "<!-- -->]]><![CDATA[",
    "entiteit": "&lt;b&gt; &amp; &#60; R&D &",
    "formule": "=1+1",
    "opdracht": "=cmd|' /C calc'!A0",
    "plus": "+31 6",
    "min": "-5+cmd|' /C calc'!A0",
    "apenstaart": "@SUM(1,2)",
    "brede is": "\uff1d1+1",
    "strepen": "a|b\\|c\\\\|d|",
    "alleen een streep": "|",
    "tabelregel": "--- | ---:",
    "regeleinde": "een\n=2+2\n\n| drie |",
    "tab": "een\t=2+2",
    "scheidingen": 'a;b,c"d"\u2028e\u2029f\u0085g',
    "markdown": "**vet** _schuin_ `code` [link](http://x) ![beeld](y) ~~weg~~ <http://x>",
    "kop": "# kop #",
    "lijst": "1. lijst",
    "streepje": "- streep",
    "aanhaling": "> citaat",
    "formulewiskunde": "$x^2$ \\(y\\)",
    "backslash": "\\",
    "aanhalingstekens": "'\"`´",
    "rechts naar links": "\u202eomgekeerd\u202c \u200f\u061c\u2067x\u2069",
    "hebreeuws": "שלום עולם",
    "emoji": "👩\u200d👩\u200d👧 🇳🇱",
    "samengesteld": "e\u0301" + "\u0336" * 20,
    "lang": "x" * 10_000,
    "lang met spaties": "woord " * 1_600,
    "leeftijd": "12-18",
    "datum": "2018-01-01",
    "getal": "1.234,50",
    "sjabloon": "{{7*7}} {title} %s ${x}",
}

CASE = """
naam: {q}
gemeente: {q}
beschrijving: {q}
periode: 2020
prijspeil: 2020
bron: {q}
toelichting: {q}
actoren:
  {key}: {{naam: {q}, soort: organisatie}}
baten:
  - naam: {q}
    domein: {q}
    groep: {q}
    bron: {q}
    toelichting: {q}
    ontvanger: {key}
    aantal: 2
    bedrag: 100
    toerekening: 50%
  - naam: Buiten
    telt_mee: nee
    reden: {q}
    posten:
      {key}: {{bedrag: 10, aantal: 1, reden: {q}}}
      tweede: {{bedrag: 20, aantal: 1, reden: {q}}}
kosten:
  - naam: Huishoudens
    casussen:
      - naam: {q}
        omschrijving: {q}
        posten:
          {key}: {{bedrag: 10, aantal: 1, reden: {q}}}
pm:
  - {{naam: {q}, reden: {q}}}
resultaten:
  - {{naam: {q}, aantal: 4, van: 5}}
scenarios:
  {key}:
    baten[0].aantal: 3
gedrukt:
  totaal.rendement: {{waarde: 1, bron: {q}, fout: {q}}}
"""

OF_MARKUP = {"Strong", "Code", "Formula", "Note", "Quote", "BlockQuote", "H3"}  # what typst would make of it
BY = ("jaar", "domein", "actor")


@pytest.fixture(params=list(HOSTILE))
def hostile(request):
    return HOSTILE[request.param]


def quoted(words):
    return json.dumps(words, ensure_ascii=False)


@pytest.fixture
def case(hostile, written):
    key = (
        plain(hostile)[:60].replace("@", "a").strip()
    )  # an @ in a key picks a tariff; YAML has no longer keys
    return written(CASE.format(q=quoted(hostile), key=quoted(key)))


def test_every_format_has_a_reader():
    assert list(READERS) == list(FORMATS), "geef een nieuw formaat een lezer, in READERS van readers.py"


@pytest.mark.parametrize("name", list(READERS))
def test_in_every_format_it_is_text(name, hostile, case, show):
    form = FORMATS[name]
    for way in ("stream", *(way for way in ("file", "narrow") if getattr(form, way))):
        seen = READERS[name](show(name, case, case, way=way, by=BY))
        seen.only_text()
        assert seen.sees(plain(hostile))
        if form.kind == "verslag":  # it is the title, and the name of a line
            shown = seen.shown(plain(hostile))
            assert seen.items[0] in shown
            assert seen.main is None or any(row[0] in shown for row in seen.main)


def test_in_a_report_it_is_text(hostile, case):
    _, documents = report_of(case)
    seen = READERS["markdown"](as_markdown(documents))
    seen.only_text()
    assert seen.items[0] == plain(hostile)
    assert any(row[0] == plain(hostile) for row in seen.main)
    assert "markdown" in OF_A_REPORT


def test_in_a_document_it_is_text(hostile, case, plain_pictures):
    _, documents = report_of(case)
    seen = Word(as_docx(documents))
    assert seen.items[0] == plain(hostile)
    assert any(row[0] == plain(hostile) for table in seen.tables for row in table)
    assert len({*map(len, seen.tables[0])}) == 1
    assert seen.document.core_properties.title == plain(hostile)[:255]


def test_in_a_pdf_it_is_text(hostile, case, tmp_path):
    """The template never reads it as markup: it is the title, a heading, and a cell; no link, no file."""
    found, _ = report_of(case)
    target = tmp_path / "uit.pdf"
    target.write_bytes(as_pdf(contents("drukwerk", found)))
    assert OF_MARKUP.isdisjoint(element.kind for element in printed.structure(target))
    said = "".join(_heard(printed.above_foot(page)) for page in printed.pages(target))
    words = plain(hostile).split()
    if "א" <= hostile[0] <= "ת":  # poppler puts words in the order in which they stand from left to right
        words.reverse()
    expected = _heard("".join(words))
    assert said.startswith(expected)
    assert f"Baten{expected[:200]}" in said
    assert b"/URI" not in target.read_bytes()


def _heard(words):
    """Without spaces and hyphens, which a line's end takes or adds, and marks of direction."""
    return re.sub("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u061c-]", "", words)


def test_json_holds_the_text_itself(hostile, case, show):
    data = json.loads(show("json", case))
    assert json.loads(show("json", case, way="narrow")) == data
    assert plain(data["baten"][0]["naam"]) == plain(hostile)


@pytest.mark.parametrize("words", ["12-18", "2018-01-01", "1/2", "10:30", "1.234,50"])
def test_a_dutch_spreadsheet_makes_no_date_of_a_text(words):
    table = Table("t", "", (Column("naam", figures=False),), (Row((text(words),)),))
    assert separated(as_dutch_csv(table), ";")[1] == [f"'{words}"]
    assert [f"'{words}"] in separated(as_tsv([Document("", "", (table,))]), "\t")
    assert separated(as_csv(table), ",")[1] == [words]


@pytest.mark.parametrize("words", ["2018", "regel 12-18", "1e keer", "-"])
def test_other_text_stays_as_it_is(words):
    table = Table("t", "", (Column("naam", figures=False),), (Row((text(words),)),))
    assert separated(as_dutch_csv(table), ";")[1] == [words]


def test_a_page_holds_the_tables_of_its_fragment(hostile, case, show):
    assert Page(show("html", case, case, way="file")).tables == Page(show("html", case, case)).tables
    assert show("html", case).isascii()


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(list(HOSTILE.values()))

SHOWN = "-1.234"


@st.composite
def documents(draw):
    """A document with any text anywhere."""
    columns = (Column(draw(ANY), figures=False), Column(draw(ANY)), Column(draw(ANY), figures=False))
    rows = [Row((text(draw(ANY)), Cell(SHOWN, -1234.5), text(draw(ANY))), "regel") for _ in range(2)]
    rows.insert(0, Row((text(draw(ANY)), text(""), text("")), draw(st.sampled_from(["kop", "groep"]))))
    blocks = (
        Table("t", draw(ANY), columns, tuple(rows)),
        Facts("f", draw(ANY), ((draw(ANY), text(draw(ANY))),)),
        Notes("n", draw(ANY), (draw(ANY), draw(ANY))),
    )
    return Document(draw(ANY), draw(ANY), blocks)


def rows_of(table):
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


# plain text trusts the report, which has made a line of every text
GUARDED = [name for name in (*names_of("verslag"), *names_of("regels")) if name != "table"]


@pytest.mark.parametrize("way", ["stream", "file"])
@pytest.mark.parametrize("name", GUARDED)
@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_any_document_reads_back(name, way, document):
    table, form = document.blocks[0], FORMATS[name]
    seen = READERS[name](form.text(table if form.kind == "regels" else [document], way))
    seen.only_text()
    figure = f"-1234{seen.mark}5" if seen.mark else SHOWN
    expected = [[figure if words == SHOWN else words for words in row] for row in rows_of(table)]
    assert [words for row in expected for words in row if not seen.sees(words)] == []
    if seen.tables:
        assert bare(seen.tables[0][1:]) == bare(expected)


NO_XML = "\ufffe\uffff\x00\x0b\x1b\ud800"


@settings(max_examples=60, deadline=None)
@given(document=documents(), words=st.text(st.sampled_from(f"{NO_XML}<&>'\"{{}}a "), max_size=20))
def test_any_document_reads_back_from_word(document, words):
    added = Notes("m", words, (words,))
    seen = Word(as_docx([replace(document, blocks=(*document.blocks, added))]))
    for row in rows_of(document.blocks[0]):
        assert [cell for cell in map(in_xml, row) if cell and not seen.sees(cell)] == []
    kept = in_xml(plain(words))
    assert not kept or kept in seen.items
    assert in_xml(plain(document.title)) in ("", seen.items[0])


def in_xml(text):
    """What XML cannot hold is replaced by the sign that stands for that."""
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def bare(rows):
    """Without the apostrophes that keep a cell, or what another separator would make of it, a text."""
    return [[_SPLIT.sub(r"\1", cell.strip().removeprefix("'")) for cell in row] for row in rows]


_SPLIT = re.compile(r"""([;,][\s"']*)'(?=\W)""")
