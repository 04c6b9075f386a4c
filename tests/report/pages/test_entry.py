"""What is kept of a file between two runs: the same again, and nothing that cannot be one is believed."""

import json

import pytest

from project import ROOT
from rendement.report.pages.entry import Entry, entry_of, is_packed, packed, unpacked
from rendement.study.pipeline import calculate
from rendement.study.report import reported

FILES = ("zoetermeer/zoveel-meer", "borne/taakstelling", "borne/monitor-prognose", "zoetermeer/enjoy-life")
WRONG = [
    ("page", None),
    ("kind", "anders"),
    ("net", "66000"),
    ("net", True),
    ("unvalued", -1),
    ("errors", 1.5),
    ("dated", 1),
    ("links", [["a"]]),
    ("links", 3),
    ("links", [3]),
    ("title", ["x"]),
    ("beside", {"name": "x"}),
    ("beside", "x"),
    ("made", 7),
]


def kept(name):
    entry = entry_of(reported(calculate(str(ROOT / "cases" / f"{name}.yaml"))), "p.html", "p.yaml")
    return entry, json.loads(json.dumps(packed(entry)))


@pytest.mark.parametrize("name", FILES)
def test_an_entry_is_the_same_after_it_was_kept(name):
    entry, values = kept(name)
    assert is_packed(values)
    assert unpacked(values) == entry
    assert hash(unpacked(values)) == hash(entry)


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_what_can_be_no_entry_is_not_believed(key, value):
    _, values = kept("zoetermeer/zoveel-meer")
    assert not is_packed({**values, key: value})


def test_neither_more_nor_less_than_an_entry():
    _, values = kept("zoetermeer/zoveel-meer")
    assert not is_packed({**values, "meer": 1})
    assert not is_packed({key: value for key, value in values.items() if key != "hash"})
    assert not any(map(is_packed, (None, [], "x", 3)))


def test_the_figures_are_those_of_the_contract():
    entry, _ = kept("zoetermeer/zoveel-meer")
    # 111.000 + 60.000 less 65.000 + 40.000; and the one in the other
    assert entry == Entry(
        **{
            **vars_of(entry),
            "net": 171000 - 105000,
            "ratio": pytest.approx(171000 / 105000),
            "payback": 2017,
            "kind": "casus",
            "place": "Zoetermeer",
            "period": "2017-2018",
        }
    )


def vars_of(entry):
    return {key: getattr(entry, key) for key in packed(entry)}
