"""The program of a report as plain data: nodes, figures, what is refused, and how each figure is written."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from math import isnan
from typing import Any

from rendement.engine.program import Program
from rendement.engine.symbol import CONSTANT
from rendement.report.case_summary import NEVER_PAID, PAID_IN
from rendement.report.document import Block, Cell, Facts, Notes
from rendement.report.dutch import amount_text, number, percent, quantity
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.study.recording_return import CONTROL

WHOLE = 1e15  # up to here a whole number is written in full
PAID = "terugverdiend"  # the writer of a payback year with its time
PAID_YEAR, PAID_TIME = "totaal.terugverdienjaar", "totaal.terugverdientijd"

# how a figure is written, by the name that the page knows it by
WRITERS: Mapping[str, Callable[[float], str]] = {
    "0": number,
    "1": partial(number, decimals=1),
    "2": partial(number, decimals=2),
    "naar behoefte": quantity,
    "procent": percent,
    "procent 1": lambda value: f"{number(value * 100, 1)}%",
    "prijs": amount_text,
    **{str(decimals): partial(number, decimals=decimals) for decimals in (4, 6, 9)},
    **{f"hooguit {most}": partial(quantity, most=most) for most in (3, 4, 6, 9)},
}
# why `calc` refuses a setting, by the code of the finding
_REFUSED = {
    "aantal-nul": "er wordt gedeeld door een aantal van nul",
    "betalers-geen-100": "de delen van wie betaalt of ontvangt komen niet uit",
    "curve-daalt": "een reeks die niet mag dalen, daalt",
    "kosten-negatief": "de kosten zijn samen een opbrengst",
    "restwaarde-te-hoog": "de restwaarde is hoger dan wat de regel kost",
    "te-klein": "een prijs is nul of lager",
    "voet-buiten-bereik": "een voet of groei is niet meer in een getal uit te drukken",
}
_LONGER = ("hooguit 3", "hooguit 4", "hooguit 6", "hooguit 9")
_FIXED = ("4", "6", "9")  # of a price that is multiplied out
_WITHIN = re.compile(r"[0-9][.,]?\||\|[.,]?[0-9]")  # what was found is a part of another figure
_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "bedrag": ("0", "prijs", "2", "naar behoefte", *_LONGER, *_FIXED),
    "aandeel": ("procent", "procent 1"),
    "voet": ("procent", "procent 1"),
    "verhouding": ("2", "1", "0"),
    "telling": ("0",),
    "jaar": ("jaar",),
}
_OF_A_CASE = ("per_jaar.{}.cumulatief", ("per_jaar.{}.kosten",))
_SPENT = ("per_jaar.{}.investering", "per_jaar.{}.kosten", "per_jaar.{}.formatie")
_OF_A_PROGRAMME = ("per_jaar.{}.cumulatief_saldo", _SPENT)
_OTHERWISE = ("naar behoefte", *_LONGER, "1", "2", "0", "procent")


@record
class Form:
    """How a cell is written: around the figure, in which unit, and what stands there when there is none."""

    writer: str
    before: str = ""
    behind: str = ""
    times: float = 1.0
    never: str = "-"


@record
class Year:
    """Where stands what ran up until a year, and what was spent in it."""

    year: int
    running: str
    spent: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (self.running, *self.spent)


def form_of(cell: Cell, value: float | None, kind: str | None) -> Form | None:
    """The form in which a figure stands in a cell; None when no writer gives that text."""
    writers = _OF_KIND.get(kind or "", _OTHERWISE)
    if value is None:
        return Form(writers[0], times=cell.times, never=cell.text)
    for times in dict.fromkeys((cell.times, 1.0)):  # with its sign an amount is in whole euros
        for writer in writers:
            before, found, behind = cell.text.partition(WRITERS[writer](value / times))
            if found and not _WITHIN.search(f"{before}|{behind}"):
                return Form(writer, before, behind, times)
    return None


def paid_form(cell: Cell) -> Form:
    """The same for the payback year, or for after how many years that is."""
    if cell.path == PAID_TIME:
        return Form("1")
    if cell.text == NEVER_PAID or cell.text.startswith(PAID_IN):
        return Form("jaar", before=PAID_IN, never=NEVER_PAID)
    return Form(PAID)


def cells_of(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Every cell that stands for a figure of the contract, or for a sum of some."""
    for block in blocks:
        for cells in _rows(block):
            yield from (cell for cell in cells if cell.path or cell.terms)


def _rows(block: Block) -> Iterator[Iterable[Cell]]:
    if isinstance(block, Facts):
        yield [cell for _, cell in block.items]
    elif isinstance(block, Notes):
        yield from block.pieces
    else:
        yield from (row.cells for row in block.rows)


def nodes_of(program: Program) -> tuple[list[str], list[list[Any]]]:
    """The kinds of node, and the nodes as plain data with their kind by its number.

    What does not exist is null, and a whole number has no point.
    """
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(node[0] for node in program.nodes))}
    nodes = [
        [kinds[node[0]], *([plainly(node[1])] if node[0] == CONSTANT else node[1:])] for node in program.nodes
    ]
    return list(kinds), nodes


def plainly(value: float) -> float | None:
    """A number as it is written shortest; null for what does not exist."""
    if isnan(value):
        return None
    return int(value) if value.is_integer() and abs(value) < WHOLE else value


def refusals(program: Program) -> list[tuple[str, str]]:
    """The figures that `calc` refuses below 0, each with why and where."""
    found = []
    for path in program.figures:
        if path.startswith(CONTROL):
            code, _, place = path.removeprefix(CONTROL).partition(".")
            found.append((path, f"{_REFUSED[code]} ({place})"))
    return found


def years_of(program: Program) -> list[Year]:
    """What the payback year is read off, of a case or of a programme with savings that have a year."""
    for running, spent in (_OF_A_CASE, _OF_A_PROGRAMME):
        years = [
            Year(
                int(year),
                running.format(year),
                tuple(key.format(year) for key in spent),
            )
            for year in _years(program)
        ]
        if years and all({year.running, *year.spent} <= program.figures.keys() for year in years):
            return years
    return []


def _years(program: Program) -> list[str]:
    found = {parse_path(path)[1] for path in program.figures if path.startswith("per_jaar.")}
    return sorted(str(year) for year in found)
