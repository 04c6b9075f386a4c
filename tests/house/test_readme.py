"""The README shows what really appears, and its commands are the ones that are checked."""

import re
import shlex

import pytest

import readme
from project import ROOT
from rendement.cli.verbs import VERBS

README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_is_the_one_that_appears():
    assert readme.block(README, "tabel") == f"```text\n{readme.table()}\n```"


def test_the_first_command_computes_the_example_and_the_second_runs_every_check():
    assert shlex.split(readme.command(README, "rekenen"))[-1] == readme.EXAMPLE
    assert readme.command(README, "toetsen").endswith(".venv/bin/python tools/toets.py")


@pytest.mark.parametrize("name", ["rekenen", "toetsen"])
def test_a_command_is_one_line_that_begins_with_a_fresh_environment(name):
    text = readme.command(README, name)
    assert "\n" not in text
    assert text.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_first_screen_holds_both_commands_and_the_table():
    screen = README.split("\n## ")[0]
    assert readme.command(screen, "rekenen")
    assert readme.command(screen, "toetsen")
    assert "Rendement" in readme.block(screen, "tabel")


def test_every_link_leads_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if not link.startswith("http")]
    assert len(links) >= 6
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_verb_is_named():
    assert [verb for verb in VERBS if f"`rendement {verb}" not in README] == []


def test_the_automatic_check_runs_the_same_two_commands_and_none_of_its_own():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"^voer_uit (\w+)$", script, re.MULTILINE) == ["rekenen", "toetsen"]
    assert "pytest" not in script.lower().replace("pytest_addopts", "")


def test_a_block_can_be_replaced_and_nothing_else_moves():
    text = "a\n<!-- x -->\noud\n<!-- /x -->\nb\n"
    assert readme.put(text, "x", "nieuw\n") == "a\n<!-- x -->\nnieuw\n<!-- /x -->\nb\n"
    assert readme.put(readme.put(text, "x", ""), "x", "weer") == "a\n<!-- x -->\nweer\n<!-- /x -->\nb\n"
    with pytest.raises(ValueError, match="geen blok"):
        readme.block(text, "y")
    with pytest.raises(ValueError, match="geen opdracht"):
        readme.command(text, "y")
