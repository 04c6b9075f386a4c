"""A table as WordprocessingML: its head marked and repeated, figures at the right, as wide as the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from rendement.render.docx.styles import Styles
from rendement.render.docx.xml import SPACE, clean, figure, paragraph, run
from rendement.render.measure import BAR, GAP, on_paper
from rendement.report.document import Cell, Column, Role, Row, Table

_LEAST = 40  # characters that fit on the narrowest paper there is
_STRESS: dict[Role, str] = {"kop": "Strong", "groep": "Emphasis", "totaal": "Strong", "uitkomst": "Strong"}
_LOOK = (
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="0" w:noVBand="1"/>'
)


def parts(table: Table, width: int, letter: int) -> list[tuple[Table, list[int]]]:
    """The table in as many parts as fit beside a text this wide; each with the widths of its columns."""
    fits = on_paper(_without_bars(table), max(_LEAST, width // letter - GAP))
    return [(part, _spread(widths, width, letter)) for part, widths in fits]


def _without_bars(table: Table) -> Table:
    """Without columns in which bars are drawn of signs: they say nothing that the figures do not."""
    kept = [
        number
        for number in range(len(table.columns))
        if not (texts := "".join(row.cells[number].text for row in table.rows)) or not BAR.issuperset(texts)
    ]
    columns = tuple(table.columns[number] for number in kept)
    rows = tuple(replace(row, cells=tuple(row.cells[number] for number in kept)) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _spread(widths: Sequence[int], width: int, letter: int) -> list[int]:
    """From characters to the width of the text; a small table takes half of it, and the rest is for names."""
    sizes = [(size + GAP) * letter for size in widths]
    used = sum(sizes)
    if used > width:
        return [size * width // used for size in sizes]
    sizes[0] += max(width // 2 - used, 0) if used < width // 2 else width - used
    return sizes


def table_xml(table: Table, widths: Sequence[int], styles: Styles) -> str:
    """The table itself."""
    style = f'<w:tblStyle w:val="{escape(styles.table)}"/>' if styles.table else ""
    about = (
        f'{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOK}'
        f'<w:tblCaption w:val="{escape(clean(table.title))}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, table.columns, widths, styles) for row in table.rows)
    head = _head(table.columns, widths, styles)
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _head(columns: Sequence[Column], widths: Sequence[int], styles: Styles) -> str:
    cells = "".join(
        _cell(width, paragraph(styles.head(right=column.figures), run(clean(column.head))))
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int], styles: Styles) -> str:
    look = styles.look(_STRESS[row.role]) if row.role in _STRESS else ""
    first, *others = row.cells
    if not any(cell.text for cell in others):
        name = paragraph(styles.cell(right=False), run(_text(first), look))
        cells = _cell(sum(widths), name, len(widths))
    else:
        cells = "".join(
            _cell(width, paragraph(styles.cell(right=column.figures), run(_text(cell), look)))
            for cell, column, width in zip(row.cells, columns, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _text(cell: Cell) -> str:
    """What stands in a cell; what stood in stays so."""
    nested = SPACE * 2 * (len(cell.text) - len(cell.text.lstrip(" ")))
    return nested + (clean(cell.text) if cell.value is None else figure(cell.text))


def _cell(width: int, content: str, across: int = 1) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{content}</w:tc>'


def shown(table: Table, width: int, letter: int) -> Iterator[tuple[str, Table, list[int]]]:
    """Every part with its title."""
    found = parts(table, width, letter)
    for number, (part, widths) in enumerate(found, 1):
        more = f" (deel {number} van {len(found)})" if len(found) > 1 else ""
        yield more, part, widths
