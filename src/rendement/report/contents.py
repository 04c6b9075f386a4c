"""What a format is made of: the documents, the table of lines or the contract, from the same outcomes."""

from collections.abc import Sequence
from typing import Any, Literal

from rendement.report.contract import Data, contract
from rendement.report.document import Document
from rendement.study.single import Outcome

Kind = Literal["verslag", "regels", "contract"]


def contents(kind: Kind, outcomes: Sequence[Outcome], by: Sequence[str] = ()) -> Any:
    """Documents, one after the other; a table; or plain data, a list when there are several."""
    contracts = [contract(outcome) for outcome in outcomes]
    if kind == "contract":
        return contracts if len(contracts) > 1 else contracts[0]
    if kind == "regels":
        from rendement.report.tidy import tidy  # noqa: PLC0415 - only where it is asked for

        return tidy(outcomes, contracts)
    return _documents(outcomes, contracts, by)


def _documents(outcomes: Sequence[Outcome], contracts: Sequence[Data], by: Sequence[str]) -> list[Document]:
    from rendement.report.case import case_document  # noqa: PLC0415 - not for JSON

    pairs = zip(outcomes, contracts, strict=True)
    documents = [case_document(outcome.result, data, by) for outcome, data in pairs if outcome.result]
    if len(contracts) > 1:
        from rendement.report.overview import overview  # noqa: PLC0415 - only for several

        documents.append(overview(contracts))
    return documents
