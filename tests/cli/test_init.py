"""`rendement init`: the starter case works, so does every option in it; nothing is overwritten unasked."""

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from rendement.cli import app
from rendement.report.schema import file_schema
from rendement.source.tree import parse
from rendement.study import starter as starters
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.starter import bundled_cases, example, starter
from starter_text import EXPLANATION, OPTION, blocks, without_hash

TEXT = starter("casus.yaml").text
LINES = TEXT.splitlines()
SCHEMA = file_schema("casus")


def outcome_of(text):
    source, findings = parse(text, "casus.yaml")
    return calculate_source("casus.yaml", source, findings)


def schema_errors(text):
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(data)]


def run(*words):
    return CliRunner().invoke(app, ["init", *words])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_starter_case_computes_without_findings():
    outcome = outcome_of(TEXT)
    assert outcome.findings == ()
    assert outcome.result.total.net == 6 * 14000 * 0.5 - 2 * 0.25 * 80000
    assert schema_errors(TEXT) == []


def test_a_comment_is_an_explanation_or_an_option():
    comments = [line for line in LINES if line.lstrip().startswith("#")]
    assert all(EXPLANATION.fullmatch(line) or OPTION.fullmatch(line) for line in comments)
    assert "{" + "file}" not in TEXT
    assert max(map(len, LINES)) <= 110


def test_there_are_options():
    assert len(blocks(LINES)) >= 30


@pytest.mark.parametrize("block", blocks(LINES), ids=lambda block: LINES[block[0]].strip("# ")[:40])
def test_every_option_is_valid_once_its_hash_is_gone(block):
    text = without_hash(LINES, block)
    outcome = outcome_of(text)
    assert outcome.findings == ()
    assert outcome.result is not None
    assert schema_errors(text) == []


@pytest.mark.parametrize("block", blocks(LINES), ids=lambda block: LINES[block[0]].strip("# ")[:40])
def test_every_option_stands_after_its_explanation(block):
    assert EXPLANATION.fullmatch(LINES[block[0] - 1])


def test_the_starter_shows_every_key_that_the_schema_knows():
    shown = set(re.findall(r"(?:^|[ {])([a-z_]+):", re.sub(r"##.*", "", TEXT), re.MULTILINE))
    parts = [SCHEMA, *(part for name, part in SCHEMA["$defs"].items() if name[0].isupper())]
    keys = {key for part in parts for key in part["properties"]}
    # of a printed figure, of a workbook, of files beside the case; what may stand for `gemeente`; what
    # ties ranges together, of which a first case has none; and the place of a waiver, which may be left out
    assert keys - shown == {
        "fout",
        "blad",
        "leeg",
        "splits",
        "kleinste_groep",
        "indexcijfers",
        "plaats",
        "samen",
        "pad",
    }


def test_init_writes_the_case_and_a_schema_that_the_editor_finds_beside_it(folder):
    answer = run()
    assert answer.exit_code == 0
    assert files(folder) == ["casus.schema.json", "casus.yaml"]
    text = (folder / "casus.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=casus.schema.json\n## Uw eerste casus")
    assert json.loads((folder / "casus.schema.json").read_text(encoding="utf-8")) == SCHEMA
    assert "rendement calc casus.yaml" in answer.stderr
    assert calculate("casus.yaml").findings == ()


def test_a_name_and_a_folder_of_ones_own(folder):
    (folder / "zaken").mkdir()
    assert run("zaken/wijkteam.yaml").exit_code == 0
    assert files(folder / "zaken") == ["casus.schema.json", "wijkteam.yaml"]
    assert "rendement calc zaken/wijkteam.yaml" in (folder / "zaken" / "wijkteam.yaml").read_text(
        encoding="utf-8"
    )


