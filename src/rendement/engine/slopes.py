"""How much a node of a program rises with each node it is made from, by kind; at a corner one side of it."""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from rendement.engine.symbol import (
    ADD,
    CLEARED,
    EXACT,
    IF_POSITIVE,
    LARGER,
    LEVELLED,
    OVER,
    RATIO,
    ROOT,
    SETTLED,
    SIZE,
    SMALLER,
    SUBTRACT,
    TIMES,
)

Slopes = Sequence[float]


def _over(part: float, whole: float) -> Slopes:
    return (1 / whole, -part / whole**2) if whole else (0.0, 0.0)


def _ratio(part: float, whole: float, _: float) -> Slopes:
    return (*_over(part, whole), 0.0 if whole else 1.0)


def _if_positive(value: float, part: float) -> Slopes:
    return (0.0, 1.0 if value > 0 else 0.0)


def _smaller(one: float, two: float) -> Slopes:
    return (0.0, 1.0) if two < one else (1.0, 0.0)


def _larger(one: float, two: float) -> Slopes:
    return (0.0, 1.0) if two > one else (1.0, 0.0)


def _root(value: float) -> Slopes:
    return (0.5 / sqrt(value) if value > 0 else 0.0,)


SLOPES: Mapping[str, Callable[..., Slopes]] = {
    ADD: lambda one, two: (1.0, 1.0),
    SUBTRACT: lambda one, two: (1.0, -1.0),
    TIMES: lambda one, two: (two, one),
    OVER: _over,
    RATIO: _ratio,
    IF_POSITIVE: _if_positive,
    SMALLER: _smaller,
    LARGER: _larger,
    ROOT: _root,
    SIZE: lambda value: (-1.0 if value < 0 else 1.0,),
    EXACT: lambda *parts: (1.0,) * len(parts),
    # a sum that is nothing rises with what is added to it
    SETTLED: lambda *parts: (1.0,) * len(parts),
    CLEARED: lambda value, nothing: (1.0, 0.0),
    LEVELLED: lambda value, other, nothing: (1.0, 0.0, 0.0),
}
