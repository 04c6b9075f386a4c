"""Cases as one rectangular table: a row per line, for whoever computes on.

The totals of the case stand on every row, so that the file needs no second table; of the lines only
`in_totaal` adds up to them, because it leaves out what does not count or falls outside the perspective.
"""

from collections.abc import Iterable

from rendement.engine.result import LineResult
from rendement.engine.steps import STEPS
from rendement.figures.case import CaseFigures
from rendement.report.document import RANGED, Cell, Column, Row, Table, text
from rendement.report.origin import ORIGIN, ORIGIN_WORDS, origin_cells
from rendement.report.ranges import Ranges

_TEXTS = ("bestand", "casus", "gemeente", "scenario", "set", "perspectief", "bedragen_in")
_LINE = ("soort", "pad", "id", "naam", "domein", "groep")
_LAST = ("netto", "contante_waarde", "telt_mee", "in_totaal")
_TOTALS = ("totaal_baten", "totaal_kosten", "totaal_rendement", "totaal_contante_waarde", "baten_per_euro")
_WORDS = {*_TEXTS, *_LINE, "eenheid", "telt_mee", RANGED, *ORIGIN_WORDS}

HEADS = (
    *_TEXTS,
    "prijspeil_casus",
    *_LINE,
    "aantal",
    "prijs",
    "eenheid",
    "jaren",
    "bruto",
    *(step.name for step in STEPS),
    *_LAST,
    RANGED,
    *_TOTALS,
    *ORIGIN,
)
DRAWN = tuple(f"{figure}_{part}" for figure in ("netto", "rendement") for part in ("p5", "p50", "p95"))


def flat_table(cases: Iterable[tuple[str, CaseFigures]]) -> Table:
    """One table for all cases, each with the name of its file; with the percentiles of what was drawn."""
    rows: list[Row] = []
    cases = list(cases)
    heads = (*HEADS, *(DRAWN if any(figures.uncertainty for _, figures in cases) else ()))
    for name, figures in cases:
        plan, total = figures.result.plan, figures.result.total
        asked = figures.asked
        words = (
            name,
            plan.name,
            plan.place,
            asked.scenario,
            asked.listed,
            plan.perspective,
            figures.currency,
        )
        first = (*(text(word or "") for word in words), Cell(value=plan.price_level))
        sums = (total.benefits, total.costs, figures.net, figures.present_net, figures.totals.per_euro)
        last = [*(Cell(value=value) for value in sums), *origin_cells(figures)]
        ranges = Ranges(plan.ledger)
        for place, item in enumerate(figures.result.lines):
            marks = ranges.of_line(item.line)
            ranged = ", ".join(name for name in HEADS if name in marks)
            rows.append(
                Row((*first, *_line(item, plan.inside), text(ranged), *last, *_drawn(figures, place)))
            )
    return Table("regels", "", tuple(Column(head, head not in _WORDS) for head in heads), tuple(rows))


def _drawn(figures: CaseFigures, place: int) -> list[Cell]:
    """The percentiles of a line and of the return, if there are draws."""
    found = figures.uncertainty
    if found is None:
        return []
    bands = (found.lines[place].band, found.net)
    return [
        Cell(value=value)
        for band in bands
        for value in ((None,) * 3 if band is None else (band.low, band.middle, band.high))
    ]


def _line(item: LineResult, inside: frozenset[str]) -> list[Cell]:
    """A line with what every step adds or takes off: from `bruto` they add up to `netto`."""
    line, taken = item.line, {step.kind: -step.taken for step in item.steps}
    product, words = item.product, (line.side, line.path, line.slug, line.name, item.domain, line.group)
    figures = (product.years, item.gross, *map(taken.get, STEPS), item.net, item.present_value)
    in_total = item.unit_for(inside) * item.weight if line.counted else 0.0
    return [
        *(text(word or "") for word in words),
        Cell(value=product.count),
        Cell(value=product.price),
        text(line.unit or ""),
        *(Cell(value=value) for value in figures),
        text("ja" if line.counted else "nee"),
        Cell(value=in_total),
    ]
