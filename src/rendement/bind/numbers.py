"""The one reader of numbers: what was written becomes a number of the plan, and an input of it."""

from collections.abc import Callable, Mapping

from rendement.engine.arithmetic import Number
from rendement.engine.inputs import InputKind
from rendement.model.durations import LONGEST
from rendement.model.values import Uncertain, furthest, point
from rendement.source.path import Path

Written = tuple[Uncertain, InputKind]
MakeSymbol = Callable[[Path, float], Number]


class Numbers:
    """Reads numbers and remembers each by its place, in the order read.

    With `symbol` a number becomes what that makes of its place and value, instead of a float. A duration
    gives a case its shape, and stays a float when it is certain; a range may be anything up to how long it
    can turn out, and with `longest` every duration up to so many years. What is `chosen` by its place is read
    so, instead of as its middle. Where households are `sampled`, each weighs as much as a symbol of its own
    says; and `within` the house what few clients use together follows the price of each post, which anywhere
    else would tell how often that is used.
    """

    def __init__(
        self,
        symbol: MakeSymbol | None = None,
        longest: int | None = None,
        chosen: Mapping[Path, float] | None = None,
        *,
        sampled: bool = False,
        within: bool = False,
    ) -> None:
        self.symbol = symbol
        self.sampled = sampled
        self.within = within
        self.chosen = chosen or {}
        self.longest = longest
        self.written: dict[Path, Written] = {}
        self._made: dict[Path, Number] = {}

    def read(self, place: Path, value: Uncertain, kind: InputKind) -> Number:
        """The number at a place, the one `--set` takes; a place read twice is one input."""
        self.written[place] = value, kind
        if self.symbol is None or kind == "index":
            return self.chosen[place] if place in self.chosen else point(value)
        return self._symbol(self.symbol, place, value)

    def duration(self, place: Path, value: Uncertain) -> tuple[Number, float]:
        """How many years something lasts, and how many that may be at most."""
        self.written[place] = value, "jaren"
        certain = isinstance(value, int | float)
        if self.symbol is None or (certain and self.longest is None):
            length = self.chosen.get(place, point(value))
            return length, length
        most = min(LONGEST, furthest(value)) if self.longest is None else self.longest
        return self._symbol(self.symbol, place, value), most

    def weight(self, place: Path) -> Number:
        """How much a household weighs in the mean of its sample: as much as any other, or what is drawn."""
        return self._symbol(self.symbol, place, 1.0) if self.symbol is not None and self.sampled else 1.0

    def uncertain(self) -> bool:
        """Whether any of the numbers read is a range."""
        return any(not isinstance(value, int | float) for value, _ in self.written.values())

    def _symbol(self, make: MakeSymbol, place: Path, value: Uncertain) -> Number:
        if place not in self._made:
            self._made[place] = make(place, point(value))
        return self._made[place]
