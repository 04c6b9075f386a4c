"""The answer of a monitor in a few lines: what it came to, what is expected, and what a budget says."""

from collections.abc import Iterator

from rendement.engine.monitor_plan import BETTER, EURO, EVEN, FORECAST, REALISED, WORSE, Column
from rendement.figures.monitor import MonitorFigures
from rendement.report.cells import euros
from rendement.report.document import Cell, Facts
from rendement.report.dutch import counted, number, percent, plain, quantity
from rendement.report.wording import findings_fact
from rendement.source.path import format_path

Fact = tuple[str, Cell]

MOST_COMPARED = 3
_BESIDE = {WORSE: "boven", BETTER: "onder", EVEN: "gelijk aan"}


def answer(figures: MonitorFigures) -> Facts:
    """At most seven lines."""
    facts = (_what(figures), *_totals(figures), *_compared(figures), findings_fact(figures.findings))
    return Facts("antwoord", "", facts)


def _what(figures: MonitorFigures) -> Fact:
    posts = len(figures.posts)
    columns = counted(len(figures.plan.columns), "kolom", "kolommen")
    return f"{'Post' if posts == 1 else 'Posten'}, in {columns}", Cell(number(posts), posts)


def _totals(figures: MonitorFigures) -> Iterator[Fact]:
    """The last whole realised year and the last prognosis, each with its growth."""
    total = figures.total
    for kind in (REALISED, FORECAST):
        whole = [item for item in figures.plan.columns.values() if item.kind == kind and item.whole]
        known = [item for item in whole if item.key in total.series.by_column]
        last = max(known, key=lambda item: item.year or 0, default=None)
        if last is not None:
            growth = total.growth.get(last.key)
            path = format_path(("totaal", "bedragen", last.key))
            value = total.series.by_column[last.key]
            yield _total_name(last, growth), _shown(value, figures.plan.unit, path)


def _total_name(column: Column, growth: float | None) -> str:
    said = f"Totaal {plain(column.key)}"
    said += f" ({plain(column.kind)})" if column.kind not in column.key else ""
    if growth is None:
        return said
    way = "meer" if growth >= 0 else "minder"
    return f"{said}, {percent(round(abs(growth), 3))} {way} dan in {plain(column.base or '')}"


def _shown(value: float, unit: str, path: str = "") -> Cell:
    return euros(value, path) if unit == EURO else Cell(f"{quantity(value)} {unit}", value)


def _compared(figures: MonitorFigures) -> Iterator[Fact]:
    shown = [item for item in figures.total.differences if item.amount is not None][:MOST_COMPARED]
    for item in shown:
        before, after = map(plain, item.pair)
        if item.verdict is None or item.amount is None:
            yield f"{after} min {before}", _shown(item.amount or 0.0, figures.plan.unit)
        else:
            yield f"{after} {_BESIDE[item.verdict]} {before}: {item.verdict}", euros(abs(item.amount))
