"""Every figure that a source printed, beside the computed one."""

from collections.abc import Sequence

from rendement.figures.printed import Verdict
from rendement.report.document import Block, Cell, Column, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.wording import written_as

_COLUMNS = (
    Column("cijfer", figures=False),
    Column("gedrukt"),
    Column("berekend"),
    *(Column(head, figures=False) for head in ("oordeel", "bron", "fout van de bron")),
)


def printed_table(found: Sequence[Verdict]) -> list[Block]:
    """One table, if anything was printed."""
    rows = tuple(map(_row, found))
    return [Table("gedrukte_cijfers", "Gedrukt in de bron", _COLUMNS, rows)] if rows else []


def _row(item: Verdict) -> Row:
    printed, written = item.printed, written_as(item)
    figures = Cell(written(printed.value), printed.value), _computed(item)
    words = (item.word, plain(printed.source), plain(printed.error))
    return Row((text(plain(printed.path)), *figures, *map(text, words)))


def _computed(item: Verdict) -> Cell:
    value = item.computed
    return text("-") if value is None else Cell(written_as(item)(value), value)
