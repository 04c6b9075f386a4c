"""Parquet: the table of a batch, a type per column; pyarrow (`rendement[parquet]`) is imported only here.

Rows are written in groups of one size, so that those that come one by one give the bytes of a whole table.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from rendement.render.rows import DamagedError, Field, Rows
from rendement.source.finding import UsageError

GROUP = 20_000  # rows
_AT_ONCE = 1000  # rows that are made into values of ours together
_HEAVIEST = 200_000_000  # bytes of a group: ours have some tens of millions at most
_LONGEST = 100_000  # signs of a text
_TEXTS = ("tekst", "hash")


def require() -> Any:
    """The library, or UsageError when it is not installed."""
    try:
        import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
        import pyarrow.parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise UsageError("voor parquet is pyarrow nodig: pip install 'rendement[parquet]'") from None
    return pyarrow


def as_parquet(fields: Sequence[Field], rows: Rows) -> bytes:
    """The rows as one file; a figure that does not exist is null."""
    sink = io.BytesIO()
    write_rows(fields, rows, sink)
    return sink.getvalue()


def write_rows(fields: Sequence[Field], rows: Iterable[Sequence[Any]], sink: BinaryIO) -> None:
    """The same for rows that come one by one, of which no more than a group is held."""
    arrow = require()
    schema, left = _schema(arrow, fields), iter(rows)
    with arrow.parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(left, GROUP)):
            columns = [
                arrow.array([row[place] for row in group], schema.field(place).type)
                for place in range(len(fields))
            ]
            writer.write_table(arrow.table(columns, schema=schema), row_group_size=GROUP)


def _schema(arrow: Any, fields: Sequence[Field]) -> Any:
    types = {"jaar": arrow.int64(), "telling": arrow.int64(), **dict.fromkeys(_TEXTS, arrow.string())}
    return arrow.schema([(field.name, types.get(field.kind, arrow.float64())) for field in fields])


def read_rows(fields: Sequence[Field], path: str) -> Iterator[list[Any]]:
    """The rows of a file as it is written here. Raises DamagedError for any other."""
    arrow = require()
    texts = [field.name for field in fields if field.kind in _TEXTS]
    try:
        with arrow.parquet.ParquetFile(path, read_dictionary=texts) as file:
            _check(arrow, file, fields)
            for batch in file.iter_batches(_AT_ONCE):
                yield from map(list, zip(*map(_values, batch.columns), strict=True))
    except (arrow.ArrowException, OSError, ValueError, OverflowError):  # it may say anything of itself
        raise DamagedError("dit is geen parquet, of het is beschadigd") from None


def _check(arrow: Any, file: Any, fields: Sequence[Field]) -> None:
    """That it has our columns, and groups that fit in memory."""
    own, found = _schema(arrow, fields), file.metadata.schema.to_arrow_schema()
    if not found.equals(own):
        raise DamagedError.of_columns(found.names, own.names)
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    if any(group.num_rows > GROUP or group.total_byte_size > _HEAVIEST for group in groups):
        raise DamagedError("dit parquet is niet door deze versie van rendement geschreven")


def _values(column: Any) -> list[Any]:
    """A column as values; of a text that stands in many rows there is one."""
    if not hasattr(column, "dictionary"):
        values: list[Any] = column.to_pylist()
        return values
    known = column.dictionary.to_pylist()
    if any(len(text) > _LONGEST for text in known):
        raise DamagedError(f"een tekst is langer dan {_LONGEST} tekens")
    return [None if at is None else known[at] for at in column.indices.to_pylist()]
