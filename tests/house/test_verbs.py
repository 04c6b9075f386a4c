"""The verbs: every one is known, has Dutch help, and is imported only when it is asked for."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import rendement.cli
from rendement.cli import app
from rendement.cli.verbs import VERBS

FOLDER = Path(rendement.cli.__file__).parent


def test_every_file_with_a_verb_is_listed():
    with_verb = {
        path.stem
        for path in FOLDER.glob("*.py")
        if re.search(r"^@registry\.command|^registry\.add_typer", path.read_text("utf-8"), re.MULTILINE)
    }
    assert with_verb == set(VERBS)


def test_the_help_names_every_verb_in_order():
    shown = CliRunner().invoke(app, ["--help"])
    assert shown.exit_code == 0
    assert re.findall(r"^  (\w+) {2,}\S", shown.output.split("Opdrachten:")[1], re.MULTILINE) == list(VERBS)


def test_a_misspelt_verb_gets_the_nearest_one():
    shown = CliRunner().invoke(app, ["clac"])
    assert shown.exit_code == 2
    assert "calc" in shown.output


@pytest.mark.parametrize("verb", VERBS)
def test_one_verb_does_not_load_the_others(verb):
    script = (
        "import sys; from typer.testing import CliRunner; from rendement.cli import app\n"
        f"CliRunner().invoke(app, ['{verb}', '--help'])\n"
        "print(*(name.split('.')[2] for name in sys.modules if name.startswith('rendement.cli.')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(VERBS) == {verb}


def parameters(command, path=()):
    """Every argument and option of every verb, with its path."""
    for parameter in command.params:
        yield (*path, parameter.name), parameter
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        inner = command.get_command(None, name)
        yield (*path, name), inner
        yield from parameters(inner, (*path, name))


def test_everything_the_help_shows_is_explained():
    found = dict(parameters(typer.main.get_command(app)))
    assert len(found) > 2 * len(VERBS)
    silent = [path for path, item in found.items() if not item.help and path[-1] != "help"]
    assert silent == []


def test_the_help_is_dutch():
    english = re.compile(r"(?i)\b(the|file|files|output|show|with|and|from|this|default|write|read)\b")
    found = dict(parameters(typer.main.get_command(app)))
    assert [path for path, item in found.items() if english.search(item.help or "")] == []


def test_no_verb_has_a_function_of_its_own_elsewhere():
    for path in FOLDER.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rendement.cli."):
                assert node.module.split(".")[2] not in VERBS, f"{path.name} needs {node.module}"
