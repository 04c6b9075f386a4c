"""What few clients use stands together: which posts, which groups, and what is left to show of each."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import blake2b

from rendement.model.parse import Node
from rendement.source.grid import spell
from rendement.source.money import thousands
from rendement.source.rows import OTHERS, REST, Alike, Count, RowTable, small_groups
from rendement.study.rows.counting import Client, Totals
from rendement.study.rows.query import UNIT

Item = tuple[int, str]  # a year, 0 where the table says none, and a post
Key = tuple[int, Item]  # of which group, and what
Added = tuple[list[Key], list[str], Totals]  # what is counted, of which groups by name, and the sums


def by_year(keys: Sequence[Key]) -> tuple[list[tuple[int, int]], list[Item]]:
    """The year and the group of each column, one for each group in each year; and where each key stands.

    >>> by_year([(0, (2020, "a")), (0, (2021, "a")), (1, (2020, "a"))])
    ([(2020, 0), (2020, 1), (2021, 0)], [(0, 'a'), (2, 'a'), (1, 'a')])
    """
    columns = sorted({(year, group) for group, (year, _) in keys})
    return columns, [(columns.index((year, group)), post) for group, (year, post) in keys]


def summed(table: RowTable, placed: Sequence[tuple[int, str]], totals: Totals) -> RowTable:
    """The table with its sums, each in its column, and with what is too small to stand alone apart."""
    counts = tuple(
        Count(column, post, float(Fraction(times, UNIT)), totals.both[i][i])
        for i, ((column, post), times) in enumerate(zip(placed, totals.sums, strict=True))
    )
    few = frozenset(i for i, item in enumerate(counts) if 0 < item.users < table.smallest)
    key = blake2b(repr((totals.sums, totals.products, totals.both, totals.alike)).encode()).hexdigest()
    own = None if totals.alike is None else _in_means(totals.alike, totals)
    return replace(
        table, counts=counts, spread=_spread(totals), both=totals.both, few=few, alike=own, key=key
    )


def _in_means(alike: Sequence[Client], totals: Totals) -> Alike:
    """Clients with how much they have of each count, as a share of its mean."""
    counts = (
        tuple((key, float(Fraction(units * totals.clients, totals.sums[key]))) for key, units in own)
        for _, own in alike
    )
    return Alike(tuple(size for size, _ in alike), tuple(counts))


def together(keys: Sequence[Key], groups: Sequence[str], totals: Totals, smallest: int) -> Added:
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
    alike = totals.alike
    if alike is not None:  # a client is in one group, so none of its counts become one
        alike = tuple((size, tuple((at[key], units) for key, units in own)) for size, own in alike)
    return merged, names, Totals(totals.clients, tuple(sums), products, both, tuple(in_column), alike)


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


def nodes_of(table: RowTable, kind: str, mark: str) -> list[Node]:
    """The columns as the analyst would have typed them, each with its posts in order and the rest below.

    `kind` is what clients are called, `mark` what tells this table from another.
    """
    nodes: list[Node] = []
    for column, (group, year, members) in enumerate(
        zip(table.groups, table.years, table.members, strict=True)
    ):
        shown = [(i, item) for i, item in enumerate(table.counts) if item.column == column]
        posts: dict[str, Node] = {
            item.post: {"aantal": spell(item.times)} for i, item in shown if i not in table.few
        }
        if any(i in table.few for i, _ in shown):
            posts[OTHERS] = {"aantal": "1"}
        name = f"{group}, {year}" if year else group
        note = f"{thousands(members)} {kind} opgeteld ({mark})"
        nodes.append({"naam": name, "omschrijving": note, "posten": posts})
    return nodes
