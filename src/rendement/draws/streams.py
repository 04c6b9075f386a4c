"""Uniform random numbers by name: what else is drawn, and in what order or how many at once, changes none."""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float64]
_BITS = 52  # so that half a step from 0 and from 1 can be written


class Stream:
    """An endless row of numbers between 0 and 1, neither included, that follows from a seed and a name."""

    def __init__(self, seed: int, *name: str) -> None:
        # lengths before the parts, so that no two names run together into one
        text = "".join(f"{len(part)}:{part}" for part in (str(seed), *name))
        key = int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "little")
        self._bits = np.random.Philox(key=key)

    def take(self, count: int) -> Block:
        """The next so many."""
        raw = self._bits.random_raw(count) >> np.uint64(64 - _BITS)
        return (raw.astype(np.float64) + 0.5) * 2.0**-_BITS
