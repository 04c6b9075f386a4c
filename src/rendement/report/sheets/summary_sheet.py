"""The sheet `Samenvatting`: the page that stands first in every format, with its figures live."""

import re
from collections.abc import Sequence

from rendement.report.document import Block, Cell, Chart, Document, Facts, Notes, Row, Table, Term
from rendement.report.dutch import number
from rendement.report.sheets.chart_cells import charted
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.labels import form_of
from rendement.report.sheets.records import LACKING, Form, Role
from rendement.report.sheets.spelling import LONGEST
from rendement.report.sheets.tables import Contract
from rendement.source.path import parse_path

ACROSS = 7
_FIRST, _REST = 46.0, 16.0  # the widths of its columns
_ROLES: dict[str, Role] = {"totaal": "totaal", "uitkomst": "totaal", "groep": "groep", "kop": "groep"}
_BAR = "█▓▒░ "  # a bar of signs stands beside its figure
_STAYS = "Wat grijs is en wat geen cijfer is, gaat over het bestand."
_AS_WRITTEN = "Invoer zoals in het bestand."
_CALL = re.compile(r"[A-Z]\(")  # within a text, which a writer of formulas might take for a function
_SIGN = re.compile(r"[^\d-]*")  # what stands before a figure: that of its currency
_DECIMALS = {"bedrag": 0, "centen": 2, "verhouding": 2}


def summary_sheet(desk: Desk, page: Document, contract: Contract, live: dict[str, str], unit: str) -> None:
    """The blocks of the summary, one below the other; `live` has the cells of what the workbook reads off.

    `unit`: the cell by which amounts are divided, if any.
    """
    columns = max((len(block.columns) for block in page.blocks if isinstance(block, Table)), default=0)
    grid = desk.grid("Samenvatting", (_FIRST, *(_REST,) * (max(ACROSS, columns) - 1)))
    grid.sentence(page.title, ACROSS, "titel")
    for line in page.heads:
        grid.sentence(line, ACROSS)
    places = dict(desk.names)
    changed, verdict = places["aantal_gewijzigd"], places["alles_klopt"]
    grid.across[grid.row, 0] = ACROSS
    said = f'"Gewijzigde aannames: "&{changed}&". Controle: "&{verdict}&". {_STAYS}"'
    grid.formula(0, f'IF({changed}=0,"{_AS_WRITTEN}",{said})', _AS_WRITTEN, "oordeel")
    grid.row += 2
    sheet = _Page(grid, contract, live, unit)
    for block in page.blocks:
        sheet.add(block)


class _Page:
    """Writes the blocks of a document."""

    def __init__(self, grid: Grid, contract: Contract, live: dict[str, str], unit: str) -> None:
        self.grid, self.contract, self.live, self.unit = grid, contract, live, unit

    def add(self, block: Block) -> None:
        """A block under its title."""
        if block.title:
            self.grid.sentence(block.title, ACROSS, "groep")
        if isinstance(block, Notes):
            self._notes(block)
        elif isinstance(block, Facts):
            for label, cell in block.items:
                self.grid.put(0, label)
                if self._place(cell) is None:
                    self.grid.across[self.grid.row, 1] = ACROSS - 1
                    self.grid.put(1, cell.text)
                else:
                    self._cell(1, cell, "tekst")
                self.grid.row += 1
        elif isinstance(block, Chart):
            self.grid.sentence(block.finding, ACROSS)
            first = self._table(block)
            charted(self.grid, block, first)
        else:
            self._table(block)
        self.grid.row += 1

    def _notes(self, block: Notes) -> None:
        pieces = block.pieces or ((),) * len(block.items)
        for item, own in zip(block.items, pieces, strict=False):
            formula = self._sentence(own)
            if formula is None or len(formula) > LONGEST:
                self.grid.sentence(item.replace("`", "") if block.coded else item, ACROSS)
            else:
                self.grid.across[self.grid.row, 0] = ACROSS
                self.grid.formula(0, formula, item)
                self.grid.row += 1

    def _sentence(self, pieces: Sequence[Cell]) -> str | None:
        """A sentence that follows its figures; None where one of them does not move, or there is none."""
        parts: list[str] = []
        for cell in pieces:
            place = self._place(cell)
            if place is None and not cell.path:
                if _CALL.search(cell.text):
                    return None
                parts.append('"' + cell.text.replace('"', '""') + '"')
                continue
            form = form_of(self.contract.family, parse_path(cell.path)) if cell.path else "tekst"
            if place is None or form not in (*_DECIMALS, "jaar") or not _in_full(cell, form):
                return None
            sign = _SIGN.match(cell.text)[0]  # type: ignore[index]  # it matches nothing as well
            said = place if form == "jaar" else f'IFERROR(FIXED({place},{_DECIMALS[form]}),"-")'
            parts += [f'"{sign}"', said] if sign else [said]
        return "&".join(parts) if any(cell.path for cell in pieces) else None

    def _table(self, block: Table | Chart) -> int:
        if any(column.head for column in block.columns):
            self.grid.texts(*(column.head for column in block.columns), role="kop")
        first = self.grid.row
        for row in block.rows:
            self._row(row, drawn=isinstance(block, Chart) and block.kind != "omslag")
        return first

    def _row(self, row: Row, *, drawn: bool) -> None:
        role: Role = _ROLES.get(row.role, "tekst")
        for column, cell in enumerate(row.cells):
            self._cell(column, cell, role, drawn=drawn)
        self.grid.row += 1

    def _cell(self, column: int, cell: Cell, role: Role, *, drawn: bool = False) -> None:
        place = self._place(cell)
        if place is None:
            if cell.value is not None and drawn and column:
                self.grid.put(column, cell.value, "vast", "aantal")
            elif cell.text.strip(_BAR):
                still = cell.value is not None
                self.grid.put(column, cell.text, "vast" if still else role, "los" if still else "tekst")
            return
        form = form_of(self.contract.family, parse_path(cell.path or cell.terms[0][1]))
        scaled = self.unit and cell.times != 1
        text = f'IF(ISNUMBER({place}),({place})/{self.unit},"-")' if scaled else place
        self.grid.formula(column, text, LACKING if cell.value is None else cell.value, role, form)

    def _place(self, cell: Cell) -> str | None:
        """The cell of a figure, or what adds up to it; None for one that stays as it is."""
        if cell.times != 1 and not self.unit:
            return None
        if cell.terms:
            return self._added(cell.terms)
        return self._of_path(cell.path)

    def _of_path(self, path: str) -> str | None:
        if path in self.live:
            return self.live[path]
        desk = self.grid.desk
        if path not in desk.terms.figures:
            return None
        term = desk.terms.figures[path]
        constant = desk.terms.constant(term)
        return f"{constant:g}" if constant in (0, 1) else desk.homes.get(term)

    def _added(self, terms: Sequence[Term]) -> str | None:
        places = [(sign, self._of_path(path)) for sign, path in terms]
        if any(place is None for _, place in places):
            return None
        text = "".join(f"{'-' if sign < 0 else '+'}{place}" for sign, place in places).removeprefix("+")
        return text if len(text) <= LONGEST // 2 else None


def _in_full(cell: Cell, form: Form) -> bool:
    """Whether a figure in a sentence is written as it is, whatever the document counts in."""
    if cell.times == 1 or cell.value is None:
        return True
    return cell.text.endswith(number(cell.value * cell.times, _DECIMALS.get(form, 0)))
