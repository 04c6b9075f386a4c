"""The measures of a programme: by year, what is in of what was planned, and beside their budget."""

from collections.abc import Iterable
from math import fsum

from rendement.engine.programme import MeasureResult, ProgrammeResult
from rendement.engine.programme_plan import NEW, STRUCTURAL, Span
from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Column, Role, Row, Table, text
from rendement.report.dutch import number, percent, plain
from rendement.source import sums
from rendement.source.scalar import span_text

BAR = 16
PM = "p.m."


def measures_table(result: ProgrammeResult, data: Data) -> Table:
    """What every measure saves in every year, and what that is together."""
    new = result.plan.counting == NEW
    spans = _span_columns(result, new)
    years = [year for year in result.plan.years if not _hidden(result, year, spans, new)]
    undated = any(item.saving.in_place.undated for item in result.measures)
    dated = sorted([*((year, year) for year in years), *spans], key=lambda span: (span[1], span[0]))
    keys: list[Span | None] = [*dated, *([None] if undated else [])]
    heads = ["zonder jaar" if key is None else span_text(key) for key in keys]
    wide: list[Row] = []
    slim: list[Row] = []
    for heading, items in _grouped(result):
        if heading:
            wide.append(Row((text(heading), *(text(""),) * (len(keys) + 1)), "groep"))
            slim.append(Row((text(heading), text("")), "groep"))
        for item in items:
            cells = [_blank_zero(_amount(item, key, new)) for key in keys]
            wide.append(Row((text(measure_name(item)), *cells, _total(item, new))))
            slim.append(Row((text(measure_name(item)), _total(item, new))))
            slim += [
                Row((text(f"  {head}"), cell)) for head, cell in zip(heads, cells, strict=True) if cell.text
            ]
    for label, value, role in _totals(result, data):
        summed = role == "totaal" and value is not None
        sums = [_cell(_sum(result, key, new)) if summed else text("") for key in keys]
        wide.append(Row((text(label), *sums, _cell(value)), role))
        slim.append(Row((text(label), _cell(value)), role))
    title = "Wat er per maatregel in het jaar bij komt" if new else "Wat er per maatregel in het jaar staat"
    columns = (Column("maatregel", figures=False), *(Column(head) for head in heads), Column("totaal"))
    narrow = Table("maatregelen", title, (columns[0], Column("bedrag")), tuple(slim))
    return Table("maatregelen", title, columns, tuple(wide), narrow)


def _span_columns(result: ProgrammeResult, new: bool) -> list[Span]:
    found = {
        tranche.span
        for item in result.measures
        for tranche in item.measure.tranches
        if tranche.span is not None
        and tranche.span[0] != tranche.span[1]
        and (new or tranche.kind != STRUCTURAL)
    }
    return sorted(found)


def _hidden(result: ProgrammeResult, year: int, spans: Iterable[Span], new: bool) -> bool:
    """A year of which nothing is known but a span that covers it."""
    covered = any(first <= year <= last for first, last in spans)
    return covered and not any(_amount(item, (year, year), new) for item in result.measures)


def _amount(item: MeasureResult, key: Span | None, new: bool) -> float:
    saved = item.saving.new if new else item.saving.in_place
    if key is None:
        return saved.undated
    if key[0] == key[1]:
        return saved.by_year[key[0]]
    return sums.total(
        tranche.amount
        for tranche in item.measure.tranches
        if tranche.span == key and (new or tranche.kind != STRUCTURAL)
    )


def _sum(result: ProgrammeResult, key: Span | None, new: bool) -> float:
    counted = [item for item in result.measures if item.measure.counted]
    return fsum(item.measure.share * _amount(item, key, new) for item in counted)


def _total(item: MeasureResult, new: bool) -> Cell:
    if not item.measure.tranches:
        return text(PM if item.measure.unvalued is not None else "")
    return _cell((item.saving.new if new else item.saving.in_place).total)


