"""What stands behind the summary of a report: every assumption, every line with its steps, years, remarks."""

from dataclasses import replace

from rendement.figures.case import CaseFigures
from rendement.report import charts
from rendement.report.assumptions import assumption_blocks
from rendement.report.case import case_body
from rendement.report.cells import notes
from rendement.report.document import Block, Chart, Document, Facts
from rendement.report.dutch import plain
from rendement.report.financial import financial
from rendement.report.findings import listed
from rendement.report.printed_table import printed_table
from rendement.report.provenance import provenance
from rendement.study.report import Reported

WAYS = ("jaar", "domein", "actor")
# under a figure of `calc` these need no title
_TITLES = {
    "regels": "Elke regel, met haar stappen",
    "uitkomst": "Wat er verder uitkomt",
    "publieke_euro": "Waarde per publieke euro",
}
# what stands in the summary, in a chart or among the assumptions as it is
_TOLD = ("antwoord", "conclusie", "scenarios", "omslagwaarden", "verdeling", "terugverdiend", "gedrukt")


_BUDGET, _WHERE = "De financiële paragraaf, en ", "waar elk cijfer van de samenvatting vandaan komt"


def appendix(reported: Reported, *, budget: bool = True) -> Document:
    """All of it; `budget`: also the financial paragraph."""
    body = listed(_body(reported), reported.figures.findings)
    shown = [_titled(block) for block in body if block.key not in _TOLD]
    shown += printed_table(reported.figures.printed)
    paragraph = financial(reported) if budget else []
    blocks = (
        *paragraph,
        *further_charts(reported),
        *_worth(reported),
        *_measures(reported),
        *assumption_blocks(reported),
        *shown,
        provenance(reported, whole=True),
    )
    title = f"Bijlage bij {plain(reported.plan.name)}"
    return Document(title, _BUDGET + _WHERE if paragraph else _WHERE.capitalize(), blocks)


def _titled(block: Block) -> Block:
    """Its own title, or that of what it is."""
    return block if block.title else replace(block, title=_TITLES.get(block.key, ""))


def further_charts(reported: Reported) -> list[Chart]:
    """The charts that the summary has no room for."""
    figures = reported.figures
    if figures.kind != "casus":
        return []
    return [*charts.running(figures), *_drawn_charts(reported, figures), *charts.turning(reported.nearest)]


def _drawn_charts(reported: Reported, figures: CaseFigures) -> list[Chart]:
    if figures.uncertainty is None:
        return []
    from rendement.report.drawn_charts import drawn_charts  # noqa: PLC0415 - only with draws

    return drawn_charts(figures, reported.sensitivity)


def _worth(reported: Reported) -> list[Block]:
    """What knowing is worth, of everything and of each thing; nothing when nothing is uncertain."""
    found = reported.sensitivity
    if found is None or not found.bars:
        return []
    from rendement.report.sensitivity.words import worth_sentences  # noqa: PLC0415 - only with draws

    return notes("weten", "Wat weten waard is", worth_sentences(found))


def _measures(reported: Reported) -> list[Facts]:
    if reported.figures.kind != "programma":
        return []
    from rendement.report.programme.measure_blocks import measure_blocks  # noqa: PLC0415 - not for a case

    return measure_blocks(reported.figures)


def _body(reported: Reported) -> list[Block]:
    figures = reported.figures
    if figures.kind == "casus":
        found = {"jaar": figures.years, "domein": figures.domains, "actor": figures.actors}
        return case_body(figures, [way for way in WAYS if found[way]])
    if figures.kind == "monitor":
        from rendement.report.monitor.document import monitor_document  # noqa: PLC0415 - not for a case

        return list(monitor_document(figures).blocks)
    from rendement.report.programme.document import programme_document  # noqa: PLC0415 - not for a case

    return list(programme_document(figures, WAYS[1:]).blocks)
