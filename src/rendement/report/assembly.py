"""What a format is made of: the documents, the table of lines or the contract, from the same outcomes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from rendement.report.document import Document, Table
from rendement.source.money import counted_in
from rendement.study.calculation import Calculation
from rendement.study.contract import contract, figures_of, firmness_of

if TYPE_CHECKING:
    from rendement.study.contract import Figures

ContentKind = Literal[
    "verslag", "regels", "contract", "rijen", "bevindingen", "bestanden", "pagina", "werkboek", "drukwerk"
]


def assemble(
    kind: ContentKind,
    calculations: Sequence[Calculation],
    by: Sequence[str] = (),
    *,
    overview: bool = False,
    brief: bool = False,
) -> Any:
    """Documents, one after the other; a table; or plain data, a list when there are several.

    Several documents end with an overview, one when it is asked for; brief ones do not say what lines are
    made of.
    """
    if kind == "contract":
        contracts = [contract(calculation) for calculation in calculations]
        return contracts if len(contracts) > 1 else contracts[0]
    found = [figures_of(calculation) for calculation in calculations]
    if kind == "regels":
        return _lines([calculation.name for calculation in calculations], found)
    documents = [
        _with_origin(document_of(calculation, figures, by, brief=brief), figures)
        for calculation, figures in zip(calculations, found, strict=True)
    ]
    named = zip(calculations, found, strict=True)
    summed = [(figures, one.name) for one, figures in named if figures.kind != "monitor"]  # it has no return
    if len(summed) > 1 or (overview and summed):
        from rendement.report.overview import overview_document  # noqa: PLC0415 - seldom for a single case

        with counted_in(calculations[0].money.single):
            documents.append(overview_document(*zip(*summed, strict=True)))
    return documents


def _with_origin(document: Document, figures: "Figures") -> Document:
    """The document with what it was computed with under it."""
    from rendement.report.origin import origin_note  # noqa: PLC0415 - not for JSON

    return replace(document, blocks=(*document.blocks, origin_note(figures)))


def _lines(names: Sequence[str], found: Sequence["Figures"]) -> Table:
    from rendement.report.flat_table import flat_table  # noqa: PLC0415 - only where it is asked for

    named = list(zip(names, found, strict=True))
    cases = [(name, figures) for name, figures in named if figures.kind == "casus"]
    programmes = [(name, figures) for name, figures in named if figures.kind == "programma"]
    monitors = [(name, figures) for name, figures in named if figures.kind == "monitor"]
    if not programmes and not monitors:
        return flat_table(cases)
    from rendement.report.monitor.flat_table import monitor_flat_table  # noqa: PLC0415 - not for a case
    from rendement.report.programme.flat_table import joined, programme_flat_table  # noqa: PLC0415

    others = (programme_flat_table(programmes), monitor_flat_table(monitors))
    tables = (flat_table(cases), *others)
    return joined([table for table in tables if table.rows] or others[:1])


def document_of(calculation: Calculation, figures: "Figures", by: Sequence[str], *, brief: bool) -> Document:
    """The report of one file, as `calc` shows it."""
    if figures.kind == "monitor":
        from rendement.report.monitor.document import monitor_document  # noqa: PLC0415 - not for a case

        with counted_in(calculation.money.single):
            return monitor_document(figures, brief=brief)
    with counted_in(calculation.money):
        if figures.kind == "casus":
            from rendement.report.case import case_document  # noqa: PLC0415 - not for JSON

            return case_document(figures, by, *firmness_of(calculation, figures), brief=brief)
        from rendement.report.programme.document import programme_document  # noqa: PLC0415 - not for a case

        return programme_document(figures, by, brief=brief)
