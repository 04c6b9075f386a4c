"""The glossary names keys of the language or of the result, and identifiers of the engine, that exist."""

import ast
import re

from doc_blocks import tables
from project import ROOT
from rendement.engine.steps import STEPS
from rendement.model.case import Case, Discounting
from rendement.model.line import BenefitLine, CostLine, Stay
from rendement.model.programme import Measure, Programme

PAIRS = [row for _, found in tables("begrippen.md") if len(found[0]) == 5 for row in found[1:]]
INSIDE_VALUES = {"kans", "laag"}  # keys of a mapping that is a value: `{kans, van}`, `{laag, hoog}`
RESULT = {
    "netto",
    "rendement",
    "baten_per_euro",
    "contante_waarde",
    "terugverdienjaar",
    "terugverdientijd",
    "waarde_per_publieke_euro",
    "interne_rentevoet",
    "per_actor",
    "begroting",
}
OF_A_CHANGE = {"volume", "samenstelling", "kosten_per_client"}  # in a monitor


def words(column):
    return {word for row in PAIRS for word in re.findall(r"`([^`]+)`", row[column])}


def engine_names():
    names = set()
    for path in (ROOT / "src" / "rendement" / "engine").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                    names.add(name)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    names.add(name)
    return names


def test_case_words_are_keys():
    keys = set(Case.model_fields) | set(BenefitLine.model_fields) | set(CostLine.model_fields)
    keys |= set(Stay.model_fields) | set(Discounting.model_fields)
    keys |= set(Programme.model_fields) | set(Measure.model_fields)
    assert len(words(3)) > 40
    assert words(3) - RESULT - OF_A_CHANGE - INSIDE_VALUES <= keys


def test_result_words_are_in_the_contract():
    from doc_cases import data_of  # noqa: PLC0415
    from rendement.study.pipeline import calculate  # noqa: PLC0415

    data = data_of(calculate(str(ROOT / "examples" / "01-vijf-regels.yaml")))
    monitor = data_of(calculate(str(ROOT / "cases" / "borne" / "monitor-wmo-clienten.yaml")))
    assert set(monitor["volume"][0]) >= OF_A_CHANGE
    assert RESULT - set(data) - set(data["totaal"]) - set(data["baten"][0]) == set()


def test_code_words_are_names_in_the_engine():
    assert len(words(4)) > 30
    assert words(4) - engine_names() == set()


def test_every_step_of_the_chain_is_explained():
    chain = {step.name for step in STEPS}
    assert len(chain) >= 10
    assert chain <= words(3)


def test_no_word_twice():
    first = [row[0] for row in PAIRS]
    assert len(first) == len(set(first))
