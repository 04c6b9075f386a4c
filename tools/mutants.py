"""Small changes to a module that should change what it does: operators, comparisons and constants in turn."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil"}
SKIPPED = {"annotation", "returns", "type_comment", "decorator_list"}  # none of them computes anything

Change = tuple[str, str, Callable[[], None]]


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, what it turns into what, and how to make it in the tree."""

    file: str
    line: int
    function: str
    before: str
    after: str
    apply: Callable[[], None]
    lines: tuple[int, int]  # of the function, the first and the last

    def __str__(self) -> str:
        """`discounting.py:40: a + b → a - b`."""
        return f"{self.file}:{self.line}: {self.before} → {self.after}"


def mutants(tree: ast.Module, file: str) -> Iterator[Mutant]:
    """Every mutant of a module; the tree is as it was between two of them."""
    yield from _within(tree, file, "", (1, sys.maxsize))


def _within(node: ast.AST, file: str, function: str, lines: tuple[int, int]) -> Iterator[Mutant]:
    for name, value in ast.iter_fields(node):
        if name in SKIPPED:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _says_nothing(child):
                continue
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            inner = f"{function}.{child.name}".lstrip(".") if named else function
            within = (child.lineno, child.end_lineno or 0) if isinstance(child, ast.FunctionDef) else lines
            for before, after, apply in _changes(child):
                line = getattr(child, "lineno", 0)
                yield Mutant(file, line, inner or "module", before, after, apply, lines)
            yield from _within(child, file, inner, within)


def _says_nothing(node: ast.AST) -> bool:
    """A docstring, a `Literal[...]`, or `strict=True`, which only checks lengths that are always right."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.keyword(arg="strict"):
            return True
    return False


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign():
            for other in OPERATORS.get(type(node.op), ()):
                yield _change(node, node, "op", other())
        case ast.Compare():
            for i, kind in enumerate(node.ops):
                for other in OPERATORS.get(type(kind), ()):
                    yield _change(node, node, "ops", [*node.ops[:i], other(), *node.ops[i + 1 :]])
        case ast.UnaryOp(op=ast.USub()):
            yield _change(node, node, "op", ast.UAdd())
        case ast.UnaryOp(op=ast.Not()):
            yield _change(node, node, "operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.Constant():
            for value in _constants(node.value):
                yield _change(node, node, "value", value)
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            yield _change(node, node.func, "id", FUNCTIONS[name])
        case ast.IfExp() | ast.If() | ast.While() if _plain(node.test):
            yield _negated(node.test, node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension():
            yield from _conditions(node)


def _conditions(node: ast.comprehension) -> Iterator[Change]:
    for i, test in enumerate(node.ifs):
        if _plain(test):
            others = [*node.ifs[:i], ast.UnaryOp(ast.Not(), test), *node.ifs[i + 1 :]]
            yield _negated(test, node, "ifs", others)


def _plain(test: ast.AST) -> bool:
    """A condition that no other change turns round."""
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp)


def _constants(value: object) -> tuple[object, ...]:
    match value:
        case bool():
            return (not value,)
        case int():
            return (value + 1, value - 1)
        case float():
            return (value + 1.0,)
        case str():
            return (f"{value}~",)
    return ()


def _change(shown: ast.AST, owner: ast.AST, field: str, value: object) -> Change:
    """A change of one field of one node, with the code before and after it."""
    old, before = getattr(owner, field), ast.unparse(shown)

    def apply() -> None:
        setattr(owner, field, value)

    apply()
    after = ast.unparse(shown)
    setattr(owner, field, old)
    return before, after, apply


def _negated(test: ast.AST, owner: ast.AST, field: str, value: object) -> Change:
    shown = ast.unparse(test)
    return shown, f"not {shown}", lambda: setattr(owner, field, value)
