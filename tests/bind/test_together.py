"""`samen`: which inputs are one draw."""

import numpy as np
import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.draw_table import draw_table
from rendement.study.pipeline import calculate_source

CASE = """naam: Casus
gemeente: Plaats
periode: 2020-2021
baten:
  - {naam: A, aantal: 4..8, bedrag: 100, per: periode}
  - {naam: B, aantal: {2020: 1..3, 2021: 10..30}, bedrag: 10..20}
kosten:
  - {naam: C, bedrag: 1..3, per: periode}
"""


def outcome(together, *sets):
    source, findings = parse(f"{CASE}samen: {together}\n", "casus.yaml")
    return calculate_source("casus.yaml", source, findings, Options(sets))


def ranks(column):
    return np.argsort(np.argsort(column))


def test_what_is_together_lies_at_the_same_place_in_its_range():
    """Also a series, which is named as a whole."""
    rows = draw_table(outcome("{g: [baten.a.aantal, baten.b.aantal]}"), 50, 1)
    first = ranks(rows["baten[0].aantal"])
    assert (ranks(rows["baten[1].aantal.2020"]) == first).all()
    assert (ranks(rows["baten[1].aantal.2021"]) == first).all()
    assert (ranks(rows["baten[1].bedrag"]) != first).any()
    assert (ranks(rows["kosten[0].bedrag"]) != first).any()


def test_two_groups_are_apart():
    rows = draw_table(
        outcome("{g: [baten.a.aantal, baten.b.aantal], h: [baten.b.bedrag, kosten.c.bedrag]}"), 50, 1
    )
    assert (ranks(rows["baten[1].bedrag"]) == ranks(rows["kosten[0].bedrag"])).all()
    assert (ranks(rows["baten[1].bedrag"]) != ranks(rows["baten[0].aantal"])).any()


def test_what_a_change_makes_certain_stays_in_its_group():
    found = outcome("{g: [baten.a.aantal, baten.b.bedrag]}", "baten.a.aantal=5")
    assert found.findings == ()
    assert found.plan.groups[0].paths == ("baten[0].aantal", "baten[1].bedrag")


def test_a_slip_is_answered_with_a_path_that_can_be_written_so():
    found = outcome("{g: [baten.a.aantl, baten.b.bedrag]}").findings[0]
    assert found.remedy == "bedoelt u `baten.a.aantal`?"
    assert outcome("{g: [baten.a.aantal, baten.b.bedrag]}").findings == ()


def test_a_range_that_is_wrong_itself_is_one_mistake():
    source, findings = parse(
        CASE.replace("4..8", "8..4") + "samen: {g: [baten.a.aantal, baten.b.bedrag]}\n", "c"
    )
    found = calculate_source("c", source, findings).findings
    assert [finding.path for finding in found] == ["baten[0].aantal"]


@pytest.mark.parametrize(
    ("together", "code"),
    [
        ("{g: [baten.a.aantal, baten.x.aantal]}", "samen-onbekend"),
        ("{g: [baten.a.aantal, baten.b]}", "samen-onbekend"),
        ("{g: [baten.a.aantal, '[']}", "samen-onbekend"),
        ("{g: [baten.a.aantal, totaal.rendement]}", "samen-onbekend"),
        ("{g: [baten.a.aantal, baten.a.bedrag]}", "samen-zeker"),
        ("{g: [baten.a.aantal, baten.b.bedrag, baten.a.aantal]}", "samen-dubbel"),
        ("{g: [baten.a.aantal]}", "samen-alleen"),
        ("{g: []}", "samen-alleen"),
        ("{g: baten.a.aantal}", "verkeerde-vorm"),
        ("[baten.a.aantal]", "verkeerde-vorm"),
    ],
)
def test_a_group_that_cannot_be_is_refused(together, code):
    found = outcome(together)
    assert found.result is None
    assert [finding.code for finding in found.findings] == [code]
    assert found.findings[0].mark.line == 9
