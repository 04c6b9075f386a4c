"""Every pattern of the program takes time in proportion to what it looks at, whatever that is."""

import ast
import re
import time
from functools import cache

import pytest

from project import ROOT

SOURCE = ROOT / "src" / "rendement"
SMALL, TIMES = 1_000, 8
MOST = 3 * TIMES  # a square would take 64 times as long
FLOOR = 0.01  # seconds: below it nothing can be said of a ratio

# what patterns get stuck on: long runs of what they repeat, alone, in turns and before something that fails
PIECES = (
    " ",
    "-",
    "- ",
    "a",
    "a ",
    "1",
    "1 ",
    ".",
    ",",
    ":",
    "a: ",
    "'",
    '"',
    "[",
    "#",
    " #",
    "0",
    "1.",
    "€",
)
PIECES += ("\u00a0", "\n", "\n ", "\\", "*", "_", "tot ", "%", "–", "&", "=", "<list", "::", "x/")
BEGINS = ("", "a", "1", "ca", "- naam x", "€ ", '"')
ENDS = ("", "x\ny", "!")
CALLED = ("match", "fullmatch", "search", "sub", "split", "finditer")


@cache
def trees():
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in SOURCE.rglob("*.py")
    }


@cache
def patterns():
    """Every pattern that is written in the source, by its place: its text, its flags and how it is used."""
    uses = [call for tree in trees().values() for call in calls_in(tree)]
    found = {}
    for file, tree in trees().items():
        texts = dict(assigned(tree))
        for call in calls_in(tree):
            if called_on(call) != "re" or (text := text_of(call.args[0], texts)) is None:
                continue
            own = [name for name, node in (*texts.items(), *returned(tree)) if node is call]
            methods = {use.func.attr for use in uses if called_on(use) in own} if own else {call.func.attr}
            methods = {"search"} if methods <= {"compile"} else methods
            found[file, call.lineno] = text, flags_of(call), tuple(sorted(methods & set(CALLED)))
    return found


def assigned(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def returned(tree):
    """What functions give, by their name: a pattern that is seldom needed is made when it is."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            yield node.name, node.body[-1].value


def calls_in(tree):
    """Everything called on a name or on what a function gives, as patterns and `re` itself are."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if named and called_on(node) and node.func.attr in (*CALLED, "compile") and node.args:
            yield node


def called_on(call):
    value = call.func.value
    value = value.func if isinstance(value, ast.Call) else value
    return value.id if isinstance(value, ast.Name) else None


def text_of(node, texts):
    """The text of a pattern, with the names in it filled in; None for one that is made elsewhere."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return text_of(texts[node.id], texts) if node.id in texts else None
    if isinstance(node, ast.FormattedValue):
        return text_of(node.value, texts)
    if isinstance(node, ast.JoinedStr):
        pieces = [text_of(item, texts) for item in node.values]
        return None if None in pieces else "".join(pieces)
    return None


def flags_of(call):
    flags = re.RegexFlag(0)
    for node in ast.walk(call):
        if isinstance(node, ast.Attribute) and node.attr.isupper():
            flags |= getattr(re, node.attr)
    return flags


def seconds(pattern, method, text):
    words = ("", text) if method == "sub" else (text,)
    began = time.process_time()
    made = getattr(pattern, method)(*words)
    if method == "finditer":
        sum(1 for _ in made)
    return time.process_time() - began


def slow(pattern, methods):
    """The first text on which a pattern takes more than its share of time; None when there is none."""
    for method in methods:
        for begin in BEGINS:
            for piece in PIECES:
                for end in ENDS:
                    large = seconds(pattern, method, begin + piece * (SMALL * TIMES) + end)
                    if large < FLOOR:
                        continue
                    small = max(seconds(pattern, method, begin + piece * SMALL + end) for _ in range(3))
                    if large > MOST * max(small, FLOOR / TIMES):
                        return method, begin, piece, end, small, large
    return None


def test_every_pattern_is_found_with_how_it_is_used():
    assert len(patterns()) > 60
    used = {
        file: methods for (file, _), (text, _, methods) in patterns().items() if text.startswith("([0-9]{4})")
    }
    assert used == {"source/years.py": ("fullmatch",)}
    assert [place for place, (_, _, methods) in patterns().items() if not methods] == []


@pytest.mark.parametrize("place", patterns(), ids=lambda place: f"{place[0]}:{place[1]}")
def test_a_pattern_takes_time_in_proportion(place):
    text, flags, methods = patterns()[place]
    assert slow(re.compile(text, flags), methods) is None


def test_the_test_itself_sees_a_square():
    assert slow(re.compile(r"(\S+)\s*[-–]\s*(\S+)"), ["fullmatch"]) is not None
    words = r"^ *(?:- +)*([A-Za-z_][\w-]*)(?: +([^#\s].*?))? *(?: #.*)?$"
    assert slow(re.compile(words), ["match"]) is not None
    assert slow(re.compile(r"(?:circa|ca)\s*(.+)"), ["fullmatch"]) is not None
