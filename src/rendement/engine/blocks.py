"""A program on blocks of draws: what is certain once, the rest in place, in buffers that are used again.

Every row of a block is what the program gives for that row alone, bit for bit (an exact sum to rounding).
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rendement.engine.program import Program
from rendement.engine.symbol import (
    ADD,
    CLEARED,
    EXACT,
    IF_POSITIVE,
    INPUT,
    LARGER,
    LEVELLED,
    NOTHING,
    OVER,
    RATIO,
    ROOT,
    SETTLED,
    SIZE,
    SMALLER,
    SUBTRACT,
    TIMES,
)
from rendement.source.sums import NOISE

Block = NDArray[np.float64]
Value = Block | float


def _ratio(part: Value, whole: Value, nothing: Value, out: Block) -> Block:
    if not isinstance(whole, np.ndarray):
        out[...] = part / whole if whole else nothing
        return out
    zero = whole == 0
    np.divide(part, whole, out=out, where=~zero)
    np.copyto(out, nothing, where=zero)
    return out


def _over(part: Value, whole: Value, out: Block) -> Block:
    return _ratio(part, whole, NOTHING, out)


def _if_positive(value: Value, part: Value, out: Block) -> Block:
    positive = np.greater(value, 0.0)
    np.copyto(out, part)
    np.copyto(out, NOTHING, where=~positive)
    return out


def _cleared(value: Value, nothing: Value, out: Block) -> Block:
    return _near(np.abs(value, out=out), value, 0.0, nothing)


def _levelled(value: Value, other: Value, nothing: Value, out: Block) -> Block:
    np.subtract(value, other, out=out)
    return _near(np.abs(out, out=out), value, other, nothing)


def _near(apart: Block, value: Value, other: Value, nothing: Value) -> Block:
    """The value, or the other one where they are no further apart than what is nothing; in place."""
    near = np.less_equal(apart, nothing)
    np.copyto(apart, value)
    if near.any():
        np.copyto(apart, other, where=near)
    return apart


def _settled(*values: Value, out: Block) -> Block:
    gross, size = np.zeros_like(out), np.empty_like(out)
    for value in values:
        gross += np.abs(value, out=size)
    added = _exact(*values, out=size)
    gross *= NOISE
    return _cleared(added, gross, out)


def _exact(*parts: Value, out: Block) -> Block:
    np.copyto(out, parts[0])
    for part in parts[1:]:
        np.add(out, part, out=out)
    return out


_FUNCTIONS: Mapping[str, Callable[..., Block]] = {
    ADD: np.add,
    SUBTRACT: np.subtract,
    TIMES: np.multiply,
    OVER: _over,
    SMALLER: np.minimum,
    LARGER: np.maximum,
    ROOT: np.sqrt,
    RATIO: _ratio,
    IF_POSITIVE: _if_positive,
    SIZE: np.abs,
    SETTLED: _settled,
    CLEARED: _cleared,
    LEVELLED: _levelled,
    EXACT: _exact,
}


class BlockProgram:
    """A program of which some inputs vary; `setting` has other values for those that do not."""

    def __init__(
        self, program: Program, varied: Collection[str], setting: Mapping[str, float] | None = None
    ) -> None:
        self.values = program.values(setting)
        self.figures = program.figures
        paths = tuple(program.inputs)
        self.inputs: dict[int, str] = {}
        self.varied: set[int] = set()
        self.operations: list[tuple[int, Callable[..., Block], tuple[int, ...]]] = []
        for place, (kind, *parts) in enumerate(program.nodes):
            if kind == INPUT and paths[parts[0]] in varied:
                self.inputs[place] = paths[parts[0]]
                self.varied.add(place)
            elif kind in _FUNCTIONS and any(part in self.varied for part in parts):
                self.operations.append((place, _FUNCTIONS[kind], tuple(parts)))
                self.varied.add(place)
        self._last = self._last_uses()
        self._free: list[Block] = []

    def run(self, columns: Mapping[str, Block]) -> dict[str, Value]:
        """Every figure: a block where it varies, a number where it does not; NaN where it does not exist.

        The blocks stand until the next run.
        """
        size = len(next(iter(columns.values())))
        blocks: dict[int, Block] = {place: columns[path] for place, path in self.inputs.items()}
        free = [block for block in self._free if len(block) == size]
        with np.errstate(all="ignore"):
            for number, (place, function, parts) in enumerate(self.operations):
                given = [blocks[part] if part in blocks else self.values[part] for part in parts]
                out = free.pop() if free else np.empty(size)
                blocks[place] = function(*given, out=out)
                free += [blocks.pop(part) for part in self._last[number]]
        self._free = free + [block for place, block in blocks.items() if place not in self.inputs]
        return {path: blocks.get(at, self.values[at]) for path, at in self.figures.items()}

    def _last_uses(self) -> Sequence[tuple[int, ...]]:
        """After each operation the blocks that nothing asks for any more; inputs and figures are kept."""
        kept = set(self.figures.values()) | set(self.inputs)
        seen: set[int] = set(kept)
        last: list[tuple[int, ...]] = []
        for place, _, parts in reversed(self.operations):
            gone = {part for part in (*parts, place) if part in self.varied and part not in seen}
            seen |= gone
            last.append(tuple(gone))
        return last[::-1]
