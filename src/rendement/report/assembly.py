"""What a format is made of: the documents, the table of lines or the contract, from the same outcomes."""

from collections.abc import Sequence
from typing import Any, Literal

from rendement.figures.field import Data
from rendement.report.document import Document, Table
from rendement.study.calculation import Calculation
from rendement.study.contract import contract

ContentKind = Literal["verslag", "regels", "contract", "rijen", "bevindingen", "bestanden"]


def assemble(
    kind: ContentKind, calculations: Sequence[Calculation], by: Sequence[str] = (), *, overview: bool = False
) -> Any:
    """Documents, one after the other; a table; or plain data, a list when there are several.

    Several documents end with an overview, one when it is asked for.
    """
    contracts = [contract(calculation) for calculation in calculations]
    if kind == "contract":
        return contracts if len(contracts) > 1 else contracts[0]
    if kind == "regels":
        return _lines(calculations, contracts)
    documents = [
        _document(calculation, data, by) for calculation, data in zip(calculations, contracts, strict=True)
    ]
    if len(contracts) > 1 or overview:
        from rendement.report.overview import overview_document  # noqa: PLC0415 - seldom for a single case

        documents.append(overview_document(contracts))
    return documents


def _lines(calculations: Sequence[Calculation], contracts: Sequence[Data]) -> Table:
    from rendement.report.flat_table import flat_table  # noqa: PLC0415 - only where it is asked for

    if all(calculation.programme is None for calculation in calculations):
        return flat_table(calculations, contracts)
    from rendement.report.programme.flat_table import joined, programme_flat_table  # noqa: PLC0415 - only for a programme

    tables = (flat_table(calculations, contracts), programme_flat_table(calculations, contracts))
    return joined([table for table in tables if table.rows] or tables[1:])


def _document(calculation: Calculation, data: Data, by: Sequence[str]) -> Document:
    if calculation.programme is not None:
        from rendement.report.programme.document import programme_document  # noqa: PLC0415 - not for a case

        return programme_document(calculation.programme, data, by)
    from rendement.report.case import case_document  # noqa: PLC0415 - not for JSON

    assert calculation.result is not None  # noqa: S101 - the contract has looked
    return case_document(calculation.result, data, by)
