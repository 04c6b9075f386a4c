"""A program run on draws of its uncertain inputs, a block at a time."""

from collections.abc import Callable, Mapping, Sequence

from rendement.draws.quantiles import inverse
from rendement.draws.streams import Stream
from rendement.draws.tally import Block, Value
from rendement.engine.blocks import BlockProgram
from rendement.engine.inputs import Input
from rendement.engine.program import Program
from rendement.source.record import record

BLOCK = 16384  # draws at a time: what a case needs then stays within the memory of a processor

Watch = Callable[[int, Mapping[str, Block], Mapping[str, Value]], None]  # how many, the inputs, the figures


@record
class Drawn:
    """An uncertain input, and the name of what it is drawn from: inputs with one name move together."""

    item: Input
    name: tuple[str, ...]


def simulate(program: Program, drawn: Sequence[Drawn], draws: int, seed: int, watch: Watch) -> None:
    """Draw, run, and show every block to `watch`.

    What is drawn follows from the seed and the name alone: the first thousand of ten thousand are those of a
    thousand.
    """
    streams = {one.name: Stream(seed, *one.name) for one in drawn}
    inverses = {one.item.path: (one.name, inverse(one.item)) for one in drawn}
    blocks = BlockProgram(program, {path for path in inverses if path in program.inputs})
    certain = {path: blocks.values[at] for path, at in program.figures.items()}
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        chances = {name: stream.take(size) for name, stream in streams.items()}
        columns = {path: of(chances[name]) for path, (name, of) in inverses.items()}
        watch(size, columns, blocks.run(columns) if columns else certain)
