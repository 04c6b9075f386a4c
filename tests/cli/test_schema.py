"""`rendement schema`: to standard output or a file, per kind of file."""

import json

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.figures.schema import result_schema
from rendement.report.schema import file_schema


def run(*words):
    return CliRunner().invoke(app, ["schema", *words])


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        ([], file_schema("casus")),
        (["--soort", "casus"], file_schema("casus")),
        (["--soort", "prijslijst"], file_schema("prijslijst")),
        (["--soort", "programma"], file_schema("programma")),
        (["--result"], result_schema()),
    ],
)
def test_the_schema_goes_to_standard_output(words, schema):
    answer = run(*words)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == schema


def test_the_schema_goes_to_a_file_and_never_over_another(tmp_path):
    target = tmp_path / "casus.schema.json"
    assert run("-o", str(target)).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8")) == file_schema("casus")
    answer = run("--result", "-o", str(target))
    assert answer.exit_code == 2
    assert "bestaat al" in answer.stderr
    assert run("--result", "-o", str(target), "--force").exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8")) == result_schema()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--soort", "begroting"], "kies casus, prijslijst, programma, monitor of indexcijfers"),
        (["--soort", "casus", "--result"], "kunnen niet samen"),
        (["-o", "weg/schema.json"], "map weg bestaat niet"),
    ],
)
def test_wrong_use_ends_with_2(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert list(tmp_path.iterdir()) == []
