"""The summary of a report: the same blocks in the same order in every format, on one page of paper."""

from rendement.report.assembly import document_of
from rendement.report.document import Document
from rendement.study.report import Reported


def summary(reported: Reported) -> Document:
    """The page that stands first."""
    return document_of(reported.calculation, reported.figures, (), brief=True)
