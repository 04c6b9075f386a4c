"""The table of benefits and costs, line by line."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from rendement.engine.compute import SEVERAL_DOMAINS
from rendement.engine.plan import BENEFITS, Plan
from rendement.engine.result import LineResult, Result, Step
from rendement.engine.steps import STEPS, StepKind
from rendement.report.cells import EMPTY, across, added, amount, marked
from rendement.report.document import Cell, Column, Role, Row, Table, text
from rendement.report.dutch import percent, plain
from rendement.report.factors import HEADS, factor_cells, shown
from rendement.report.ranges import Ranges
from rendement.report.wording import name_of, set_aside
from rendement.source import sums
from rendement.source.scalar import span_text

NO_GROUP = "overig"

Apart = tuple[str, Cell, Role]  # a heading or a total: its label, what stands last, its role


def line_table(result: Result, ranges: Ranges) -> Table:
    """Every line with its steps; narrow: each line as a small sum."""
    used = [kind for kind in STEPS if any(step.kind is kind for item in result.lines for step in item.steps)]
    marks = {item.line.path: ranges.of_line(item.line) for item in result.lines}
    factors = {item.line.path: factor_cells(item, marks[item.line.path]) for item in result.lines}
    said = shown(factors.values())
    sizes = {path: [cells[place] for place in said] for path, cells in factors.items()}
    first = (Column("", figures=False), *(HEADS[place] for place in said))
    columns = (*first, Column("bruto"), *(Column(kind.label) for kind in used), Column("netto"))
    slim = (*first, Column("bedrag"))
    wide: list[Row] = []
    narrow: list[Row] = []
    for entry in _entries(result):
        if isinstance(entry, LineResult):
            path = entry.line.path
            start = (text(name_of(entry.line) + _after(entry, result.plan)), *sizes[path])
            wide.append(Row((*start, *_amounts(entry, used, marks[path]))))
            narrow += _stacked(entry, start, marks[path])
        else:
            label, last, role = entry
            wide.append(across(len(columns), label, last, role))
            narrow.append(across(len(slim), label, last, role))
    return Table("regels", "", columns, tuple(wide), Table("regels", "", slim, tuple(narrow)))


def _entries(result: Result) -> Iterator[LineResult | Apart]:
    """Every line under its headings, the total of each section, and the return."""
    total = result.total
    for title, items, summed in (
        ("Baten", in_order(result.benefits), total.benefits),
        ("Kosten", in_order(result.costs), total.costs),
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
        yield from between(items, result.plan, "netto", uncounted, outside)
        yield f"Totaal {title.lower()}", amount(summed, f"totaal.{title.lower()}"), "totaal"
    yield "Rendement", amount(total.net if result.valued else None, "totaal.rendement"), "uitkomst"


def between(
    items: Sequence[LineResult], plan: Plan, key: str, uncounted: float, outside: float
) -> Iterator[Apart]:
    """What lies between lines and their total: `key` is that of the figure of a line."""
    whole = "totaal.contante_waarde" if key == "contante_waarde" else "totaal"
    apart = [(-1, f"{item.line.path}.{key}") for item in items if not item.line.counted]
    parts = [(-1, f"{item.line.path}.{key}") for item in items if item.line.counted]
    for label, value, role in set_aside(uncounted, outside, plan.perspective):
        terms = apart if value == -uncounted and apart else [(1, f"{whole}.{items[0].line.side}"), *parts]
        yield label, added(value, terms), role


def in_order(items: Sequence[LineResult]) -> list[LineResult]:
    """Each later year under its line, and each residual value under its cost."""
    rest: dict[str, list[LineResult]] = {}
    for item in items:
        rest.setdefault(item.line.follows or item.line.path, []).append(item)
    return [item for own in rest.values() for item in own]


def _after(item: LineResult, plan: Plan) -> str:
    """The years of a cost that is still there after the period."""
    years = [year for year, weight in item.weights.items() if weight]
    if item.line.side == BENEFITS or not years or years[-1] <= plan.period[1]:
        return ""
    if item.line.again is not None:
        return f" ({years[0]}, elke {item.line.again} jaar t/m {item.line.years[-1]})"
    said = f" ({span_text((years[0], years[-1]))})"
    return "" if item.line.name.endswith(said) else said  # a year of its table is in its name


def _group(item: LineResult) -> str:
    domains = {flow.domain for flow in item.flows}
    several = len(domains) > 1 and not item.line.domain
    heading = SEVERAL_DOMAINS if several else plain(item.line.domain or next(iter(domains), None))
    return " · ".join(piece for piece in (heading or NO_GROUP, plain(item.line.group)) if piece)


def _amounts(item: LineResult, used: Sequence[StepKind], ranged: Collection[str]) -> list[Cell]:
    taken = {step.kind: taken_off(item, index) for index, step in enumerate(item.steps)}
    steps = (marked(taken.get(kind, EMPTY), kind.name in ranged) for kind in used)
    return [_gross(item), *steps, _net(item)]


def taken_off(item: LineResult, index: int) -> Cell:
    """What a step takes off, with a minus; what it adds without."""
    return added(-item.steps[index].taken, [(-1, f"{item.line.path}.stappen[{index}].aftrek")])


def _gross(item: LineResult) -> Cell:
    return amount(item.gross, f"{item.line.path}.stappen[0].bedrag")


def _net(item: LineResult) -> Cell:
    return amount(item.net, f"{item.line.path}.netto")


def _share(step: Step) -> str:
    """What a step leaves of the amount before it, or makes of it."""
    raised = step.share is not None and step.share > 1
    return f"{percent(step.share)}{'' if raised else ' blijft'}"


def _stacked(item: LineResult, start: Sequence[Cell], ranged: Collection[str]) -> Iterator[Row]:
    """A line as a small sum: gross, every step, net."""
    width = len(start) + 1
    yield Row((*start, _gross(item)))
    for index, step in enumerate(item.steps[1:], 1):
        taken = marked(taken_off(item, index), step.name in ranged)
        yield across(width, f"  {step.kind.label} ({_share(step)})", taken)
    if len(item.steps) > 1:
        yield across(width, "  netto", _net(item))
