"""The financial paragraph of a report: what it is to the budget of the municipality alone."""

from rendement.report.document import Block, Notes
from rendement.report.financial.beside import covers, disappointing, open_ends, outside, reading, unvalued_of
from rendement.report.financial.rows import PARAGRAPH
from rendement.report.financial.tables import amendment, by_year, lasting
from rendement.study.report import Reported

_SILENT = "Het bestand zegt er niets van: geen `verzilverbaar`, geen `taakveld` en geen `dekking`."


def financial(reported: Reported) -> list[Block]:
    """Its blocks, where the municipality has to do with it; none of a monitor."""
    figures = reported.figures
    if figures.kind == "monitor" or figures.budget is None:
        return []
    found = figures.budget
    if not found.told:
        return [Notes("begroting", PARAGRAPH, (_SILENT,), coded=True)]
    return [
        by_year(found, unvalued_of(figures)),
        *open_ends(figures),
        *covers(figures),
        lasting(found),
        *amendment(found),
        *disappointing(figures, found),
        *outside(figures, found),
        *reading(figures.result.plan.price_level),
    ]
