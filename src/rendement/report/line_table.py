"""The table of benefits and costs, line by line."""

from typing import Any

from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.engine.steps import STEPS, StepKind
from rendement.report.document import Cell, Column, Row, Table, text
from rendement.report.dutch import amount_text, number, percent, plain, quantity
from rendement.source import sums

SECTIONS = {"baten": "Baten", "kosten": "Kosten"}


def line_table(result: Result) -> Table:
    """Every line with its steps; narrow: each line as a small sum."""
    used = [kind for kind in STEPS if any(step.kind is kind for item in result.lines for step in item.steps)]
    columns = [Column("", figures=False), Column("aantal"), Column("prijs"), Column("bruto")]
    columns += [Column(kind.label) for kind in used] + [Column("netto")]
    rows: list[Row] = []
    narrow: list[Row] = []
    for key, items in (("baten", result.benefits), ("kosten", result.costs)):
        if not items:
            continue
        width = len(columns)
        rows.append(Row((text(SECTIONS[key]), *_empty(width - 1)), "kop"))
        narrow.append(Row((text(SECTIONS[key]), *_empty(3)), "kop"))
        group = None
        for item in items:
            heading = _group(item)
            if heading != group and any(_group(other) != "overig" for other in items):
                rows.append(Row((text(heading), *_empty(width - 1)), "groep"))
                narrow.append(Row((text(heading), *_empty(3)), "groep"))
            group = heading
            rows.append(Row((text(_name(item)), *_size(item), *_amounts(item, used))))
            narrow += _stacked(item)
        outside, total = _section_total(result, key, items)
        for row in (*outside, (f"Totaal {key}", total, "totaal")):
            label, value, role = row
            rows.append(Row((text(label), *_empty(width - 2), Cell(number(value), value)), role))
            narrow.append(Row((text(label), *_empty(2), Cell(number(value), value)), role))
    net = result.total.net if result.valued else None
    rows.append(Row((text("Rendement"), *_empty(len(columns) - 2), Cell(number(net), net)), "uitkomst"))
    narrow.append(Row((text("Rendement"), *_empty(2), Cell(number(net), net)), "uitkomst"))
    slim = (columns[0], columns[1], columns[2], Column("bedrag"))
    return Table("regels", "", tuple(columns), tuple(rows), Table("regels", "", slim, tuple(narrow)))


def _group(item: LineResult) -> str:
    domains = {flow.domain for flow in item.flows}
    several = len(domains) > 1 and not item.line.domain
    heading = "diverse domeinen" if several else plain(item.line.domain or next(iter(domains), None))
    return " · ".join(piece for piece in (heading or "overig", plain(item.line.group)) if piece)


def _name(item: LineResult) -> str:
    name = plain(item.line.name)
    return name if item.line.counted else f"{name} (telt niet mee)"


def _size(item: LineResult) -> tuple[Cell, Cell]:
    if item.line.prices is not None:
        return Cell(quantity(item.count), item.count), text("per jaar")
    scaled, priced = item.line.scaled_to, len(item.line.households)
    if scaled and abs(item.count * priced - scaled) < 1e-9:
        return Cell(f"{quantity(scaled)}/{priced}", item.count), Cell(amount_text(_unit(item)), _unit(item))
    return Cell(quantity(item.count), item.count), Cell(amount_text(_unit(item)), _unit(item))


def _unit(item: LineResult) -> float:
    return sums.total(part.quantity * part.price.amount for part in item.line.parts)


def _amounts(item: LineResult, used: list[StepKind]) -> list[Cell]:
    taken = {step.kind: -step.taken for step in item.steps}
    gross = item.steps[0].left
    cells = [Cell(number(gross), gross)]
    cells += [Cell(number(taken[kind]), taken[kind]) if kind in taken else text("") for kind in used]
    return [*cells, Cell(number(item.net), item.net)]


def _stacked(item: LineResult) -> list[Row]:
    """A line as a small sum: gross, every step, net."""
    gross = item.steps[0]
    rows = [Row((text(_name(item)), *_size(item), Cell(number(gross.left), gross.left)))]
    for step in item.steps[1:]:
        label = f"  {step.kind.label} ({percent(step.share)} blijft)"
        rows.append(Row((text(label), *_empty(2), Cell(number(-step.taken), -step.taken))))
    if len(item.steps) > 1:
        rows.append(Row((text("  netto"), *_empty(2), Cell(number(item.net), item.net)), "regel"))
    return rows


def _section_total(
    result: Result, key: str, items: tuple[LineResult, ...]
) -> tuple[list[tuple[str, float, Any]], float]:
    """What does not count (left out, or outside the perspective), and the total that remains."""
    total = result.total.benefits if key == BENEFITS else result.total.costs
    left_out = sums.total(item.net for item in items if not item.line.counted)
    outside = total - sums.total(item.net for item in items if item.line.counted)
    rows: list[tuple[str, float, Any]] = []
    if left_out:
        rows.append(("af: telt niet mee", -left_out, "regel"))
    if abs(outside) > 0.005:
        rows.append((f"af: buiten perspectief {plain(result.plan.perspective)}", outside, "regel"))
    return rows, total


def _empty(count: int) -> tuple[Cell, ...]:
    return (text(""),) * count
