"""Quantities that remember how they were made: the formulas, run once on these, leave a program.

A tape belongs to one run. Equal expressions are one node, what is certain is computed at once, and a symbol
has no value to look at: comparing one raises, so a forgotten choice is an error and never a wrong figure.
"""

from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any, NoReturn

from rendement.engine import arithmetic
from rendement.engine.arithmetic import Number

# a node: what is done, and to which nodes. An input has its number, a constant its value
Node = tuple[Any, ...]

INPUT, CONSTANT = "invoer", "vast"
ADD, SUBTRACT, TIMES, OVER = "+", "-", "*", "/"
SMALLER, LARGER, ROOT, SIZE = "min", "max", "wortel", "abs"
RATIO = "deel"  # of one node to another: the third is what it is where there is nothing to divide by
IF_POSITIVE = "mits"  # the second node while the first is above 0, nothing otherwise
EXACT = "som"  # of any number of nodes, rounded once
SETTLED = "netto"  # of any number of nodes one after the other; 0 where they cancel out
CLEARED = "ruisvrij"  # the first node, 0 where it lies no further from 0 than the second
LEVELLED = "gelijk"  # the first node, the second where the two differ no more than the third

NOTHING = float("nan")  # what a figure is that does not exist


class Tape:
    """The nodes of one run, each after those it is made from."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.inputs: list[tuple[str, float]] = []  # path and value in the point run
        self._known: dict[Node, int] = {}

    def input(self, path: str, value: float) -> Number:
        """A new input."""
        self.inputs.append((path, value))
        return self.symbol((INPUT, len(self.inputs) - 1))

    def symbol(self, node: Node) -> Number:
        """The symbol of a node; the same one for an equal node."""
        return Symbol(self, self.place(node))  # type: ignore[return-value]

    def place(self, node: Node) -> int:
        """Where a node stands."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def of(self, value: Any) -> int:
        """Where a symbol of this tape, or a number that is certain, stands."""
        if isinstance(value, Symbol):
            if value.tape is not self:
                raise ValueError("a symbol of another run")
            return value.at
        return self.place((CONSTANT, float(value)))


def _made(kind: str, *values: Any) -> Any:
    tape = next(value.tape for value in values if isinstance(value, Symbol))
    return tape.symbol((kind, *map(tape.of, values)))


def _is(value: Any, certain: float) -> bool:
    return not isinstance(value, Symbol) and value == certain


def _refuse(*_: Any) -> NoReturn:
    raise TypeError("a symbol has no value to look at; a choice by value has a name in engine/arithmetic.py")


class Symbol:
    """A quantity of a tape. Adding nothing and multiplying by one or by nothing leaves no trace."""

    __slots__ = ("at", "tape")

    def __init__(self, tape: Tape, at: int) -> None:
        self.tape = tape
        self.at = at

    def _with(self, kind: str, other: Any) -> Any:
        return self.tape.symbol((kind, self.at, self.tape.of(other)))

    def _after(self, kind: str, other: Any) -> Any:
        return self.tape.symbol((kind, self.tape.of(other), self.at))

    def __add__(self, other: Any) -> Any:
        return self if _is(other, 0.0) else self._with(ADD, other)

    def __radd__(self, other: Any) -> Any:
        return self if _is(other, 0.0) else self._after(ADD, other)

    def __sub__(self, other: Any) -> Any:
        return self if _is(other, 0.0) else self._with(SUBTRACT, other)

    def __rsub__(self, other: Any) -> Any:
        return self._after(SUBTRACT, other)

    def __mul__(self, other: Any) -> Any:
        return self if _is(other, 1.0) else 0.0 if _is(other, 0.0) else self._with(TIMES, other)

    def __rmul__(self, other: Any) -> Any:
        return self if _is(other, 1.0) else 0.0 if _is(other, 0.0) else self._after(TIMES, other)

    def __truediv__(self, other: Any) -> Any:
        return self if _is(other, 1.0) else self._with(OVER, other)

    def __rtruediv__(self, other: Any) -> Any:
        return 0.0 if _is(other, 0.0) else self._after(OVER, other)

    def __neg__(self) -> Any:
        return self._after(TIMES, -1.0)

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __float__ = __int__ = __abs__ = _refuse
    __round__ = __hash__ = __iter__ = _refuse

    @staticmethod
    def ratio(part: Any, whole: Any, nothing: float = NOTHING) -> Any:
        """A share; `nothing` where there is nothing to be a share of."""
        if not isinstance(whole, Symbol):
            return part / whole if whole else nothing
        tape = whole.tape
        return tape.symbol((RATIO, tape.of(part), whole.at, tape.place((CONSTANT, nothing))))

    @staticmethod
    def if_positive(value: Any, part: Any) -> Any:
        """The part while the value is above 0."""
        return _made(IF_POSITIVE, value, NOTHING if part is None else part)

    @staticmethod
    def cleared(value: Any, nothing: Any) -> Any:
        """The value, or 0 within what is nothing."""
        return _made(CLEARED, value, nothing)

    @staticmethod
    def levelled(value: Any, other: Any, nothing: Any) -> Any:
        """The value, or the other one within what is nothing."""
        return _made(LEVELLED, value, other, nothing)

    @staticmethod
    def settled(values: Iterable[Any]) -> Any:
        """The sum of what may cancel out; one alone cannot."""
        match tuple(values):
            case (alone,):
                return alone
            case found:
                return _made(SETTLED, *found)

    @staticmethod
    def size(value: Any) -> Any:
        """How far from 0."""
        return _made(SIZE, value)

    @staticmethod
    def smaller(one: Any, two: Any) -> Any:
        """The smaller of two."""
        return _made(SMALLER, one, two)

    @staticmethod
    def larger(one: Any, two: Any) -> Any:
        """The larger of two."""
        return _made(LARGER, one, two)

    @staticmethod
    def root(value: Any) -> Any:
        """The square root."""
        return _made(ROOT, value)

    @staticmethod
    def exact_total(values: Iterable[Any]) -> Any:
        """The sum, rounded once."""
        return _made(EXACT, *values)


def _over(one: float, two: float) -> float:
    return one / two if two else NOTHING


def _ratio(part: float, whole: float, nothing: float) -> float:
    return part / whole if whole else nothing


def _if_positive(value: float, part: float) -> float:
    return part if value > 0 else NOTHING


def _settled(*values: float) -> float:
    return arithmetic.settled(values)


def _root(value: float) -> float:
    return sqrt(value) if value >= 0 else NOTHING


FLOATS: dict[str, Callable[..., float]] = {
    SMALLER: min,
    LARGER: max,
    OVER: _over,
    RATIO: _ratio,
    IF_POSITIVE: _if_positive,
    ROOT: _root,
    SIZE: abs,
    SETTLED: _settled,
    CLEARED: arithmetic.cleared,
    LEVELLED: arithmetic.levelled,
}
