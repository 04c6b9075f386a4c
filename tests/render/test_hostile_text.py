"""Whatever an analyst (or an attacker) puts in a text is text in every format, and breaks none."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from format_readers import Markdown, Page, separated
from rendement.render.csv import as_csv, as_dutch_csv
from rendement.render.html import as_fragment, as_page
from rendement.render.markdown import as_markdown
from rendement.render.tsv import as_tsv
from rendement.report.document import Cell, Column, Document, Facts, Notes, Row, Table, text
from rendement.report.dutch import plain

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

MARKUP = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
    *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    *("strong_open", "strong_close", "em_open", "em_close"),
}
TAGS = {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
PAGE_TAGS = TAGS | {"html", "head", "meta", "title", "style", "body"}
SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def is_formula(cell):
    """Whether a spreadsheet would compute the cell; figures of our own may start with a minus."""
    bare = cell.replace(".", "").replace(",", "")
    return cell != "-" and cell.startswith(SIGNS) and not bare[1:].isdigit()


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


def test_json_holds_the_text_itself(hostile, case, show):
    data = json.loads(show("json", case))
    assert json.loads(show("json", case, way="narrow")) == data
    assert plain(data["baten"][0]["naam"]) == plain(hostile)


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("csv-nl", ";"), ("tsv", "\t")])
def test_in_a_spreadsheet_it_is_one_cell_and_no_formula(name, delimiter, hostile, case, show):
    rows = separated(show(name, case, case), delimiter)
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if is_formula(cell)] == []
    assert not any(sign in cell for cell in cells for sign in "\n\r\t")
    assert any(cell in (plain(hostile), f"'{plain(hostile)}") for cell in cells)
    if name != "tsv":
        assert {len(row) for row in rows} == {len(rows[0])}


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


def test_in_html_it_is_text_and_no_markup(hostile, case, show):
    page = Page(show("html", case, case, way="file"))
    fragment = Page(show("html", case, case))
    assert show("html", case).isascii()
    assert set(page.tags) <= PAGE_TAGS
    assert set(fragment.tags) <= TAGS
    assert set(fragment.attributes) <= {"style", "colspan"}
    assert page.tables == fragment.tables
    assert not any(is_formula(item) for item in fragment.items)
    for table in fragment.tables:
        assert {len(row) for row in table} == {len(table[0])}
        assert not any(is_formula(cell) for row in table for cell in row)
    shown = (plain(hostile), f"'{plain(hostile)}")
    assert fragment.items[0] in shown
    assert any(row[0] in shown for row in fragment.tables[0])


def test_in_markdown_it_is_text_and_no_markup(hostile, case, show):
    page = Markdown(show("markdown", case, case))
    assert page.kinds <= MARKUP
    for table in page.tables:
        assert {len(row) for row in table} == {len(table[0])}
    assert page.items[0] == plain(hostile)
    assert any(row[0] == plain(hostile) for row in page.tables[0])


def test_in_a_terminal_it_steers_nothing(hostile, case, show):
    lines = show("table", case, case, by=("jaar", "domein", "actor"))
    assert plain(hostile) in lines
    assert all(sign.isprintable() or sign in "\n\u200d\u00a0" for sign in lines)


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


def texts(table):
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_document_reads_back_from_html(document):
    table = document.blocks[0]
    for page in (Page(as_fragment([document])), Page(as_page([document]))):
        assert set(page.tags) <= PAGE_TAGS
        read = page.tables[0]
        assert [len(row) for row in read] == [3, 3, 3, 3]
        assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == [
            [cell.removeprefix("'") for cell in row] for row in texts(table)
        ]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_document_reads_back_from_markdown(document):
    page = Markdown(as_markdown([document]))
    assert page.kinds <= MARKUP
    assert [[cell.strip() for cell in row] for row in page.tables[0][1:]] == texts(document.blocks[0])


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_document_reads_back_from_a_spreadsheet(document):
    table = document.blocks[0]
    for rows, mark in (
        (separated(as_csv(table), ","), "."),
        (separated(as_dutch_csv(table), ";"), ","),
        (separated(as_tsv([document]), "\t"), ","),
    ):
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if is_formula(cell) and cell != f"-1234{mark}5"] == []
        assert cells.count(f"-1234{mark}5") == 2
        read = {cell.removeprefix("'") for cell in cells}
        assert all(words.removeprefix("'") in read for row in texts(table) for words in row if words != SHOWN)
