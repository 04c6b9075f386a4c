"""What follows from some inputs of a program while all else is known: no more than that is run again."""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import add

import numpy as np

from rendement.engine.blocks import Block, BlockProgram, Value
from rendement.engine.program import Program
from rendement.engine.symbol import CONSTANT, EXACT, INPUT, Node

_NODE = "knoop."  # an input that has what is known of a node


class Apart:
    """A program of which every node is known in some common draws."""

    def __init__(self, program: Program, columns: Mapping[str, Block]) -> None:
        self._program, self._paths = program, tuple(program.inputs)
        every = {str(place): place for place in range(len(program.nodes))}
        whole = Program(tuple(program.inputs.items()), program.nodes, every)
        varied = columns.keys() & program.inputs.keys()
        blocks = BlockProgram(whole, varied)
        found = blocks.run({path: columns[path] for path in varied}) if varied else {}
        self.known: list[Value] = [found.get(str(place), blocks.values[place]) for place in range(len(every))]
        self._users: list[list[int]] = [[] for _ in program.nodes]
        self._inputs: dict[str, int] = {}
        for place, (kind, *parts) in enumerate(program.nodes):
            if kind == INPUT:
                self._inputs[self._paths[parts[0]]] = place
            elif kind != CONSTANT:
                for part in set(parts):
                    self._users[part].append(place)

    def figure(self, path: str) -> Value:
        """A figure in the common draws."""
        return self.known[self._program.figures[path]]

    def following(self, paths: Collection[str]) -> "Following":
        """Of these inputs."""
        pending = [self._inputs[path] for path in paths if path in self._inputs]
        moved = set(pending)
        while pending:
            for user in self._users[pending.pop()]:
                if user not in moved:
                    moved.add(user)
                    pending.append(user)
        return Following(*self._sub(sorted(moved)))

    def _sub(self, moved: list[int]) -> tuple[Program, dict[str, Block]]:
        """A program of these nodes, with what is known of the others as inputs and constants."""
        made = _Sub()
        for place in moved:
            kind, *parts = self._program.nodes[place]
            if kind == INPUT:
                made.put_input(place, self._paths[parts[0]])
                continue
            outside = [part for part in parts if part not in made.places or part in made.alone]
            if kind == EXACT and len(outside) > 1:  # what is added to what moves, is added up once
                parts = [part for part in parts if part in made.places and part not in made.alone]
                parts.append(made.sum_of(place, [self.known[part] for part in outside]))
            for part in parts:
                if part not in made.places:
                    made.put_known(part, self.known[part])
            made.put(place, (kind, *(made.places[part] for part in parts)))
        figures = {
            path: made.places[at]
            for path, at in self._program.figures.items()
            if at in made.places and at not in made.alone
        }
        return Program(made.inputs, made.nodes, figures), made.known


class _Sub:
    """The nodes of a part of a program while it is made; `alone` are those that do not follow."""

    def __init__(self) -> None:
        self.inputs: list[tuple[str, float]] = []
        self.nodes: list[Node] = []
        self.places: dict[int, int] = {}
        self.known: dict[str, Block] = {}
        self.alone: set[int] = set()

    def put(self, place: int, node: Node) -> None:
        """A node of the whole program."""
        self.places[place] = len(self.nodes)
        self.nodes.append(node)

    def put_input(self, place: int, path: str) -> None:
        """An input."""
        self.put(place, (INPUT, len(self.inputs)))
        self.inputs.append((path, 0.0))

    def put_known(self, place: int, known: Value) -> None:
        """What does not follow."""
        self.alone.add(place)
        if isinstance(known, np.ndarray):
            self.known[f"{_NODE}{place}"] = known
            self.put_input(place, f"{_NODE}{place}")
        else:
            self.put(place, (CONSTANT, known))

    def sum_of(self, place: int, parts: Sequence[Value]) -> int:
        """What several that do not follow add up to, under a place of its own."""
        self.put_known(-1 - place, reduce(add, parts))
        return -1 - place


class Following:
    """The part of a program that follows from some inputs."""

    def __init__(self, program: Program, known: Mapping[str, Block]) -> None:
        self._known = known
        self._blocks = BlockProgram(program, program.inputs.keys())

    def run(self, given: Mapping[str, Block], times: int) -> dict[str, Value]:
        """The figures that follow; `given` has values for each of so many times all common draws."""
        return self._blocks.run({**given, **{path: np.tile(own, times) for path, own in self._known.items()}})