def _totals(result: ProgrammeResult, data: Data) -> list[tuple[str, float | None, Role]]:
    """What does not count, what falls outside the perspective, and what remains."""
    new = result.plan.counting == NEW
    total = data["totaal"]["nieuw" if new else "in_plaats"]
    sums = {True: 0.0, False: 0.0}
    for item in result.measures:
        sums[item.measure.counted] += (item.saving.new if new else item.saving.in_place).total
    rows: list[tuple[str, float | None, Role]] = []
    if sums[False]:
        rows.append(("af: telt niet mee", -sums[False], "regel"))
    if total is not None and abs(total - sums[True]) > 0.005:
        label = f"af: buiten perspectief {plain(result.plan.perspective)}"
        rows.append((label, total - sums[True], "regel"))
    rows.append(("Totaal", total, "totaal"))
    if total is not None:
        done, expected = data["totaal"]["gerealiseerd"], data["totaal"]["verwacht"]
        rows += [("waarvan gerealiseerd", done, "regel"), ("waarvan verwacht", expected, "regel")]
    return rows


def _grouped(result: ProgrammeResult) -> list[tuple[str, list[MeasureResult]]]:
    """Measures under their domain and group, in the order in which those first occur; one heading is none."""
    found: dict[str, list[MeasureResult]] = {}
    for item in result.measures:
        measure = item.measure
        domain = measure.domain or ("overig" if measure.case is None else "diverse domeinen")
        heading = " · ".join(plain(piece) for piece in (domain, measure.group) if piece)
        found.setdefault(heading, []).append(item)
    return [(heading if len(found) > 1 else "", items) for heading, items in found.items()]


def measure_name(item: MeasureResult) -> str:
    """The name as it stands in every table."""
    name = plain(item.measure.name)
    return name if item.measure.counted else f"{name} (telt niet mee)"


def progress_table(result: ProgrammeResult) -> list[Block]:
    """What is in of what was planned, in euros; every amount counted once."""
    items = [item for item in result.measures if item.measure.tranches]
    if not items:
        return []
    rows = [
        Row((text(measure_name(item)), *_progress(item.saving.achieved, item.saving.booked)))
        for item in items
    ]
    total = result.saving
    rows.append(Row((text("Totaal"), *_progress(total.achieved, total.booked)), "totaal"))
    heads = ("maatregel", "binnen", "gepland", "aandeel")
    columns = [Column(head, figures=i > 0) for i, head in enumerate(heads)]
    return [
        Table(
            "voortgang",
            "Wat er binnen is van wat er gepland is",
            (*columns, Column("", figures=False)),
            tuple(rows),
        )
    ]


def budget_table(data: Data) -> list[Block]:
    """The saving beside the budget that it is taken from."""
    items = [item for item in data["maatregelen"] if item["huidig_budget"] is not None]
    if not items:
        return []
    heads = ("maatregel", "huidig budget", "besparing", "van budget")
    columns = tuple(Column(head, figures=i > 0) for i, head in enumerate(heads))
    rows = []
    for item in items:
        budget, planned = item["huidig_budget"], item["gepland"]
        share = planned / budget if budget and planned is not None else None
        planned_cell = text(PM) if planned is None else _cell(planned)
        shown = Cell("" if share is None else percent(round(share, 3)), share)
        rows.append(Row((text(plain(item["naam"])), _cell(budget), planned_cell, shown)))
    return [Table("budget", "Besparing en huidig budget", columns, tuple(rows))]


def _progress(achieved: float, booked: float) -> tuple[Cell, ...]:
    share = achieved / booked if booked > 0 else None
    return (
        _cell(achieved),
        _cell(booked),
        Cell(percent(round(share, 2)) if share is not None else "-", share),
        text(progress_bar(share)),
    )


def progress_bar(share: float | None) -> str:
    """Full blocks for what is in, light ones for what is not; a share outside 0..1 is drawn as its end.

    >>> progress_bar(0.25), progress_bar(None)
    ('████░░░░░░░░░░░░', '')
    """
    if share is None:
        return ""
    full = int(min(1.0, max(0.0, share)) * BAR + 0.5)
    return "█" * full + "░" * (BAR - full)


def _cell(value: float | None) -> Cell:
    return Cell(number(value), value)


def _blank_zero(value: float) -> Cell:
    return _cell(value) if value else text("")
