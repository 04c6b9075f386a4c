"""What cannot be said of a cost over the years: every key with values that are refused, never computed."""

import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate_source

HEAD = "naam: P\ngemeente: G\nperiode: 2024\nhorizon: 5\nkosten:\n  - {naam: K, bedrag: 100, VALUE}\n"
WRONG = {
    "duur": ("0", "-1", "201", "nee", "0..3", "1..201", "3..1", "{2024: 1}", "[1]", "€ 3", "1e3", "50%"),
    "aanlooptijd": ("-1", "1.5", "201", "nee", "1..3", "{2024: 1}", "[1]", "€ 3", "1e3", "50%"),
    "tot_horizon": ("1", "0", "true", "soms", "50%", "[ja]", "{ja: ja}", "2030", "yes", "''"),
    "soort": ("fictief", "vast", "1", "ja", "[structureel]", "{a: b}", "50%", "''", "incidentele", "true"),
    "herhaling": (
        "10",
        "{elke: 10}",
        "{tot: 2054}",
        "{elke: 0, tot: 2054}",
        "{elke: -1, tot: 2054}",
        "{elke: 1.5, tot: 2054}",
        "{elke: 10, tot: 2030}",
        "{elke: 10, tot: ooit}",
        "{elke: 10, tot: 2054, vanaf: 2025}",
        "[10, 2054]",
    ),
    "restwaarde": (
        "101",
        "-1",
        "50%",
        "ja",
        "[50]",
        "{jaar: 2030}",
        "{bedrag: 50, jaar: 2023}",
        "{bedrag: 50, jaar: ooit}",
        "{bedrag: 50, jaren: 3}",
        "{2030: 50}",
    ),
    "discontovoet": (
        "50",
        "-100%",
        "101%",
        "ja",
        "1%..2%",
        "[1%]",
        "{1: 1%}",
        "{0.5: 1%}",
        "niet-lineaire-baten",
        "gezondheid",
    ),
    "disconteren": (
        "1%",
        "ja",
        "[1%]",
        "{voet: 50}",
        "{voet: gezondheid}",
        "{moment: soms}",
        "{basisjaar: 2020}",
        "{voet: 1%, basisjaar: 2020}",
        "{voet: {1: 1%}}",
        "{voet: 1%}, discontovoet: 2%",
    ),
}
CASES = [(key, value) for key, values in WRONG.items() for value in values]


def computed(text, options=None):
    source, findings = parse(text, "casus.yaml")
    return calculate_source("casus.yaml", source, findings, *([options] if options else []))


@pytest.mark.parametrize(("key", "value"), CASES)
def test_refused_with_a_place_and_a_remedy(key, value):
    outcome = computed(HEAD.replace("VALUE", f"{key}: {value}"))
    assert outcome.failed
    assert all(found.remedy and found.mark is not None for found in outcome.findings)


def test_every_key_is_set_from_outside_and_in_a_scenario():
    """100 a year for ten years, of which the horizon leaves five; 40 is left at the end of 2028."""
    text = HEAD.replace(", VALUE", "")
    sets = (
        "kosten[0].duur=10",
        "kosten[0].tot_horizon=ja",
        "kosten[0].restwaarde=40",
        "kosten[0].disconteren.moment=midden",
        "kosten[0].disconteren.voet=vaste-kosten",
    )
    assert computed(text, Options(sets=sets)).result.total.costs == pytest.approx(5 * 100 - 40)
    listed = "".join(f"    {one.replace('=', ': ')}\n" for one in sets)
    outcome = computed(f"{text}scenarios:\n  anders:\n{listed}")
    assert outcome.scenarios["anders"].total.costs == pytest.approx(5 * 100 - 40)
    assert outcome.result.total.costs == 100
