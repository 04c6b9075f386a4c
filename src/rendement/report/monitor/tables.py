"""The tables of a monitor: posts with the same columns stand in one, with what they are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rendement.engine.monitor_plan import EURO, Column, MonitorPlan
from rendement.figures.monitor import Difference, MonitorFigures, NodeFigures, SeriesFigures
from rendement.report.cells import amount, heads, optional
from rendement.report.document import Block, Cell, Role, Row, Table, text
from rendement.report.dutch import number, plain, quantity
from rendement.report.monitor.titles import told_apart
from rendement.report.yearly import unfolded
from rendement.source.money import current
from rendement.source.path import format_path, parse_path
from rendement.source.record import record

PM = text("p.m.")
STEP_IN = "· "  # for every level of parts

Group = Sequence[NodeFigures]
Values = Mapping[str, float | None]


@record
class Line:
    """A row: what stands under the keys of some columns."""

    label: str
    cells: Mapping[str, Cell]
    role: Role = "regel"


def column_title(column: Column) -> str:
    """What stands above a column: its key, and until when where it is a part of a year."""
    key = plain(column.key)
    return f"{key} t/m {column.until}" if column.until is not None else key


def unit_text(unit: str, times: float) -> str:
    """The unit of a table: `× € 1.000`, `in euro`, `in fte`."""
    if unit == EURO and times != 1.0:
        return f"× {current().sign} {number(times)}"
    unit = current().word if unit == EURO else unit
    return f"in {unit}" if times == 1.0 else f"× {number(times)} {unit}"


def amount_tables(figures: MonitorFigures) -> list[Block]:
    """What every post came to, with its parts; and all of them together."""
    blocks: list[tuple[Table, Group]] = []
    for group in _groups(figures, lambda post: (_used(post, _amounts), post.item.node.unit, _times(post))):
        used, node = _used(group[0], _amounts), group[0].item.node
        if used:
            title = f"Bedragen, {unit_text(node.unit, node.times)}"
            lines = [line for post in group for line in _with_parts(post, _amount_cells)]
            blocks.append((_table(f"bedragen_{len(blocks) + 1}", title, figures.plan, used, lines), group))
    return [*told_apart(blocks), *_total_table(figures)]


def _total_table(figures: MonitorFigures) -> list[Block]:
    plan, total = figures.plan, figures.total
    counted = [post for post in figures.posts if post.whole]
    if len(counted) < 2:
        return []
    domains = figures.domains if len(figures.domains) > 1 else {}
    lines = [
        Line(
            f"domein {plain(name)}",
            _in_unit(own.series.by_column, plan.times, format_path(("per_domein", name, "bedragen"))),
        )
        for name, own in domains.items()
    ]
    amounts = _in_unit(total.series.by_column, plan.times, "totaal.bedragen")
    lines.append(Line("Totaal", amounts, "uitkomst"))
    title = f"Totaal, {unit_text(plan.unit, plan.times)}"
    return [_table("totaal", title, plan, tuple(total.series.by_column), lines)]


def difference_table(figures: MonitorFigures) -> list[Block]:
    """What one column is more than another, in the unit of the post and as a share."""
    plan, blocks = figures.plan, list[Block]()
    for i, pair in enumerate(plan.comparisons):
        found = [
            *(row for post in figures.posts for row in _differing(post, "")),
            ("Totaal", figures.total, plan.times, "uitkomst", ""),
        ]
        rows = [
            Row((text(label), *_compared(item, times, f"{base}verschillen[{number_}]")), role)
            for label, own, times, role, base in found
            for number_, item in enumerate(own.differences)
            if item.pair == pair and item.amount is not None
        ]
        if rows:
            names = [column_title(plan.columns[key]) for key in reversed(pair)]
            title = f"{names[0]} tegenover {names[1]}, in de eenheid van de post"
            columns = heads("post", "verschil", "in procenten", "oordeel", words=("oordeel",))
            blocks.append(Table(f"verschil_{i + 1}", title, columns, tuple(rows)))
    return blocks


def _compared(item: Difference, times: float, path: str) -> tuple[Cell, Cell, Cell]:
    share = optional(item.share, _one_decimal, "-", f"{path}.aandeel")
    return _figure(item.amount or 0.0, times, f"{path}.bedrag"), share, text(item.verdict or "")


def _differing(post: NodeFigures, indent: str) -> Iterator[tuple[str, SeriesFigures, float, Role, str]]:
    for part in post.parts:
        yield from _differing(part, indent + STEP_IN)
    role: Role = "totaal" if post.parts else "regel"
    yield f"{indent}{_name(post)}", post.series, post.item.node.times, role, f"{post.item.node.path}."


def count_tables(figures: MonitorFigures) -> list[Block]:
    """What was counted, and the amount for each."""
    found: list[tuple[Table, Group]] = []
    for group in _groups(figures, lambda post: _used(post, _counts)):
        used = _used(group[0], _counts)
        lines = [line for post in group for line in _counted(post, "", figures.plan)]
        if lines:
            found.append(
                (_table(f"aantallen_{len(found) + 1}", "Aantallen", figures.plan, used, lines), group)
            )
    blocks = told_apart(found)
    averages = [line for post in figures.posts for line in _averaged(post, "")]
    used = tuple(key for key in figures.plan.columns if any(key in line.cells for line in averages))
    if averages:
        whole = "euro's" if current().currency == "EUR" else current().word
        title = f"Bedrag gedeeld door aantal, in hele {whole}"
        blocks.append(_table("gemiddelden", title, figures.plan, used, averages))
    return blocks


def share_tables(figures: MonitorFigures) -> list[Block]:
    """Every post as a share of what it is a part of, and how it grew."""
    found: tuple[tuple[str, str, Callable[[NodeFigures], Values]], ...] = (
        ("aandelen", "Aandeel in het geheel waar het onder valt", lambda node: node.shares),
        ("groei", "Groei sinds het laatste hele gerealiseerde jaar", lambda node: node.series.growth),
    )
    blocks: list[Block] = []
    for key, title, take in found:
        lines = [
            Line(
                line.label,
                {name: optional(value, _one_decimal, "-") for name, value in own.items()},
                line.role,
            )
            for post in figures.posts
            for line, own in _each(post, "", take)
        ]
        used = tuple(name for name in figures.plan.columns if any(name in line.cells for line in lines))
        if any(cell.value is not None for line in lines for cell in line.cells.values()):
            shown = [line for line in lines if line.cells]
            blocks.append(_table(key, title, figures.plan, used, shown))
    return blocks


def _one_decimal(value: float) -> str:
    return f"{number(value * 100, 1)}%"


def _each(
    post: NodeFigures, indent: str, take: Callable[[NodeFigures], Values]
) -> Iterator[tuple[Line, Values]]:
    yield Line(f"{indent}{_name(post)}", {}), take(post)
    for part in (*post.parts, *post.of_which):
        yield from _each(part, indent + STEP_IN, take)


# -- rows


def _with_parts(post: NodeFigures, cells: Callable[[NodeFigures], dict[str, Cell]]) -> Iterator[Line]:
    """A post with its parts above their sum, and what is told of some of it below."""
    if post.parts:
        yield Line(_name(post), {}, "groep")
        for part in post.parts:
            yield from _inner(part, cells, "")
        yield Line("Totaal", cells(post), "totaal")
    else:
        yield Line(_name(post), cells(post))
    yield from _told(post, cells, "")


def _inner(part: NodeFigures, cells: Callable[[NodeFigures], dict[str, Cell]], indent: str) -> Iterator[Line]:
    for below in part.parts:
        yield from _inner(below, cells, indent + STEP_IN)
    yield Line(f"{indent}{_name(part)}", cells(part), "totaal" if part.parts else "regel")
    yield from _told(part, cells, indent + STEP_IN)


def _told(post: NodeFigures, cells: Callable[[NodeFigures], dict[str, Cell]], indent: str) -> Iterator[Line]:
    for part in post.of_which:
        yield Line(f"{indent}waarvan {_name(part)}", cells(part))
    if post.item.rest:
        rest = _in_unit(post.item.rest, post.item.node.times, under(post.item.node.path, "rest"))
        yield Line(f"{indent}waarvan overig", rest)


def _counted(post: NodeFigures, indent: str, plan: MonitorPlan) -> Iterator[Line]:
    for part in (*post.parts, *post.of_which):
        yield from _counted(part, indent + STEP_IN, plan)
    for name, count in post.item.counts.items():
        kind = f" ({count.kind})" if count.kind else ""
        cells = {
            key: Cell(quantity(value), value, under(post.item.node.path, "aantallen", name, key))
            for key, value in count.series.by_column.items()
        }
        role: Role = "regel" if count.own else "totaal"
        yield Line(f"{indent}{_name(post)}: {plain(name)}{kind}", cells, role)


def _averaged(post: NodeFigures, indent: str) -> Iterator[Line]:
    for part in (*post.parts, *post.of_which):
        yield from _averaged(part, indent + STEP_IN)
    if post.item.node.unit == EURO:
        for name, own in post.averages.items():
            base = under(post.item.node.path, "gemiddelden", name)
            cells = {key: amount(value, under(base, key)) for key, value in own.items()}
            yield Line(f"{indent}{_name(post)}: {plain(name)}", cells)


def _amount_cells(post: NodeFigures) -> dict[str, Cell]:
    return {
        **_in_unit(post.item.amounts.by_column, post.item.node.times, under(post.item.node.path, "bedragen")),
        **dict.fromkeys(post.item.node.pm, PM),
    }


def _in_unit(values: Mapping[str, float], times: float, base: str = "") -> dict[str, Cell]:
    """Amounts by column in their unit; `base` is the path under which those columns stand."""
    return {key: _figure(value, times, under(base, key)) for key, value in values.items()}


def under(base: str, *keys: str) -> str:
    """The path of something below a path; nothing where that is none."""
    return format_path((*parse_path(base), *keys)) if base else ""


def _figure(whole: float, times: float, path: str = "") -> Cell:
    """A whole figure in its unit; staff and hours keep the decimals that they need."""
    value = whole / times
    shown = number(value) if abs(value) >= 1000 else quantity(value)
    return Cell(shown, value, path, times=times)


def _name(post: NodeFigures) -> str:
    node = post.item.node
    return plain(node.name) + ("" if node.counted else " (telt niet mee)")


# -- columns


def _groups(figures: MonitorFigures, key: Callable[[NodeFigures], object]) -> list[Group]:
    """Posts that can stand in one table, in the order of the file."""
    found: dict[object, list[NodeFigures]] = {}
    for post in figures.posts:
        found.setdefault(key(post), []).append(post)
    return list(found.values())


def _used(post: NodeFigures, of: Callable[[NodeFigures], Iterable[str]]) -> tuple[str, ...]:
    """The columns that a post or what is below it has figures in, in the order of the file."""
    found = set(_all_keys(post, of))
    return tuple(key for key in post.monitor.plan.columns if key in found)


def _all_keys(post: NodeFigures, of: Callable[[NodeFigures], Iterable[str]]) -> Iterator[str]:
    yield from of(post)
    for part in (*post.parts, *post.of_which):
        yield from _all_keys(part, of)


def _amounts(post: NodeFigures) -> Iterable[str]:
    return post.amounts


def _counts(post: NodeFigures) -> Iterable[str]:
    return [key for own in post.counts.values() for key in own]


def _times(post: NodeFigures) -> float:
    return post.item.node.times


def _table(key: str, title: str, plan: MonitorPlan, used: Sequence[str], lines: Iterable[Line]) -> Table:
    """Rows with a column for each key; in a small window these stand under each other."""
    titles = {name: column_title(plan.columns[name]) for name in used}
    missing = amount(None)
    wide, slim = [], []
    for line in lines:
        label = text(line.label)
        shown = {titles[name]: cell for name in used if (cell := line.cells.get(name)) is not None}
        empty = text("") if line.role == "groep" else missing
        wide.append(Row((label, *(shown.get(titles[name], empty) for name in used)), line.role))
        slim.append(Row((label, text("")), line.role))
        slim += unfolded(shown)
    narrow = Table(key, title, heads("", "cijfer"), tuple(slim))
    return Table(key, title, heads("", *titles.values()), tuple(wide), narrow)
