"""Sums as text, so that an expected figure shows how it was worked out: `6 * 37000 * 0.5`."""

import ast
import operator
from math import sqrt

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def outcome(text):
    """The value of a sum: numbers, + - * / **, brackets, a minus sign and sqrt; anything else is refused.

    >>> outcome("(1 + 2) * 3 ** 2 - sqrt(16) / -2")
    29.0
    """
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node):
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.BinOp(left, kind, right) if type(kind) in OPERATORS:
            return OPERATORS[type(kind)](_value(left), _value(right))
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand)
        case ast.Call(ast.Name("sqrt"), [operand], []):
            return sqrt(_value(operand))
    raise ValueError(f"no sum: {ast.unparse(node)}")
