"""Very many rows of plain values as CSV: unrounded figures, texts that are no formula."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol

from rendement.render.csv import separated
from rendement.render.spreadsheet import cell_text, figure, inert, unsplit
from rendement.report.dutch import plain

Rows = Sequence[Sequence[Any]]


class DamagedError(Exception):
    """A file that is no table of ours; the text is Dutch and complete."""

    @classmethod
    def of_columns(cls, found: Sequence[str], own: Sequence[str]) -> "DamagedError":
        """Of a table with other columns."""
        lacking = [name for name in own if name not in found]
        more = [name for name in found if name not in own]
        what = f"zonder kolom `{lacking[0]}`" if lacking else "in een andere vorm"
        what = f"met een kolom `{plain(more[0])[:60]}`" if more and not lacking else what
        remedy = "maak elk deel met deze versie van rendement, zonder --columns"
        return cls(f"dit is de tabel van een batch niet, of {what}; {remedy}")


class Field(Protocol):
    """A column by name, and what stands in it."""

    @property
    def name(self) -> str:
        """The head of the column."""

    @property
    def kind(self) -> str:
        """`tekst` or `hash`, a whole number (`jaar`, `telling`), or a figure."""


def as_csv(fields: Sequence[Field], rows: Rows) -> str:
    """Comma between cells, decimal point."""
    return separated(_cells(fields, rows, figure, word), ",")


def as_dutch_csv(fields: Sequence[Field], rows: Rows) -> str:
    """Semicolon between cells, decimal comma, lines that end as Windows wants them."""
    return separated(_cells(fields, rows, partial(figure, mark=","), cell_text), ";", "\r\n")


def _cells(
    fields: Sequence[Field], rows: Rows, number: Callable[[float], str], text: Callable[[str], str]
) -> Iterator[Sequence[Any]]:
    yield [field.name for field in fields]
    show: dict[type, Callable[[Any], str]] = {float: number, str: text}
    for row in rows:
        yield [show[kind](value) if (kind := type(value)) in show else value for value in row]


def word(text: str) -> str:
    """A cell with this text: nearly every one is one line that is no formula, and that is seen at once."""
    return (
        text if text[:1].isalnum() and text.isprintable() and ";" not in text else unsplit(inert(text), ";")
    )
