"""The inputs of a plan: every number that was written, where it stands and within which bounds it may lie."""

from collections.abc import Callable
from functools import cached_property
from typing import Literal

from rendement.source.record import record

DISTRIBUTIONS = ("pert", "driehoek", "uniform", "normaal", "lognormaal", "geteld", "discreet")

InputKind = Literal["bedrag", "aantal", "aandeel", "voet", "jaren", "maanden", "index", "factor"]


@record
class Spread:
    """How far a number may differ from the one that is computed with.

    `low` and `high` are bounds; for normal and lognormal the 5th and 95th percentile; for a counted share the
    count and what it was counted among. `options` are the values of a discrete one, each with its chance.
    """

    distribution: str
    low: float
    high: float
    mode: float | None = None
    options: tuple[tuple[float, float], ...] = ()


@record
class Origin:
    """Where a number was written: the file and the line in it, the price list, and the source it names."""

    file: str
    line: int = 0
    price_list: str | None = None
    source: str | None = None


@record
class IndexUse:
    """An index series that was computed with: where it stands, and which of its years used may change."""

    name: str
    title: str
    source: str
    file: str
    hash: str
    basis: str | None = None
    note: str | None = None
    provisional: tuple[int, ...] = ()


@record
class Input:
    """One number that went in. `path` is the one that `--set` takes, `key` the same by names.

    `value` is that of the point run; bounds are inclusive, None where there is none; an input that is `fixed`
    can be read and not be set.
    """

    path: str
    key: str
    label: str
    unit: str | None
    kind: InputKind
    value: float
    spread: Spread | None = None
    bounds: tuple[float | None, float | None] = (None, None)
    origin: Origin = Origin("")
    fixed: bool = False


class Ledger:
    """The inputs of a plan in the order in which they were read; described when they are first asked for.

    Whether any of them is a range, and how many there are, is known without describing them.
    """

    def __init__(
        self,
        describe: Callable[[], tuple[Input, ...]] = tuple,
        uncertain: Callable[[], bool] = bool,
        count: int = 0,
    ) -> None:
        self._describe = describe
        self.uncertain = uncertain
        self.count = count

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every input."""
        return self._describe()

    @cached_property
    def ranges(self) -> tuple[Input, ...]:
        """Those of which only a range was written."""
        return tuple(item for item in self.inputs if item.spread is not None) if self.uncertain() else ()


@record
class Group:
    """Uncertain inputs that are one draw, by their paths."""

    name: str
    paths: tuple[str, ...]
