"""Very many rows of plain values as CSV: unrounded figures, texts that are no formula."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol

from rendement.render.csv import separated
from rendement.render.spreadsheet import cell_text, figure, inert, unsplit

Rows = Sequence[Sequence[Any]]


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
    return separated(_cells(fields, rows, figure, _word), ",")


def as_dutch_csv(fields: Sequence[Field], rows: Rows) -> str:
    """Semicolon between cells, decimal comma, lines that end as Windows wants them."""
    return separated(_cells(fields, rows, partial(figure, mark=","), cell_text), ";", "\r\n")


def _cells(
    fields: Sequence[Field], rows: Rows, number: Callable[[float], str], word: Callable[[str], str]
) -> Iterator[Sequence[Any]]:
    yield [field.name for field in fields]
    show: dict[type, Callable[[Any], str]] = {float: number, str: word}
    for row in rows:
        yield [show[kind](value) if (kind := type(value)) in show else value for value in row]


def _word(text: str) -> str:
    """Nearly every text is one line that is no formula, and that is seen at once."""
    return (
        text if text[:1].isalnum() and text.isprintable() and ";" not in text else unsplit(inert(text), ";")
    )
