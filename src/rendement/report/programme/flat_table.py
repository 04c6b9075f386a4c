"""Programmes as one rectangular table: a row per amount and year, for whoever computes on."""

from collections.abc import Iterator, Sequence

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import AmountRow, Measure
from rendement.figures.field import Data
from rendement.report.document import Cell, Column, Row, Table, text
from rendement.source.scalar import span_text
from rendement.study.calculation import Calculation

_FILE = ("bestand", "programma", "gemeente", "perspectief")
_WHAT = ("soort", "pad", "id", "naam", "domein", "groep", "jaar", "status", "telt_mee")
_TOTALS = ("realisatie", "taakstelling", "verschil", "in_plaats", "saldo")
_WORDS = {*_FILE, *_WHAT}

HEADS = (*_FILE, "prijspeil_programma", *_WHAT, "bedrag", "in_totaal", *(f"totaal_{key}" for key in _TOTALS))

Amount = tuple[tuple[str | None, ...], float, float]  # the words of a row, the amount, what counts of it


def programme_flat_table(calculations: Sequence[Calculation], contracts: Sequence[Data]) -> Table:
    """One table for all programmes among the files."""
    rows: list[Row] = []
    for calculation, data in zip(calculations, contracts, strict=True):
        if calculation.programme is None:
            continue
        words = (calculation.name, data["naam"], data["gemeente"], data["perspectief"])
        first = [*map(text, words), Cell(value=data["prijspeil"])]
        last = [Cell(value=data["totaal"][key]) for key in _TOTALS]
        for what, amount, counted in _amounts(calculation.programme):
            own = [*(text(word or "") for word in what), Cell(value=amount), Cell(value=counted)]
            rows.append(Row((*first, *own, *last)))
    return Table("bedragen", "", tuple(Column(head, head not in _WORDS) for head in HEADS), tuple(rows))


def joined(tables: Sequence[Table]) -> Table:
    """Tables under each other: every column once, empty where a table does not have it."""
    columns = {column.head: column for table in tables for column in table.columns}
    rows = []
    for table in tables:
        heads = [column.head for column in table.columns]
        for row in table.rows:
            cells = dict(zip(heads, row.cells, strict=True))
            rows.append(Row(tuple(cells.get(head, text("")) for head in columns)))
    return Table(tables[0].key, "", tuple(columns.values()), tuple(rows))


def _amounts(result: ProgrammeResult) -> Iterator[Amount]:
    plan = result.plan
    for measure in plan.measures:
        yield from _of_measure(measure)
    own = float(plan.bearer_inside)
    for section, rows, factor in (("kosten", plan.costs, own), ("dekking", plan.cover, 1.0)):
        yield from _of_rows(section, rows, factor)
    for row in plan.staff:
        for item in row.staff:
            what = ("formatie", item.path, "", row.name, "", "", str(item.year), "", "ja")
            yield what, row.rate * item.value, own * row.rate * item.value
    for item in plan.target or ():
        what = ("taakstelling", item.path, "", "", "", "", str(item.year), "", "ja")
        yield what, item.value, item.value


def _of_measure(measure: Measure) -> Iterator[Amount]:
    counts = "ja" if measure.counted else "nee"
    for tranche in measure.tranches:
        year = span_text(tranche.span) if tranche.span is not None else ""
        status = "gerealiseerd" if tranche.realised else "verwacht"
        own = (measure.slug, measure.name, tranche.domain, measure.group, year, status, counts)
        share = measure.share if measure.counted else 0.0
        yield (tranche.kind, tranche.path, *own), tranche.amount, share * tranche.amount
    for item in measure.investments:
        own = (measure.slug, measure.name, item.domain, measure.group, str(item.year), "", counts)
        share = measure.investment_share if measure.counted else 0.0
        yield ("investering", item.path, *own), item.value, share * item.value


def _of_rows(section: str, rows: Sequence[AmountRow], factor: float) -> Iterator[Amount]:
    for row in rows:
        for item in row.amounts:
            what = (section, item.path, "", row.name, "", "", str(item.year), "", "ja")
            yield what, item.value, factor * item.value
