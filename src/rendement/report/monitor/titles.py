"""Tables of one monitor that would have the same title, told apart by the posts that stand in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rendement.figures.monitor import NodeFigures
from rendement.report.document import Block, Table
from rendement.report.dutch import number, plain

MOST_NAMED = 3
Group = Iterable[NodeFigures]


def told_apart(found: Iterable[tuple[Table, Group]]) -> list[Block]:
    """The tables, those with one title with the names of their posts behind it."""
    pairs = list(found)
    often = Counter(table.title for table, _ in pairs)
    return [_named(table, group) if often[table.title] > 1 else table for table, group in pairs]


def _named(table: Table, group: Group) -> Table:
    names = [plain(post.item.node.name) for post in group]
    more = len(names) - MOST_NAMED
    said = ", ".join(names[:MOST_NAMED]) + (f" en nog {number(more)}" if more > 0 else "")
    title = f"{table.title}: {said}"
    narrow = None if table.narrow is None else replace(table.narrow, title=title)
    return replace(table, title=title, narrow=narrow)
