"""What each format of a report is made of."""

from typing import Any

from rendement.report.appendix import appendix
from rendement.report.assembly import ContentKind
from rendement.report.document import Chart
from rendement.report.summary import summary
from rendement.source.money import counted_in
from rendement.study.report import Reported


def contents(kind: ContentKind, reported: Reported, day: str = "") -> Any:
    """The report of one file as a format of this kind takes it; what is on paper may be of a day."""
    with counted_in(reported.money):
        if kind == "verslag":
            return [summary(reported), appendix(reported)]
        if kind == "pagina":
            from rendement.report.page import page  # noqa: PLC0415 - only for a page

            return page(reported)
        if kind == "werkboek":
            from rendement.report.sheets import workbook  # noqa: PLC0415 - only for a workbook

            return workbook(reported)
        if kind == "drukwerk":
            from rendement.report.paper import paper  # noqa: PLC0415 - only for paper

            return paper(reported, day)
        raise ValueError(kind)


def charts_of(reported: Reported) -> list[Chart]:
    """Every chart of the report, in the order in which they stand there."""
    documents = contents("verslag", reported)
    return [block for document in documents for block in document.blocks if isinstance(block, Chart)]
