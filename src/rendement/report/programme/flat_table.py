"""Programmes as one rectangular table: a row per amount and year, for whoever computes on."""

from collections.abc import Iterable, Sequence

from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_amounts import Amount, amounts_of
from rendement.figures.streams import whole
from rendement.report.document import RANGED, Cell, Column, Row, Table, text
from rendement.report.origin import ORIGIN, ORIGIN_WORDS, origin_cells
from rendement.report.ranges import Ranges

_FILE = ("bestand", "programma", "gemeente", "scenario", "set", "perspectief", "bedragen_in")
_WHAT = ("soort", "pad", "id", "naam", "domein", "groep", "jaar", "status", "telt_mee")
_TOTALS = ("totaal_realisatie", "totaal_taakstelling", "totaal_verschil", "totaal_in_plaats", "totaal_saldo")
_ENDS = ("overlap_saldo_laag", "overlap_saldo_hoog")
_WORDS = {*_FILE, *_WHAT, RANGED, *ORIGIN_WORDS}

_PARTS = ("p5", "p50", "p95")
DRAWN = tuple(f"{figure}_{part}" for figure in ("bedrag", "saldo") for part in _PARTS)
HEADS = (*_FILE, "prijspeil_programma", *_WHAT, "bedrag", "in_totaal", RANGED, *_TOTALS, *_ENDS, *ORIGIN)


def programme_flat_table(programmes: Iterable[tuple[str, ProgrammeFigures]]) -> Table:
    """One table for all programmes, each with its file; with the percentiles of what was drawn."""
    rows: list[Row] = []
    programmes = list(programmes)
    every = (*HEADS, *(DRAWN if any(figures.uncertainty for _, figures in programmes) else ()))
    for name, figures in programmes:
        plan, streams = figures.result.plan, figures.streams
        asked = figures.asked
        words = (
            *(name, plan.name, plan.place, asked.scenario or "", asked.listed),
            *(plan.perspective, figures.currency),
        )
        first = [*map(text, words), Cell(value=plan.price_level)]
        totals = (streams.measured, streams.target, streams.difference, streams.in_place, streams.net)
        last = [*(Cell(value=whole(stream)) for stream in totals), *_ends(figures), *origin_cells(figures)]
        ranges = Ranges(plan.ledger)
        for item in amounts_of(plan):
            rows.append(Row((*first, *_row(item, ranges), *last, *_drawn(figures, item))))
    return Table("bedragen", "", tuple(Column(head, head not in _WORDS) for head in every), tuple(rows))


def _ends(figures: ProgrammeFigures) -> tuple[Cell, Cell]:
    """Both ends of the balance when every euro counts once; empty where the file says nothing of overlap."""
    if figures.overlap is None:
        return Cell(), Cell()
    balance = figures.overlap.balance
    return Cell(value=balance.low.value), Cell(value=balance.high.value)


def _drawn(figures: ProgrammeFigures, item: Amount) -> list[Cell]:
    """The percentiles of an amount and of the balance, if there are draws."""
    found = figures.uncertainty
    if found is None:
        return []
    bands = (found.rows[item.key], found.net)
    return [
        Cell(value=value)
        for band in bands
        for value in ((None,) * 3 if band is None else (band.low, band.middle, band.high))
    ]


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


def _row(item: Amount, ranges: Ranges) -> list[Cell]:
    counts = "ja" if item.counts else "nee"
    words = (item.kind, item.path, item.slug, item.name, item.domain, item.group, item.year, item.status)
    ranged = any(map(ranges.at, item.paths)) if item.of_case is None else item.of_case
    figures = Cell(value=item.amount), Cell(value=item.counted)
    return [*(text(word or "") for word in words), text(counts), *figures, text("bedrag" if ranged else "")]
