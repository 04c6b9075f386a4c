"""The files themselves: small, documented, and speaking of the project alone."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

import rendement
from project import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 45
LONG_ON_PURPOSE: dict[str, str] = {}  # "file" or "file:function": why it must be that long

OURS = ("src", "tests", "tools", "benchmarks", "docs", "examples", "cases", "prijslijst", "site", ".ci")
LOOSE = ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".gitignore")
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".sh", ".html", ".css", ".js", ""}

# the folders of somebody's own machine, keys and passwords, and addresses inside a network
PRIVATE = (
    r"(?<![\w.])/(?:home|Users)/[a-z]\w*",
    r"(?<![\w.~/])/(?:root|work|mnt|srv)/\w",
    r"(?i)\b[a-z]:\\users\\",
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b",
)


def texts():
    files = [ROOT / name for name in LOOSE]
    files += [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    others = {"__pycache__", "node_modules"}
    return [path for path in files if path.suffix in TEXTS and not others & {*path.parts} and path.exists()]


def short(path):
    return path.relative_to(ROOT).as_posix()


def test_every_module_says_what_it_is():
    assert len(SOURCES) >= 40
    assert [
        short(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ] == []


def test_no_file_is_long():
    long = {short(path): path.read_text("utf-8").count("\n") for path in SOURCES}
    assert {name: n for name, n in long.items() if n > LONGEST_FILE and name not in LONG_ON_PURPOSE} == {}


def test_no_function_is_long():
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.body[-1].end_lineno - node.body[0].lineno + 1  # a verb's options are no body
                long[f"{short(path)}:{node.name}"] = length
    assert len(long) >= 200
    assert {name: n for name, n in long.items() if n > LONGEST_FUNCTION and name not in LONG_ON_PURPOSE} == {}


def test_nothing_of_a_machine_or_a_network_is_in_the_repository():
    files = texts()
    assert {"README.md", "pyproject.toml"} <= {short(path) for path in files}
    found = [
        f"{short(path)}: {hit.group()}"
        for path in files
        if path != Path(__file__).resolve()
        for pattern in PRIVATE
        for hit in re.finditer(pattern, path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["/home/jan/zaak", "/Users/piet", "/root/x", "C:\\Users\\jan", "192.168.1.4", "10.0.0.7", "(/root/main)"],
)
def test_the_patterns_see_what_they_look_for(text):
    assert any(re.search(pattern, text) for pattern in PRIVATE)


@pytest.mark.parametrize("text", ["cases/home/x.yaml", "wonen/mnt/x", "2.10.0", "https://example.nl/home/x"])
def test_the_patterns_leave_ordinary_text_alone(text):
    assert not any(re.search(pattern, text) for pattern in PRIVATE)


def test_every_floor_has_its_tests():
    floors = {path.parent.name for path in (ROOT / "src" / "rendement").glob("*/__init__.py")}
    assert len(floors) >= 9
    assert floors <= {path.name for path in (ROOT / "tests").iterdir()}


def test_a_helper_has_a_name_that_nothing_else_has():
    """Their folders are all on the path of the tests, where the first of a name wins."""
    folders = ("tests/helpers", "tools", "benchmarks")
    names = [path.stem for folder in folders for path in (ROOT / folder).glob("*.py")]
    assert len(names) >= 20
    assert len(set(names)) == len(names)
    assert set(names) & {*sys.stdlib_module_names, "rendement"} == set()


def test_what_a_reader_expects_is_there():
    for name in LOOSE:
        assert (ROOT / name).stat().st_size > 0, name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT"
    assert project["requires-python"] == ">=3.11"
    assert project["scripts"] == {"rendement": "rendement.__main__:main"}
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_the_changelog_says_which_results_move():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {rendement.__version__}" in text
    for version in text.split("\n## ")[1:]:
        assert "Uitkomsten:" in version, version.splitlines()[0]
