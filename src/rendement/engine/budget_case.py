"""What lines of a case say of the budget of the municipality."""

from collections.abc import Iterator

from rendement.engine.arithmetic import total
from rendement.engine.budget import Budget
from rendement.engine.budget_entry import CHARGES, MUNICIPALITY, YIELDS, Entry
from rendement.engine.plan import COSTS
from rendement.engine.result import Result


def budget_of_case(result: Result) -> Budget | None:
    """The budget of a case; None where the municipality has nothing to do with it."""
    covers = [entry for row in result.plan.cover for entry in row.entries]
    entries = (*_of_lines(result), *covers)
    years = {*result.by_year, *(year for entry in covers for year in entry.by_year)}
    return Budget(entries, tuple(range(min(years), max(years) + 1))) if entries else None


def _of_lines(result: Result) -> Iterator[Entry]:
    """The lines that count, as far as they fall to the municipality, with the sign that they have there."""
    for item in result.lines:
        units = [flow.unit for flow in item.flows if flow.actor == MUNICIPALITY]
        if item.line.counted and units:
            unit = total(units)
            yield Entry(
                item.line.name,
                CHARGES if item.line.side == COSTS else YIELDS,
                {year: unit * weight for year, weight in item.weights.items()},
                item.line.nature,
                item.line.field,
                item.line.path,
                cashable=item.line.cashable,
            )
