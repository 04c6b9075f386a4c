"""What is known of a file after computing it: what the rules of method look at."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from rendement.engine.plan import COSTS, Line, Part, Plan
from rendement.engine.result import LineResult, Result
from rendement.model.case import Case
from rendement.model.library import Entry, Library
from rendement.model.line import BenefitLine, CostLine
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.source.sums import total
from rendement.source.tree import Source
from rendement.study.calculation import Calculation

if TYPE_CHECKING:  # not for a case
    from rendement.engine.monitor import MonitorResult
    from rendement.engine.programme import ProgrammeResult
    from rendement.engine.programme_plan import Measure

LOAD = "last"  # of what has no amount: it would cost


@record
class Known:
    """A file that computes: as it was written, and what came out; it is judged in this month."""

    calculation: Calculation
    source: Source
    month: tuple[int, int]
    figures: Any  # what reports read of it


@record
class KnownMonitor(Known):
    """A monitor that computes."""

    @cached_property
    def result(self) -> "MonitorResult":
        """What came out."""
        return _there(self.calculation.monitor)


@record
class KnownProgramme(Known):
    """A programme that computes."""

    @cached_property
    def result(self) -> "ProgrammeResult":
        """What came out."""
        return _there(self.calculation.programme)


@record
class KnownCase(Known):
    """A case that computes."""

    @cached_property
    def case(self) -> Case:
        """As it was written."""
        return _there(self.calculation.case)

    @cached_property
    def result(self) -> Result:
        """What came out."""
        return _there(self.calculation.result)

    @property
    def plan(self) -> Plan:
        """What was computed."""
        return self.result.plan

    @cached_property
    def benefits(self) -> tuple[LineResult, ...]:
        """Those that count, each line that was written once: no later year of it."""
        return tuple(item for item in self.result.benefits if item.line.counted and item.line.follows is None)

    @cached_property
    def costs(self) -> tuple[LineResult, ...]:
        """Those that count, and that somebody wrote: no residual value, and no later year."""
        return tuple(item for item in self.result.costs if item.line.counted and item.line.follows is None)

    @cached_property
    def is_business_case(self) -> bool:
        """Whether something is weighed: a cost that counts, or one without an amount."""
        return bool(self.costs) or any(item.direction == LOAD for item in self.plan.unvalued)

    def benefit(self, line: Line) -> BenefitLine:
        """A benefit as it was written."""
        return self.case.baten[_number(line)]

    def cost(self, line: Line) -> CostLine:
        """A cost as it was written."""
        return self.case.kosten[_number(line)]

    def written(self, line: Line) -> BenefitLine | CostLine:
        """A line as it was written."""
        return self.cost(line) if line.side == COSTS else self.benefit(line)

    @property
    def library(self) -> Library:
        """The posts it may name."""
        return _there(self.calculation.library)

    def posts(self, line: Line) -> Iterator[tuple[Part, Entry]]:
        """The parts of a line whose price is a post of a list, with that post."""
        for part in line.parts:
            entry = self.library.entries.get((part.price.post or "").partition("@")[0])
            if entry is not None:
                yield part, entry


def _number(line: Line) -> int:
    piece = parse_path(line.path)[1]
    if not isinstance(piece, int):
        raise TypeError(line.path)
    return piece


T = TypeVar("T")


def _there(found: T | None) -> T:
    if found is None:
        raise ValueError("nothing was computed")
    return found


def years_of_effect(line: Line) -> float:
    """How many years a result of this line lasts, the last maybe in part."""
    spell = line.effect.spell
    return float(len(spell) if line.effect.spread else total(spell))  # spread, its shares add to 1


def percent_of(share: float) -> str:
    """A share in a message.

    >>> percent_of(0.125)
    '12,5%'
    """
    return f"{100 * share:.4g}%".replace(".", ",")


def number_of(value: float) -> str:
    """A number in a message, in at most two decimals.

    >>> number_of(12.0), number_of(2.5), number_of(1234567.891)
    ('12', '2,5', '1.234.567,89')
    """
    whole, _, rest = f"{value:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def own_measures(measures: Iterable["Measure"]) -> Iterator["Measure"]:
    """The measures of the file itself, that count and that it writes out."""
    for item in measures:
        if item.counted and item.case is None and item.programme is None:
            yield item
