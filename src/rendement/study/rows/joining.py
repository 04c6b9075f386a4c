"""What few clients use stands together: which posts, which groups, and what is left to show of each."""

from collections.abc import Sequence
from fractions import Fraction

from rendement.model.parse import Node
from rendement.source.grid import spell
from rendement.source.rows import OTHERS, REST, Count, RowTable, small_groups
from rendement.study.rows.counting import Totals
from rendement.study.rows.files import RowFile
from rendement.study.rows.query import UNIT

Key = tuple[int, str]  # a column of the matrix, and a post


def summed(file: RowFile, written: str, smallest: int, keys: Sequence[Key], totals: Totals) -> RowTable:
    """The table of these sums, with what is too small to stand alone apart."""
    counts = tuple(
        Count(column, post, float(Fraction(times, UNIT)), totals.both[i][i])
        for i, ((column, post), times) in enumerate(zip(keys, totals.sums, strict=True))
    )
    few = frozenset(i for i, item in enumerate(counts) if 0 < item.users < smallest)
    return RowTable(
        file.name,
        written,
        totals.clients,
        smallest,
        counts,
        _spread(totals),
        totals.both,
        few,
        totals.in_column,
        file.who,
    )


def together(
    keys: Sequence[Key], groups: Sequence[str], totals: Totals, smallest: int
) -> tuple[list[Key], list[str], Totals]:
    """The same with the groups of few clients as one, into which the next go until they are enough."""
    few = small_groups(totals.in_column, groups, smallest)
    if not few:
        return list(keys), list(groups), totals
    names = [*(name for column, name in enumerate(groups) if column not in few), REST]
    to = [len(names) - 1 if column in few else names.index(name) for column, name in enumerate(groups)]
    merged = sorted({(to[column], post) for column, post in keys})
    at = [merged.index((to[column], post)) for column, post in keys]
    in_column = [0] * len(names)
    for column, count in enumerate(totals.in_column):
        in_column[to[column]] += count
    sums = [0] * len(merged)
    for i, count in zip(at, totals.sums, strict=True):
        sums[i] += count
    products, both = (_merged(table, at, len(merged)) for table in (totals.products, totals.both))
    return merged, names, Totals(totals.clients, tuple(sums), products, both, tuple(in_column))


def _merged(table: Sequence[Sequence[int]], at: Sequence[int], size: int) -> tuple[tuple[int, ...], ...]:
    """Rows and columns that are one from now on, added."""
    found = [[0] * size for _ in range(size)]
    for i, row in zip(at, table, strict=True):
        for j, value in zip(at, row, strict=True):
            found[i][j] += value
    return tuple(map(tuple, found))


def _spread(totals: Totals) -> tuple[tuple[float, ...], ...]:
    """Of every two counts their covariance over both means: n (n Σxy − Σx Σy) ÷ ((n − 1) Σx Σy)."""
    n, sums = totals.clients, totals.sums
    if n < 2:
        return ()
    return tuple(
        tuple(
            float(Fraction(n * (n * product - sums[i] * other), (n - 1) * sums[i] * other))
            if sums[i] and other
            else 0.0
            for product, other in zip(row, sums, strict=True)
        )
        for i, row in enumerate(totals.products)
    )


def nodes_of(table: RowTable, names: Sequence[str], notes: Sequence[str]) -> list[Node]:
    """The columns as the analyst would have typed them, each with its posts in order and the rest below."""
    nodes: list[Node] = []
    for column, (name, note) in enumerate(zip(names, notes, strict=True)):
        shown = [(i, item) for i, item in enumerate(table.counts) if item.column == column]
        posts: dict[str, Node] = {
            item.post: {"aantal": spell(item.times)} for i, item in shown if i not in table.few
        }
        if any(i in table.few for i, _ in shown):
            posts[OTHERS] = {"aantal": "1"}
        nodes.append({"naam": name, "omschrijving": note, "posten": posts})
    return nodes
