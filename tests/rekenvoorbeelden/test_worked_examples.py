"""Worked examples: each a sentence, a case, and figures worked out by hand as visible sums."""

from pathlib import Path

import pytest
import yaml

from project import ROOT
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.path import parse_path
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from visible_sums import outcome

HERE = Path(__file__).parent
HEAD = "naam: Voorbeeld\ngemeente: Voorbeeld\n"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
WORDS = {"bestaat niet": None, "ja": True, "nee": False}
EXAMPLES = [
    pytest.param(example, id=example["naam"])
    for file in sorted(HERE.glob("*.yaml"))
    for example in yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - text only
]


@pytest.fixture
def compute(tmp_path):
    """The JSON contract of an example."""

    def run(example):
        options = Options(perspective=example.get("perspectief"))
        if "bestand" in example:
            return contract(calculate(str(ROOT / example["bestand"]), options))
        text = HEAD + example["casus"]
        if "prijslijst" in example:
            (tmp_path / "lijst.yaml").write_text(example["prijslijst"], encoding="utf-8")
            text += "prijslijsten: [lijst.yaml]\n"
        if "indexcijfers" in example:
            (tmp_path / "reeksen.yaml").write_text(example["indexcijfers"], encoding="utf-8")
            text += "indexcijfers: [reeksen.yaml]\n"
        (tmp_path / "casus.yaml").write_text(text, encoding="utf-8")
        found = calculate(str(tmp_path / "casus.yaml"), options)
        assert found.result is not None, found.findings
        return contract(found)

    return run


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example, compute):
    data = compute(example)
    for path, expected in example["verwacht"].items():
        if expected == "ontbreekt":
            with pytest.raises(LookupFailedError):
                lookup(data, parse_path(path))
            continue
        figure = lookup(data, parse_path(path))
        if isinstance(expected, dict):
            near = pytest.approx(outcome(expected["waarde"]), abs=float(expected["binnen"]))
            assert figure == near, path
        elif expected in WORDS:
            assert figure is WORDS[expected], path
        elif isinstance(figure, str):
            assert figure == expected, path
        else:
            assert figure == pytest.approx(outcome(expected), rel=1e-12, abs=1e-9), path


def test_examples_are_complete():
    examples = [param.values[0] for param in EXAMPLES]
    assert len(examples) >= 80
    assert len({example["naam"] for example in examples}) == len(examples)
    known = {"naam", "uitleg", "casus", "bestand", "prijslijst", "indexcijfers", "perspectief", "verwacht"}
    for example in examples:
        assert known >= set(example), example["naam"]
        assert example["uitleg"], example["naam"]
        assert example["verwacht"], example["naam"]


@pytest.mark.parametrize("text", ["__import__('os')", "x", "1 if 2 else 3", "'a' * 3", "sqrt(1, 2)", "True"])
def test_a_sum_holds_nothing_but_arithmetic(text):
    with pytest.raises(ValueError, match="no sum"):
        outcome(text)
