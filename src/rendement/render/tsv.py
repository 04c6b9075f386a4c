"""TSV: the report as it is read, to paste into a Dutch Excel: tabs, decimal comma, unrounded figures.

There are no thousands marks: `113.500` would become 113,5 where the point is the decimal mark.
"""

from collections.abc import Sequence

from rendement.render.csv import dutch, separated
from rendement.render.spreadsheet import cell_text
from rendement.report.document import RANGED, Document, Facts, Notes, Plain


def as_tsv(documents: Sequence[Document]) -> str:
    """Every block under the other, an empty row between."""
    rows: list[list[str]] = []
    for document in documents:
        rows += [[]] if rows else []
        rows += [[cell_text(head)] for head in (document.title, *document.heads)]
        for block in document.printed:
            rows += [[], *([[cell_text(block.title)]] if block.title else []), *_block(block)]
    return separated(rows, "\t")


def _block(block: Plain) -> list[list[str]]:
    if isinstance(block, Facts):
        return [[cell_text(label), dutch(cell)] for label, cell in block.items]
    if isinstance(block, Notes):
        return [[cell_text(item)] for item in block.items]
    head = [cell_text(column.head) for column in block.columns]
    rows = [[dutch(cell) for cell in row.cells] for row in block.rows]
    ranges = [[head[i] for i, cell in enumerate(row.cells) if cell.ranged] for row in block.rows]
    if any(ranges):
        head.append(RANGED)
        rows = [[*row, ", ".join(named)] for row, named in zip(rows, ranges, strict=True)]
    return [head, *rows]
