"""What stands behind the summary of a report: every assumption, every line with its steps, years, remarks."""

from rendement.report.document import Document
from rendement.report.dutch import plain
from rendement.study.report import Reported


def appendix(reported: Reported) -> Document:
    """All of it."""
    return Document(f"Bijlage bij {plain(reported.plan.name)}", "", ())
