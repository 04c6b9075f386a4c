"""The example of a table of rows is what its tool makes, and comes to what its rows add up to."""

import csv
from collections import Counter

import example_rows
from project import ROOT
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = ROOT / "examples" / "07-rijen.yaml"
PRICES = {
    "jeugd/ots": 8900,
    "wonen/deurwaarder-ontruiming": 200,
    "wonen/huisuitzetting": 6000,
    "wonen/klacht-corporatie": 300,
    "wonen/mutatie": 1200,
    "wonen/noodwoning": 400,
}


def test_the_table_is_what_the_tool_makes():
    """After a change: python tools/example_rows.py."""
    assert example_rows.TABLE.read_text(encoding="utf-8") == example_rows.text()


def test_the_outcome_is_that_of_its_rows():
    """Of 240 clients to 720, of which 40% comes of the approach."""
    with example_rows.TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len({row["client"] for row in rows}) == 240
    of_group = Counter()
    for row in rows:
        of_group[row["groep"]] += int(row["aantal"]) * PRICES[row["post"]]
    line = contract(calculate(str(CASE)))["baten"][0]
    assert dict(zip(line["matrix"]["casussen"], line["matrix"]["totalen"], strict=True)) == dict(of_group)
    assert line["netto"] == of_group.total() * 720 / 240 * 0.4


def test_the_page_about_rows_says_how_many_there_are():
    page = (ROOT / "docs" / "rijen.md").read_text(encoding="utf-8")
    assert f"met {len(list(example_rows.rows()))} rijen van {example_rows.CLIENTS} verzonnen cliënten" in page
