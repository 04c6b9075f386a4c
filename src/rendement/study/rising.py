"""Curves that never fall: their knots in order, and how far each may move while the others stand."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from rendement.engine.inputs import Input
from rendement.model.values import Distribution, Range
from rendement.source.path import Path, parse_path
from rendement.source.scalar import number

_KEYS = ("ingroei", "terugval")


def rising(inputs: Iterable[Input]) -> list[list[Input]]:
    """The knots of each such curve."""
    curves: dict[Path, list[Input]] = {}
    for item in inputs:
        path = parse_path(item.path)
        if len(path) > 1 and path[-2] in _KEYS:
            curves.setdefault(path[:-1], []).append(item)
    return [sorted(knots, key=_moment) for knots in curves.values()]


def with_room(inputs: Iterable[Input]) -> list[Input]:
    """The inputs, with bounds between which a knot can be set: what stays a range is judged by its ends."""
    inputs = list(inputs)
    room: dict[str, tuple[float, float]] = {}
    for knots in rising(inputs):
        for at, item in enumerate(knots):
            least = max((_ends(before)[1] for before in knots[:at]), default=0.0)
            most = min((_ends(after)[0] for after in knots[at + 1 :]), default=1.0)
            room[item.path] = least, most
    return [replace(item, bounds=room[item.path]) if item.path in room else item for item in inputs]


def _moment(knot: Input) -> float:
    return number(str(parse_path(knot.path)[-1]))


def _ends(item: Input) -> tuple[float, float]:
    spread = item.spread
    if spread is None or spread.distribution == "geteld":
        return item.value, item.value
    if spread.distribution == "discreet":
        return spread.low, spread.high
    return Range(spread.low, spread.high, spread.mode, cast(Distribution, spread.distribution)).ends
