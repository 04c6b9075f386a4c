"""The remarks on a programme: each where there is something to say, and nowhere else."""

import pytest

from programme_text import run
from rendement.lint.of_programme import REMARKS
from rendement.study.contract import remarks_of

QUIET = (
    "periode: 2021-2023\nmaatregelen: [{naam: A, besparing: {structureel: {2021: 5}}, status: verwacht}]\n"
)
TEAM = "formatie: [{naam: T, tarief: 1, fte: {2021: 1}}]\n"
STAYING = TEAM.replace("{2021: 1}", "{structureel: {2021: 1}}")
FALLING = QUIET.replace("structureel: {2021: 5}", "structureel: {2021: 5, 2022: -1}")
TARGET = QUIET + "telling: stand\ntaakstelling: {2021: 5, 2022: 5, 2023: 5}\n"


def codes(text):
    return [finding.code for finding in remarks_of(run(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (QUIET, []),
        (QUIET.replace(", status: verwacht", ""), ["besparing-zonder-status"]),
        (QUIET + TEAM, ["formatie-houdt-op"]),
        (QUIET + STAYING, []),
        (FALLING, ["tegenvaller"]),
        (TARGET, []),
        (TARGET + "perspectief: overheid\n", ["taakstelling-eigen-geld"]),
        ("perspectief: overheid\n" + QUIET, []),
        ("peildatum: 2021\n" + QUIET, ["jaar-verstreken"]),
        ("peildatum: 2021\n" + QUIET.replace("verwacht", "gerealiseerd"), []),
        ("peildatum: 2021-06\n" + QUIET, []),
    ],
)
def test_a_remark_is_made_where_there_is_something_to_say(text, expected):
    assert codes(text) == expected


def test_every_remark_has_a_code_of_its_own():
    assert len({rule.code for rule in REMARKS}) == len(REMARKS)
    assert {rule.severity for rule in REMARKS} == {"opmerking"}
