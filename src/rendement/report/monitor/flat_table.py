"""Monitors as one rectangular table: a row per figure and column, for whoever computes on."""

from collections.abc import Iterable, Iterator, Sequence

from rendement.engine.monitor import every
from rendement.figures.monitor import MonitorFigures
from rendement.report.document import Cell, Column, Row, Table, text
from rendement.report.origin import ORIGIN, origin_cells

_WORDS = ("bestand", "monitor", "gemeente", "soort", "pad", "id", "naam", "domein", "eenheid", "telt_mee")
_COLUMN = ("kolom", "kolom_soort")
HEADS = (*_WORDS, *_COLUMN, "jaar", "cijfer", "aantal_van", "waarde", "set", *ORIGIN)


def monitor_flat_table(monitors: Iterable[tuple[str, MonitorFigures]]) -> Table:
    """One table for all monitors, each with the name of its file."""
    rows = []
    for file, figures in monitors:
        last = (text(figures.asked.listed), *origin_cells(figures))
        rows += [
            Row((*map(text, words), Cell(value=year), text(what), text(name), Cell(value=value), *last))
            for words, year, what, name, value in _figures(file, figures)
        ]
    columns = (Column(head, head in ("jaar", "waarde", "trekkingen", "zaad")) for head in HEADS)
    return Table("cijfers", "", tuple(columns), tuple(rows))


def _figures(
    file: str, figures: MonitorFigures
) -> Iterator[tuple[Sequence[str], int | None, str, str, float]]:
    plan = figures.plan
    for item in every(figures.result.posts):
        node = item.node
        counts = "ja" if node.counted else "nee"
        own = (file, plan.name, plan.place, "post", node.path, node.slug, node.name, node.domain or "")
        words = (*own, figures.unit_name(node.unit), counts)
        found = [(key, "bedrag", "", value) for key, value in item.amounts.by_column.items()]
        for name, count in item.counts.items():
            found += [(key, "aantal", name, value) for key, value in count.series.by_column.items()]
            for key in count.series.by_column:
                average = item.average(name, key)
                found += [(key, "gemiddelde", name, average)] if average is not None else []
        for key, what, name, value in found:
            column = plan.columns[key]
            yield (*words, key, column.kind), column.year, what, name, value
