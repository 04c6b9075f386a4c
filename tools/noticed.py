"""Which test noticed which change, as all processes that try changes tell each other."""

from collections import Counter
from collections.abc import Container, Hashable, Mapping, Sequence
from mmap import mmap

# what counts that noticed nothing yet, against what noticed one change of the same place
OWN, OTHER = 0.2, 0.02


class Noticed:
    """What noticed which mutant, in memory that all processes share: it may notice the next."""

    def __init__(self, places: Sequence[Hashable]) -> None:
        self.places = places  # of every mutant
        self.what = memoryview(mmap(-1, 4 * max(1, len(places)))).cast("i")

    def add(self, number: int, what: int) -> None:
        """This noticed that mutant."""
        self.what[number] = what + 1

    def order(self, number: int, seconds: Mapping[int, float], own: Container[int]) -> list[int]:
        """What may notice a mutant, first what noticed most of the same place for the time that it takes."""
        place = self.places[number]
        others = (self.what[other] for other, where in enumerate(self.places) if where == place)
        known = Counter(what - 1 for what in others if what)

        def worth(what: int) -> float:
            return (known[what] + (OWN if what in own else OTHER)) / seconds[what]

        return sorted(seconds, key=worth, reverse=True)
