"""A program run on draws of its uncertain inputs, a block at a time."""

from collections.abc import Callable, Mapping, Sequence

from rendement.draws.quantiles import inverse
from rendement.draws.streams import Stream, Weights
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


@record
class Sample:
    """Households that stand for a larger group: the path and the name of the weight of each.

    With this shape the total of the group has the mean of the point run, and the standard deviation of a
    sample without replacement: N x s / sqrt(n) x sqrt((N - n) / N).
    """

    paths: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    group: float

    @property
    def shape(self) -> float:
        """Of the Dirichlet distribution of the weights."""
        size = len(self.paths)
        return ((size - 1) * self.group / (self.group - size) - 1) / size


def simulate(
    program: Program,
    drawn: Sequence[Drawn],
    samples: Sequence[Sample],
    draws: int,
    seed: int,
    watch: Watch,
) -> None:
    """Draw, run, and show every block to `watch`: the uncertain inputs, and the figures.

    What is drawn follows from the seed and the name alone: the first thousand of ten thousand are those of a
    thousand.
    """
    streams = {one.name: Stream(seed, *one.name) for one in drawn}
    inverses = {one.item.path: (one.name, inverse(one.item)) for one in drawn}
    weights = [(sample, Weights(seed, sample.names, sample.shape)) for sample in samples]
    varied = {*inverses, *(path for sample in samples for path in sample.paths)}
    blocks = BlockProgram(program, varied & program.inputs.keys())
    certain = {path: blocks.values[at] for path, at in program.figures.items()}
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        chances = {name: stream.take(size) for name, stream in streams.items()}
        columns = {path: of(chances[name]) for path, (name, of) in inverses.items()}
        weighed = {
            path: len(sample.paths) * share
            for sample, source in weights
            for path, share in zip(sample.paths, source.take(size), strict=True)
        }
        watch(size, columns, blocks.run(columns | weighed) if varied else certain)
