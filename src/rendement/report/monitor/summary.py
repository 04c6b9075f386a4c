"""The summary of a monitor: what posts came to, how columns differ, for each of what, and why."""

from rendement.figures.monitor import MonitorFigures
from rendement.report.document import Block, Document
from rendement.report.monitor.document import monitor_document

_SHOWN = ("antwoord", "bedragen", "totaal", "verschil", "gemiddelden", "volume")


def monitor_summary(figures: MonitorFigures) -> tuple[str, list[Block]]:
    """The line under its title, and its blocks; posts without what they are made of."""
    document: Document = monitor_document(figures, brief=True)
    return document.subtitle, [block for block in document.blocks if block.key.partition("_")[0] in _SHOWN]
