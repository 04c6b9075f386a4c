"""The appendix of a report: every block has a title, every number stands there with where it was written."""

import pytest

from crisisteam import CRISISTEAM
from project import ROOT
from report_cells import block_of, report_of, texts

MONITOR = ROOT / "cases" / "borne" / "monitor-prognose.yaml"
FILES = (
    ROOT / "examples" / "05-volledig.yaml",
    CRISISTEAM,
    ROOT / "cases" / "borne" / "afwenteling-voorkomen.yaml",
    ROOT / "cases" / "noordoostpolder" / "grip-op-het-sociaal-domein.yaml",
    MONITOR,
)
CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50}
kosten:
  - {naam: Team, bedrag: 40}
"""
COUNTED = """soort: monitor
naam: Proef
gemeente: Hier
kolommen: {2023: realisatie, 2024: realisatie}
posten:
  - {naam: Jeugd, bedragen: {2023: 5, 2024: 6}, aantallen: {clienten: {2023: 1, 2024: 2}}}
  - {naam: Wmo, bedragen: {2024: 7}, aantallen: {clienten: {2024: 3}}}
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_block_has_a_title(path):
    _, (_, appendix) = report_of(path)
    assert [block.key for block in appendix.blocks if not block.title] == []


def test_a_monitor_has_its_numbers_as_they_are_written():
    """2.425 times a thousand euro stands there as 2.425, and its post says in what that is."""
    found, (_, appendix) = report_of(MONITOR)
    table = block_of(appendix, "aannamen")
    assert table.title == "Aannamen, elk in de eenheid van haar post"
    place = "posten[0].onderdelen[0].onderdelen[0].bedragen.2020"
    (row,) = [row for row in texts(table) if row[-1] == place]
    assert row[1] == "2.425"
    assert row[-2] == "monitor-prognose.yaml, regel 38"
    assert "euro" not in row
    assert len(table.rows) == len(found.inputs)


def test_a_number_of_the_command_says_that(written):
    _, (_, appendix) = report_of(written(CASE), "baten[0].bedrag=60")
    rows = {row[-1]: row[-2] for row in texts(block_of(appendix, "aannamen"))}
    assert rows["baten[0].bedrag"] == "opdracht"
    assert rows["kosten[0].bedrag"] == "casus.yaml, regel 7"


def test_two_tables_of_a_monitor_are_told_apart_by_their_posts(written):
    _, (summary, appendix) = report_of(written(COUNTED))
    assert block_of(summary, "bedragen_1").title == "Bedragen, in euro: Jeugd"
    assert block_of(summary, "bedragen_2").title == "Bedragen, in euro: Wmo"
    assert block_of(appendix, "aantallen_2").title == "Aantallen: Wmo"
    _, (summary, _) = report_of(written(COUNTED.replace("2023: 5, ", "").replace("2023: 1, ", "")))
    assert block_of(summary, "bedragen_1").title == "Bedragen, in euro"


def test_a_table_in_which_nothing_stands_is_left_out():
    _, (_, appendix) = report_of(ROOT / "cases" / "borne" / "monitor-taakstelling.yaml")
    assert "aandelen" not in {block.key for block in appendix.blocks}
