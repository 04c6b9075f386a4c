"""The summary of a monitor: what posts came to, how columns differ, why, and the amount for each counted."""

from rendement.figures.monitor import MonitorFigures
from rendement.report.document import Block
from rendement.report.monitor.document import monitor_document

ORDER = ("antwoord", "bedragen", "totaal", "verschil", "volume", "gemiddelden")


def monitor_summary(figures: MonitorFigures) -> tuple[str, list[Block]]:
    """The line under its title, and its blocks; posts without what they are made of."""
    document = monitor_document(figures, brief=True)
    shown = [block for block in document.blocks if _kind(block) in ORDER]
    return document.subtitle, sorted(shown, key=lambda block: ORDER.index(_kind(block)))


def _kind(block: Block) -> str:
    """The key of a block without its number."""
    return block.key.partition("_")[0]
