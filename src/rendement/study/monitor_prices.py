"""A price list from a monitor: what a client cost in the last whole realised year."""

from collections.abc import Iterator
from typing import Any

from rendement.engine.arithmetic import Number
from rendement.engine.monitor import MonitorResult, NodeResult, every
from rendement.engine.monitor_plan import EURO, REALISED, Column
from rendement.engine.monitor_volume import client_count
from rendement.source.currency import EURO as EURO_CODE
from rendement.source.finding import UsageError
from rendement.source.path import slug
from rendement.study.price_text import About, Bare, list_text, spelt

CENT = 2


def prices_of(
    result: MonitorResult, about: About, column: str | None = None, currency: str = EURO_CODE
) -> str:
    """The text of a price list. Raises UsageError without such a column, or without averages in it."""
    found = _column(result, column)
    if found is None:
        known = ", ".join(key for key, item in result.plan.columns.items() if item.whole)
        lacks = (
            "geen heel gerealiseerd jaar" if column is None else f"geen kolom {column[:40]} van een heel jaar"
        )
        remedy = f"kies met --kolom uit: {known}" if known else "er is geen kolom van een heel jaar"
        raise UsageError(f"deze monitor heeft geen {lacks}; {remedy}")
    posts = dict(_posts(result, found))
    if not posts:
        raise UsageError(f"in kolom {found.key} heeft geen post een bedrag en een aantal cliënten")
    source = about.source or result.plan.source
    return list_text(posts, About(about.name, about.title, source, about.level, currency))


def _column(result: MonitorResult, name: str | None) -> Column | None:
    columns = [item for item in result.plan.columns.values() if item.whole]
    if name is not None:
        return next((item for item in columns if item.key == name), None)
    realised = [item for item in columns if item.kind == REALISED]
    return max(realised, key=lambda item: item.year or 0, default=None)


def _posts(result: MonitorResult, column: Column) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in every(result.posts):
        count = client_count(item)
        average = item.average(count.name, column.key) if count is not None else None
        if count is None or average is None or average <= 0 or item.node.unit != EURO:
            continue
        node = item.node
        post: dict[str, Any] = {"naam": node.name, "bedrag": spelt(round(average, CENT))}
        post |= {"eenheid": "cliënt per jaar", "betaler": "gemeente"}
        post |= {"domein": node.domain} if node.domain else {}
        post["prijspeil"] = Bare(column.year)
        if node.source:
            post["bron"] = node.source
        post["toelichting"] = _note(item, count.name, column, average)
        yield _code(item), post


def _code(item: NodeResult) -> str:
    route = [slug(piece) for piece in item.node.route.split(" ")]
    return "/".join(filter(None, (slug(item.node.domain or ""), *route)))


def _note(item: NodeResult, count: str, column: Column, average: Number) -> str:
    amount, number = item.amounts.by_column[column.key], item.counts[count].series.by_column[column.key]
    return f"gemiddelde van {column.key}: {amount:.0f} euro gedeeld door {number:.0f} {count}"
