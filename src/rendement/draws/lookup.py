"""An inverse in a table: chances evenly apart in the middle, and the two tails by a table of their own."""

import numpy as np

from rendement.engine.blocks import Block

EVEN = 16384  # cells of one width, so that a chance says by itself in which one it lies
TAIL = 1 / 128  # below it, and as close to 1, a step of chance may be a long way


class Lookup:
    """The value below which so much lies, straight between the chances for which it is known.

    `chances` rise from 0 to 1; those in the tails are taken as they are, the others at even distances.
    """

    def __init__(self, chances: Block, values: Block, evenly: Block | None = None) -> None:
        self._chances, self._values = chances, values
        known = np.interp(np.linspace(0, 1, EVEN + 1), chances, values) if evenly is None else evenly
        self._rises = np.diff(known)
        self._begins = known[:-1] - np.arange(EVEN) * self._rises  # where the line of a cell meets chance 0

    def __call__(self, chances: Block) -> Block:
        """The values that belong to these chances, all from 0 and below 1."""
        found: Block = chances * EVEN
        place = found.astype(np.intp)
        found *= self._rises.take(place)
        found += self._begins.take(place)
        tails = np.flatnonzero(np.abs(chances - 0.5) > 0.5 - TAIL)
        found[tails] = np.interp(chances[tails], self._chances, self._values)
        return found
