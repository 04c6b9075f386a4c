"""The unit of the amounts in a file: what is written in another unit comes to the same."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import FOLDER, LIST, MONEY, data, times
from case_result import shown as in_digits
from random_cases import cases

often = settings(max_examples=50, deadline=None)
UNITS = st.sampled_from((("1000", 1000, "k"), ("duizend", 1000, " duizend"), ("miljoen", 1_000_000, " mln")))


def plain(result):
    """A result without the hash of its text, and without what is said of it."""
    result["herkomst"]["casus"] = ""
    result["herkomst"]["prijslijsten"] = []
    del result["bevindingen"]
    return result


def worded(node, word, money=False):
    """The same with a word behind every amount."""
    if isinstance(node, dict):
        return {
            key: worded(item, word, (money or key in MONEY) and key != "jaar") for key, item in node.items()
        }
    if isinstance(node, list):
        return [worded(item, word, money) for item in node]
    return f"{in_digits(float(node))}{word}" if money and isinstance(node, int | float) else node


@often
@given(cases())
def test_a_unit_of_one_changes_nothing(case):
    assert plain(data(case | {"bedragen_x": 1, "valuta": "EUR"})) == plain(data(case))


@often
@given(cases(), UNITS)
def test_another_unit_scales_every_bare_amount_and_no_price_of_a_list(case, unit):
    written, factor, _ = unit
    assert plain(data(case | {"bedragen_x": written})) == plain(data(times(case, factor)))


@often
@given(cases(), UNITS)
def test_a_word_says_the_scale_whatever_the_file_multiplies_by(case, unit):
    written, factor, word = unit
    expected = plain(data(times(case, factor)))
    own = worded(case, word)
    assert plain(data(own)) == expected
    assert plain(data(own | {"bedragen_x": written})) == expected


@pytest.mark.parametrize("factor", [1000, 1_000_000])
@settings(max_examples=20, deadline=None)
@given(case=cases())
def test_a_list_in_another_unit_gives_the_same_prices(case, factor):
    """A price in thousands is the price; its curves and factors stay what they are."""

    def smaller(node):
        if isinstance(node, dict):
            return {key: smaller(item) for key, item in node.items()}
        return f"{Decimal(str(node)) / factor:f}"

    priced = ("bedrag", "tarieven", "tabel")
    posts = {
        code: {key: smaller(item) if key in priced else item for key, item in post.items()}
        for code, post in LIST.items()
    }
    text = {"prijslijst": "lijst", "prijspeil": 2018, "bedragen_x": factor, "posten": posts}
    (FOLDER / f"in-{factor}.yaml").write_text(json.dumps(text), "utf-8")
    same = plain(data(case | {"prijslijsten": [f"in-{factor}.yaml"]}))
    assert same == plain(data(case))
