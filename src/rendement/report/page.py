"""The page of a report: the document, the program behind its figures, and all that moves them."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rendement.engine.program import Program
from rendement.report.appendix import appendix
from rendement.report.cells import euros, figure
from rendement.report.document import Cell, Document, Table
from rendement.report.page_fields import Group, Knob, all_knobs, foremost, groups_of
from rendement.report.page_links import ways_of
from rendement.report.page_live import Forms, Live, movable
from rendement.report.page_program import PAID_YEAR, cells_of, nodes_of, plainly, refusals
from rendement.report.summary import summary
from rendement.report.wording import paid_back
from rendement.source.record import record
from rendement.study.value_scenarios import value_scenarios

if TYPE_CHECKING:
    from rendement.study.report import Reported

# the figure that says which assumptions weigh most, and those that stand on top, as far as a file has them
OUTCOMES = ("totaal.rendement", "totaal.saldo", "totaal.verschil")
HEADLINES = tuple(
    f"totaal.{key}"
    for key in (
        *("rendement", "saldo", "baten", "kosten", "baten_per_euro"),
        *("contante_waarde.rendement", "contante_baten_per_euro"),
        *("realisatie", "gerealiseerd", "verwacht", "taakstelling", "verschil"),
    )
)
ASSUMPTIONS = "aannamen"  # the table that the fields take the place of
YEAR = 2000  # stands in a sentence for any


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
    ways: tuple[Cell, ...] = ()  # to each of its measures
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # the addresses of what stands on other pages
    wide: bool = False  # it is one table, with room for all its columns


def page(reported: "Reported") -> Page:
    """The page of one file."""
    program = reported.program
    first, rest = movable(summary(reported)), appendix(reported, budget=_told(reported))
    table = next((block for block in rest.blocks if block.key == ASSUMPTIONS), None)
    groups = groups_of(reported, table if isinstance(table, Table) else None)
    knobs = all_knobs(groups)
    if knobs:  # each with its field, instead of in a table
        rest = replace(rest, blocks=tuple(block for block in rest.blocks if block is not table))
    outcome = next((path for path in OUTCOMES if program.figures.get(path) is not None), "")
    top = foremost(knobs, program, outcome)
    headlines = tuple(_headlines(reported))
    cells = [*cells_of(first.blocks), *cells_of(rest.blocks), *(cell for _, cell in headlines)]
    forms = Forms(reported)
    live = {cell: found for cell in cells if (found := forms.of(cell)) is not None}
    scenarios = dict(value_scenarios(reported))
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
        ways_of(reported.figures),
    )


def bare_page(document: Document, elsewhere: Mapping[str, str], *, wide: bool = False) -> Page:
    """A page on which nothing moves."""
    return Page(document, Document("", "", ()), (), (), (), {}, (), {}, "", (), elsewhere, wide)


def _told(reported: "Reported") -> bool:
    """Whether the file says anything of the budget: all that is not said would take too much of a page."""
    figures = reported.figures
    return figures.kind != "monitor" and figures.budget is not None and figures.budget.told


def _in_order(groups: list[Group], top: list[Knob]) -> list[Knob]:
    """As the page has them: those on top, and the others under what they belong to."""
    return [*top, *(knob for knob in all_knobs(groups) if knob not in top)]


def _headlines(reported: "Reported") -> Iterator[tuple[str, Cell]]:
    """The outcomes that stand on top, as far as there are any."""
    labels, base = reported.labels, reported.program.run()
    for path in HEADLINES:
        value = base.get(path)
        if value is not None:
            cell = euros(value) if reported.kind(path) == "bedrag" else figure(value, 2)
            more = ", contant" if "contante_waarde" in path else ""
            yield labels[path] + more, replace(cell, path=path)
    if any(base.get(path) is not None for path in OUTCOMES[:2]):
        year, time = reported.payback
        yield labels[PAID_YEAR], replace(paid_back(year, time), value=year, path=PAID_YEAR)


def _data(
    program: Program, knobs: list[Knob], forms: Forms, settings: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """What the page computes with; an input is known by its number."""
    guards = refusals(program)
    read = [path for year in forms.years for path in year.paths]
    shown = sorted(forms.paths)
    small = program.only([*(path for path, _ in guards), *shown, *read])
    numbers = {path: number for number, path in enumerate(small.inputs)}
    kinds, nodes = nodes_of(small)
    return {
        "inputs": [plainly(value) for value in small.inputs.values()],
        "kinds": kinds,
        "nodes": nodes,
        "figures": {path: small.figures[path] for path in shown},
        "guards": [[small.figures[path], why] for path, why in guards],
        "years": [
            [
                year.year,
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
