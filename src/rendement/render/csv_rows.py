"""Very many rows of plain values as CSV, one by one: written as a whole table is, and read back."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from rendement.render.rows import DamagedError, Field, word
from rendement.render.spreadsheet import figure, inert

_LONGEST = 1_000_000  # signs of a line
_WHOLE = re.compile(r"-?\d{1,18}")
_FIGURE = re.compile(r"-?\d{1,310}(?:\.\d{1,350})?")  # the smallest number has 324 zeros and 17 digits
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BEHIND = re.compile(r""";[\s"']*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")

Show = Callable[[str], str]


def write_rows(
    fields: Sequence[Field], rows: Iterable[Sequence[Any]], sink: BinaryIO, show: Show = word
) -> None:
    """Comma between cells, decimal point; `show` makes a cell of a text."""
    text = TextIOWrapper(sink, "utf-8", "replace", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    ways: dict[type, Callable[[Any], str]] = {float: figure, str: lru_cache(maxsize=1024)(show)}
    for row in rows:
        writer.writerow([ways[kind](value) if (kind := type(value)) in ways else value for value in row])
    text.flush()
    text.detach()


def shown_again(text: str) -> str:
    """A cell that was read from CSV: what made a formula of it text already, does so still.

    >>> shown_again("'=1+1"), shown_again("=1+1"), shown_again("x;'=1"), shown_again("x;=1")
    ("'=1+1", "'=1+1", "x;'=1", "x;'=1")
    """
    line = inert(text)
    return _BEHIND.sub(lambda hit: hit[0] if hit[0].endswith("'") else f"{hit[0]}'", line)


def read_rows(fields: Sequence[Field], path: str) -> Iterator[list[Any]]:
    """The rows of a file as it is written here. Raises DamagedError for any other, OSError."""
    names = [field.name for field in fields]
    readers = [_reader(field.kind) for field in fields]
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(_lines(file), strict=True)
        try:
            head = next(rows, [])
            if head != names:
                raise _other_table(head, names)
            for number, row in enumerate(rows, 1):
                if len(row) != len(names):
                    raise DamagedError(f"rij {number} heeft {len(row)} cellen in plaats van {len(names)}")
                yield [read(number, cell) for read, cell in zip(readers, row, strict=True)]
        except UnicodeDecodeError:
            raise DamagedError("dit is geen utf-8") from None
        except csv.Error:
            raise DamagedError("dit is geen csv: een aanhalingsteken is niet gesloten") from None


def _other_table(head: Sequence[str], names: Sequence[str]) -> DamagedError:
    if len(head) == 1 and ";" in head[0]:
        return DamagedError("dit is csv-nl; maak de delen met --format csv of parquet")
    return DamagedError.of_columns(head, names)


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LONGEST):
        if len(line) == _LONGEST:
            raise DamagedError(f"een regel is langer dan {_LONGEST} tekens")
        yield line


def _reader(kind: str) -> Callable[[int, str], Any]:
    if kind in ("tekst", "hash"):
        return _text
    return partial(_number, _WHOLE, int) if kind in ("jaar", "telling") else partial(_number, _FIGURE, float)


def _text(row: int, cell: str) -> str | None:
    if _STEERS.search(cell):
        raise DamagedError(f"in rij {row} staat een teken dat geen tekst is")
    return cell or None


def _number(form: re.Pattern[str], make: Callable[[str], Any], row: int, cell: str) -> Any:
    if not cell:
        return None
    if not form.fullmatch(cell):
        raise DamagedError(f"in rij {row} staat `{cell[:30]}` waar een getal hoort")
    return make(cell)
