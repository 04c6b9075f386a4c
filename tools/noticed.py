"""Which test noticed which change, as all processes that try changes tell each other."""

from collections import Counter
from collections.abc import Hashable, Sequence
from mmap import mmap


class Noticed:
    """What noticed which mutant, in memory that all processes share: it may notice the next."""

    def __init__(self, places: Sequence[Hashable]) -> None:
        self.places = places  # of every mutant
        self.what = memoryview(mmap(-1, 4 * max(1, len(places)))).cast("i")

    def add(self, number: int, what: int) -> None:
        """This noticed that mutant."""
        self.what[number] = what + 1

    def before(self, number: int) -> Counter[int]:
        """What noticed a mutant of the same place, with how many each."""
        place = self.places[number]
        others = (self.what[other] for other, where in enumerate(self.places) if where == place)
        return Counter(what - 1 for what in others if what)
