"""The summary of a report: the same blocks in the same order in every format, on one page of paper."""

from rendement.report.document import Block, Document
from rendement.report.dutch import plain
from rendement.report.provenance import provenance
from rendement.report.wording import asked_text, subtitle
from rendement.study.report import Reported


def summary(reported: Reported) -> Document:
    """The page that stands first."""
    head, blocks = _of_kind(reported)
    name, asked = plain(reported.plan.name), asked_text(reported.figures.asked)
    return Document(name, head, (*blocks, provenance(reported)), asked)


def _of_kind(reported: Reported) -> tuple[str, list[Block]]:
    """The line under the title, and the blocks."""
    figures = reported.figures
    if figures.kind == "casus":
        from rendement.report.case_summary import case_summary  # noqa: PLC0415 - each kind loads its own

        return subtitle(figures.result.plan, always=True), case_summary(reported, figures)
    if figures.kind == "programma":
        from rendement.report.programme.summary import programme_summary  # noqa: PLC0415

        plan = figures.result.plan
        more = [f"stand {plan.as_of}"] if plan.as_of else []
        return subtitle(plan, "programma", more, always=True), programme_summary(figures)
    from rendement.report.monitor.summary import monitor_summary  # noqa: PLC0415

    return monitor_summary(figures)
