"""The page of a report: the document, the program behind its figures, and all that moves them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING, Any

from rendement.engine.program import Program
from rendement.figures.field import build, kind_at, walk
from rendement.report.appendix import appendix
from rendement.report.case_summary import NEVER_PAID, PAID_IN
from rendement.report.cells import euros, figure
from rendement.report.document import Block, Cell, Document, Notes, Row, Table, Term
from rendement.report.page_fields import Group, Knob, all_knobs, foremost, groups_of
from rendement.report.page_program import (
    PAID_TIME,
    PAID_YEAR,
    Form,
    cells_of,
    form_of,
    nodes_of,
    paid_form,
    refusals,
    years_of,
)
from rendement.report.summary import summary
from rendement.report.wording import paid_back
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.source.sums import total
from rendement.study.contract import family_of, figures_of
from rendement.study.recording_case import figures_by_path
from rendement.study.recording_return import CONTROL

if TYPE_CHECKING:
    from rendement.study.report import Reported

# the figure that says which assumptions weigh most, and those that stand on top, as far as a file has them
OUTCOMES = ("totaal.rendement", "totaal.saldo", "totaal.verschil")
HEADLINES = (
    *("totaal.rendement", "totaal.saldo", "totaal.baten", "totaal.kosten", "totaal.baten_per_euro"),
    *("totaal.contante_waarde.rendement", "totaal.contante_baten_per_euro"),
    *(
        "totaal.realisatie",
        "totaal.gerealiseerd",
        "totaal.verwacht",
        "totaal.taakstelling",
        "totaal.verschil",
    ),
    PAID_YEAR,
)
SCENARIOS = "scenarios"
ASSUMPTIONS = "aannamen"  # the table that the fields take the place of
CENT = 0.005
YEAR = 2000  # stands in a sentence for any


@record
class Live:
    """A figure that moves: its value in the report, the number of its form, and of the sum that it is."""

    value: float | None
    form: int
    summed: int | None = None


@record
class Page:
    """What a page shows, and in `data` what moves it."""

    summary: Document
    appendix: Document
    groups: tuple[Group, ...]
    first: tuple[Knob, ...]
    headlines: tuple[tuple[str, Cell], ...]
    live: Mapping[Cell, Live]
    scenarios: tuple[str, ...]
    data: Mapping[str, Any]
    outcome: str


def page(reported: "Reported") -> Page:
    """The page of one file."""
    program = reported.program
    first, rest = _movable(summary(reported)), appendix(reported)
    table = next((block for block in rest.blocks if block.key == ASSUMPTIONS), None)
    groups = groups_of(reported, table if isinstance(table, Table) else None)
    knobs = all_knobs(groups)
    if knobs:  # each with its field, instead of in a table
        rest = replace(rest, blocks=tuple(block for block in rest.blocks if block is not table))
    outcome = next((path for path in OUTCOMES if program.figures.get(path) is not None), "")
    top = foremost(knobs, program, outcome)
    headlines = tuple(_headlines(reported))
    cells = [*cells_of(first.blocks), *cells_of(rest.blocks), *(cell for _, cell in headlines)]
    forms = _Forms(reported)
    live = {cell: found for cell in cells if (found := forms.of(cell)) is not None}
    scenarios = dict(_settings(reported, knobs))
    return Page(
        first,
        rest,
        tuple(groups),
        tuple(top),
        headlines,
        live,
        tuple(scenarios),
        _data(program, _in_order(groups, top), forms, scenarios),
        outcome,
    )


def _in_order(groups: list[Group], top: list[Knob]) -> list[Knob]:
    """As the page has them: those on top, and the others under what they belong to."""
    return [*top, *(knob for knob in all_knobs(groups) if knob not in top)]


def _movable(document: Document) -> Document:
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


class _Forms:
    """The forms in which figures stand, each once; and which figures and sums those are."""

    def __init__(self, reported: "Reported") -> None:
        self.family = family_of(reported.figures)
        self.base = reported.program.run()
        self.years = years_of(reported.program)
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
        kind = kind_at(self.family, parse_path(terms[0][1]))
        form = form_of(cell, value, kind)
        if form is None:
            return None
        self.paths |= {path for _, path in terms}
        summed = self.sums.setdefault(cell.terms, len(self.sums)) if cell.terms else None
        return Live(value, self._number(form), summed)

    def _number(self, form: Form) -> int:
        return self.forms.setdefault(form, len(self.forms))


def _headlines(reported: "Reported") -> Iterator[tuple[str, Cell]]:
    """The outcomes that stand on top, as far as there are any."""
    family = family_of(reported.figures)
    labels = {path: field.label for path, field in walk(family)}
    known = build(family.only(("totaal",)), reported.figures)
    base = reported.program.run()
    for path in HEADLINES:
        kind, value = kind_at(family, parse_path(path)), base.get(path)
        label = labels.get(path, "") + (", contant" if "contante_waarde" in path else "")
        if path == PAID_YEAR and label:
            totals = known["totaal"]
            if totals["rendement" if "rendement" in totals else "saldo"] is not None:
                shown = paid_back(totals["terugverdienjaar"], totals["terugverdientijd"])
                yield label, replace(shown, value=totals["terugverdienjaar"], path=path)
        elif value is not None:
            cell = euros(value) if kind == "bedrag" else figure(value, 2)
            yield label, replace(cell, path=path)


def _settings(reported: "Reported", knobs: list[Knob]) -> Iterator[tuple[str, dict[str, float]]]:
    """The scenarios that only change values, each with what it changes."""
    movable = {knob.path for knob in knobs}
    family, program = family_of(reported.figures), reported.program
    for name, run in reported.calculation.scenario_runs.items():
        if run.failed:
            continue
        figures = figures_of(run)
        values = {item.path: item.value for item in figures.result.plan.ledger.inputs}
        setting = {path: value for path, value in values.items() if program.inputs.get(path, value) != value}
        if not setting.keys() <= movable or not program.inputs.keys() <= values.keys():
            continue
        if _same(program.run(setting), figures_by_path(family, figures)):
            yield name, setting


def _same(found: Mapping[str, float | None], wanted: Mapping[str, float]) -> bool:
    """Whether a program gives the figures of a scenario, all of them and no others."""
    own = {path: value for path, value in found.items() if not path.startswith(CONTROL)}
    return wanted.keys() <= own.keys() and all(
        path in wanted and isclose(value, wanted[path], abs_tol=CENT)
        for path, value in own.items()
        if value is not None
    )


def _data(
    program: Program, knobs: list[Knob], forms: _Forms, settings: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """What the page computes with; an input is known by its number."""
    guards = refusals(program)
    read = [path for year in forms.years for path in year.paths]
    shown = sorted(forms.paths)
    small = program.only([*(path for path, _ in guards), *shown, *read])
    numbers = {path: number for number, path in enumerate(small.inputs)}
    return {
        "inputs": list(small.inputs.values()),
        "nodes": nodes_of(small),
        "figures": {path: small.figures[path] for path in shown},
        "guards": [[small.figures[path], why] for path, why in guards],
        "years": [
            [
                year.year,
                small.figures[year.balance],
                small.figures[year.running],
                [small.figures[path] for path in year.spent],
            ]
            for year in forms.years
        ],
        "paid": [paid_back(None).text, paid_back(YEAR).text, paid_back(YEAR, 1.0).text],
        "forms": [[form.writer, form.before, form.behind, form.times, form.never] for form in forms.forms],
        "sums": [[[sign, small.figures[path]] for sign, path in terms] for terms in forms.sums],
        "knobs": [_of_knob(knob, numbers[knob.path]) for knob in knobs],
        "scenarios": [
            [name, [[numbers[path], value] for path, value in setting.items()]]
            for name, setting in settings.items()
        ],
    }


def _of_knob(knob: Knob, number: int) -> list[Any]:
    """Its number, ends and bounds, how it is written, whether by whole steps; what is nothing is left off."""
    row = [number, knob.low, knob.high, knob.written, int(knob.whole), knob.least, knob.most]
    while row[-1] in (None, 0, ""):
        row.pop()
    return row
