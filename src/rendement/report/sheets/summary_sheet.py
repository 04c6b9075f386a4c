"""The sheet `Samenvatting`: the page that stands first in every format, with its figures live."""

from collections.abc import Sequence

from rendement.report.document import Block, Cell, Chart, Document, Facts, Notes, Row, Table, Term
from rendement.report.sheets.chart_cells import charted
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.labels import form_of
from rendement.report.sheets.records import LACKING, Role
from rendement.report.sheets.sentences import Sentences, still_figure
from rendement.report.sheets.spelling import LONGEST
from rendement.report.sheets.tables import Contract
from rendement.source.path import parse_path

ACROSS = 7
SUMMARY = "Samenvatting"
_FIRST, _REST = 48.0, 18.0  # the widths of its columns
_ROLES: dict[str, Role] = {"totaal": "totaal", "uitkomst": "totaal", "groep": "groep", "kop": "groep"}
_BAR = "█▓▒░ "  # a bar of signs stands beside its figure
_SHORT = 16  # characters of a text that stands where figures stand
_STAYS = "Wat grijs is, en wat zegt dat het in het rapport staat, rekent niet mee."
_AS_WRITTEN = "Invoer zoals in het bestand."
_STILL = "Grijze cijfers: zoals in het rapport; zij rekenen niet mee."
_BENEFITS = "totaal.baten"


def summary_sheet(sheet: "Page", page: Document) -> None:
    """The blocks of the summary, one below the other."""
    columns = max((len(block.columns) for block in page.blocks if isinstance(block, Table)), default=0)
    grid = sheet.grid
    grid.widths = (_FIRST, *(_REST,) * (max(ACROSS, columns) - 1))
    grid.sentence(page.title, ACROSS, "titel")
    for line in page.heads:
        grid.sentence(line, ACROSS)
    places = dict(grid.desk.names)
    changed, verdict = places["aantal_gewijzigd"], places["alles_klopt"]
    grid.across[grid.row, 0] = ACROSS
    said = f'"Gewijzigde aannames: "&{changed}&". Controle: "&{verdict}&". {_STAYS}"'
    grid.formula(0, f'IF({changed}=0,"{_AS_WRITTEN}",{said})', _AS_WRITTEN, "oordeel")
    grid.row += 2
    for block in page.blocks:
        sheet.add(block)


