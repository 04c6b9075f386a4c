"""The cases of a programme in its workbook: a list of all, and a sheet for each with what its report says.

These stay what they are: the case by itself. What the programme counts of it, is among its measures.
"""

from collections.abc import Iterator
from pathlib import PurePath

from rendement.report.document import Block, Cell, Document, Facts, Notes, Table
from rendement.report.dutch import counted
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.records import Role
from rendement.report.sheets.sentences import still_figure
from rendement.report.summary import summary
from rendement.source.money import counted_in
from rendement.study.calculation import Calculation
from rendement.study.report import Reported, reported

MOST = 50  # cases with a sheet of their own
LIST, ONE = "Casussen", "Casus "  # how the sheets are called
_WIDTHS = (48.0, *(18.0,) * 6)
_LISTED = (40.0, 40.0, 30.0, 16.0, 12.0, 74.0)
_ROLES: dict[str, Role] = {"totaal": "totaal", "uitkomst": "totaal", "groep": "groep", "kop": "groep"}
_BAR = "█▓▒░ "  # a bar of signs stands beside its figure
_STAYS = "Zoals in het rapport van de casus zelf: deze cijfers rekenen niet mee."


def linked_sheets(desk: Desk, calculation: Calculation) -> None:
    """The list and the sheets; nothing for a programme without cases."""
    cases = list(_cases(calculation))
    if not cases:
        return
    grid = desk.grid(LIST, _LISTED)
    grid.texts("Casussen in dit programma", role="titel")
    grid.row += 1
    grid.texts("maatregel", "casus", "bestand", "rendement", "blad", "kenmerk", role="kop")
    for number, (measure, found) in enumerate(cases, 1):
        with counted_in(found.money):
            own = reported(found) if number <= MOST else None
            _listed(grid, measure, found, f"{ONE}{number}" if own is not None else "")
            if own is not None:
                _sheet(desk, f"{ONE}{number}", own)
    more = len(cases) - MOST
    if more > 0:
        grid.sentence(
            f"Een eigen blad hebben de eerste {MOST}; {counted(more, 'casus', 'casussen')} niet.", 6
        )


def _cases(calculation: Calculation) -> Iterator[tuple[str, Calculation]]:
    """Every case with the name of its measure, also those of programmes inside."""
    for number, found in calculation.measures.items():
        if found.result is not None and calculation.programme is not None:
            yield calculation.programme.plan.measures[number].name, found
        else:
            yield from _cases(found)


def _listed(grid: Grid, measure: str, found: Calculation, sheet: str) -> None:
    result = found.result
    if result is None:
        return
    for column, text in enumerate((measure, result.plan.name, PurePath(found.name).name)):
        grid.put(column, text)
    grid.put(3, "-" if not result.valued else result.total.net, "vast", "bedrag")
    grid.put(4, sheet or "-")
    grid.put(5, result.plan.case_hash)
    grid.row += 1


def _sheet(desk: Desk, name: str, own: Reported) -> None:
    page: Document = summary(own)
    grid = desk.grid(name, _WIDTHS)
    grid.sentence(page.title, len(_WIDTHS), "titel")
    for line in page.heads:
        grid.sentence(line, len(_WIDTHS))
    grid.sentence(_STAYS, len(_WIDTHS), "oordeel")
    grid.row += 1
    for block in page.printed:
        grid.blocks.append(grid.row)
        if block.title:
            grid.sentence(block.title, len(_WIDTHS), "groep")
        _block(grid, block)
        grid.row += 1


def _block(grid: Grid, block: Block) -> None:
    if isinstance(block, Notes):
        for said in block.items:
            grid.sentence(said.replace("`", "") if block.coded else said, len(_WIDTHS))
    elif isinstance(block, Facts):
        for label, cell in block.items:
            grid.put(0, label)
            _cell(grid, 1, cell, "tekst")
            grid.row += 1
    elif isinstance(block, Table):
        if any(column.head for column in block.columns):
            grid.texts(*(column.head for column in block.columns), role="kop")
        for row in block.rows:
            for column, cell in enumerate(row.cells):
                _cell(grid, column, cell, _ROLES.get(row.role, "tekst"))
            grid.row += 1


def _cell(grid: Grid, column: int, cell: Cell, role: Role) -> None:
    """A figure as a number in grey, where it is no more than that; else the text."""
    figure = still_figure(cell)
    if figure is not None and column:
        grid.put(column, figure[0], "vast", figure[1])
    elif cell.text.strip(_BAR):
        grid.put(column, cell.text, role if cell.value is None else "vast")
