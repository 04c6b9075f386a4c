"""What is drawn as one: inputs that move together, or the households of a sample; its values by chance."""

import numpy as np

from rendement.draws.quantiles import inverse
from rendement.draws.samples import Sample, Sums
from rendement.draws.simulate import Draws
from rendement.draws.streams import Stream
from rendement.engine.blocks import Block
from rendement.engine.inputs import Input
from rendement.source.record import record

Columns = dict[str, Block]  # values by the path of an input


@record
class Driver:
    """Inputs that follow from one chance, or a sample, of which the weights are no such thing."""

    name: tuple[str, ...]
    inputs: tuple[Input, ...] = ()
    sample: Sample | Sums | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Of everything that moves with it."""
        return tuple(item.path for item in self.inputs) if self.sample is None else self.sample.paths

    def at(self, chances: Block) -> Columns:
        """Its inputs, each at these points of its own distribution."""
        return {item.path: inverse(item)(chances) for item in self.inputs}

    def drawn(self, seed: int, count: int) -> Columns:
        """The first so many draws, as `simulate` has them."""
        if self.sample is None:
            return self.at(self.chances(seed, count))
        return self.sample.taker(seed).take(count)

    def chances(self, seed: int, count: int) -> Block:
        """The chances of those draws."""
        return Stream(seed, *self.name).take(count)

    def spread_evenly(self, seed: int, count: int) -> Columns:
        """Values of as many parts of equal chance, each once, in an order of its own.

        Their mean is far nearer to that of the distribution than that of as many draws.
        """
        if self.sample is not None:
            return self.drawn(seed, count)
        order = np.argsort(Stream(seed, *self.name, "volgorde").take(count))
        return self.at((order + 0.5) / count)


def drivers(of: Draws) -> list[Driver]:
    """Everything that is drawn as one, in the order of the file; samples last."""
    together: dict[tuple[str, ...], list[Input]] = {}
    for one in of.inputs:
        together.setdefault(one.name, []).append(one.item)
    found = [Driver(name, tuple(items)) for name, items in together.items()]
    return found + [Driver(sample.name, sample=sample) for sample in of.samples]
