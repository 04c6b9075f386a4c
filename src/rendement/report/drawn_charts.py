"""The charts of a case with draws: how the return lies, by when it is paid back, and what drives it."""

from collections.abc import Iterator, Sequence

from rendement.figures.case import CaseFigures
from rendement.figures.sensitivity import Bar, Sensitivity, Threshold
from rendement.figures.uncertainty import Uncertainty
from rendement.report.cells import heads, price
from rendement.report.document import Cell, Chart, Column, Role, Row, text
from rendement.report.dutch import counted, number
from rendement.report.sensitivity.tables import bar_name
from rendement.report.sensitivity.values import outcome_cell
from rendement.report.sensitivity.words import driven_by, reached
from rendement.report.uncertainty import FEW_DRAWS, alike, chance, in_words, range_sentence
from rendement.source.path import format_path

MOST_BARS = 12  # of a tornado; the others are counted


def drawn_charts(figures: CaseFigures, driven: Sensitivity | None) -> list[Chart]:
    """All of them; none where every draw is the same, and of few draws only what needs none."""
    found = figures.uncertainty
    if found is None or driven is None or alike(found):
        return []
    if found.draws < FEW_DRAWS:
        return _tornado(driven)
    return [
        *_paid_back(found, figures.totals.payback),
        *_spread(found),
        *_thresholds(driven),
        *_tornado(driven),
    ]


def _paid_back(found: Uncertainty, payback: int | None) -> list[Chart]:
    """By each year; the year of the point run is the one to look at. One year is no picture."""
    if not found.costs.mean or len(found.paid_back) < 2:
        return []
    rows = []
    for year, share in found.paid_back.items():
        path = format_path(("onzekerheid", "terugverdiend", year))
        role: Role = "uitkomst" if year == str(payback) else "regel"
        rows.append(Row((text(f"uiterlijk in {year}"), Cell(chance(share), share, path)), role))
    (first, low), (last, high) = (list(found.paid_back.items())[place] for place in (0, -1))
    finding = f"De kans dat het uiterlijk in {last} is terugverdiend, is {in_words(high)}"
    if chance(low) != chance(high):
        finding += f"; uiterlijk in {first} is zij {in_words(low)}"
    title = "Kans dat het is terugverdiend"
    return [Chart("terugverdiend", "kans", title, f"{finding}.", heads("", "kans"), tuple(rows))]


def _spread(found: Uncertainty) -> list[Chart]:
    """How the return lies over all draws."""
    if found.histogram is None:
        return []
    rows = tuple(_bars(found.histogram.bounds, found.histogram.counts))
    columns = (Column("rendement", figures=False), Column("trekkingen"))
    finding = f"{range_sentence(found)}."
    return [Chart("verdeling", "verdeling", "Hoe het rendement verdeeld is", finding, columns, rows)]


def _bars(bounds: Sequence[float], counts: Sequence[int]) -> Iterator[Row]:
    for place, (low, high, count) in enumerate(zip(bounds, bounds[1:], counts, strict=False)):
        path = f"onzekerheid.histogram.aantallen[{place}]"
        name = text(f"{price(low).text} tot {price(high).text}")
        role: Role = "uitkomst" if low <= 0 < high else "regel"
        yield Row((name, Cell(number(count), count, path)), role)


def _thresholds(driven: Sensitivity) -> list[Chart]:
    """The chance that the return is more than each of some round amounts."""
    if not driven.curve:
        return []
    rows = tuple(map(_threshold, driven.curve))
    finding = " ".join(reached(driven))
    columns = (Column("rendement", figures=False), Column("kans"))
    return [Chart("aanvaardbaarheid", "kans", "Kans dat het rendement hoger is", finding, columns, rows)]


def _threshold(one: Threshold) -> Row:
    role: Role = "regel" if one.threshold else "uitkomst"
    return Row((text(f"meer dan {price(one.threshold).text}"), Cell(chance(one.chance), one.chance)), role)


def _tornado(driven: Sensitivity) -> list[Chart]:
    """The return with each thing at either end, around what it is as written."""
    if not any(bar.swing for bar in driven.bars):
        return []
    now = Row((text("Zoals geschreven"), outcome_cell(driven, driven.point), text("")), "totaal")
    rows = (now, *(_swing(driven, bar) for bar in driven.bars[:MOST_BARS]))
    finding, left = " ".join(driven_by(driven)), len(driven.bars) - MOST_BARS
    if left > 0:
        verb = "verschuift" if left == 1 else "verschuiven"
        finding += f" Nog {counted(left, 'aanname', 'aannamen')} {verb} haar minder dan wat hier staat."
    columns = heads("aanname, van – tot", "bij 10%", "bij 90%")
    return [Chart("tornado", "tornado", "Wat het rendement het meest verschuift", finding, columns, rows)]


def _swing(driven: Sensitivity, bar: Bar) -> Row:
    name = bar_name(bar) + (" (door nul)" if bar.turns else "")
    return Row((text(name), outcome_cell(driven, bar.at_low), outcome_cell(driven, bar.at_high)))
