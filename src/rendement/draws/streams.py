"""Uniform random numbers by name: what else is drawn, and in what order or how many at once, changes none."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from rendement.engine.blocks import Block


class Stream:
    """An endless row of numbers between 0 and 1, neither included, that follows from a seed and a name."""

    def __init__(self, seed: int, *name: str) -> None:
        # lengths before the parts, so that no two names run together into one
        text = "".join(f"{len(part)}:{part}" for part in (str(seed), *name))
        key = int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "little")
        self._generator = np.random.Generator(np.random.PCG64DXSM(key))

    def take(self, count: int | tuple[int, int]) -> Block:
        """The next so many; as a table row after row."""
        found = self._generator.random(count)  # 0 is among them
        found *= 1 - 2.0**-52
        found += 2.0**-53
        return found

    def normal(self, count: int) -> Block:
        """The next so many around 0, with deviation 1; a row is taken in one way only."""
        return self._generator.standard_normal(count)

    def gamma(self, shape: float | Block, count: int | tuple[int, int]) -> Block:
        """The next so many of a gamma distribution; a row is taken in one way only."""
        return self._generator.standard_gamma(shape, count)


class Sizes:
    """What shares of unlike shapes are in proportion to, draw after draw: all from one row of numbers.

    That of things taken as one has the sum of their shapes.
    """

    def __init__(self, seed: int, name: tuple[str, ...], shapes: Sequence[float]) -> None:
        self._shapes = np.array(shapes)
        self._gammas, self._uniforms = Stream(seed, *name, "gamma"), Stream(seed, *name)

    def take(self, count: int) -> Block:
        """Those of the next so many draws, a row for each thing; drawn as `Weights` are."""
        table = count, len(self._shapes)
        logs = np.log(self._gammas.gamma(self._shapes + 1, table))
        logs += np.log(self._uniforms.take(table)) / self._shapes
        found: Block = np.exp(logs - logs.max(axis=1, keepdims=True)).T
        return np.ascontiguousarray(found)


class Weights:
    """Shares that together are 1, all alike: a Dirichlet distribution with one shape, each share by its name.

    Of a small shape the gamma draws are below what a float can hold, so their logarithms are drawn: a gamma
    of the shape is one of the shape + 1 times a uniform to the power 1 ÷ shape (Marsaglia and Tsang, 2000).
    """

    def __init__(self, seed: int, names: Sequence[tuple[str, ...]], shape: float) -> None:
        self._shape = shape
        self._parts = [(Stream(seed, *name, "gamma"), Stream(seed, *name)) for name in names]

    def take(self, count: int) -> list[Block]:
        """The shares of the next so many draws, one block for each name."""
        logs = np.stack([self._logarithms(*streams, count) for streams in self._parts])
        sizes = np.exp(logs - logs.max(axis=0))
        return list(sizes / sizes.sum(axis=0))

    def _logarithms(self, gammas: Stream, uniforms: Stream, count: int) -> Block:
        larger = np.log(gammas.gamma(self._shape + 1, count))
        found: Block = larger + np.log(uniforms.take(count)) / self._shape
        return found
