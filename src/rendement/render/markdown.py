"""Markdown: headings, tables in the GitHub form with figures at the right, lists."""

import re
from collections.abc import Sequence

from rendement.report.document import CODE, Column, Document, Facts, Notes, Plain, Role, Row, Table
from rendement.report.dutch import plain

WIDEST = 60  # cells are aligned in the source up to this width

_MARKUP = re.compile(r"([\\`*_\[\]|~$#])")
_START = re.compile(r"^(\d{0,9})([-+=>.)])")
_STRESS: dict[Role, str] = {"kop": "**", "groep": "_", "totaal": "**", "uitkomst": "**"}


def as_markdown(documents: Sequence[Document]) -> str:
    """Documents under each other, each with its own heading."""
    return "\n".join(_document(document) for document in documents)


def escaped(text: str) -> str:
    r"""A text as one line that means nothing to Markdown or HTML, wherever it stands within a line.

    >>> escaped("a|b [c](d) <script> R&D")
    'a\\|b \\[c\\](d) &lt;script> R&amp;D'
    """
    return _inert(plain(text))


def opening(text: str) -> str:
    r"""The same at the start of a line, where a dash or a number would begin a list.

    >>> opening("- 5%"), opening("1. eerst"), opening("2018")
    ('\\- 5%', '1\\. eerst', '2018')
    """
    return _opened(escaped(text))


def _coded(text: str) -> str:
    """The same for a sentence in which what stands between backticks is code."""
    pieces = CODE.split(plain(text))
    return _opened(
        "".join(f"`{piece}`" if number % 2 else _inert(piece) for number, piece in enumerate(pieces))
    )


def _opened(line: str) -> str:
    return _START.sub(lambda found: f"{found[1]}\\{found[2]}", line)


def _inert(line: str) -> str:
    return _MARKUP.sub(r"\\\1", re.sub(r"&(?=[#\w])", "&amp;", line).replace("<", "&lt;"))


def _document(document: Document) -> str:
    pieces = [f"# {opening(document.title)}", *map(opening, document.heads)]
    for block in document.printed:
        pieces += [f"## {opening(block.title)}"] if block.title else []
        pieces.append(_block(block))
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _block(block: Plain) -> str:
    if isinstance(block, Facts):
        return "\n".join(f"- {opening(label)}: **{escaped(cell.text)}**" for label, cell in block.items)
    if isinstance(block, Notes) and block.prose:
        return "\n\n".join(map(opening, block.items))
    if isinstance(block, Notes):
        return "\n".join(f"- {_coded(item) if block.coded else opening(item)}" for item in block.items)
    return _table(block)


def _table(table: Table) -> str:
    heads = [escaped(column.head) for column in table.columns]
    rows = [_cells(row) for row in table.rows]
    widths = [
        max(3, *(len(row[i]) for row in (heads, *rows) if len(row[i]) <= WIDEST), 0)
        for i in range(len(heads))
    ]
    lines = [_line(heads, table.columns, widths), _rule(table.columns, widths)]
    return "\n".join([*lines, *(_line(row, table.columns, widths) for row in rows)])


def _cells(row: Row) -> list[str]:
    stress = _STRESS.get(row.role, "")
    texts = [escaped(cell.text) for cell in row.cells]
    return [f"{stress}{text}{stress}" if text else "" for text in texts]


def _line(texts: list[str], columns: tuple[Column, ...], widths: list[int]) -> str:
    padded = [
        text.rjust(width) if column.figures else text.ljust(width)
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


def _rule(columns: tuple[Column, ...], widths: list[int]) -> str:
    pieces = [
        "-" * (width - 1) + (":" if c.figures else "-") for c, width in zip(columns, widths, strict=True)
    ]
    return f"| {' | '.join(pieces)} |"
