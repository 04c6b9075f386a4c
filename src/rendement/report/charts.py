"""Pictures as data: what each shows in one sentence, and rows of worded figures. Drawing computes nothing."""

from collections.abc import Iterator, Sequence

from rendement.engine.result import LineResult
from rendement.engine.steps import STEPS
from rendement.figures.case import CaseFigures
from rendement.figures.crossing import Crossing
from rendement.report.breakeven import edge, edge_cell, shown
from rendement.report.by import contribution_sentence
from rendement.report.cells import added, amount, heads
from rendement.report.document import Cell, Chart, Role, Row, text
from rendement.report.dutch import euro, plain
from rendement.report.wording import actor_name
from rendement.source import sums
from rendement.source.path import format_path


def waterfall(figures: CaseFigures) -> list[Chart]:
    """From gross benefits by way of every step to the return."""
    result = figures.result
    if not result.valued:
        return []
    items = [item for item in result.benefits if item.line.counted]
    gross = sums.total(item.gross for item in items)
    first = added(gross, ((1, f"{item.line.path}.stappen[0].bedrag") for item in items))
    steps = list(_steps(items))
    benefits, costs = result.total.benefits, result.total.costs
    outside = benefits - sums.total(item.net for item in items)
    if abs(outside) > 0.005:
        terms = [(1, "totaal.baten"), *((-1, f"{item.line.path}.netto") for item in items)]
        steps.append(_row("buiten perspectief", added(outside, terms)))
    rows = [_row("Bruto baten", first, "totaal"), *steps] if steps else []
    rows.append(_row("Netto baten" if steps else "Baten", amount(benefits, "totaal.baten"), "totaal"))
    if costs:
        rows.append(_row("Kosten", added(-costs, [(-1, "totaal.kosten")])))
    rows.append(_row("Rendement", amount(figures.net, "totaal.rendement"), "totaal"))
    becomes = f"blijft {euro(benefits)} over" if benefits <= gross else f"wordt {euro(benefits)}"
    said = f"Van {euro(gross)} aan bruto baten {becomes}" if steps else f"De baten zijn {euro(benefits)}"
    rest = (
        f"na {euro(costs)} aan kosten is het rendement {euro(figures.net)}"
        if costs
        else "kosten staan er niet"
    )
    finding = f"{said}; {rest}."
    title = "Van bruto naar rendement"
    return [Chart("waterval", "waterval", title, finding, heads("", "bedrag"), tuple(rows))]


def _steps(items: Sequence[LineResult]) -> Iterator[Row]:
    """What every step takes off all lines, or adds to them."""
    for kind in STEPS:
        taken = [
            (step.taken, f"{item.line.path}.stappen[{place}].aftrek")
            for item in items
            for place, step in enumerate(item.steps)
            if step.kind is kind
        ]
        if taken:
            off = sums.total(-value for value, _ in taken)
            yield _row(kind.label, added(off, ((-1, path) for _, path in taken)))


def running(figures: CaseFigures) -> list[Chart]:
    """The balance of every year and what ran up, with the year from which it is paid back."""
    years = figures.years
    if len(years) < 2:
        return []
    payback = figures.totals.payback
    rows = []
    for name, year in years.items():
        at = f"per_jaar.{name}"
        cells = amount(year.balance.net, f"{at}.saldo"), amount(year.cumulative, f"{at}.cumulatief")
        rows.append(Row((text(str(name)), *cells), "uitkomst" if name == payback else "regel"))
    last = next(reversed(years.values())).cumulative
    finding = f"Over alle jaren is het saldo {euro(last)}; " + (
        "binnen deze jaren is het niet terugverdiend."
        if payback is None
        else f"vanaf {payback} is het terugverdiend."
    )
    columns = heads("jaar", "saldo", "cumulatief")
    return [Chart("verloop", "verloop", "Saldo per jaar en cumulatief", finding, columns, tuple(rows))]


def bearers(figures: CaseFigures) -> list[Chart]:
    """Who pays and who gains; one alone is no picture."""
    found = figures.actors
    if len(found) < 2:
        return []
    plan = figures.result.plan
    rows = tuple(
        _row(
            actor_name(plan.actors, code) + ("" if code in plan.inside else " (buiten perspectief)"),
            amount(share.balance.net, _of_actor(code)),
        )
        for code, share in found.items()
    )
    finding = contribution_sentence(figures)
    return [Chart("actoren", "staven", "Wie betaalt en wie wint", finding, heads("actor", "saldo"), rows)]


def turning(near: Sequence[Crossing]) -> list[Chart]:
    """The assumptions nearest to their break-even value, the nearest first."""
    if not near:
        return []
    rows = tuple(
        Row((text(label(item)), edge(item, shown(item, item.now), item.now), edge_cell(item)))
        for item in near
    )
    first = near[0]
    finding = f"{label(first)} hoeft het minst te verschuiven voor een rendement van nul: van "
    finding += f"{shown(first, first.now)} naar {edge_cell(first).text}."
    columns = heads("aanname", "nu", "omslag bij")
    return [Chart("omslag", "omslag", "Bij welke waarde het rendement nul is", finding, columns, rows)]


def label(item: Crossing) -> str:
    """What an assumption is, in words."""
    return plain(item.label) + (", in totaal" if item.together else "")


def _of_actor(code: str) -> str:
    return format_path(("per_actor", code, "saldo"))


def _row(name: str, cell: Cell, role: Role = "regel") -> Row:
    return Row((text(name), cell), role)
