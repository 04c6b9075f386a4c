"""Cases as one rectangular table: a row per line, for whoever computes on.

The totals of the case stand on every row, so that the file needs no second table; of the lines only
`in_totaal` adds up to them, because it leaves out what does not count or falls outside the perspective.
"""

from collections.abc import Sequence

from rendement.engine.result import LineResult
from rendement.engine.steps import STEPS
from rendement.figures.field import Data
from rendement.report.document import Cell, Column, Row, Table, text
from rendement.study.calculation import Calculation

_TEXTS = ("bestand", "casus", "gemeente", "scenario", "perspectief")
_LINE = ("soort", "pad", "id", "naam", "domein", "groep")
_LAST = ("netto", "contante_waarde", "telt_mee", "in_totaal")
_TOTALS = ("totaal_baten", "totaal_kosten", "totaal_rendement", "totaal_contante_waarde", "baten_per_euro")
_WORDS = {*_TEXTS, *_LINE, "telt_mee"}

HEADS = (
    *_TEXTS,
    "prijspeil_casus",
    *_LINE,
    "aantal",
    "bruto",
    *(step.name for step in STEPS),
    *_LAST,
    *_TOTALS,
)


def flat_table(calculations: Sequence[Calculation], contracts: Sequence[Data]) -> Table:
    """One table for all files; `contracts` are those of the calculations, in order."""
    rows: list[Row] = []
    for calculation, data in zip(calculations, contracts, strict=True):
        if calculation.result is None:
            continue
        first, last = _case(calculation.name, data), _totals(data["totaal"])
        lines = [("baten", line) for line in data["baten"]] + [("kosten", line) for line in data["kosten"]]
        for (kind, line), item in zip(lines, calculation.result.lines, strict=True):
            own = [*_line(kind, line), *_amounts(line, _in_total(item, calculation.result.plan.inside))]
            rows.append(Row((*first, *own, *last)))
    return Table("regels", "", tuple(Column(head, head not in _WORDS) for head in HEADS), tuple(rows))


def _case(name: str, data: Data) -> list[Cell]:
    texts = (name, data["naam"], data["gemeente"], data.get("scenario"), data["perspectief"])
    return [*(text(value or "") for value in texts), Cell(value=data["prijspeil"])]


def _line(kind: str, line: Data) -> list[Cell]:
    return [text(kind), *(text(line[key] or "") for key in _LINE[1:])]


def _amounts(line: Data, in_total: float) -> list[Cell]:
    """What every step adds or takes off: from `bruto` they add up to `netto`."""
    steps = {step["stap"]: -step["aftrek"] for step in line["stappen"]}
    first = [Cell(value=line["aantal"]), Cell(value=line["stappen"][0]["bedrag"])]
    chain = [Cell(value=steps.get(step.name)) for step in STEPS]
    last = [Cell(value=line["netto"]), Cell(value=line["contante_waarde"])]
    return [*first, *chain, *last, text("ja" if line["telt_mee"] else "nee"), Cell(value=in_total)]


def _in_total(item: LineResult, inside: frozenset[str]) -> float:
    return item.unit_for(inside) * item.weight if item.line.counted else 0.0


def _totals(total: Data) -> list[Cell]:
    figures = (total["baten"], total["kosten"], total["rendement"])
    more = (total["contante_waarde"]["rendement"], total["baten_per_euro"])
    return [Cell(value=value) for value in (*figures, *more)]
