"""The command itself speaks Dutch: its help, and what is wrong with what was typed."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.cli.verbs import VERBS

ENGLISH = re.compile(
    r"\b(usage|options|arguments?|commands?|show|exit|required|missing|invalid|such|str|int|try|error|default)\b",
    re.I,
)
HELPS = [[], *([verb] for verb in VERBS), *(["prices", verb] for verb in ("zoek", "toon", "import"))]


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="rendement")


@pytest.mark.parametrize("words", HELPS)
def test_the_help_is_dutch(words):
    answer = run(*words, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(" ".join(["Gebruik: rendement", *words, "[OPTIES]"]))
    assert ENGLISH.search(re.sub(r"--\w+", "", answer.stdout)) is None
    columns = {re.match(r" +--?[\w-]+(?:, --\w+)?(?: \S+)?  +", line) for line in answer.stdout.splitlines()}
    assert len({match.end() for match in columns if match}) == 1  # the explanations stand under each other


@pytest.mark.parametrize("words", HELPS)
def test_the_help_is_the_same_without_docstrings(words):
    """As under `python -OO`."""
    helped = [
        subprocess.run(
            [sys.executable, *how, "-m", "rendement", *words, "--help"], capture_output=True, check=True
        ).stdout
        for how in ([], ["-OO"])
    ]
    assert helped[0] == helped[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["batch"], "er ontbreekt nog: PAD... (`rendement batch --help` legt uit wat er kan)"),
        (["prices", "import", "t.csv"], "er ontbreekt nog: --output"),
        (["cacl", "a.yaml"], "er is geen opdracht cacl; bedoelt u calc?"),
        (["onzin"], "er is geen opdracht onzin (`rendement --help`"),
        (["prices", "zoeken"], "er is geen opdracht zoeken; bedoelt u zoek?"),
        (["zaken/a.yaml"], "noem eerst een opdracht, bijvoorbeeld `rendement calc zaken/a.yaml`"),
        (["batch", "--werkers", "3", "."], "de optie --werkers bestaat niet; bedoelt u --workers?"),
        (["batch", "--workers", "veel", "."], "--workers: noem een geheel getal ("),
        (["batch", "--workers", "0", "."], "--workers: noem een geheel getal vanaf 1"),
        (["calc", "-o"], "achter -o ontbreekt een waarde"),
        (["calc", "a.yaml", "--watch=3"], "achter --watch hoort geen waarde"),
        (["explain", "a.yaml", "totaal", "b", "c"], "dit is te veel: b c"),
    ],
)
def test_a_command_that_cannot_be_is_one_dutch_sentence(words, said):
    answer = run(*words)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"rendement: {said}")
    assert answer.stderr.count("\n") == 1
    assert ENGLISH.search(re.sub(r"--\w+", "", answer.stderr)) is None
