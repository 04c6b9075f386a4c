"""Which findings the program can give: their codes, read from the source itself."""

import ast
import re
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rendement"
# what makes a finding, and what passes a code on to it
CALLS = {"Finding", "ScalarError", "Rule", "Slip", "add", "finding", "stop", "_whole", "partial"}
CALLS |= {"_at_least_zero"}
SEVERAL = "FileKind"  # has a code for each thing that may be wrong with such a file
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


@cache
def all_codes() -> tuple[frozenset[str], frozenset[str]]:
    """The codes of every module together, and the beginnings of those that are composed."""
    both = [codes_in(path) for path in SOURCE.rglob("*.py")]
    return frozenset().union(*(whole for whole, _ in both)), frozenset().union(*(begun for _, begun in both))


def codes_in(path: Path) -> tuple[set[str], set[str]]:
    """The codes of one module, and the beginnings of those that it composes."""
    whole: set[str] = set()
    begun: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in {*CALLS, SEVERAL}:
            continue
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        texts = [_text(item) for item in given if _text(item)]
        found = [word for word in texts if CODE.fullmatch(word)]
        # a code of one word stands first, and is followed by sentences
        alone = [word for word in texts[:1] if _text(given[0]) == word and re.fullmatch("[a-z]+", word)]
        if name == SEVERAL:
            whole |= set(found)
            continue
        whole |= set(found[:1] or (alone if name != "partial" and len(given) > 2 else ()))
        begun |= {begin for begin in map(_beginning, given) if re.fullmatch(r"[a-z]+-", begin)}
    return whole, begun


def is_known(code: str) -> bool:
    """Whether the program can give this finding."""
    whole, begun = all_codes()
    return code in whole or code.startswith(tuple(begun))


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _beginning(node: ast.AST) -> str:
    return _text(node.values[0]) if isinstance(node, ast.JoinedStr) else ""
