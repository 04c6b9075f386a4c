"""How many took part: every value that is none is refused at its place, and never divided by."""

import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate_source

HEAD = """naam: P
gemeente: G
periode: 2024
baten: [{naam: B, bedrag: 100}]
scenarios: {s: {deelnemers: 5}}
"""
WRONG = {
    "0": "te-klein",
    "-64": "te-klein",
    "0..10": "te-klein",
    "{laag: 5, hoog: 40, verdeling: normaal}": "te-klein",  # it goes on beyond its 5%
    "{discreet: {0: 50%, 64: 50%}}": "te-klein",
    "{geteld: 13, van: 86}": "geteld-geen-aandeel",
    "50%": "percentage-als-getal",
    "€ 64": "bedrag-als-aantal",
    "40.000": "dubbelzinnig-getal",
    "1e3": "wetenschappelijk",
    "64 mensen": "geen-getal",
    "ja": "ja-als-getal",
    "[64]": "verkeerde-vorm",
    "{hoog: 64}": "sleutel-ontbreekt",
    "''": "lege-waarde",
}


def computed(text, **options):
    source, findings = parse(text, "casus.yaml")
    return calculate_source("casus.yaml", source, findings, Options(**options))


@pytest.mark.parametrize(("value", "code"), WRONG.items())
def test_one_mistake_is_one_finding_at_its_place(value, code):
    outcome = computed(f"{HEAD}deelnemers: {value}\n")
    assert [(item.code, item.mark.line) for item in outcome.findings] == [(code, 6)]
    assert outcome.failed
    assert all(item.remedy for item in outcome.findings)


@pytest.mark.parametrize("value", ["0", "-1", "ja", "50%"])
def test_from_outside_it_is_refused_as_well(value):
    assert computed(HEAD, sets=(f"deelnemers={value}",)).failed
    assert computed(HEAD.replace("deelnemers: 5", f"deelnemers: {value}"), scenario="s").failed


@pytest.mark.parametrize("kind", ["programma", "monitor"])
def test_it_belongs_to_a_case(kind):
    own = {
        "programma": "periode: 2020\nmaatregelen: [{naam: M, besparing: {structureel: 5}}]\n",
        "monitor": "kolommen: {2020: realisatie}\nposten: [{naam: P, bedragen: {2020: 5}}]\n",
    }
    outcome = computed(f"soort: {kind}\nnaam: P\ngemeente: G\n{own[kind]}deelnemers: 64\n")
    assert [item.code for item in outcome.findings] == ["onbekende-sleutel"]
