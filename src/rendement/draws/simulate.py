"""A program run on draws of its uncertain inputs, a block at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from rendement.draws.lanes import ahead
from rendement.draws.quantiles import Inverse, inverse
from rendement.draws.samples import Sample, Sums
from rendement.draws.streams import Stream
from rendement.engine.blocks import Block, BlockProgram, Value
from rendement.engine.inputs import Input
from rendement.engine.program import Program
from rendement.source.record import record

BLOCK = 16384  # draws at a time: what a case needs then stays within the memory of a processor
_LANE = 3 * BLOCK  # drawn at once in a lane of its own: shorter work would wait for the lock of Python
_KEPT = 1 << 21  # numbers in a block that is given back at once: allocators then keep what smaller ones free

Columns = dict[str, Block]
Rising = Sequence[str | float]  # what never falls: the path of what is drawn, or a value that is certain
Watch = Callable[[int, Mapping[str, Block], Mapping[str, Value]], None]  # how many, the inputs, the figures


@record
class Drawn:
    """An uncertain input, and the name of what it is drawn from: inputs with one name move together."""

    item: Input
    name: tuple[str, ...]


@record
class Draws:
    """All that is drawn of a case: its inputs, its samples, and the curves that never fall."""

    inputs: Sequence[Drawn]
    samples: Sequence[Sample | Sums] = ()
    rising: Sequence[Rising] = ()


def simulate(program: Program, of: Draws, count: int, seed: int, watch: Watch) -> None:
    """Draw, run, and show every block to `watch`: the uncertain inputs, and the figures.

    What is drawn follows from the seed and the name alone: the first thousand of ten thousand are those of a
    thousand.
    """
    np.empty(_KEPT)
    varied = {one.item.path for one in of.inputs}.union(*(sample.paths for sample in of.samples))
    blocks = BlockProgram(program, varied & program.inputs.keys())
    certain = {path: blocks.values[at] for path, at in program.figures.items()}
    sizes = [min(_LANE, count - start) for start in range(0, count, _LANE)]
    drawn = _columns(of, sizes, seed)
    for whole, (inputs, weights) in zip(sizes, ahead(drawn) if len(sizes) > 1 else drawn, strict=True):
        for start in range(0, whole, BLOCK):
            part = slice(start, min(start + BLOCK, whole))
            columns = {path: values[part] for path, values in inputs.items()}
            weighed = {path: values[part] for path, values in weights.items()}
            watch(part.stop - start, columns, blocks.run(columns | weighed) if varied else certain)


def _columns(of: Draws, sizes: Sequence[int], seed: int) -> Iterator[tuple[Columns, Columns]]:
    """Block by block what is drawn of the inputs, and the weights of the samples."""
    together: dict[tuple[str, ...], dict[str, Inverse]] = {}
    for one in of.inputs:
        together.setdefault(one.name, {})[one.item.path] = inverse(one.item)
    streams = [(Stream(seed, *name), inverses) for name, inverses in together.items()]
    weights = [sample.taker(seed) for sample in of.samples]
    for size in sizes:
        inputs: Columns = {}
        for stream, inverses in streams:  # one at a time, so that its chances are still at hand
            chances = stream.take(size)
            inputs |= {path: value_at(chances) for path, value_at in inverses.items()}
        for knots in of.rising:
            raise_knots(inputs, knots)
        weighed: Columns = {}
        for source in weights:
            weighed |= source.take(size)
        yield inputs, weighed


def raise_knots(columns: Columns, knots: Rising) -> None:
    """In place: no knot above a certain one after it, nor below the one before it."""
    most: Value = np.inf
    for knot in reversed(knots):
        if isinstance(knot, str):
            columns[knot] = np.minimum(columns[knot], most)
        else:
            most = knot
    least: Value = -np.inf
    for knot in knots:
        if isinstance(knot, str):
            columns[knot] = np.maximum(columns[knot], least)
        least = columns[knot] if isinstance(knot, str) else knot
