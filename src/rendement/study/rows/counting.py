"""The sums of a table, exactly: how much of each post, how many clients, and how two counts go together.

Rows come sorted by client, a piece at a time; of a piece a matrix of clients by posts is all there is in
memory. Everything is added as whole numbers, so the order of the rows and of the threads moves no bit.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rendement.source.record import record
from rendement.study.rows.query import UNIT

if TYPE_CHECKING:
    import duckdb

Whole = npt.NDArray[np.int64]
_AT_ONCE = 32_768  # rows
_CELLS = 2_000_000  # of a matrix
MOST_APART = 10_000  # clients of whom draws weigh each; of more the weights are normally distributed
_LIMB = 18  # bits: 65.536 products of two such numbers add up to less than a float holds exactly


Client = tuple[int, tuple[tuple[int, int], ...]]  # how many are alike, and their keys with billionths


@record
class Totals:
    """Exact sums in billionths: of each count, of the products of two, and how many clients have them."""

    clients: int
    sums: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]
    both: tuple[tuple[int, ...], ...]
    in_column: tuple[int, ...]
    alike: tuple[Client, ...] | None = None  # of not too many clients


class DoubleRowError(ValueError):
    """A client has two rows of one post."""


class TwoGroupsError(ValueError):
    """A client stands in more than one group."""


def totals_of(
    connection: "duckdb.DuckDBPyConnection",
    query: str,
    parameters: list[Any],
    keys: Sequence[tuple[int, int]],
) -> Totals:
    """The sums of rows (client, key, billionths) in the order of clients; a key is a column and a post.

    Raises DoubleRowError.
    """
    counter = _Counter(keys)
    for who, key, units in _pieces(connection, query, parameters):
        counter.add(who, key, units)
    return counter.totals()


class _Counter:
    def __init__(self, keys: Sequence[tuple[int, int]]) -> None:
        self.columns = np.array([column for column, _ in keys], dtype=np.int64)
        self.posts = np.array([post for _, post in keys], dtype=np.int64)
        size = len(keys)
        self.clients = 0
        self.sums = np.zeros(size, dtype=object)
        self.products = np.zeros((size, size), dtype=object)
        self.both = np.zeros((size, size), dtype=np.int64)
        self.in_column = np.zeros(int(self.columns.max()) + 1, dtype=np.int64)
        self.apart: list[Whole] | None = []

    def add(self, starts: npt.NDArray[np.bool_], key: Whole, units: Whole) -> None:
        """Rows of whole clients: where a client begins, and of each row what and how much."""
        at = np.cumsum(starts) - 1
        most = max(1, _CELLS // len(self.posts))
        while len(at):
            end = int(np.searchsorted(at, at[0] + most))
            self._add(at[:end] - at[0], key[:end], units[:end])
            at, key, units = at[end:], key[end:], units[end:]

    def _add(self, at: Whole, key: Whole, units: Whole) -> None:
        clients, size = int(at[-1]) + 1, len(self.posts)
        posts = int(self.posts.max()) + 1
        if np.bincount(at * posts + self.posts[key]).max() > 1:
            raise DoubleRowError
        cells = np.zeros(clients * size, dtype=np.int64)
        cells[at * size + key] = units
        matrix = cells.reshape(clients, size)
        self.clients += clients
        if self.apart is not None:
            self.apart.append(matrix)
        if self.clients > MOST_APART:
            self.apart = None
        whole, rest = np.divmod(matrix, UNIT)  # apart, so that neither sum grows out of its bits
        self.sums += whole.sum(axis=0).astype(object) * UNIT + rest.sum(axis=0)
        used = (matrix > 0).astype(np.float64)
        self.both += (used.T @ used).astype(np.int64)
        self.in_column += self._members(at, key)
        self.products += _products(matrix)

    def _members(self, at: Whole, key: Whole) -> Whole:
        """Of each column how many of these clients it holds. Raises TwoGroupsError."""
        of_row = self.columns[key]
        of_client = of_row[np.flatnonzero(np.diff(at, prepend=-1))]
        if (of_row != of_client[at]).any():
            raise TwoGroupsError
        return np.bincount(of_client, minlength=len(self.in_column))

    def totals(self) -> Totals:
        """All that was added."""
        return Totals(
            self.clients,
            tuple(map(int, self.sums)),
            tuple(tuple(map(int, row)) for row in self.products),
            tuple(tuple(map(int, row)) for row in self.both),
            tuple(map(int, self.in_column)),
            None if self.apart is None else tuple(_alike(np.concatenate(self.apart))),
        )


def _alike(matrix: Whole) -> Iterator[Client]:
    """Clients with the same counts as one, in the order of those counts."""
    rows, sizes = np.unique(matrix, axis=0, return_counts=True)
    for row, size in zip(rows, sizes, strict=True):
        yield int(size), tuple((int(key), int(row[key])) for key in np.flatnonzero(row))


def _products(matrix: Whole) -> npt.NDArray[np.object_]:
    """Of every two columns the sum of their products, exactly."""
    scale = 1
    if not (matrix % UNIT).any():
        matrix, scale = matrix // UNIT, UNIT
    limbs = []
    while matrix.any():
        limbs.append((matrix & ((1 << _LIMB) - 1)).astype(np.float64))
        matrix = matrix >> _LIMB
    size = matrix.shape[1]
    found = np.zeros((size, size), dtype=object)
    for i, one in enumerate(limbs):
        for j, other in enumerate(limbs):
            part = (one.T @ other).astype(np.int64).astype(object)
            found += part * (1 << (_LIMB * (i + j)))
    return found * scale * scale


def _pieces(
    connection: "duckdb.DuckDBPyConnection", query: str, parameters: list[Any]
) -> Iterator[tuple[npt.NDArray[np.bool_], Whole, Whole]]:
    """The rows by whole clients: of each row whether a client begins, its key and its units."""
    import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    import pyarrow.compute as pc  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415

    kept: Any = None
    for batch in connection.sql(query, params=parameters).to_arrow_reader(_AT_ONCE):
        table = pa.Table.from_batches([batch])
        kept = table if kept is None else pa.concat_tables([kept, table])
        who = kept.column(0).combine_chunks()
        starts = np.ones(len(who), dtype=bool)
        if len(who) > 1:
            starts[1:] = pc.not_equal(who[1:], who[:-1]).to_numpy(zero_copy_only=False)
        last = int(np.flatnonzero(starts)[-1]) if len(who) else 0  # of the last client more may follow
        if last:
            yield starts[:last], *(kept.column(i).to_numpy()[:last] for i in (1, 2))
            kept = kept.slice(last)
    if kept is not None and len(kept):
        first = np.zeros(len(kept), dtype=bool)
        first[0] = True
        yield first, *(kept.column(i).to_numpy() for i in (1, 2))
