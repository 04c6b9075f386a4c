"""An answer that nobody can get: one sentence and exit code 1, never a bug, and never as if it were given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project import ROOT

CASE = str(ROOT / "cases/zoetermeer/zoveel-meer.yaml")
COMMAND = [sys.executable, "-c", "from rendement.__main__ import main; main()"]
ANSWERS = (
    ["--help"],
    ["calc", "--help"],
    ["prices", "--help"],
    ["--version"],
    ["calc", CASE],
    ["calc", CASE, "--format", "json"],
    ["explain", CASE, "totaal.rendement"],
    ["batch", CASE],
    ["check", CASE, "--format", "json"],
    ["schema"],
)
named = pytest.mark.parametrize("words", ANSWERS, ids=lambda words: " ".join(words).replace(CASE, "CASUS"))
SAID = "rendement: de uitvoer kan niet worden geschreven: "


@named
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="dit systeem heeft geen /dev/full")
def test_a_full_disk(words, buffered):
    around = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    around |= {} if buffered else {"PYTHONUNBUFFERED": "1"}
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - no file of ours
        done = subprocess.run(
            [*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=around
        )
    assert (done.returncode, done.stderr) == (1, f"{SAID}de schijf is vol\n")


def without_output(*words):
    """As a shell does with `>&-`."""
    closing = "import os, sys; os.close(1); os.execv(sys.executable, sys.argv[1:])"
    command = [sys.executable, "-c", closing, *COMMAND, *words]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)


@named
@pytest.mark.skipif(os.name == "nt", reason="zo sluit alleen een shell van Unix een uitvoer")
def test_an_output_that_was_closed(words):
    done = without_output(*words)
    assert (done.returncode, done.stderr) == (1, f"{SAID}zij is gesloten\n")


@pytest.mark.skipif(os.name == "nt", reason="zo sluit alleen een shell van Unix een uitvoer")
@pytest.mark.parametrize("words", [["calc", CASE], ["batch", CASE, CASE, "--workers", "2"]])
def test_who_asks_for_a_file_needs_no_output(words, tmp_path):
    target = tmp_path / "uit.csv"
    done = without_output(*words, "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_text("utf-8").count("Zoveel Meer") >= 1
