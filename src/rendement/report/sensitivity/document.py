"""The document of `sensitivity`, and the same as one flat table."""

from rendement.figures.sensitivity import Sensitivity
from rendement.report.cells import notes
from rendement.report.document import Block, Cell, Column, Document, Facts, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.sensitivity.tables import (
    curve_table,
    one_way_table,
    tornado_table,
    turn_table,
    two_way_tables,
    variance_table,
)
from rendement.report.sensitivity.values import outcome_text, rounded_text
from rendement.report.sensitivity.words import drawn, driven_by, reached, worth_sentences
from rendement.report.uncertainty import FEW_DRAWS
from rendement.report.wording import asked_text, subtitle
from rendement.study.calculation import Calculation

HEADS = ("pad", "naam", "zeker", "laag", "hoog", "rendement_laag", "rendement_hoog")
DRAWN = ("eerste_orde", "totaal", "fout", "evppi", "evppi_fout")


def sensitivity_document(found: Sensitivity, calculation: Calculation) -> Document:
    """The answer first; then what drives it, what is worth measuring, and the chances."""
    plan = calculation.plan if calculation.programme is None else calculation.programme.plan
    if plan is None:
        raise ValueError("no result")
    kind = [] if calculation.programme is None else ["programma"]
    enough = found.draws >= FEW_DRAWS
    blocks: list[Block] = [_answer(found), *notes("bepalend", "", driven_by(found), prose=True)]
    blocks += tornado_table(found)
    blocks += variance_table(found) if enough else []
    blocks += notes("weten", "Wat meten?", worth_sentences(found))
    blocks += turn_table(found)
    blocks += [one_way_table(found, way) for way in found.one_way]
    blocks += two_way_tables(found, found.two_way) if found.two_way is not None else []
    if enough:
        blocks += [*curve_table(found), *notes("gehaald", "", reached(found), prose=True)]
    blocks += notes("trekkingen", "Trekkingen", drawn(found))
    return Document(plain(plan.name), subtitle(plan, *kind), tuple(blocks), asked_text(found.asked))


def _answer(found: Sensitivity) -> Facts:
    title = found.title if found.title == found.outcome else found.title[:1].upper() + found.title[1:]
    items = [(title, Cell(outcome_text(found, found.point), found.point))]
    band = found.band
    if found.draws >= FEW_DRAWS and band.high > band.low:
        low = rounded_text(found, band.low, band.errors.low)
        ends = f"{low} – {rounded_text(found, band.high, band.errors.high)}"
        items.append(("  90% van de trekkingen", text(ends)))
    return Facts("antwoord", "", tuple(items))


def sensitivity_rows(found: Sensitivity) -> Table:
    """A row for each thing: both ends, its shares of the variance and what knowing it is worth."""
    driven = {one.path: one for one in found.driven}
    rows = []
    for bar in found.bars:
        told = driven.get(bar.path) if found.draws >= FEW_DRAWS else None
        share, worth = (None, None) if told is None else (told.share, told.worth)
        shares = (None,) * 3 if share is None else (share.first, share.whole, share.error)
        worths = (None,) * 2 if worth is None or found.decision.behind else (worth.value, worth.error)
        words = (text(bar.path), text(plain(bar.label)), text("ja" if bar.certain else "nee"))
        figures = (bar.low, bar.high, bar.at_low, bar.at_high, *shares, *worths)
        rows.append(Row((*words, *(Cell(value=value) for value in figures))))
    columns = tuple(Column(name, figures=name not in HEADS[:3]) for name in (*HEADS, *DRAWN))
    return Table("gevoeligheid", "", columns, tuple(rows))
