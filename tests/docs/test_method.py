"""The tables of the worked example: printed rows as in the price list, ours as the tool computes them."""

import math

import numpy as np
import pytest

from doc_blocks import tables
from doc_cases import data_of, run, whole_case
from project import ROOT
from rendement.model.library import read_price_list
from rendement.source.bundled import bundled_list
from rendement.source.tree import read_source

ROWS = {row[0]: row[1:] for _, found in tables("methode.md") for row in found if len(row) == 8}
EXITS = {
    "met de lage reeks": "{1: 40%, 2: 20%, 3: 10%, 4: 9%, 5: 8%, 6: 7%, 7: 6%}",
    "met de hoge reeks": "{1: 40%, 2: 23%, 3: 19%, 4: 15%, 5: 13%, 6: 11%, 7: 6%}",
}
POSTS = {
    "over zeven jaar": "pwet/schadelast",
    "gedrukt, over zeven jaar": "pwet/schadelast",
    "na terugval": "pwet/schadelast-na-terugval",
}


def amounts(name):
    return [int(cell.replace(".", "")) for cell in ROWS[name]]


@pytest.mark.parametrize("name", POSTS)
def test_printed_row_is_the_post(name):
    source, _ = read_source(str(bundled_list("zoetermeer-2018")))
    price_list, _ = read_price_list(source)
    rows, prices = zip(*price_list.posten[POSTS[name]].tabel, strict=True)
    assert [amounts(name)[int(row) - 1] for row in rows] == list(prices)
    between = [float(price) for price in np.interp(range(1, 8), rows, prices)]
    assert amounts(name) == [math.floor(price + 0.5) for price in between]


@pytest.mark.parametrize("name", EXITS)
def test_row_with_exit_chances_is_computed(name, tmp_path):
    assert f"uitstroomkansen: {EXITS[name]}" in (ROOT / "docs" / "methode.md").read_text(encoding="utf-8")
    found = []
    for start in range(1, 8):
        stay = f"{{uitstroomkansen: {EXITS[name]}, vanaf: {start}}}"
        text = f"baten: [{{naam: a, bedrag: 14000, duur: 7, blijfkans: {stay}}}]\n"
        found.append(round(data_of(run(whole_case(text), tmp_path))["totaal"]["baten"]))
    assert found == amounts(name)
    assert found != amounts("over zeven jaar")


def test_first_column_by_hand():
    left, worth = 1.0, 0.0
    for chance in (0.4, 0.2, 0.1, 0.09, 0.08, 0.07, 0.06):
        worth += 14000 * (left + left * (1 - chance)) / 2
        left *= 1 - chance
    assert amounts("met de lage reeks")[0] == round(worth)
