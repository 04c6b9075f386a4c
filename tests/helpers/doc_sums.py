"""Reads the sums of the docs: Dutch numbers, × ÷ + − ^ and brackets, and the paths of a result.

    totaal.rendement = 4 × 6.000 − 15.000 = 9.000
    baten[0].netto = 242.188 × 107,5 ÷ 103,44 ≈ 251.694

`=` is equal, `≈` is equal after rounding to what is printed behind it.
"""

import ast
import operator
import re
from collections.abc import Callable

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d+(?:,\d+)?%?")
_PATH = re.compile(r"[a-z_]+[.\[].*|[a-z_]+")
_OPERATIONS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def check(line: str, look: Callable[[str], float | None]) -> int:
    """Check one line of sums; how many comparisons it made."""
    first, *rest = re.split(r" (=|≈) ", line.strip())
    assert rest, f"geen `=` of `≈` in: {line}"
    left = look(first) if _PATH.fullmatch(first) else value(first)
    for sign, text in zip(rest[::2], rest[1::2], strict=True):
        if text == "geen":
            assert left is None, f"{line}\n  {first} is {left}"
            continue
        assert left is not None, f"{line}\n  {first} bestaat niet"
        right = value(text)
        slack = 1e-9 * max(1.0, abs(right)) if sign == "=" else half_unit(text)
        assert abs(left - right) <= slack, f"{line}\n  links {left!r}, rechts {right!r}"
    return len(rest) // 2


def value(text: str) -> float:
    """The outcome of a Dutch sum.

    >>> value("6 × 37.000 × (1 − 50%)")
    111000.0
    """
    plain = _NUMBER.sub(lambda match: _plain(match[0]), text)
    for dutch, sign in (("×", "*"), ("÷", "/"), ("−", "-"), ("^", "**")):
        plain = plain.replace(dutch, sign)
    return _evaluate(ast.parse(plain.strip(), mode="eval").body)


def half_unit(text: str) -> float:
    """Half of the last printed decimal."""
    number = _NUMBER.fullmatch(text.lstrip("−-"))
    assert number, f"achter ≈ hoort één getal, geen {text}"
    decimals = len(text.rstrip("%").partition(",")[2]) + (2 if text.endswith("%") else 0)
    return 0.5 / 10**decimals + 1e-9


def _plain(number: str) -> str:
    digits = number.rstrip("%").replace(".", "").replace(",", ".")
    return f"({digits}/100)" if number.endswith("%") else digits


def _evaluate(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluate(node.operand)
    assert isinstance(node, ast.Constant), ast.dump(node)
    return float(node.value)
