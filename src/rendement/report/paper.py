"""The report on paper: its summary and appendix, the line at the foot of each page, and the day it is of."""

from typing import TYPE_CHECKING

from rendement import __version__
from rendement.report.appendix import appendix
from rendement.report.document import Document
from rendement.report.provenance import provenance
from rendement.report.summary import summary
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.study.report import Reported

LONG = 60  # characters of a name at the foot


@record
class Paper:
    """Two documents, the foot, and a day as year, month and day."""

    summary: Document
    appendix: Document
    foot: str
    day: tuple[int, int, int]


def paper(reported: "Reported", day: str = "") -> Paper:
    """The report of one file; without a day it is of the first day of its period."""
    first = summary(reported)
    year, month, date = map(int, day.split("-")) if day else (reported.plan.period[0], 1, 1)
    name = first.title if len(first.title) <= LONG else f"{first.title[: LONG - 1]}…"
    foot = " · ".join([name, *([day] if day else []), *_origin(reported)])
    return Paper(first, appendix(reported), foot, (year, month, date))


def _origin(reported: "Reported") -> tuple[str, str]:
    """The version, and the file with its hash."""
    label, cell = provenance(reported).items[1]
    name = label if len(label) <= LONG else f"{label[: LONG - 1]}…"
    return f"rendement {__version__}", f"{name} {cell.text}"
