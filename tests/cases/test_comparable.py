"""All of cases/: what may be ranked with what, and added to what, is expected."""

import itertools

import pytest
import yaml

from project import ROOT, files
from rendement.report.overview import overview_document
from rendement.source.money import BARE, counted_in
from rendement.study.comparable import ADDED, RANKED, differences, grounds_of, keys_of
from rendement.study.contract import figures_of
from rendement.study.pipeline import calculate

GROUPS = yaml.safe_load((ROOT / "tests/cases/comparable.yaml").read_text("utf-8"))
NAMES = [name for group in GROUPS for name in group["bestanden"]]
PERSPECTIVE = {"casus": "financieel", "programma": "gemeente"}  # of a file that says none


def raw(name):
    """The file as YAML has it, without our reader."""
    return yaml.safe_load((ROOT / f"cases/{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def found():
    return {name: figures_of(calculate(str(ROOT / f"cases/{name}.yaml")), ()) for name in NAMES}


def test_every_case_is_there_once():
    every = [path.relative_to(ROOT / "cases").with_suffix("").as_posix() for path in files("cases")]
    kept = [name for name in every if not {"prijslijst", "reeksen"} & {*raw(name)}]
    assert sorted(NAMES) == sorted(kept)


def test_what_may_be_ranked_has_one_key_and_nothing_else_has_it(found):
    keys = dict(zip(NAMES, keys_of([grounds_of(found[name]) for name in NAMES]), strict=True))
    of_group = [{keys[name] for name in group["bestanden"]} for group in GROUPS]
    assert [len(own) for own in of_group] == [1] * len(GROUPS)
    assert len(set.union(*of_group)) == len(GROUPS)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["bestanden"][0])
def test_the_head_of_a_group_is_what_its_files_say(group, found):
    """What stands in the file itself; the rest as it was counted."""
    head = group["kop"]
    for name in group["bestanden"]:
        data = raw(name)
        kind = data.get("soort", "casus")
        assert (head["soort"], head["valuta"]) == (kind, data.get("valuta", "EUR")), name
        said = grounds_of(found[name]).said
        assert {word: said[word] for word in head} == head, name
        if kind != "monitor":
            assert head["perspectief"] == data.get("perspectief", PERSPECTIVE[kind]), name
            assert head["prijspeil"] == str(data.get("prijspeil", "geen")), name
        if kind == "programma" and "telling" in data:
            assert head["telling"] == data["telling"], name
        if kind == "casus":
            assert head["horizon"] == (f"{data['horizon']} jaar" if "horizon" in data else "geen"), name


def test_what_may_be_added(found):
    """Across heads as the words say; what does not apply to one of two is no difference."""
    for one, other in itertools.combinations(GROUPS, 2):
        pair = [grounds_of(found[group["bestanden"][0]]) for group in (one, other)]
        heads = one["kop"], other["kop"]
        both = [word for word in ADDED if all(word in head for head in heads)]
        apart = {word for word in both if heads[0][word] != heads[1][word]}
        assert {item.what for item in differences(pair, ADDED)} == apart


def total_of(found, names):
    with counted_in(BARE):
        document = overview_document([found[name] for name in names], [f"{name}.yaml" for name in names])
    (table, *said) = document.blocks
    return table.rows[-1].role == "uitkomst", " ".join(said[0].items) if said else ""


def test_the_six_files_of_one_budget_have_no_total(found):
    names = [name for name in NAMES if name.startswith("noordoostpolder/d")]
    assert len(names) == 6
    added, why = total_of(found, names)
    assert not added
    assert "Projectformatie voorveld (kosten) staat met dezelfde bedragen in" in why
    assert "(noordoostpolder/d-uitvoeringsbudget.yaml, noordoostpolder/d1-projectbudget.yaml)" in why
    assert "Dat geldt voor nog 12 regels." in why


def test_pilots_of_two_price_levels_have_no_total_and_the_files_are_named(found):
    added, why = total_of(found, ["zoetermeer/broedplaats", "borne/bso-plus"])
    assert not added
    assert "prijspeil: 2018 (zoetermeer/broedplaats.yaml), geen (borne/bso-plus.yaml)" in why


def test_pilots_that_were_counted_alike_do_have_one(found):
    added, why = total_of(found, ["zoetermeer/broedplaats", "zoetermeer/gezondheid-en-bewegen"])
    assert (added, why) == (True, "")


def test_every_word_is_used_somewhere():
    assert {word for group in GROUPS for word in group["kop"]} == {*RANKED} - {"scenario", "set"}
