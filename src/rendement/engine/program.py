"""A computation as a straight line: inputs, one operation after the other, and every figure by its path.

It is what the formulas left when they ran on symbols, so it says what they say, for any values of the inputs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import fsum, isnan
from operator import add, mul, sub

from rendement.engine.slopes import SLOPES
from rendement.engine.symbol import (
    ADD,
    CONSTANT,
    EXACT,
    FLOATS,
    INPUT,
    OVER,
    RATIO,
    SUBTRACT,
    TIMES,
    Node,
    Tape,
)

_FUNCTIONS: dict[str, Callable[..., float]] = {**FLOATS, ADD: add, SUBTRACT: sub, TIMES: mul}


class Program:
    """The nodes that some figures need, each after those it is made from; and where the figures stand.

    `inputs` are paths with the value of the point run, in the order in which they were read.
    """

    def __init__(
        self, inputs: Sequence[tuple[str, float]], nodes: Sequence[Node], figures: Mapping[str, int]
    ) -> None:
        self.inputs = dict(inputs)
        self.nodes = tuple(nodes)
        self.figures = dict(figures)

    def only(self, paths: Iterable[str]) -> "Program":
        """The same for some of its figures; what they do not need is dropped."""
        return pruned(tuple(self.inputs.items()), self.nodes, {path: self.figures[path] for path in paths})

    def run(self, setting: Mapping[str, float] | None = None) -> dict[str, float | None]:
        """Every figure with these values for some inputs; None for one that does not exist.

        Raises KeyError for a path that is no input.
        """
        values = self.values(setting)
        return {path: known(values[at]) for path, at in self.figures.items()}

    def values(self, setting: Mapping[str, float] | None = None) -> list[float]:
        """The value of every node."""
        given = list({**self.inputs, **self._checked(setting or {})}.values())
        values: list[float] = []
        self._go_on(values, range(len(self.nodes)), given)
        return values

    def changed(self, base: Sequence[float], setting: Mapping[str, float]) -> dict[int, float]:
        """The nodes that follow from some inputs, with other values; `base` has those of all nodes."""
        given = {self._numbers[path]: value for path, value in setting.items()}
        found: dict[int, float] = {}
        for place in self._following(tuple(given)):
            node = self.nodes[place]
            kind = node[0]
            if kind == TIMES:
                found[place] = found.get(node[1], base[node[1]]) * found.get(node[2], base[node[2]])
            elif kind == ADD:
                found[place] = found.get(node[1], base[node[1]]) + found.get(node[2], base[node[2]])
            elif kind == INPUT:
                found[place] = given[node[1]]
            else:
                found[place] = _applied(kind, [found.get(part, base[part]) for part in node[1:]])
        return found

    def divisors(self) -> frozenset[str]:
        """The inputs by which something is divided."""
        return self.depends(*(node[2] for node in self.nodes if node[0] in (OVER, RATIO)))

    def depends(self, *places: int) -> frozenset[str]:
        """The inputs from which these nodes follow."""
        wanted = _needed(self.nodes, places)
        paths = tuple(self.inputs)
        return frozenset(paths[self.nodes[place][1]] for place in wanted if self.nodes[place][0] == INPUT)

    def slopes(self, path: str) -> dict[str, float]:
        """How much a figure rises with each input as they stand: one pass backwards for all of them."""
        values, at = self.values(), self.figures[path]
        rises = [0.0] * at + [1.0]  # of the figure with each node
        found = dict.fromkeys(self.inputs, 0.0)
        paths = tuple(self.inputs)
        for place in range(at, -1, -1):
            kind, *parts = self.nodes[place]
            if kind == INPUT:
                (number,) = parts
                found[paths[number]] = rises[place]
            elif kind != CONSTANT and rises[place]:
                for part, slope in zip(parts, SLOPES[kind](*(values[part] for part in parts)), strict=True):
                    rises[part] += rises[place] * slope
        return found

    def _go_on(self, values: list[float], places: Iterable[int], given: Sequence[float]) -> None:
        for place in places:
            node = self.nodes[place]
            kind = node[0]
            if kind == TIMES:
                values.append(values[node[1]] * values[node[2]])
            elif kind == ADD:
                values.append(values[node[1]] + values[node[2]])
            elif kind == INPUT:
                values.append(given[node[1]])
            elif kind == CONSTANT:
                values.append(node[1])
            else:
                values.append(_applied(kind, [values[part] for part in node[1:]]))

    def _checked(self, setting: Mapping[str, float]) -> Mapping[str, float]:
        for path in setting:
            if path not in self.inputs:
                raise KeyError(path)
        return setting

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {path: number for number, path in enumerate(self.inputs)}

    @cached_property
    def _users(self) -> list[list[int]]:
        """The nodes that are made from each node."""
        users: list[list[int]] = [[] for _ in self.nodes]
        for place, node in enumerate(self.nodes):
            if node[0] not in (INPUT, CONSTANT):
                for part in set(node[1:]):
                    users[part].append(place)
        return users

    @cached_property
    def _input_places(self) -> dict[int, int]:
        return {node[1]: place for place, node in enumerate(self.nodes) if node[0] == INPUT}

    def _following(self, numbers: tuple[int, ...]) -> list[int]:
        """What follows from some inputs, themselves included, in order."""
        known = self._chains.get(numbers)
        if known is None:
            found = {self._input_places[number] for number in numbers if number in self._input_places}
            pending = list(found)
            while pending:
                for user in self._users[pending.pop()]:
                    if user not in found:
                        found.add(user)
                        pending.append(user)
            known = self._chains[numbers] = sorted(found)
        return known

    @cached_property
    def _chains(self) -> dict[tuple[int, ...], list[int]]:
        return {}


def program_of(tape: Tape, figures: Mapping[str, object]) -> Program:
    """The program of a tape for these figures, each a symbol of it or a number that is certain."""
    return pruned(tape.inputs, tape.nodes, {path: tape.of(figure) for path, figure in figures.items()})


def pruned(inputs: Sequence[tuple[str, float]], nodes: Sequence[Node], figures: Mapping[str, int]) -> Program:
    """A program of the nodes that these figures need."""
    wanted = sorted(_needed(nodes, figures.values()))
    places = {place: new for new, place in enumerate(wanted)}
    kept = [
        node if node[0] in (INPUT, CONSTANT) else (node[0], *(places[part] for part in node[1:]))
        for node in (nodes[place] for place in wanted)
    ]
    return Program(inputs, kept, {path: places[at] for path, at in figures.items()})


def known(value: float) -> float | None:
    """A figure, or None when it does not exist."""
    return None if isnan(value) else value


def _applied(kind: str, parts: list[float]) -> float:
    return fsum(parts) if kind == EXACT else _FUNCTIONS[kind](*parts)


def _needed(nodes: Sequence[Node], places: Iterable[int]) -> set[int]:
    needed = set(places)
    pending = list(needed)
    while pending:
        node = nodes[pending.pop()]
        for part in () if node[0] in (INPUT, CONSTANT) else node[1:]:
            if part not in needed:
                needed.add(part)
                pending.append(part)
    return needed
