"""The sheets while they are made: where each term has its cell, and what stands in every cell."""

import re
from collections.abc import Iterable
from math import isnan

from rendement.engine.program import Program
from rendement.report.dutch import plain
from rendement.report.sheets.records import (
    LACKING,
    MOST_TEXT,
    Bounds,
    Form,
    Look,
    Role,
    Sheet,
    SheetCell,
    SheetChart,
    address,
)
from rendement.report.sheets.spelling import LITERALS, Spare, Speller
from rendement.report.sheets.terms import Terms
from rendement.source.record import record
from rendement.source.sums import NOISE


@record
class _Term:
    """What stands in a cell: a term of the program."""

    term: int


@record
class _Formula:
    """What stands in a cell: a formula of the workbook itself, with its value now."""

    text: str
    value: float | str


_TEXT = re.compile(r'("[^"]*")')
_Content = str | float | _Term | _Formula | None


class Grid:
    """A sheet that is being made, downward: `row` is the next one that is free."""

    def __init__(self, desk: "Desk", name: str, widths: Iterable[float]) -> None:
        self.desk, self.name, self.widths = desk, name, tuple(widths)
        self.row = 0
        self.heads = 0
        self.contents: dict[tuple[int, int], tuple[Look, _Content]] = {}
        self.across: dict[tuple[int, int], int] = {}
        self.bounds: list[Bounds] = []
        self.changes: tuple[int, int, int, int] | None = None
        self.charts: list[SheetChart] = []

    def put(self, column: int, content: _Content, role: Role = "tekst", form: Form = "tekst") -> str:
        """Something in this row; its address."""
        content = plain(content)[:MOST_TEXT] if isinstance(content, str) else content
        if content != "":
            self.contents[self.row, column] = (Look(role, form), content)
        return f"{self.name}!{address(self.row, column)}"

    def texts(self, *texts: str, role: Role = "tekst", first: int = 0) -> None:
        """Texts beside each other, and on to the next row."""
        for column, text in enumerate(texts, first):
            if text:
                self.put(column, text, role)
        if role == "groep":
            for column in range(len(self.widths)):
                self.contents.setdefault((self.row, column), (Look(role), None))
        self.row += 1

    def sentence(self, text: str, across: int, role: Role = "tekst") -> None:
        """A text that runs on over some columns, and on to the next row."""
        self.across[self.row, 0] = across
        self.texts(text, role=role)

    def figure(self, column: int, path: str, form: Form, role: Role = "tekst") -> str:
        """The cell of a figure of the program: its home when it is the first."""
        return self.term(column, self.desk.terms.figures[path], form, role)

    def term(self, column: int, term: int, form: Form, role: Role = "tekst") -> str:
        """The cell of a term."""
        desk = self.desk
        if form == "centen" and desk.terms.values[term].is_integer():
            form = "bedrag"
        place = self.put(column, _Term(term), role, form)
        if desk.terms.constant(term) is None or desk.terms.constant(term) not in LITERALS:
            desk.homes.setdefault(term, place)
        desk.shown.setdefault(term, {})[place] = None
        return place

    def entry(self, column: int, term: int, form: Form) -> str:
        """The cell in which an input is typed; whoever needs its number takes 0 for what is none."""
        place = self.put(column, _Term(term), "invoer", form)
        self.desk.homes[term], self.desk.entries[term] = f"N({place})", place
        return place

    def formula(
        self, column: int, text: str, value: float | str, role: Role = "tekst", form: Form = "tekst"
    ) -> str:
        """A formula of the workbook itself."""
        return self.put(column, _Formula(text, value), role, form)

    def value(self, row: int, column: int) -> float:
        """The value of a term that has been put."""
        content = self.contents[row, column][1]
        return self.desk.terms.values[content.term] if isinstance(content, _Term) else 0.0

    def finished(self) -> Sheet:
        """The sheet with every formula written."""
        cells = tuple(
            self._cell(row, column, look, content)
            for (row, column), (look, content) in sorted(self.contents.items(), key=lambda item: item[0])
        )
        return Sheet(
            self.name,
            cells,
            self.widths,
            self.heads,
            tuple(self.bounds),
            self.changes,
            tuple(self.charts),
        )

    def _cell(self, row: int, column: int, look: Look, content: _Content) -> SheetCell:
        across = self.across.get((row, column), 1)
        if isinstance(content, _Term):
            return self._of_term(row, column, look, content.term)
        if isinstance(content, str) and look.role in ("kop", "groep") and self._heads_figures(row, column):
            look = Look(look.role, "los")
        if isinstance(content, _Formula):
            return SheetCell(row, column, look, content.value, self._own(content.text), across)
        return SheetCell(row, column, look, content, None, across)

    def _heads_figures(self, row: int, column: int) -> bool:
        """Whether figures stand below a head."""
        below = next(
            (self.contents[r, column] for r in range(row + 1, row + 4) if (r, column) in self.contents), None
        )
        return below is not None and below[0].form != "tekst"

    def _of_term(self, row: int, column: int, look: Look, term: int) -> SheetCell:
        desk = self.desk
        value = shown(desk.terms.values[term])
        home = desk.homes.get(term)
        if home is not None and look.role != "invoer" and home != f"{self.name}!{address(row, column)}":
            return SheetCell(row, column, look, value, self._own(home))
        if desk.terms.constant(term) is not None or term in desk.terms.inputs.values():
            return SheetCell(row, column, look, value)
        return SheetCell(row, column, look, value, self._own(desk.formulas[term]))

    def _own(self, text: str) -> str:
        """A formula without the name of the sheet that it stands on; its texts stay as they are."""
        parts = _TEXT.split(text) if '"' in text else [text]
        parts[::2] = [part.replace(f"{self.name}!", "").replace("$", "") for part in parts[::2]]
        return "".join(parts)