class Page:
    """Writes the blocks of a document; `live` has the cells of what the workbook reads off.

    `unit`: the cell by which amounts are divided, if any.
    """

    def __init__(
        self,
        desk: Desk,
        steps: Grid,
        contract: Contract,
        live: dict[str, str],
        unit: str,
        name: str = SUMMARY,
    ) -> None:
        self.grid, self.steps = desk.grid(name, ()), steps
        self.contract, self.live, self.unit = contract, live, unit
        self.sentences = Sentences(desk, steps, contract, self._place)

    def add(self, block: Block) -> None:
        """A block under its title."""
        self.grid.blocks.append(self.grid.row)
        if block.title:
            self.grid.sentence(block.title, ACROSS, "groep")
        if isinstance(block, Notes):
            self._notes(block)
        elif isinstance(block, Facts):
            for label, cell in block.items:
                self._fact(label, cell)
        elif isinstance(block, Chart):
            self._said(block.finding, self.sentences.still(block.finding))
            first = self._table(block)
            charted(self.grid, self.steps, block, first)
        else:
            self._table(block)
        self.grid.row += 1

    def _notes(self, block: Notes) -> None:
        pieces = block.pieces or ((),) * len(block.items)
        for item, own in zip(block.items, pieces, strict=False):
            said = item.replace("`", "") if block.coded else item
            formula = self.sentences.live(own)
            if formula is None and (block.key in _TURNS or any(map(str.isdigit, said))):
                formula = self.sentences.still(said)
            self._said(said, formula)

    def _said(self, text: str, formula: str | None) -> None:
        """A sentence over the whole width."""
        if formula is None:
            self.grid.sentence(text, ACROSS)
            return
        self.grid.across[self.grid.row, 0] = ACROSS
        self.grid.formula(0, formula, text)
        self.grid.row += 1

    def _fact(self, label: str, cell: Cell) -> None:
        self._words(0, label, "tekst")
        if self._place(cell) is not None or still_figure(cell) is not None:
            self._cell(1, cell, "tekst")
        else:
            self.grid.across[self.grid.row, 1] = ACROSS - 1
            self._words(1, cell.text, "tekst")
        self.grid.row += 1

    def _table(self, block: Table | Chart) -> int:
        if any(column.head for column in block.columns):
            self.grid.texts(*(column.head for column in block.columns), role="kop")
        first = self.grid.row
        for row in block.rows:
            self._row(block, row)
        cells = self.grid.contents
        still = (look.role for (row, _), (look, _) in cells.items() if first <= row < self.grid.row)
        if "vast" in still and isinstance(block, Table):
            self.grid.sentence(_STILL, ACROSS, "oordeel")
        return first

    def _row(self, block: Table | Chart, row: Row) -> None:
        role: Role = _ROLES.get(row.role, "tekst")
        for column, cell in enumerate(row.cells):
            if _SHARES.get(block.key, (0, 0))[0] == column and self._shared(block.key, row, role):
                continue
            figures = column < len(block.columns) and block.columns[column].figures
            self._cell(column, cell, role, figures=bool(column) and figures)
        self.grid.row += 1

    def _shared(self, key: str, row: Row, role: Role) -> bool:
        """The share of an amount in another, which moves with both."""
        column, other = _SHARES.get(key, (0, 0))
        if not column or row.cells[column].value is None:
            return False
        part = self._place(row.cells[1])
        whole = self._place(row.cells[other]) if other else self._of_path(_BENEFITS)
        if part is None or whole is None:
            return False
        value = row.cells[column].value or 0.0
        self.grid.formula(column, f'IFERROR({part}/{whole},"-")', value, role, "procent")
        return True

    def _cell(self, column: int, cell: Cell, role: Role, *, figures: bool = False) -> None:
        place = self._place(cell)
        if place is None:
            self._still(column, cell, role, figures=figures)
            return
        form = form_of(self.contract.family, parse_path(cell.path or cell.terms[0][1]))
        scaled = self.unit and cell.times != 1 and not _in_full(cell)
        text = f'IF(ISNUMBER({place}),({place})/{self.unit},"-")' if scaled else place
        value = LACKING if cell.value is None else cell.value * (1 if scaled else cell.times)
        self.grid.formula(column, text, value, role, form)

    def _still(self, column: int, cell: Cell, role: Role, *, figures: bool) -> None:
        """What stays as it is: a figure as a number in grey, or a text."""
        found = still_figure(cell)
        if not cell.text.strip(_BAR):
            return
        if found is not None:
            self.grid.put(column, found[0], "vast", found[1])
        elif cell.value is not None or (figures and len(cell.text) <= _SHORT):
            self.grid.put(column, cell.text, "vast" if cell.value is not None else role, "los")
        else:
            self._words(column, cell.text, role)

    def _words(self, column: int, text: str, role: Role) -> None:
        """A text; one with a figure in it follows that, or says that it does not."""
        formula = self.sentences.label(text)
        if formula is None:
            self.grid.put(column, text, role)
        else:
            self.grid.formula(column, formula, text, role)

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
        known = desk.places.get(path, desk.homes.get(term))
        return known or (f"{constant:g}" if constant in (0, 1) else None)

    def _added(self, terms: Sequence[Term]) -> str | None:
        places = [(sign, self._of_path(path)) for sign, path in terms]
        if any(place is None for _, place in places):
            return None
        text = "".join(f"{'-' if sign < 0 else '+'}{place}" for sign, place in places).removeprefix("+")
        return text if len(text) <= LONGEST // 2 else None


def _in_full(cell: Cell) -> bool:
    """Whether an amount has its sign, and stands there as it is, whatever the document counts in."""
    return cell.text.strip("~-0123456789.,").strip() != "" and cell.value is not None


_TURNS = (
    "conclusie",
    "actoren",
    "omslag_in_woorden",
    "weten_kort",
)  # sentences that may no longer hold, figure or not
# columns of shares: in which table, and the column of the whole, or 0 for all benefits
_SHARES = {"hardheid": (2, 0), "voortgang": (3, 2)}
