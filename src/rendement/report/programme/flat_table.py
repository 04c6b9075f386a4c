"""Programmes as one rectangular table: a row per amount and year, for whoever computes on."""

from collections.abc import Iterable, Iterator, Sequence

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import AmountRow, Measure
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import whole
from rendement.report.document import RANGED, Cell, Column, Row, Table, text
from rendement.report.ranges import Ranges
from rendement.source.scalar import span_text

_FILE = ("bestand", "programma", "gemeente", "set", "perspectief", "bedragen_in")
_WHAT = ("soort", "pad", "id", "naam", "domein", "groep", "jaar", "status", "telt_mee")
_TOTALS = ("totaal_realisatie", "totaal_taakstelling", "totaal_verschil", "totaal_in_plaats", "totaal_saldo")
_WORDS = {*_FILE, *_WHAT, RANGED}

HEADS = (*_FILE, "prijspeil_programma", *_WHAT, "bedrag", "in_totaal", RANGED, *_TOTALS)

# the words of a row, the amount, what counts of it, whether it comes from a range
Amount = tuple[tuple[str | None, ...], float, float, bool]


def programme_flat_table(programmes: Iterable[tuple[str, ProgrammeFigures]]) -> Table:
    """One table for all programmes, each with the name of its file."""
    rows: list[Row] = []
    for name, figures in programmes:
        plan, streams = figures.result.plan, figures.streams
        words = (name, plan.name, plan.place, figures.asked.listed, plan.perspective, figures.currency)
        first = [*map(text, words), Cell(value=plan.price_level)]
        totals = (streams.measured, streams.target, streams.difference, streams.in_place, streams.net)
        last = [Cell(value=whole(stream)) for stream in totals]
        for what, amount, counted, ranged in _amounts(figures.result):
            own = [*(text(word or "") for word in what), Cell(value=amount), Cell(value=counted)]
            rows.append(Row((*first, *own, text("bedrag" if ranged else ""), *last)))
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
    ranges = Ranges(plan.ledger)
    for measure in plan.leaves:
        yield from _of_measure(measure, ranges)
    own = float(plan.bearer_inside)
    yield from _of_rows("kosten", plan.costs, own, ranges)
    yield from _of_rows("dekking", plan.cover, 1.0, ranges)
    for row in plan.staff:
        for item in row.staff:
            yield (
                _row("formatie", item.path, row.name, item.year),
                row.rate * item.value,
                own * row.rate * item.value,
                ranges.at(item.path) or ranges.at(f"{row.path}.tarief"),
            )
    for item in plan.target or ():
        yield _row("taakstelling", item.path, "", item.year), item.value, item.value, False


def _of_measure(measure: Measure, ranges: Ranges) -> Iterator[Amount]:
    counts = "ja" if measure.counted else "nee"
    ranged = measure.case is not None and measure.case.uncertain
    for tranche in measure.tranches:
        year = span_text(tranche.span) if tranche.span is not None else ""
        status = "gerealiseerd" if tranche.realised else "verwacht"
        own = (measure.slug, measure.name, tranche.domain, measure.group, year, status, counts)
        share = measure.share if measure.counted else 0.0
        yield (
            (tranche.kind, tranche.path, *own),
            tranche.amount,
            share * tranche.amount,
            ranged or ranges.at(tranche.path),
        )
    for item in measure.investments:
        own = (measure.slug, measure.name, item.domain, measure.group, str(item.year), "", counts)
        share = measure.investment_share if measure.counted else 0.0
        yield ("investering", item.path, *own), item.value, share * item.value, ranged or ranges.at(item.path)


def _of_rows(section: str, rows: Sequence[AmountRow], factor: float, ranges: Ranges) -> Iterator[Amount]:
    for row in rows:
        for item in row.amounts:
            yield (
                _row(section, item.path, row.name, item.year),
                item.value,
                factor * item.value,
                ranges.at(item.path),
            )


def _row(section: str, path: str, name: str, year: int) -> tuple[str, ...]:
    return section, path, "", name, "", "", str(year), "", "ja"
