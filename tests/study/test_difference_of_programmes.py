"""Why a figure of a programme moved: every part worked out by hand."""

from fractions import Fraction

import pytest

from moved_parts import near, parts
from rendement.study.calculation import Options
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

OLD = """soort: programma
naam: P
gemeente: G
periode: 2021-2023
telling: nieuw
taakstelling: {2021: 100, 2022: 100}
dekking: [{naam: Reserve, bedragen: {2021: 40}}]
maatregelen:
  - {naam: Noord, domein: jeugd, besparing: {structureel: {2021: 60}}, investering: {2021: 45}}
  - {naam: Zuid, besparing: {incidenteel: {2022: 20}}}
  - {casus: casus.yaml}
kosten: [{naam: Kosten, bedragen: {2021: 30}}]
formatie: [{naam: Team, fte: {2021: 0.5, 2022: 1}, tarief: 80}]
"""
CASE = """naam: C
gemeente: G
periode: 2021
baten: [{naam: B, aantal: 3, bedrag: 10}]
kosten: [{naam: K, bedrag: 4}]
"""
PART = """soort: programma
naam: Deel
gemeente: G
periode: 2021-2022
maatregelen:
  - {naam: M, besparing: {structureel: {2022: 7}}}
"""


@pytest.fixture
def moved(tmp_path):
    """The difference between two programmes in one folder, beside a case."""

    def compare(old, new, figure=None, part="", **options):
        (tmp_path / "casus.yaml").write_text(CASE, encoding="utf-8")
        (tmp_path / "deel.yaml").write_text(part, encoding="utf-8")
        found = []
        for name, text, asked in (("oud", old, {}), ("nieuw", new, options)):
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
            found.append(calculate(str(tmp_path / f"{name}.yaml"), Options(**asked)))
            assert found[-1].programme is not None, found[-1].findings
        return difference(*found, ("oud", "nieuw"), figure)

    return compare


def changed(*pairs):
    text = OLD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_programme_with_staff(moved):
    new = changed(
        ("{2021: 60}", "{2021: 70, 2022: 5}"), ("2021: 0.5", "2021: 1"), ("tarief: 80", "tarief: 100")
    )
    assert parts(moved(OLD, new)) == near(
        {
            ("Noord", "structureel"): 3 * 10 + 2 * 5,
            ("Team", "fte"): -0.5 * (80 + 100) / 2,
            ("Team", "tarief"): -20 * (1.5 + 2) / 2,
        }
    )


def test_the_difference_with_the_target(moved):
    new = changed(
        ("2021: 60", "2021: 70"), ("2022: 100", "2022: 130"), ("2021: 40", "2021: 55"), ("80", "90")
    )
    found = moved(OLD, new, "totaal.verschil")
    assert parts(found) == near(
        {("Noord", "structureel"): 10, ("het programma", "taakstelling"): -30, ("Reserve", "dekking"): 15}
    )
    assert dict(found.silent) == {"tarief (Team)": 1}
    assert parts(moved(OLD, new, "per_jaar.2022.verschil")) == {("het programma", "taakstelling"): -30}
    assert parts(moved(OLD, new, "per_jaar.2023.cumulatief")) == parts(found)


def test_a_case_has_its_own_parts_and_set_may_change_it(moved):
    found = moved(OLD, OLD, sets=("maatregelen[2].baten[0].aantal=5",))
    assert parts(found) == {("C › B", "omvang"): 2 * 10}
    assert parts(moved(OLD, OLD)) == {}


def test_a_programme_within_has_its_own_parts(moved):
    text = changed(("  - {casus: casus.yaml}", "  - {programma: deel.yaml}"))
    found = moved(text, text, part=PART, sets=("maatregelen[1].besparing.incidenteel.2022=25",))
    assert parts(found) == {("Zuid", "incidenteel"): 5}
    found = moved(text, text, part=PART, sets=("maatregelen[2].maatregelen[0].besparing.structureel.2022=9",))
    assert parts(found) == {("Deel › M", "structureel"): 2 * 2}


def test_a_measure_that_came_and_a_longer_period_for_it(moved):
    new = changed(
        ("periode: 2021-2023", "periode: 2021-2024"),
        ("  - {casus", "  - {naam: Oost, besparing: {incidenteel: {2024: 9}}}\n  - {casus"),
    )
    found = moved(OLD, new)
    # the measure falls outside the old period; what is structural goes on for a year, in the same part
    assert parts(found) == {("Oost, het programma", "regel erbij + periode"): 9 + 60}
    assert {name: amounts[0] for _, name, amounts in found.parts[0].by_line} == {"Oost": 9, "Noord": 60}


def test_what_became_of_a_plan_and_what_takes_its_place(moved):
    new = changed(
        (
            "{naam: Zuid, besparing: {incidenteel: {2022: 20}}}",
            "{naam: Zuid, besparing: {incidenteel: {2022: 20}}, gerealiseerd: {2022: 12}}",
        )
    )
    assert parts(moved(OLD, new)) == {("Zuid", "gerealiseerd"): 12 - 20}
    new = changed(
        (
            "  - {casus",
            "  - {naam: Samen, vervangt: [zuid], besparing: {incidenteel: {2022: 15}}}\n  - {casus",
        )
    )
    assert parts(moved(OLD, new)) == {("Samen", "regel erbij"): 15 - 20}


def test_the_perspective_and_who_pays(moved):
    new = changed(
        ("besparing: {incidenteel: {2022: 20}}", "besparing: {incidenteel: {2022: 20}}, tegenpartij: client")
    )
    assert parts(moved(OLD, new)) == {}
    found = moved(OLD, new, perspective="maatschappij")
    assert parts(found) == near({("Zuid", "wie"): -20 / 2, ("het programma", "perspectief"): -20 / 2})


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("per_domein.jeugd.saldo", {("Noord", "structureel"): 3 * 10}),
        ("per_actor.gemeente.saldo", {("Noord", "structureel"): 3 * 10}),
        ("structureel.besparing", {("Noord", "structureel"): 10}),
        ("totaal.investering", {}),
        ("per_jaar.2022.in_plaats", {("Noord", "structureel"): 10}),
    ],
)
def test_other_figures(moved, figure, expected):
    assert parts(moved(OLD, changed(("2021: 60", "2021: 70")), figure)) == expected


def test_a_payback_is_shown_and_not_taken_apart(moved):
    found = moved(OLD, changed(("2021: 60", "2021: 70")), "totaal.terugverdientijd")
    assert "geen som" in found.reason
    assert found.figure.old is not None


def test_the_parts_are_exactly_the_difference(moved):
    found = moved(
        OLD, changed(("60", "61.1"), ("45", "44.3"), ("30", "31.7"), ("0.5", "0.7"), ("80", "81.3"))
    )
    assert sum(parts(found).values()) == Fraction(found.figure.new) - Fraction(found.figure.old)
    assert len(found.parts) == 5


def test_blocks_of_a_target_are_one_part_with_its_amounts(moved):
    new = changed(
        ("taakstelling: {2021: 100, 2022: 100}", "taakstelling: {per: domein, jeugd: {2021: 90, 2022: 100}}")
    )
    found = moved(OLD, new, "per_blok.jeugd.per_jaar.2021.verschil")
    # there was no such block; now it has the 60 of the one measure, against 90
    assert parts(found) == {("het programma", "taakstelling"): 60 - 90}
