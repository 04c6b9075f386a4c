"""A monitor that is being explained, and what more than one of its derivations is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rendement.engine.inputs import Ledger
from rendement.engine.monitor import MonitorResult
from rendement.engine.monitor_plan import Cell, Pair
from rendement.engine.monitor_volume import Change, changes_of
from rendement.report.explain.records import Derivation, Figure, Term, Unit, Written, one, sum_of
from rendement.source.path import format_path, parse_path

Found = Derivation | None


@dataclass(frozen=True)
class MonitorSubject(Written):
    """A computed monitor that is being explained."""

    result: MonitorResult

    @property
    def ledger(self) -> Ledger:
        """The inputs that it was computed from."""
        return self.result.plan.ledger

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Why costs changed."""
        return changes_of(self.result)

    def cell(self, name: str, cell: Cell, unit: Unit) -> Term:
        """A figure as it was written, in its unit."""
        written = self.input(name, cell.written, unit, cell.path)
        return Term((written,) if cell.times == 1.0 else (written, Figure("eenheid", cell.times, "factor")))


def less(amounts: Mapping[str, float], pair: Pair, base: str) -> Derivation:
    """What the second column is more than the first."""
    before, after = (
        one(key, amounts[key], amount_path(base, key), sign=sign)
        for key, sign in zip(pair, (-1, 1), strict=True)
    )
    return sum_of(f"{pair[1]} − {pair[0]}", after, before)


def amount_path(base: str, key: str) -> str:
    """The path of an amount of a post."""
    return format_path((*parse_path(base), "bedragen", key))
