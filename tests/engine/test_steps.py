"""The registry of steps: whoever lists steps reads it, and each has its place wherever steps stand."""

import re
from pathlib import Path

import pytest

from rendement.engine.curves import CURVES
from rendement.engine.steps import CURVE, GROSS, KEEPS, SHARES, STEPS, TAKES, step_named
from rendement.model import fields
from rendement.model.line import BenefitLine, CostLine
from rendement.report.flat_table import HEADS
from rendement.report.key_texts import KEYS

DOCS = Path(__file__).parents[2] / "docs"
OF_SIZE = {"bereik", "slaagkans"}  # shares of the number, not of the amount
LINES = (BenefitLine, CostLine)


def shares_of(model):
    """The keys of a line that hold one share."""
    kinds = (fields.Share, fields.BusinessAsUsual)
    readings = {kind.__metadata__[0] for kind in kinds}
    return {name for name, field in model.model_fields.items() if readings & set(field.metadata or ())} | {
        name for name, field in model.model_fields.items() if readings & set(inner_metadata(field))
    }


def inner_metadata(field):
    """The annotations of an optional field."""
    arguments = getattr(field.annotation, "__args__", ())
    return [item for argument in arguments for item in getattr(argument, "__metadata__", ())]


REGISTRY = [  # key, way and label, in the order in which steps are taken
    ("bruto", "start", "bruto"),
    ("prijspeil", "level", "prijspeil"),
    ("additioneel", "keeps", "additioneel"),
    ("blijfkans", "curve", "blijfkans"),
    ("ingroei", "curve", "ingroei"),
    ("terugval", "curve", "terugval"),
    ("afname", "curve", "afname"),
    ("business_as_usual", "takes", "business as usual"),
    ("toerekening", "keeps", "toerekening"),
    ("verdringing", "takes", "verdringing"),
    ("optimismecorrectie", "takes", "optimismecorrectie"),
    ("groei", "grows", "groei"),
    ("horizon", "cut", "horizon"),
]


def test_the_registry_as_a_whole():
    assert [(step.name, step.way, step.label) for step in (GROSS, *STEPS)] == REGISTRY
    explained = {step.name: step.formula for step in STEPS if step.formula}
    assert explained == {"business_as_usual": "1 − wat ook zonder gebeurd was"}


def test_names_are_known_once():
    names = [step.name for step in (GROSS, *STEPS)]
    assert len(set(names)) == len(names)
    assert [step_named(name) for name in names] == [GROSS, *STEPS]
    with pytest.raises(KeyError):
        step_named("bijgeloof")


def test_every_share_of_a_line_is_a_step_and_every_step_that_is_a_share_is_a_key():
    written = set().union(*(shares_of(model) for model in LINES)) - OF_SIZE
    curves = {step.name for step in STEPS if step.way == CURVE}
    known = {step.name for step in SHARES}
    assert written - curves - known == set(), "een aandeel van een regel zonder stap in engine/steps.py"
    assert known - written == set(), "een stap zonder sleutel in model/line.py"
    assert all(any(name in model.model_fields for model in LINES) for name in curves)


def test_every_curve_has_its_function():
    assert {step.name for step in STEPS if step.way == CURVE} == set(CURVES) - {"constant"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_has_its_column_its_explanation_and_its_place_in_the_docs(step):
    assert step.label
    assert step.name in HEADS
    assert step.name in KEYS or f"Case.{step.name}" in KEYS
    missing = [
        page
        for page in ("uitvoer.md", "casustaal.md", "begrippen.md")
        if f"`{step.name}`" not in (DOCS / page).read_text("utf-8")
    ]
    assert missing == [], f"{step.name} staat niet in deze pagina's"


def test_the_columns_of_the_docs_are_those_of_the_table_in_their_order():
    row = next(
        line for line in (DOCS / "uitvoer.md").read_text("utf-8").splitlines() if "`prijspeil`, " in line
    )
    assert re.findall(r"`(\w+)`", row.split("|")[1]) == [step.name for step in STEPS]


def test_the_manual_lists_the_steps_of_a_benefit_in_their_order():
    """Those of costs alone stand apart."""
    page = (DOCS / "casustaal.md").read_text("utf-8")
    table = page.partition("| stap | sleutel | wat het doet |\n")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", row)[0] for row in table.splitlines()[1:]]
    of_costs = set(CostLine.model_fields) - set(BenefitLine.model_fields)
    assert rows == [step.name for step in (GROSS, *STEPS) if step.name not in of_costs]


def test_the_method_has_every_step_in_its_formula():
    page = (DOCS / "methode.md").read_text("utf-8")
    formula = re.search(r"^ +netto = bruto × (.*)$", page, re.MULTILINE)[1]
    of_costs = set(CostLine.model_fields) - set(BenefitLine.model_fields)
    steps = [step for step in STEPS if step.way not in ("level", "cut") and step.name not in of_costs]
    expected = [f"(1 − {step.label})" if step.way == TAKES else step.label for step in steps]
    assert formula.split(" × ") == expected


def test_a_share_is_kept_or_goes_off():
    assert {step.way for step in SHARES} == {KEEPS, TAKES}
