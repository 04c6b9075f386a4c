"""A post of a monitor that a measure of a programme names: how it moved between whole realised years."""

from rendement.engine.monitor import MonitorResult, NodeResult, every
from rendement.engine.monitor_plan import REALISED, Pair
from rendement.engine.monitor_volume import Split, split_of
from rendement.source.path import slug
from rendement.source.record import record


@record
class Move:
    """What became of a post between two columns, and of which years these are."""

    pair: Pair
    years: tuple[int, int]
    split: Split


@record
class MonitorFile:
    """A file that a post was read from: the monitor, or a table that it names."""

    name: str
    file: str
    hash: str


@record
class NamedPost:
    """A post as a measure names it, with every move that the monitor knows."""

    path: str
    name: str
    read: tuple[MonitorFile, ...]  # the monitor first
    moves: tuple[Move, ...]
    budget: str | None = None  # the column that the budget of the measure comes from


def named_posts(result: MonitorResult) -> dict[str, NodeResult]:
    """Every post and part by its path, and by that behind its domain."""
    items = list(every(result.posts))
    found = {_route(item): item for item in items}
    for item in items:
        if item.node.domain is not None:
            found.setdefault(f"{slug(item.node.domain)}.{_route(item)}", item)
    return found


def moves_of(result: MonitorResult, item: NodeResult) -> tuple[Move, ...]:
    """Every move between whole realised years that has the same leaves in both."""
    moves = []
    for column in result.plan.columns.values():
        base = None if column.base is None else result.plan.columns[column.base]
        if base is None or column.kind != REALISED or base.year is None or column.year is None:
            continue
        pair = base.key, column.key
        split = split_of(item, pair)
        if split is not None:
            moves.append(Move(pair, (base.year, column.year), split))
    return tuple(moves)


def _route(item: NodeResult) -> str:
    return item.node.route.replace(" ", ".")
