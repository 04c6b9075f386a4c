"""Parquet: the table of a batch, a type per column; pyarrow (`rendement[parquet]`) is imported only here."""

import io
from collections.abc import Sequence
from typing import Any

from rendement.render.rows import Field, Rows
from rendement.source.finding import UsageError


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
    arrow = require()
    types = {"tekst": arrow.string(), "hash": arrow.string(), "jaar": arrow.int64(), "telling": arrow.int64()}
    schema = arrow.schema([(field.name, types.get(field.kind, arrow.float64())) for field in fields])
    columns = [
        arrow.array([row[place] for row in rows], schema.field(place).type) for place in range(len(fields))
    ]
    sink = io.BytesIO()
    arrow.parquet.write_table(arrow.table(columns, schema=schema), sink, compression="zstd")
    return sink.getvalue()
