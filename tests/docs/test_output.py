"""docs/uitvoer.md says what the formats do: it may not drift from them."""

import re

from project import ROOT
from rendement.render.formats import FORMATS
from rendement.report.flat_table import HEADS

PAGE = (ROOT / "docs" / "uitvoer.md").read_text("utf-8")


def first_cells(heading):
    """The code words in the first two columns of the first table under a heading."""
    table = PAGE.split(heading, 1)[1].split("|---", 1)[1].split("\n\n", 1)[0]
    rows = [line.split("|")[1:3] for line in table.splitlines()[1:]]
    return [[re.findall(r"`([^`]+)`", cell) for cell in row] for row in rows]


def test_every_format_and_its_extension_are_there():
    rows = {name[0]: extension for name, extension in first_cells("# Uitvoer")}
    assert set(rows) == set(FORMATS)
    assert [name for name, form in FORMATS.items() if form.extension and rows[name] != [form.extension]] == []


def test_every_column_of_the_flat_table_is_there_in_order():
    assert tuple(word for words, _ in first_cells("## De platte tabel") for word in words) == HEADS
