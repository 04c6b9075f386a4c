"""Tables of rows on both sides: what is told of their sums; of what few clients use nothing is."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

from rendement.bind.rows import posts_at
from rendement.source.build import Node
from rendement.source.money import thousands
from rendement.source.path import Path, format_path
from rendement.source.rows import OTHERS, RowTable
from rendement.study.calculation import Calculation
from rendement.study.diff.between import PRICES
from rendement.study.diff.changes import Change, Pair, Written
from rendement.study.diff.kinds import PRICE

KEY = "casussen"


class RowSums:
    """The tables of rows of one version of a case."""

    def __init__(self, calculation: Calculation, case: Written, sections: Sequence[str]) -> None:
        self.tables = {} if calculation.source is None else calculation.source.rows
        lines = () if calculation.plan is None else calculation.plan.lines
        self._alone = {part.basket for line in lines for part in line.parts} if self.tables else set()
        self._places: dict[int, Path] = {
            id(node): (section, number)
            for section in sections
            for number, node in enumerate(case.node.get(section) or ())
        }

    def table(self, line: Written | None) -> RowTable | None:
        """The table that the households of a line are the sums of."""
        columns = _columns(line)
        return self.tables.get(str(columns[0].get("omschrijving"))) if columns else None

    def joined(self, line: Written | None) -> set[str]:
        """The posts that stand in `overige posten` in any column."""
        table = self.table(line)
        if line is None or table is None:
            return set()
        return {item.post for item in table.counts if not self._is_alone(line, item.column, item.post)}

    def counts(self, line: Written) -> dict[str, str]:
        """How often each post is used that stands alone, by column where there are more."""
        columns = _columns(line)
        return {
            post if len(columns) == 1 else f"{column.get('naam')} {post}": _count(item)
            for number, column in enumerate(columns)
            for post, item in _items(column.get("posten"))
            if self._is_alone(line, number, post)
        }

    def _is_alone(self, line: Written, column: int, post: str) -> bool:
        place = self._places.get(id(line.node))
        alone = place is not None and format_path((*posts_at(place, column), post)) in self._alone
        return alone and post != OTHERS


def prices_of_few(pair: Pair) -> Change:
    """The changes of prices in the list of all posts that stand in `overige posten` of a line."""
    return Change((PRICES, OTHERS, *pair.place), PRICE, pair.within)


def is_of_few(change: Change) -> bool:
    """Whether it is such a change."""
    return change.place[:2] == (PRICES, OTHERS)


def written_of_few() -> Written:
    """Either side of it: of each post alone nothing is told."""
    return Written({}, SimpleNamespace(), title=OTHERS)


def told(line: tuple[Written, Written], sums: tuple[RowSums, RowSums]) -> tuple[Written, Written]:
    """Both sides of a line, of a table of rows with the counts that are others."""
    counts = [
        own.counts(side) if own.table(side) is not None else None
        for side, own in zip(line, sums, strict=True)
    ]
    made = [
        side if own is None else _with_counts(side, sums_of.table(side), own, other or {})
        for side, sums_of, own, other in zip(line, sums, counts, reversed(counts), strict=True)
    ]
    return made[0], made[1]


def _with_counts(
    side: Written, table: RowTable | None, own: dict[str, str], other: dict[str, str]
) -> Written:
    differ = ", ".join(f"{post} {count}" for post, count in own.items() if other.get(post) != count)
    _, _, note = str(_columns(side)[0].get("omschrijving")).partition(" ")  # of the first column alone
    note = f"{thousands(0 if table is None else table.clients)} {note}"
    return replace(side, node={**side.node, KEY: f"{note}: {differ}" if differ else note})


def _columns(line: Written | None) -> list[dict[str, Node]]:
    found = None if line is None else line.node.get(KEY)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _items(posts: Node) -> list[tuple[str, Node]]:
    return list(posts.items()) if isinstance(posts, dict) else []


def _count(item: Node) -> str:
    return str(item.get("aantal", "")) if isinstance(item, dict) else str(item)
