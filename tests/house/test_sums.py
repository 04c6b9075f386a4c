"""Floats are added in one place: the built-in `sum` gives other bits from Python 3.12 on."""

import ast

import pytest

from project import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
COUNTS = {"any", "all", "bool", "len"}
OF_WHOLE_NUMBERS = {
    "sum(item.count for item in items)",
    "sum(_of_line(line, case.periode) for line in (*case.baten, *case.kosten))",
    "sum(item.line.counted for item in result.benefits)",
    "sum((row[PLACE['waarschuwingen']] for row in rows))",
    "sum(min(word.count(sign), name.count(sign)) for sign in set(word))",
    "sum(found)",  # euros as they are printed
    "sum(orders[taken.bit_count()] * (whole[taken | bit] - whole[taken]) for taken in range(1 << players) "
    "if not taken & bit)",
    "sum(map(abs, size))",  # fractions, and so are the next
    "sum(moved.values(), Fraction(0))",
    "sum((total[number] for total in moved.values()))",
    "sum((part.amounts[figure] for part in found.parts), Fraction(0))",
    "sum(row.values())",
    "sum(sizes.values())",
    "sum((file.stat().st_size for file in folder.iterdir()))",
    "sum(units)",
    "sum(users)",
    "sum(shared)",
    "sum(clients)",
    "sum(widths)",
}


def counts(call):
    """Whether it adds only what is true or false, or lengths."""
    match call.args:
        case [ast.GeneratorExp(elt=ast.Compare() | ast.UnaryOp(op=ast.Not()))]:
            return True
        case [ast.GeneratorExp(elt=ast.Call(func=ast.Name(id=name)))]:
            return name in COUNTS
    return False


def sums(text):
    """Every use of the built-in `sum` that may be one of floats, as it is written."""
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {id(call.func) for call in calls}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "sum" and id(node) not in named:
            yield "sum"  # handed to something else, or under another name
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "sum" and not counts(call):
            yield ast.unparse(call)


def test_no_floats_are_added_by_the_built_in_sum():
    allowed = {ast.unparse(ast.parse(text, mode="eval")) for text in OF_WHOLE_NUMBERS}
    assert len(SOURCES) >= 40
    found = {path.name: set(sums(path.read_text("utf-8"))) - allowed for path in SOURCES}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sum(x * y for x, y in z)", 1),
        ("sum(values)", 1),
        ("sum(values, start=0.0)", 1),
        ("reduce(sum, values)", 1),
        ("plus = sum", 1),
        ("sum(item.amount for item in items)", 1),
        ("sum(x > 0 for x in z)", 0),
        ("sum(not x for x in z)", 0),
        ("sum(len(x) for x in z)", 0),
        ("sum(any(x) for x in z)", 0),
        ("sums.total(values)", 0),
        ("counted.sum()", 0),
    ],
)
def test_the_rule_itself_sees_what_is_wrong(text, found):
    assert len(list(sums(text))) == found
