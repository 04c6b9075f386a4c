"""What draws say in a batch: a cell as far as it can be known, and which rows have none."""

from collections.abc import Iterator, Sequence
from math import sqrt

from rendement.figures.case_fields import CASE
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme_fields import PROGRAMME
from rendement.report.batch.columns import DRAWN, GOOD, NAMES, PLACE, Values
from rendement.report.document import Cell, text
from rendement.report.dutch import counted, number, plain
from rendement.report.uncertainty import ALL_ALIKE, FEW_DRAWS, chance, rounded

_FAMILIES = {"casus": CASE, "programma": PROGRAMME, "monitor": MONITOR}
# the kinds of file that are drawn
KINDS = frozenset(kind for kind, family in _FAMILIES.items() if family.only((DRAWN,)).fields)
_CELLS = [place for place, name in enumerate(NAMES) if name.startswith(f"{DRAWN}.")]
_WIDER = {"p5": 2.0, "p95": 2.0}  # the error of an end beside that of the mean, as of a normal distribution


def drawn_cell(name: str, row: Values, draws: int | None) -> Cell:
    """A figure of the draws, no finer than so many of them can tell."""
    value = row[PLACE[name]]
    total, _, last = name.rpartition(".")
    spread = row[PLACE[f"{total}.sd"]] if total != DRAWN else None
    if (draws or 0) < FEW_DRAWS:
        return text("-")
    if spread == 0:
        return text(ALL_ALIKE if last == "p5" else "-")
    if last.startswith("kans"):
        return Cell(chance(value), value)
    error = _WIDER.get(last, 1.0) * spread / sqrt(draws) if draws and spread else None
    return Cell(number(rounded(value, error), 0), value)


def without_draws(rows: Sequence[Values], draws: int | None) -> Iterator[str]:
    """Which rows have no draws, where these were asked, and why."""
    if draws is None:
        return
    if draws < FEW_DRAWS:
        yield f"minder dan {FEW_DRAWS} trekkingen is te weinig voor grenzen en kansen"
    apart: dict[str, list[str]] = {}
    certain = 0
    for row in rows:
        kind = row[PLACE["soort"]]
        if row[PLACE["status"]] != GOOD:
            continue
        if kind not in KINDS:
            apart.setdefault(kind, []).append(plain(row[PLACE["pad"]]))
        elif all(row[place] is None for place in _CELLS) and _has_total(row):
            certain += 1
    for kind, paths in apart.items():
        yield f"voor een {kind} zijn er geen trekkingen: {', '.join(paths)}"
    if certain:
        rows_ = counted(certain, "rij", "rijen")
        yield f"in {rows_} heeft geen enkel getal een bandbreedte: de kolommen van {DRAWN} zijn daar leeg"


def _has_total(row: Values) -> bool:
    return any(row[PLACE[name]] is not None for name in ("totaal.rendement", "totaal.saldo"))
