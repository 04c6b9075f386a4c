"""`report -o uit.docx`: in the house style that is asked for, whole or not at all, never over a template."""

import errno
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from word_files import BEFORE, HEADER, Word, split_mark, template

CASE = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
OLD = "van gisteren"


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


@pytest.fixture
def target(tmp_path):
    """Where it goes, with what stood there."""
    path = tmp_path / "uit.docx"
    path.write_text(OLD)
    return path


@pytest.mark.parametrize("name", ["zoetermeer/zoveel-meer", "borne/taakstelling", "borne/monitor-uitstroom"])
def test_every_kind_of_file_becomes_a_document(name, target):
    result = run(ROOT / "cases" / f"{name}.yaml", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == f"geschreven: {target}"
    seen = Word(target.read_bytes())
    assert "Samenvatting" in seen.items
    assert any(item.startswith("Bijlage bij ") for item in seen.items)


def test_what_is_asked_stands_in_it(target):
    """4 instead of 6 of 37.000 at 50%: 37.000 less than 66.000."""
    assert run(CASE, "-o", target, "--set", "baten[0].aantal=4").exit_code == 0
    seen = Word(target.read_bytes())
    assert "Opdracht: --set baten[0].aantal=4" in seen.items
    assert "29.000" in seen.rows()["Saldo (baten − kosten)"]


def test_it_comes_in_the_template(target, tmp_path):
    result = run(CASE, "-o", target, "--sjabloon", split_mark(tmp_path / "huis.docx"))
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == f"geschreven: {target}"
    seen = Word(target.read_bytes())
    assert seen.items[0] == BEFORE
    assert seen.document.sections[0].header.paragraphs[0].text == HEADER


def test_a_style_that_lacks_is_said_in_one_line(target, tmp_path):
    house = template(tmp_path / "huis.docx", styles=("Caption",))
    result = run(CASE, "-o", target, "--sjabloon", house)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-2:] == [
        f"geschreven: {target}",
        f"--sjabloon {house}: deze stijlen staan er niet in: Caption (Bijschrift): nu de gewone alinea; "
        "gebruik elke stijl in het sjabloon een keer en bewaar het",
    ]


@pytest.mark.parametrize("text", [(), ("{{rapport}}", "{{rapport}}")])
def test_a_template_that_will_not_do_is_one_sentence_and_nothing_is_written(text, target, tmp_path):
    house = tmp_path / "huis.docx"
    if text:
        template(house, *text)
    else:
        house.write_bytes(b"geen document")
    result = run(CASE, "-o", target, "--sjabloon", house)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"rendement: --sjabloon {house}: ")
    assert target.read_text() == OLD


def test_a_template_that_is_not_there_or_is_not_for_this_is_misuse(target, tmp_path):
    lacking = run("geen-casus.yaml", "-o", target, "--sjabloon", tmp_path / "weg.docx")
    assert lacking.exit_code == 2
    assert lacking.stderr == f"rendement: --sjabloon {tmp_path / 'weg.docx'}: dit bestand bestaat niet\n"
    house = template(tmp_path / "huis.docx")
    for where in (["-o", tmp_path / "uit.md"], []):
        result = run(CASE, *where, "--sjabloon", house)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "dat hoort bij een Word-document; schrijf -o rapport.docx erbij" in result.stderr
    assert not (tmp_path / "uit.md").exists()


def test_the_template_itself_is_never_overwritten(tmp_path):
    house = template(tmp_path / "huis.docx")
    before = house.read_bytes()
    result = run(CASE, "-o", house, "--sjabloon", house)
    assert result.exit_code == 2
    assert "dit bestand wordt zelf gelezen" in result.stderr
    assert house.read_bytes() == before


@pytest.mark.parametrize("library", ["docx", "matplotlib"])
def test_without_a_library_one_sentence_says_what_to_install(library, target, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    result = run(CASE, "-o", target)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.endswith("pip install 'rendement[report]'\n")
    assert target.read_text() == OLD


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def taken(*_):
    raise PermissionError(errno.EACCES, "in use")


FAILURES = {
    "volle schijf": (os, "fsync", full, "de schijf is vol"),
    "elders geopend": (Path, "replace", taken, "het bestand is elders geopend, of u mag hier niet schrijven"),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("styled", [False, True])
def test_what_cannot_be_written_leaves_the_old_file(failure, styled, target, tmp_path, monkeypatch):
    house = ["--sjabloon", template(tmp_path / "huis.docx")] if styled else []
    owner, name, fails, said = FAILURES[failure]
    monkeypatch.setattr(owner, name, fails)
    result = run(CASE, "-o", target, *house)
    assert result.exit_code == 1
    assert f"rendement: {target} is niet geschreven: {said}" in result.stderr
    assert target.read_text() == OLD
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx"] * (1 + styled)


def test_a_place_where_nothing_may_be_written_is_refused_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    result = run("geen-casus.yaml", "-o", tmp_path / "uit.docx")
    assert result.exit_code == 1
    assert "u mag hier niet schrijven" in result.stderr
    assert "geen-casus" not in result.stderr
