"""The standard table of a case: every line as it is and discounted, pro memorie among them, and the sums."""

from collections.abc import Iterator, Sequence

from rendement.engine.plan import BENEFITS, COSTS, Side, Unvalued
from rendement.engine.result import LineResult
from rendement.figures.case import CaseFigures
from rendement.report.cells import EMPTY, across, amount, figure, heads
from rendement.report.document import Cell, Role, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.line_table import between, in_order
from rendement.report.wording import name_of, rate_text
from rendement.source import sums
from rendement.source.money import current

PM = {"baat": "P.M. +", "last": "P.M. −", None: "P.M."}
_SIDES: tuple[tuple[str, Side, str], ...] = (("Baten", BENEFITS, "baat"), ("Kosten", COSTS, "last"))
_PRESENT = "totaal.contante_waarde"


def standard_table(figures: CaseFigures) -> Table:
    """Benefits, costs, what has no amount; the balance, the net present value and both ratios."""
    columns = heads("", "bedrag", "contante waarde")
    rows = [row for title, side, way in _SIDES for row in _side(figures, title, side, way)]
    others = [_unvalued(item) for item in figures.result.plan.unvalued if item.direction is None]
    rows += [across(3, "Baat of last: niet gezegd", role="kop"), *others] if others else []
    return Table("standaard", "Baten en kosten", columns, (*rows, *_results(figures)))


def _side(figures: CaseFigures, title: str, side: Side, way: str) -> Iterator[Row]:
    """The lines of one side, what lies between them and their total, and that total."""
    result = figures.result
    items = in_order(result.benefits if side == BENEFITS else result.costs)
    unvalued = [item for item in result.plan.unvalued if item.direction == way]
    if not items and not unvalued:
        return
    yield across(3, title, role="kop")
    for item in items:
        path = item.line.path
        yield _row(
            name_of(item.line),
            amount(item.net, f"{path}.netto"),
            amount(item.present_value, f"{path}.contante_waarde"),
        )
    yield from map(_unvalued, unvalued)
    if items:
        whole, present = (getattr(part, _OF[side]) for part in (result.total, result.present))
        yield from _between(figures, items, whole, present)
        label = f"Totaal {side}" + (" (zonder P.M.)" if unvalued else "")
        totals = amount(whole, f"totaal.{side}"), amount(present, f"{_PRESENT}.{side}")
        yield _row(label, *totals, role="totaal")


_OF = {BENEFITS: "benefits", COSTS: "costs"}


def _between(
    figures: CaseFigures, items: Sequence[LineResult], whole: float, present: float
) -> Iterator[Row]:
    """What goes off: lines that do not count, and what falls outside the perspective."""
    found: dict[str, list[Cell]] = {}
    for place, (key, total, values) in enumerate(
        (
            ("netto", whole, [item.net for item in items]),
            ("contante_waarde", present, [item.present_value for item in items]),
        )
    ):
        counted = [value for item, value in zip(items, values, strict=True) if item.line.counted]
        others = [value for item, value in zip(items, values, strict=True) if not item.line.counted]
        outside = total - sums.total(counted)
        for label, cell, _ in between(items, figures.result.plan, key, sums.total(others), outside):
            found.setdefault(label, [EMPTY, EMPTY])[place] = cell
    for label, (first, second) in found.items():
        yield _row(label, first, second)


def _results(figures: CaseFigures) -> Iterator[Row]:
    """The balance, what it is worth now and at which rate, and the ratios."""
    totals, plan = figures.totals, figures.result.plan
    yield _row("Saldo (baten − kosten)", amount(figures.net, "totaal.rendement"), EMPTY, role="uitkomst")
    present = amount(figures.present_net, f"{_PRESENT}.rendement")
    yield _row(f"Netto contante waarde ({rate_text(plan.discount)})", EMPTY, present, role="uitkomst")
    yield _row(
        f"Baten-kostenverhouding (baten per {current().word} kosten)",
        figure(totals.per_euro, 2, "totaal.baten_per_euro"),
        figure(totals.present_per_euro, 2, "totaal.contante_baten_per_euro"),
        role="totaal",
    )


def _unvalued(item: Unvalued) -> Row:
    cell = text(PM[item.direction])
    return _row(plain(item.name), cell, cell)


def _row(label: str, first: Cell, second: Cell, *, role: Role = "regel") -> Row:
    return Row((text(label), first, second), role)
