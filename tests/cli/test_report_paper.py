"""`rendement report -o uit.pdf`: the day of the document, and what happens when it cannot be written."""

import errno
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

import printed
from rendement.cli import app

CASE = """
naam: Café & Co
gemeente: Zoetermeer
periode: 2020
baten:
  - {naam: Iets, bedrag: 2000}
kosten:
  - {naam: Inzet, bedrag: 1000}
"""


@pytest.fixture
def case(written):
    return written(CASE)


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_the_day_of_the_document_is_asked_for_or_that_of_the_case(case, tmp_path):
    target = tmp_path / "uit.pdf"
    for asked, day in ((("--datum", "2026-11-30"), "Mon Nov 30"), ((), "Wed Jan  1")):
        result = run(case, "-o", target, *asked)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.splitlines()[-1] == f"geschreven: {target}"
        assert printed.facts(target)["CreationDate"].startswith(day)
        assert ("2026-11-30" in printed.pages(target)[0]) == bool(asked)


@pytest.mark.parametrize("day", ["morgen", "2026-02-30", "20261130", "0000-01-01", ""])
def test_what_is_no_day_is_misuse(case, tmp_path, day):
    target = tmp_path / "uit.pdf"
    result = run(case, "-o", target, "--datum", day)
    assert result.exit_code == 2
    assert result.stderr == f"rendement: --datum {day}: geen dag; schrijf bijvoorbeeld --datum 2026-11-30\n"
    assert not target.exists()


@pytest.mark.parametrize(
    ("day", "code"), [("1400-01-01", 2), ("1899-12-31", 2), ("2101-01-01", 2), ("2100-12-31", 0)]
)
def test_a_day_of_another_age_is_misuse(case, tmp_path, day, code):
    target = tmp_path / "uit.pdf"
    result = run(case, "-o", target, "--datum", day)
    assert (result.exit_code, target.exists()) == (code, code == 0)
    said = f"rendement: --datum {day}: kies een dag in 1900 tot en met 2100\n"
    assert (result.stderr == said) == (code == 2)


@pytest.mark.parametrize("name", ["uit.md", "uit.html", "uit.xlsx", None])
def test_a_day_is_that_of_a_pdf(case, tmp_path, name):
    """Nothing that was asked is left out without a word."""
    target = [] if name is None else ["-o", tmp_path / name]
    result = run(case, *target, "--datum", "2026-11-30")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "rendement: --datum is de dag van een pdf; schrijf die met -o, bijvoorbeeld -o rapport.pdf\n"
    )
    assert not list(tmp_path.glob("uit.*"))


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def in_use(*_):
    raise PermissionError(errno.EACCES, "The process cannot access the file")


@pytest.mark.parametrize(
    ("where", "failure", "why"),
    [
        ((os, "fsync"), full, "de schijf is vol"),
        ((Path, "replace"), in_use, "het bestand is elders geopend, of u mag hier niet schrijven"),
    ],
    ids=["vol", "open"],
)
def test_what_stood_there_stays_when_writing_fails(case, tmp_path, monkeypatch, where, failure, why):
    target = tmp_path / "uit.pdf"
    target.write_text("oud")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(*where, failure)
    result = run(case, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"rendement: {target} is niet geschreven: {why}")
    assert target.read_text() == "oud"
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_not_there_is_said_before_the_work(case, tmp_path):
    result = run(case, "-o", tmp_path / "weg" / "uit.pdf")
    assert result.exit_code in (1, 2)
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "weg").exists()


def test_without_a_target_a_report_is_still_markdown(case):
    assert run(case).stdout.startswith("# Café & Co\n")
