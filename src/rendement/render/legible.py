"""A document in the characters that an encoding has, replaced before anything is measured."""

from dataclasses import replace

from rendement.render.stream import FALL_BACK
from rendement.report.document import Document, Facts, Plain, Row, Table


def legible(document: Document, encoding: str | None) -> Document:
    """The document with a stand-in for every character that the encoding lacks; UTF-8 lacks none."""
    name = encoding or "ascii"
    if name.lower().startswith("utf"):
        return document

    def say(text: str) -> str:
        return text.encode(name, FALL_BACK).decode(name)

    def row(item: Row) -> Row:
        return replace(item, cells=tuple(replace(cell, text=say(cell.text)) for cell in item.cells))

    def table(block: Table) -> Table:
        columns = tuple(replace(column, head=say(column.head)) for column in block.columns)
        narrow = table(block.narrow) if block.narrow is not None else None
        return replace(
            block, title=say(block.title), columns=columns, rows=tuple(map(row, block.rows)), narrow=narrow
        )

    def plain(block: Plain) -> Plain:
        if isinstance(block, Table):
            return table(block)
        if isinstance(block, Facts):
            items = tuple((say(label), replace(cell, text=say(cell.text))) for label, cell in block.items)
            return replace(block, title=say(block.title), items=items)
        return replace(block, title=say(block.title), items=tuple(map(say, block.items)))

    return Document(
        say(document.title), say(document.subtitle), tuple(map(plain, document.printed)), say(document.asked)
    )