class Desk:
    """All sheets of a workbook, the cell of every term, and the formula of each."""

    def __init__(self, program: Program) -> None:
        self.terms = Terms(program)
        self.homes: dict[int, str] = {}  # how a formula names a term
        self.entries: dict[int, str] = {}  # the cells of inputs
        self.shown: dict[int, dict[str, None]] = {}  # every cell, in order
        self.formulas: dict[int, str] = {}
        self.grids: list[Grid] = []
        self.names: list[tuple[str, str]] = []

    def grid(self, name: str, widths: Iterable[float]) -> Grid:
        """A new sheet, after those that are there."""
        self.grids.append(Grid(self, name, widths))
        return self.grids[-1]

    def spell(self, area: Grid, fixed: Grid) -> None:
        """Write the formula of every term with a cell; what lacks one gets it in these areas."""
        spare = Spare(lambda text, value: _spare(area, speller.root, text, value))
        speller = Speller(self.terms, self.homes, self.shown, spare)
        roots = sorted(self.homes)
        speller.count(roots)
        constants = [term for term in speller.needed() if self.terms.constant(term) is not None]
        speller.noise = self._fixed(fixed, constants)
        for term in roots:
            if self.terms.constant(term) is None and term not in self.terms.inputs.values():
                self.formulas[term] = speller.formula(term)

    def _fixed(self, grid: Grid, terms: Iterable[int]) -> str:
        """Cells for the numbers that are no input; the address of the smallest part that counts."""
        noise = ""
        others = [term for term in terms if self.terms.constant(term) not in LITERALS]
        for term in others:
            value = self.terms.values[term]
            if isnan(value):
                continue
            grid.put(0, _FIXED.get(value, "vast getal uit de vorm van het bestand of een indexreeks"))
            place = grid.term(1, term, "los", "vast")
            noise = place if value == NOISE else noise
            grid.row += 1
        if not noise:
            grid.put(0, _FIXED[NOISE])
            noise = grid.put(1, NOISE, "vast", "los")
            grid.row += 1
        self.names.append(("ruis", noise))
        return noise


_FIXED = {
    NOISE: "deel van een bedrag dat alleen afronding van de computer is",
    1e-300: "kleinste deler",
    1e-100: "kleinste discontofactor die `calc` aanneemt",
    1e100: "grootste discontofactor die `calc` aanneemt",
    1e-9: "speling bij een grens",
    1 + 1e-9: "100% met speling",
    0.5: "de helft",
    0.005: "een halve cent",
}


def _spare(area: Grid, root: str, text: str, value: float) -> str:
    sheet, _, cell = root.replace("$", "").partition("!")
    area.put(0, f"voor {cell} op {sheet}", "tussenstap")
    place = area.formula(1, text, shown(value), "tussenstap", "los")
    area.row += 1
    return place


def shown(value: float) -> float | str:
    """The value of a cell; a dash for what does not exist."""
    return LACKING if isnan(value) else value
