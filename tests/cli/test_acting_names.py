"""Names that would act: as a command to a CI runner, on a terminal, or in a sheet that splits elsewhere."""

import json
import os
import re
import subprocess
import sys

import pytest

from rendement.render.formats import FORMATS, OF_A_BATCH, OF_A_CHECK

CASE = """
naam: {name}
gemeente: G
periode: 2020
beschrijving: {name}
baten:
  - {{naam: {name}, groep: {name}, aantal: 1, bedrag: 1000}}
kosten:
  - {{naam: k, aantal: 1, bedrag: 500, telt_mee: nee, reden: {name}}}
"""
LIST = "prijslijst: x\nprijspeil: 2020\nposten:\n  a/b: {naam: a, bedrag: 1}\n"
ACTING = (
    "::error::boem",
    "::error file=a.yaml,line=1::boem",
    "  ::warning::w",
    "::stop-commands::teken",
    "::add-mask::1",
    "##[stop-commands]teken",
    "##[error]fout",
    "naam ##[group]erna",
    "##vso[task.setvariable variable=x]1",
    "naam ##vso[task.complete]",
)
COMMAND = re.compile(r"^\s*::|##(vso)?\[", re.MULTILINE)
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


def run(folder, *words):
    command = [sys.executable, "-c", "from rendement.__main__ import main; main()", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
    return done.stdout.decode("utf-8-sig"), done.stderr.decode("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A case of every acting name, and as far as a file may be called so a file, right and wrong."""
    folder = tmp_path_factory.mktemp("namen")
    for number, name in enumerate(ACTING):
        (folder / f"n{number}.yaml").write_text(CASE.format(name=json.dumps(name)), encoding="utf-8")
        if os.name != "nt" and "/" not in name:
            (folder / f"{name}.yaml").write_text(CASE.format(name="x"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fout")
    for number, name in enumerate(ACTING):
        text = CASE.format(name=json.dumps(name))
        (folder / f"n{number}.yaml").write_text(f"{text}{json.dumps(name)}: 1\n", encoding="utf-8")
        if os.name != "nt":
            (folder / f"{name}.yaml").write_text("naam: [", encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_calc(folder, form):
    out, said = run(folder, "calc", *sorted(path.name for path in folder.iterdir()), "--format", form)
    assert len(out) > 1000
    assert not COMMAND.search(out)
    assert not COMMAND.search(said)


@pytest.mark.parametrize("form", [name for name in OF_A_BATCH if name != "parquet"])
def test_batch(folder, wrong, form):
    for place in (folder, wrong):
        out, said = run(place, "batch", ".", "--format", form)
        assert len(out) > 1000
        assert not COMMAND.search(out)
        assert not COMMAND.search(said)


@pytest.mark.parametrize("form", OF_A_CHECK)
def test_check(wrong, form):
    out, said = run(wrong, "check", ".", "--format", form)
    assert out.count("\n") >= len(ACTING)
    assert not COMMAND.search(said)
    if form == "github":
        assert all(line.startswith(("::error file=", "::warning file=")) for line in out.splitlines())
    else:
        assert not COMMAND.search(out)


def test_json_says_the_same_nevertheless(folder):
    out, _ = run(folder, "calc", "n5.yaml", "--format", "json")
    assert json.loads(out)["naam"] == "##[stop-commands]teken"


def test_a_file_that_is_not_there(folder):
    _, said = run(folder, "calc", "nee\n::error::x.yaml")
    assert not COMMAND.search(said)


@pytest.mark.skipif(os.name == "nt", reason="zo mag een bestand daar niet heten")
def test_a_file_name_steers_no_terminal(tmp_path):
    name = "p\x1b[31m\x9b2J\rx"
    (tmp_path / f"{name}.yaml").write_text(LIST)
    case = CASE.format(name="x") + f"prijslijsten: [{json.dumps(name)}.yaml]\n"
    (tmp_path / "a.yaml").write_text(case.replace(f"{json.dumps(name)}.yaml", json.dumps(f"{name}.yaml")))
    (tmp_path / f"c{name}.yaml").write_text(CASE.format(name="x"))
    (tmp_path / f"d{name}.yaml").write_text("naam: [")
    files = sorted(path.name for path in tmp_path.iterdir())
    for words in (
        ["calc", *files],
        ["check", "."],
        ["batch", "."],
        ["explain", f"c{name}.yaml", "totaal.rendement"],
        ["prices", "zoek", "a", "--lijst", f"{name}.yaml"],
        ["calc", f"weg{name}.yaml"],
        ["calc", f"c{name}.yaml", "-o", f"c{name}.csv"],
        *(["calc", f"c{name}.yaml", "--format", form] for form in FORMATS),
        *(["check", ".", "--format", form] for form in OF_A_CHECK),
    ):
        for text in run(tmp_path, *words):
            assert not STEERING.search(text), words


@pytest.mark.parametrize(
    ("form", "name", "whole"),
    [
        ("csv", "x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"),
        ("csv", "x; +1", "x; '+1"),
        ("csv", 'x;"=1', "x;\"'=1"),
        ("csv", "x;@a;-1", "x;'@a;'-1"),
        ("csv", "x; y", "x; y"),
        ("csv", "x,=1", "x,=1"),  # between quotation marks here, and whole when split on a semicolon
        ("csv-nl", "x,=HYPERLINK(1)", "x,'=HYPERLINK(1)"),
        ("csv-nl", "x, -1", "x, '-1"),
        ("csv-nl", "x,y", "x,y"),
        ("csv-nl", "x;=1", "x;=1"),
        ("tsv", "x,=1", "x,'=1"),
    ],
)
def test_no_formula_comes_of_splitting_elsewhere(tmp_path, form, name, whole):
    (tmp_path / "a.yaml").write_text(CASE.format(name=json.dumps(name)), encoding="utf-8")
    for verb in ("calc", "batch"):
        out, _ = run(tmp_path, verb, "a.yaml", "--format", form)
        assert whole in out.replace('""', '"')
        assert (name == whole) == (name in out.replace('""', '"'))
