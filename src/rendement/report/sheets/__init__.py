"""A workbook that recalculates: the program of a file spelt in cells, laid out as people read it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rendement.engine.result import Result
from rendement.engine.summary import Totals
from rendement.figures.case_fields import CASE
from rendement.figures.field import Family, build
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme_fields import PROGRAMME
from rendement.report.appendix import further_charts
from rendement.report.financial import financial
from rendement.report.sheets.behind import BEHIND, behind
from rendement.report.sheets.budget_sheets import PARAGRAPH, figures_sheet, paragraph_sheet
from rendement.report.sheets.case_lines import chain_sheet, curves_sheet, parts_sheet
from rendement.report.sheets.case_years import bearers_sheet, years_sheet
from rendement.report.sheets.control import control_sheet
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.inputs import input_sheet
from rendement.report.sheets.labels import names_of
from rendement.report.sheets.linked import ONE, linked_sheets
from rendement.report.sheets.origin import origin_sheet
from rendement.report.sheets.records import Workbook
from rendement.report.sheets.steps_sheet import STEPS, is_used, steps_sheet
from rendement.report.sheets.summary_sheet import Page, summary_sheet
from rendement.report.sheets.tables import WIDE, Contract, below, figure_table
from rendement.report.still import has_together
from rendement.report.summary import summary
from rendement.source.path import parse_path
from rendement.study.recording_case import record_case
from rendement.study.recording_return import CONTROL
from rendement.study.report import Reported

_FAMILIES = {"casus": CASE, "programma": PROGRAMME, "monitor": MONITOR}


def workbook(reported: Reported) -> Workbook:
    """The workbook of a file."""
    figures, family = reported.figures, _FAMILIES[reported.figures.kind]
    data = build(names_of(family), figures)
    if figures.kind == "casus":
        desk = Desk(record_case(reported.calculation, beside=behind))
    else:
        desk = Desk(reported.program)
    currency = reported.money.currency
    together = has_together(reported.calculation)
    fixed = input_sheet(desk, reported.inputs, _shape(data), currency, together=together)
    live: dict[str, str] = {}
    if figures.kind == "casus":
        _case_sheets(desk, figures.result, Contract(family, data), figures.totals)
        live["totaal.terugverdienjaar"] = next(p for name, p in desk.names if name == "terugverdienjaar")
    elif figures.kind == "programma":
        _programme_sheets(desk, Contract(family, data))
    else:
        columns = frozenset(build(family.only(("totaal",)), figures)["totaal"]["bedragen"])
        _monitor_sheets(desk, Contract(family, data, columns))
    control_sheet(desk, family, _controlled(desk, family))
    unit = _unit(fixed, reported.calculation.money.times)
    page = summary(reported)
    page = replace(page, blocks=(*page.blocks, *further_charts(reported)))
    steps = steps_sheet(desk)
    sheet = Page(desk, steps, Contract(family, data), live, unit)
    if figures.kind == "casus":
        sheet.sentences.rate(figures.result.plan.discount)
    summary_sheet(sheet, page)
    paragraph_sheet(
        financial(reported), lambda name: Page(desk, steps, Contract(family, data), live, unit, name)
    )
    if figures.kind == "programma":
        linked_sheets(desk, reported.calculation)
    origin_sheet(desk, data, figures.findings)
    steps.row += 1
    steps.texts("deel van de formule in", "waarde", role="groep")
    fixed.texts("Vaste getallen", role="groep")
    desk.spell(steps, fixed)
    return _bound(desk, reported.figures.kind, data["naam"])


def _bound(desk: Desk, kind: str, title: str) -> Workbook:
    grids = {grid.name: grid for grid in desk.grids}
    steps = grids.pop(STEPS)
    last = [grids.pop("Controle"), *([steps] if is_used(steps) else []), grids.pop("Bron")]
    last += [grids.pop(name) for name in list(grids) if name.startswith(ONE)]
    first = [grids.pop("Samenvatting"), *([grids.pop(PARAGRAPH)] if PARAGRAPH in grids else [])]
    ordered = [*first, *grids.values(), *last]
    homes = desk.homes | desk.entries
    places = {path: homes[term] for path, term in desk.terms.figures.items() if term in homes}
    places = {path: desk.places.get(path, place) for path, place in places.items()}
    known = tuple((path, place) for path, place in places.items() if parse_path(path)[0] != BEHIND)
    return Workbook(title, tuple(grid.finished() for grid in ordered), tuple(desk.names), known)


def _unit(grid: Grid, times: float) -> str:
    """The cell by which amounts are divided in the summary; nothing for whole euros."""
    if times == 1:
        return ""
    grid.put(0, "de samenvatting telt bedragen per")
    place = grid.put(1, float(times), "vast", "los")
    grid.row += 1
    return place


def _case_sheets(desk: Desk, result: Result, contract: Contract, totals: Totals) -> None:
    parts_sheet(desk, result, contract)
    curves_sheet(desk, result)
    chain_sheet(desk, result, contract)
    years_sheet(desk, result, totals)
    bearers_sheet(desk, result, contract)
    figures_sheet(desk, contract)


def _programme_sheets(desk: Desk, contract: Contract) -> None:
    figures = [path for path in desk.terms.figures if not path.startswith(CONTROL)]
    grid = desk.grid("Maatregelen", WIDE)
    grid.texts("Maatregelen", role="titel")
    grid.row += 1
    for key in ("maatregelen", "formatie", "kosten", "dekking"):
        for number, item in enumerate(contract.data.get(key) or ()):
            figure_table(grid, contract, item["naam"], below(figures, key, number), 2)
    years = desk.grid("Jaren", WIDE)
    years.texts("Jaren", role="titel")
    years.row += 1
    figure_table(years, contract, "Per jaar", below(figures, "per_jaar"))
    done = {"maatregelen", "formatie", "kosten", "dekking", "per_jaar"}
    keys = dict.fromkeys(str(parse_path(path)[0]) for path in figures)
    for key in keys:
        if key not in done:
            figure_table(
                years, contract, key.replace("_", " "), [*below(figures, key), *_itself(figures, key)]
            )


def _itself(figures: list[str], key: str) -> list[str]:
    return [key] if key in figures else []


def _monitor_sheets(desk: Desk, contract: Contract) -> None:
    figures = [path for path in desk.terms.figures if not path.startswith(CONTROL)]
    grid = desk.grid("Posten", WIDE)
    grid.texts("Posten", role="titel")
    grid.row += 1
    for number, item in enumerate(contract.data["posten"]):
        figure_table(grid, contract, item["naam"], below(figures, "posten", number), 2)
    years = desk.grid("Jaren", WIDE)
    years.texts("Totaal en verschillen", role="titel")
    years.row += 1
    for key in dict.fromkeys(str(parse_path(path)[0]) for path in figures):
        if key != "posten":
            figure_table(years, contract, key.replace("_", " "), below(figures, key))


_CONTROLLED = ("totaal", "per_jaar", "per_actor", "niet_per_jaar", "structureel")


def _controlled(desk: Desk, family: Family) -> Iterator[str]:
    """Every total, and the figures per year and actor."""
    for path in desk.terms.figures:
        key, *rest = parse_path(path)
        of_years = key == "per_actor" and "per_jaar" in rest
        if (key in _CONTROLLED and not of_years) or path.startswith("begroting.totaal."):
            yield path


_SHAPE = ("periode", "horizon", "prijspeil", "perspectief", "nulalternatief")


def _shape(data: Any) -> Iterator[tuple[str, str]]:
    """What gives the file its shape, in words."""
    for key in _SHAPE:
        value = data.get(key)
        if value is not None:
            yield key, "–".join(map(str, value)) if isinstance(value, list) else str(value)
