"""The one reader of numbers: what was written becomes a number of the plan, and an input of it."""

from collections.abc import Callable, Mapping

from rendement.engine.arithmetic import Number
from rendement.engine.inputs import InputKind
from rendement.model.values import Uncertain, point
from rendement.source.path import Path

Written = tuple[Uncertain, InputKind]
MakeSymbol = Callable[[Path, float], Number]


class Numbers:
    """Reads numbers and remembers each by its place, in the order read.

    With `symbol` a number becomes what that makes of its place and value, instead of a float. A duration
    gives a case its shape, and stays a float; with `longest` it may be anything up to so many years. What is
    `chosen` by its place is read so, instead of as its middle. Where households are `sampled`, each weighs as
    much as a symbol of its own says.
    """

    def __init__(
        self,
        symbol: MakeSymbol | None = None,
        longest: int | None = None,
        chosen: Mapping[Path, float] | None = None,
        *,
        sampled: bool = False,
    ) -> None:
        self.symbol = symbol
        self.sampled = sampled
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
        if self.symbol is None or self.longest is None:
            return point(value), point(value)
        return self._symbol(self.symbol, place, value), self.longest

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
