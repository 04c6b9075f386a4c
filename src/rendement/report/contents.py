"""What each format of a report is made of."""

from typing import Any

from rendement.report.appendix import appendix
from rendement.report.assembly import ContentKind
from rendement.report.summary import summary
from rendement.source.money import counted_in
from rendement.study.report import Reported


def contents(kind: ContentKind, reported: Reported) -> Any:
    """The report of one file as a format of this kind takes it."""
    with counted_in(reported.money):
        if kind == "verslag":
            return [summary(reported), appendix(reported)]
        if kind == "pagina":
            from rendement.report.page import page  # noqa: PLC0415 - only for a page

            return page(reported)
        raise ValueError(kind)
