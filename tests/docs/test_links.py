"""Links in the docs lead somewhere, and every command and option that the docs name exists."""

import re
import unicodedata

import pytest
import typer

from doc_blocks import DOCS, PAGES
from rendement.cli import app

LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def prose(page):
    """The text of a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.M | re.S)


def anchors(path):
    """The anchors that a Markdown reader makes of the headings."""
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S), re.M
    )
    return {_anchor(head) for head in heads}


def _anchor(head):
    kept = "".join(sign for sign in head.lower() if sign in " -_" or unicodedata.category(sign)[0] in "LN")
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    links = [link for link in LINK.findall(prose(page)) if not link.startswith("https://")]
    assert links
    for link in links:
        name, _, anchor = link.partition("#")
        target = DOCS / name if name else DOCS / page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def known_options():
    """Verb (or verb and sub-verb) to its options."""
    found = {}

    def walk(command, path):
        found[path] = {
            option for parameter in command.params for option in parameter.opts if option.startswith("-")
        }
        for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
            walk(command.get_command(None, name), (*path, name))

    walk(typer.main.get_command(app), ())
    return found


@pytest.mark.parametrize("page", ["handleiding.md", "casustaal.md"])
def test_commands_and_options_exist(page):
    known = known_options()
    named = re.findall(
        r"^\$ rendement (.+)$|`rendement ([^`]+)`", (DOCS / page).read_text(encoding="utf-8"), re.M
    )
    commands = ["".join(pair) for pair in named]
    commands += [f"calc {option}" for option in re.findall(r"`(--[a-z]+)[^`]*`", prose(page))]
    assert commands
    for command in commands:
        words = command.split()
        path = ()
        while words and (*path, words[0]) in known:
            path = (*path, words.pop(0))
        assert path or words[0].startswith("-"), command
        options = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        assert options <= known[path] | {"--help"}, command
