"""HTML on paper and on a phone: no table is wider than a page in portrait, and no figure is lost by that."""

import re
from html import unescape

import pytest

from format_readers import Page
from project import files, short
from rendement.render.html import PAGE, as_fragment, as_page
from rendement.report.assembly import assemble
from rendement.report.document import Cell, Column, Document, Facts, Row, Table, text
from rendement.study.pipeline import calculate

EVERY = files("cases", "examples")
SIGN = 7.5  # pixels: so wide is a character
CELL = re.compile(r'<t[hd](?: colspan="\d+")?(?: width="(\d+)")?[^>]*>(.*?)</t[hd]>')


def sizes(page):
    """For every table what its columns hold at most, or the width that is written for them, in characters."""
    for table in page.split("<table")[1:]:
        rows = [CELL.findall(row) for row in table.split("<tr>")[1:]]
        columns = list(zip(*(row for row in rows if len(row) == max(map(len, rows))), strict=True))
        yield [
            max((int(width) / SIGN for width, _ in column if width), default=0)
            or max(len(unescape(words).strip("\xa0")) for _, words in column)
            for column in columns
        ]


def pages(path):
    """The report of a file with all there is to ask for, and its HTML."""
    documents = assemble("verslag", [calculate(str(path))], ("jaar", "domein", "actor"))
    return documents, as_page(documents)


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_no_table_is_wider_than_a_page(path):
    _, page = pages(path)
    assert [own for own in sizes(page) if sum(own) + 2 * (len(own) - 1) > PAGE + 1] == []


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_every_figure_of_the_report_is_on_the_page(path):
    documents, page = pages(path)
    seen = {cell.strip() for table in Page(page).tables for row in table for cell in row}
    tables = [block for block in documents[0].blocks if isinstance(block, Table)]
    figures = {cell.text for table in tables for row in table.rows for cell in row.cells if cell.value}
    assert figures - seen == set()


def table(heads, rows=2, *, first="Regel", **rest):
    """A table of figures of nine characters, each another."""
    columns = tuple(Column(head, figures=number > 0) for number, head in enumerate(heads))
    values = [[1111111 + 1000 * i + j for j in range(len(heads) - 1)] for i in range(rows)]
    body = [Row((text(first), *(Cell(f"{v:,}".replace(",", "."), float(v)) for v in row))) for row in values]
    return Table("proef", "", columns, tuple(body), **rest)


def shown(*blocks):
    return as_fragment([Document("Titel", "onder", blocks)])


EIGHT = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven")


def test_steps_are_rows_when_their_columns_do_not_fit():
    wide = table(EIGHT)
    values = [cell for row in wide.rows for cell in row.cells[1:]]
    stacked = tuple(Row((text("Regel"), cell)) for cell in values)
    narrow = Table("smal", "", (Column("", figures=False), Column("bedrag")), stacked)
    (own,) = Page(shown(table(EIGHT, narrow=narrow))).tables
    assert own[0] == ["", "bedrag"]
    assert len(own) == 1 + 2 * 7
    assert Page(shown(table(EIGHT[:6], narrow=narrow))).tables[0][0] == list(EIGHT[:6])


def test_a_table_that_would_lose_figures_stands_there_in_parts():
    """Seven figures of nine and a name of twenty: 20 + 5 x 11 = 75 fit beside each other, six do not."""
    name = "Een naam van meer dan twintig tekens"
    narrow = table(EIGHT[:2], first=name)
    page = shown(table(EIGHT, first=name, narrow=narrow))
    assert page.count("<table") == 2
    assert [len(own) for own in sizes(page)] == [6, 3]
    (own,) = Page(page).tables
    assert own[0] == list(EIGHT)
    assert own[2][-1] == "1.112.117"


def test_a_table_for_a_screen_stays_whole():
    assert shown(table(EIGHT, screen=True)).count("<table") == 1


def test_long_names_and_labels_have_a_width_or_word_takes_all_it_can():
    name = "Een " + "heel " * 20 + "lange naam"
    page = shown(table(EIGHT[:4], first=name), Facts("f", "", ((name, Cell("€ 5", 5.0)),)))
    assert [sum(own) + 2 * (len(own) - 1) for own in sizes(page)] == pytest.approx([PAGE, PAGE], abs=1)
    assert "width=" not in shown(table(EIGHT[:4]))


def test_a_step_stands_in_under_its_line_wherever_it_is_pasted():
    rows = (Row((text("  af"), Cell("5", 5.0))),)
    nested = Table("t", "", (Column("", figures=False), Column("bedrag")), rows)
    assert ">&#160;&#160;&#160;&#160;af<" in shown(nested)


def test_only_a_page_of_its_own_knows_of_dark_and_of_phones():
    document = [Document("Titel", "onder", (table(EIGHT),))]
    page, fragment = as_page(document), as_fragment(document)
    for rule in ("prefers-color-scheme: dark", "max-width: 40rem", "position: sticky"):
        assert rule in page
        assert rule not in fragment
