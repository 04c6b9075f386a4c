"""The table of benefits and costs, line by line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rendement.engine.result import LineResult, Result
from rendement.engine.steps import STEPS, StepKind
from rendement.report.cells import EMPTY, across, amount, heads, optional
from rendement.report.document import Cell, Column, Role, Row, Table, text
from rendement.report.dutch import amount_text, number, percent, plain, quantity
from rendement.report.wording import name_of, set_aside
from rendement.source import sums

NO_GROUP = "overig"

Apart = tuple[str, Cell, Role]  # a heading or a total: its label, what stands last, its role


def line_table(result: Result) -> Table:
    """Every line with its steps; narrow: each line as a small sum."""
    used = [kind for kind in STEPS if any(step.kind is kind for item in result.lines for step in item.steps)]
    columns = heads("", "aantal", "prijs", "bruto", *(kind.label for kind in used), "netto")
    slim = (*columns[:3], Column("bedrag"))
    wide: list[Row] = []
    narrow: list[Row] = []
    for entry in _entries(result):
        if isinstance(entry, LineResult):
            wide.append(Row((text(name_of(entry.line)), *_size(entry), *_amounts(entry, used))))
            narrow += _stacked(entry)
        else:
            label, last, role = entry
            wide.append(across(len(columns), label, last, role))
            narrow.append(across(len(slim), label, last, role))
    return Table("regels", "", columns, tuple(wide), Table("regels", "", slim, tuple(narrow)))


def _entries(result: Result) -> Iterator[LineResult | Apart]:
    """Every line under its headings, the total of each section, and the return."""
    total = result.total
    for title, items, summed in (
        ("Baten", result.benefits, total.benefits),
        ("Kosten", result.costs, total.costs),
    ):
        if not items:
            continue
        yield title, EMPTY, "kop"
        grouped = any(_group(item) != NO_GROUP for item in items)
        for heading, own in groupby(items, _group):
            if grouped:
                yield heading, EMPTY, "groep"
            yield from own
        uncounted = sums.total(item.net for item in items if not item.line.counted)
        outside = summed - sums.total(item.net for item in items if item.line.counted)
        for label, value, role in set_aside(uncounted, outside, result.plan.perspective):
            yield label, amount(value), role
        yield f"Totaal {title.lower()}", amount(summed), "totaal"
    yield "Rendement", amount(total.net if result.valued else None), "uitkomst"


def _group(item: LineResult) -> str:
    domains = {flow.domain for flow in item.flows}
    several = len(domains) > 1 and not item.line.domain
    heading = "diverse domeinen" if several else plain(item.line.domain or next(iter(domains), None))
    return " · ".join(piece for piece in (heading or NO_GROUP, plain(item.line.group)) if piece)


def _size(item: LineResult) -> tuple[Cell, Cell]:
    if item.line.prices is not None:
        return Cell(quantity(item.count), item.count), text("per jaar")
    scaled, priced = item.line.scaled_to, len(item.line.households)
    whole = scaled and abs(item.count * priced - scaled) < 1e-9
    count = f"{quantity(scaled)}/{priced}" if scaled and whole else quantity(item.count)
    unit = sums.total(part.quantity * part.price.amount for part in item.line.parts)
    return Cell(count, item.count), Cell(amount_text(unit), unit)


def _amounts(item: LineResult, used: Sequence[StepKind]) -> list[Cell]:
    taken = {step.kind: -step.taken for step in item.steps}
    steps = (optional(taken.get(kind), number) for kind in used)
    return [amount(item.steps[0].left), *steps, amount(item.net)]


def _stacked(item: LineResult) -> Iterator[Row]:
    """A line as a small sum: gross, every step, net."""
    first, *others = item.steps
    yield Row((text(name_of(item.line)), *_size(item), amount(first.left)))
    for step in others:
        yield across(4, f"  {step.kind.label} ({percent(step.share)} blijft)", amount(-step.taken))
    if others:
        yield across(4, "  netto", amount(item.net))
