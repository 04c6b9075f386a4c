"""TSV: the report as it is read, to paste into a Dutch Excel: tabs, decimal comma, unrounded figures.

There are no thousands marks: `113.500` would become 113,5 where the point is the decimal mark.
"""

from collections.abc import Sequence

from rendement.render.csv import separated, shown
from rendement.render.spreadsheet import inert
from rendement.report.document import Block, Document, Facts, Notes

MARK = ","


def as_tsv(documents: Sequence[Document]) -> str:
    """Every block under the other, an empty row between."""
    rows: list[list[str]] = []
    for document in documents:
        rows += [[]] if rows else []
        rows += [[inert(document.title)], [inert(document.subtitle)]]
        for block in document.blocks:
            rows += [[], *([[inert(block.title)]] if block.title else []), *_block(block)]
    return separated(rows, "\t")


def _block(block: Block) -> list[list[str]]:
    if isinstance(block, Facts):
        return [[inert(label), shown(cell, MARK)] for label, cell in block.items]
    if isinstance(block, Notes):
        return [[inert(item)] for item in block.items]
    head = [inert(column.head) for column in block.columns]
    return [head, *([shown(cell, MARK) for cell in row.cells] for row in block.rows)]
