"""The nodes of a program, with those that say the same taken together: one cell of a workbook for each.

The order of the factors of a product and of the terms of a sum makes no other term; it moves no more than
the last bit of a float.
"""

from collections import Counter
from math import isnan
from typing import Any

from rendement.engine.program import Program
from rendement.engine.symbol import (
    ADD,
    CLEARED,
    CONSTANT,
    IF_POSITIVE,
    INPUT,
    LEVELLED,
    SETTLED,
    TIMES,
    Node,
)

_MOST_FACTORS = 24  # of a product that is looked through; a longer one is taken as it is
_Key = tuple[Any, ...]


class Terms:
    """The terms of a program: each the first of the nodes that say the same, by its place."""

    def __init__(self, program: Program) -> None:
        self.nodes = program.nodes
        self.read = frozenset(program.inputs)
        self.values = program.values()
        self.figures: dict[str, int] = {}
        self.inputs: dict[str, int] = {}
        self._factors: dict[int, Counter[int]] = {}
        self._same: list[int] = []
        self._read(program)

    def _read(self, program: Program) -> None:
        known: dict[_Key, int] = {}
        paths = tuple(program.inputs)
        for place, node in enumerate(program.nodes):
            same = self._plainer(place, node, known)
            self._same.append(same)
            if node[0] == INPUT:
                self.inputs[paths[node[1]]] = place
        self.figures = {path: self._same[at] for path, at in program.figures.items()}
        self.may_lack = self._lacking()

    def parts(self, term: int) -> tuple[int, ...]:
        """The terms from which a term is made."""
        node = self.nodes[term]
        return () if node[0] in (INPUT, CONSTANT) else tuple(self._same[part] for part in node[1:])

    def kind(self, term: int) -> str:
        """What is done."""
        return str(self.nodes[term][0])

    def constant(self, term: int) -> float | None:
        """The value of a term that is certain."""
        return float(self.nodes[term][1]) if self.nodes[term][0] == CONSTANT else None

    def _plainer(self, place: int, node: Node, known: dict[_Key, int]) -> int:
        """The first node that says what this one says."""
        kind = node[0]
        if kind == INPUT:
            key: _Key = node
        elif kind == CONSTANT:
            key = (CONSTANT, None if isnan(node[1]) else node[1])
        else:
            parts = [self._same[part] for part in node[1:]]
            if kind == SETTLED and len(parts) == 1:
                return parts[0]
            if kind == CLEARED and self.constant(parts[0]) == 0:
                return parts[0]
            if kind in (CLEARED, LEVELLED) and self._cleared(parts[0], parts[-1]) and not self._other(parts):
                return parts[0]
            key = self._key(place, kind, parts)
        return known.setdefault(key, place)

    def _cleared(self, term: int, smallest: int) -> bool:
        """Whether what is no more than this is nothing in a term already."""
        node = self.nodes[term]
        return node[0] == CLEARED and self._same[node[2]] == smallest

    def _other(self, parts: list[int]) -> bool:
        """Whether a term is levelled with something else than nothing."""
        return len(parts) > 2 and self.constant(parts[1]) != 0

    def _key(self, place: int, kind: str, parts: list[int]) -> _Key:
        if kind == TIMES:
            factors = self._of(parts[0]) + self._of(parts[1])
            if factors.total() <= _MOST_FACTORS:
                self._factors[place] = factors
                return (TIMES, *sorted(factors.items()))
        if kind == ADD:
            parts = sorted(parts)
        return (kind, *parts)

    def _of(self, term: int) -> Counter[int]:
        return self._factors.get(term) or Counter((term,))

    def _lacking(self) -> frozenset[int]:
        """The terms that may not exist, and have no figure then."""
        found: set[int] = set()
        for place, node in enumerate(self.nodes):
            kind = node[0]
            if self._same[place] != place or kind == INPUT:
                continue
            if kind == CONSTANT:
                lacks = isnan(node[1])
            else:
                parts = self.parts(place)
                lacks = kind == IF_POSITIVE or any(part in found for part in parts)
            if lacks:
                found.add(place)
        return frozenset(found)
