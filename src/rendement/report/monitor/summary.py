"""The summary of a monitor: what posts came to, how columns differ, why, and the amount for each counted."""

from rendement.figures.monitor import MonitorFigures
from rendement.report.cells import notes
from rendement.report.document import Block
from rendement.report.findings import warnings
from rendement.report.monitor.document import monitor_document

ORDER = ("antwoord", "bedragen", "aantallen", "totaal", "verschil", "volume", "gemiddelden", "nagekeken")


def monitor_summary(figures: MonitorFigures) -> tuple[str, list[Block]]:
    """The line under its title, and its blocks; posts without what they are made of.

    Counts stand there where no post has an amount; elsewhere they are in the appendix.
    """
    document = monitor_document(figures, brief=True)
    kinds = {_kind(block) for block in document.blocks}
    told = [kind for kind in ORDER if kind != "aantallen" or "bedragen" not in kinds]
    checked = notes("nagekeken", "Nagekeken", warnings(figures.findings))
    shown = [block for block in (*document.blocks, *checked) if _kind(block) in told]
    return document.subtitle, sorted(shown, key=lambda block: ORDER.index(_kind(block)))


def _kind(block: Block) -> str:
    """The key of a block without its number."""
    return block.key.partition("_")[0]
