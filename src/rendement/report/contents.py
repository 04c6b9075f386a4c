"""What a format is made of: the documents, the table of lines or the contract, from the same outcomes."""

from collections.abc import Sequence
from typing import Any, Literal

from rendement.report.contract import Data, contract
from rendement.report.document import Document, Table
from rendement.study.single import Outcome

Kind = Literal["verslag", "regels", "contract"]


def contents(
    kind: Kind, outcomes: Sequence[Outcome], by: Sequence[str] = (), *, overview: bool = False
) -> Any:
    """Documents, one after the other; a table; or plain data, a list when there are several.

    Several documents end with an overview, one when it is asked for.
    """
    contracts = [contract(outcome) for outcome in outcomes]
    if kind == "contract":
        return contracts if len(contracts) > 1 else contracts[0]
    if kind == "regels":
        return _lines(outcomes, contracts)
    documents = [_document(outcome, data, by) for outcome, data in zip(outcomes, contracts, strict=True)]
    if len(contracts) > 1 or overview:
        from rendement.report.overview import overview_document  # noqa: PLC0415 - seldom for a single case

        documents.append(overview_document(contracts))
    return documents


def _lines(outcomes: Sequence[Outcome], contracts: Sequence[Data]) -> Table:
    from rendement.report.tidy import tidy  # noqa: PLC0415 - only where it is asked for

    if all(outcome.programme is None for outcome in outcomes):
        return tidy(outcomes, contracts)
    from rendement.report.programme_tidy import joined, programme_tidy  # noqa: PLC0415 - only for a programme

    tables = (tidy(outcomes, contracts), programme_tidy(outcomes, contracts))
    return joined([table for table in tables if table.rows] or tables[1:])


def _document(outcome: Outcome, data: Data, by: Sequence[str]) -> Document:
    if outcome.programme is not None:
        from rendement.report.programme import programme_document  # noqa: PLC0415 - not for a case

        return programme_document(outcome.programme, data, by)
    from rendement.report.case import case_document  # noqa: PLC0415 - not for JSON

    assert outcome.result is not None  # noqa: S101 - the contract has looked
    return case_document(outcome.result, data, by)