def test_nothing_is_overwritten_unless_asked(folder):
    (folder / "casus.yaml").write_text("van mij")
    answer = run()
    assert answer.exit_code == 2
    assert "casus.yaml bestaat al" in answer.stderr
    assert "--force" in answer.stderr
    assert (folder / "casus.yaml").read_text() == "van mij"
    assert files(folder) == ["casus.yaml"]
    assert run("--force").exit_code == 0
    assert "Mijn aanpak" in (folder / "casus.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("foreign", [b'{"title": "van mij"}', b"\xff\xfe"])
def test_a_schema_file_that_is_not_ours_stays(folder, foreign):
    (folder / "casus.schema.json").write_bytes(foreign)
    answer = run()
    assert answer.exit_code == 2
    assert "casus.schema.json bestaat al" in answer.stderr
    assert files(folder) == ["casus.schema.json"]


def test_a_schema_file_of_an_earlier_version_is_replaced(folder):
    run("eerste.yaml")
    older = (folder / "casus.schema.json").read_text(encoding="utf-8").replace("rendement 0", "rendement 00")
    (folder / "casus.schema.json").write_text(older, encoding="utf-8")
    assert run("tweede.yaml").exit_code == 0
    assert json.loads((folder / "casus.schema.json").read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("name", ["zoveel-meer", "zoetermeer/zoveel-meer", "zoveel-meer.yaml"])
def test_a_bundled_case_by_its_name(folder, name):
    assert run("--voorbeeld", name).exit_code == 0
    assert files(folder) == ["casus.schema.json", "zoveel-meer.yaml"]
    outcome = calculate("zoveel-meer.yaml")
    assert outcome.findings == ()
    assert outcome.result.total.net == 66000  # printed in the source


def test_a_bundled_case_under_another_name(folder):
    assert run("--voorbeeld", "broedplaats", "mijn.yaml").exit_code == 0
    assert files(folder) == ["casus.schema.json", "mijn.yaml"]


def test_a_bundled_programme_comes_with_the_schema_of_programmes(folder):
    programmes = [
        name for name, file in bundled_cases().items() if "soort: programma" in file.read_text("utf-8")
    ]
    assert run("--voorbeeld", programmes[0], "programma.yaml").exit_code == 0
    assert files(folder) == ["programma.schema.json", "programma.yaml"]


def test_every_bundled_case_stands_alone(folder):
    for name in bundled_cases():
        start = example(name)
        for item in (start, *start.beside):
            (folder / item.file).write_text(item.text, encoding="utf-8")
        outcome = calculate(start.file)
        assert not outcome.failed, name
        for item in (start, *start.beside):
            (folder / item.file).unlink()


def test_a_bundled_programme_comes_with_the_programmes_that_it_takes_in(folder):
    assert run("--voorbeeld", "grip-op-het-sociaal-domein").exit_code == 0
    blocks = ["a-voorveld", "b-toegang", "c1-participatie", "c2-wmo", "c3-jeugd"]
    wanted = [f"{name}.yaml" for name in ("grip-op-het-sociaal-domein", *blocks)]
    assert files(folder) == sorted([*wanted, "programma.schema.json"])
    assert not calculate("grip-op-het-sociaal-domein.yaml").failed


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "b-toegang.yaml bestaat al"), (("b-toegang.yaml", "--force"), "kies een andere naam")],
)
def test_a_file_that_a_bundled_programme_names_is_not_lost(folder, words, said):
    (folder / "b-toegang.yaml").write_text("van mij", encoding="utf-8")
    answer = run("--voorbeeld", "grip-op-het-sociaal-domein", *words)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert files(folder) == ["b-toegang.yaml"]


def test_an_unknown_example_is_answered_with_the_nearest_and_all_names(folder):
    answer = run("--voorbeeld", "zoveel-mer")
    assert answer.exit_code == 2
    assert "bedoelt u zoveel-meer?" in answer.stderr
    assert all(f"\n  {name}\n" in answer.stderr for name in bundled_cases())
    assert "bedoelt u" not in run("--voorbeeld", "qqqq").stderr
    assert files(folder) == []


def test_a_name_that_two_folders_have_asks_for_the_folder(folder, monkeypatch):
    for place in ("cases/a", "cases/b"):
        (folder / place).mkdir(parents=True)
        (folder / place / "zaak.yaml").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(starters, "data_folder", lambda: folder)
    answer = run("--voorbeeld", "zaak")
    assert answer.exit_code == 2
    assert "a/zaak\n  b/zaak" in answer.stderr
    assert example("b/zaak").file == "zaak.yaml"


def test_a_broken_bundled_case_is_our_bug(folder, monkeypatch):
    (folder / "cases").mkdir()
    (folder / "cases" / "stuk.yaml").write_text("a: [", encoding="utf-8")
    monkeypatch.setattr(starters, "data_folder", lambda: folder)
    with pytest.raises(RuntimeError, match="stuk"):
        example("stuk")


@pytest.mark.parametrize(
    ("name", "said"), [("casus.txt", ".yaml-bestand"), ("weg/casus.yaml", "map weg bestaat niet")]
)
def test_a_name_that_cannot_be_meant(folder, name, said):
    answer = run(name)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert files(folder) == []
