"""Which figures of a document move, and in which form each of them stands."""

from dataclasses import replace
from typing import TYPE_CHECKING

from rendement.report.case_summary import NEVER_PAID, PAID_IN
from rendement.report.document import Block, Cell, Document, Notes, Row, Table, Term
from rendement.report.page_program import PAID_TIME, PAID_YEAR, Form, form_of, paid_form, years_of
from rendement.source.record import record
from rendement.source.sums import total

if TYPE_CHECKING:
    from rendement.study.report import Reported

SCENARIOS = "scenarios"


@record
class Live:
    """A figure that moves: its value in the report, the number of its form, and of the sum that it is."""

    value: float | None
    form: int
    summed: int | None = None


def movable(document: Document) -> Document:
    """The same with the payback year in words that can follow it; what is beside scenarios stays."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Notes):
            blocks.append(replace(block, pieces=tuple(map(_with_payback, block.pieces))))
        elif isinstance(block, Table) and block.key == SCENARIOS:
            rows = (tuple(replace(cell, path="", terms=()) for cell in row.cells) for row in block.rows)
            blocks.append(replace(block, rows=tuple(map(Row, rows))))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _with_payback(pieces: tuple[Cell, ...]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for piece in pieces:
        if piece.path == PAID_YEAR and found and found[-1].text == PAID_IN:
            found[-1] = replace(piece, text=PAID_IN + piece.text)
        else:
            found.append(replace(piece, path=PAID_YEAR) if piece.text == NEVER_PAID else piece)
    return tuple(found)


class Forms:
    """The forms in which figures stand, each once; and which figures and sums those are."""

    def __init__(self, reported: "Reported") -> None:
        self.kind = reported.kind
        self.base = reported.program.run()
        self.years = years_of(reported.program) if reported.dated else []
        self.forms: dict[Form, int] = {}
        self.sums: dict[tuple[Term, ...], int] = {}
        self.paths: set[str] = set()

    def of(self, cell: Cell) -> Live | None:
        """What moves a cell; None for one that stays as it is in the report."""
        if cell.path in (PAID_YEAR, PAID_TIME):
            form = paid_form(cell) if self.years else None
            return None if form is None else Live(cell.value, self._number(form))
        terms = cell.terms or ((1, cell.path),)
        if not all(path in self.base for _, path in terms):
            return None
        figures = [self.base[path] for _, path in terms]
        value = None
        if None not in figures:
            value = total(sign * (self.base[path] or 0.0) for sign, path in terms)
        form = form_of(cell, value, self.kind(terms[0][1]))
        if form is None:
            return None
        self.paths |= {path for _, path in terms}
        summed = self.sums.setdefault(cell.terms, len(self.sums)) if cell.terms else None
        return Live(value, self._number(form), summed)

    def _number(self, form: Form) -> int:
        return self.forms.setdefault(form, len(self.forms))
