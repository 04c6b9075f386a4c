"""For notebooks and scripts: `rendement.batch(...)` computes many files: the table of `rendement batch`."""

import os
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rendement.api.asking import CaseError, changes_from, day_from, draws_from, text_from
from rendement.api.frames import pandas
from rendement.figures.asked import Asked

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from rendement.report.batch.alike import Order
    from rendement.report.batch.columns import PassedOver
    from rendement.report.document import Document
    from rendement.source.finding import Finding
    from rendement.study.batch.files import File
    from rendement.study.batch.job import Execution, Job

_TYPES = {"tekst": "object", "hash": "object", "jaar": "Int64", "telling": "Int64"}  # the rest are figures


@dataclass(frozen=True, repr=False)
class Batch:
    """A row for every file, in order of their paths; one that cannot be computed has a row that says why."""

    values: tuple[Sequence[Any], ...]
    passed_over: "PassedOver"  # the files that have no row
    asked: Asked = field(default_factory=Asked)
    findings: "tuple[Finding, ...]" = ()  # what the files say together; what is said of one is in its row
    _drawn: tuple[int | None, int] = (None, 1)  # how often, and from which seed
    _order: "Order | None" = None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as `rendement batch --format json` gives them: unrounded, None: no figure."""
        from rendement.report.batch.columns import as_records

        return as_records(self.values)

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a pandas frame; whole numbers may be missing, figures that do not exist are NaN."""
        from rendement.report.batch.columns import COLUMNS

        library = pandas()
        frame: pd.DataFrame = library.DataFrame(
            {
                column.name: library.Series(
                    [row[place] for row in self.values], dtype=_TYPES.get(column.kind, "float64")
                )
                for place, column in enumerate(COLUMNS)
            }
        )
        return frame

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.values)

    def __repr__(self) -> str:
        """How many rows, and how many of them are right."""
        from rendement.report.batch.columns import summary

        return f"<{summary(self.values, self.passed_over)}>"

    def __str__(self) -> str:
        """The table of the terminal."""
        from rendement.render.plain import as_plain

        return as_plain(self._documents())

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from rendement.render.html import as_fragment

        return as_fragment(self._documents())

    def _documents(self) -> "list[Document]":
        from rendement.report.batch.table import batch_document
        from rendement.report.wording import asked_text

        document = batch_document(self.values, self.passed_over, "kort", self._drawn, self._order)
        return [replace(document, asked=asked_text(self.asked))]


def batch(  # noqa: PLR0913 - the options of the command line
    *paths: "str | os.PathLike[str]",
    sets: Iterable[str] = (),
    scenario: str | None = None,
    perspective: str | None = None,
    root: "str | os.PathLike[str] | None" = None,
    workers: int | None = None,
    cache: "str | os.PathLike[str] | None" = None,
    draws: int | None = None,
    seed: int = 1,
    day: "str | date | None" = None,
    executor: str | None = None,
    send: bool = False,
) -> Batch:
    """Compute every case and programme among files, folders and patterns.

    The options are those of the command line, `day` is `--op` and `send` is `--meesturen`; with `draws` a row
    says what these say of its total. Without `workers` the work is done in this process, or by what an
    `executor` has. With more than one worker, or an executor of this machine, a script must keep its own
    work under `if __name__ == "__main__":`. Raises CaseError when there is nothing of that name, a change
    cannot be read or suits no file, the cache cannot be used or the executor cannot go on; the rest is in the
    row of a file.
    """
    from rendement.render.findings import as_text
    from rendement.source.finding import UsageError, has_errors
    from rendement.source.root import check_root, root_to_send
    from rendement.study.batch.files import collect
    from rendement.study.batch.job import Job
    from rendement.study.override import from_command

    changes = changes_from(sets)
    if not paths:
        raise CaseError("noem bestanden of mappen: rendement.batch('zaken')")
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise CaseError(f"workers={workers!r}: noem een geheel getal vanaf 1")
    if send and executor is None:
        raise CaseError('send=True hoort bij een executor, bijvoorbeeld executor="dask://naam:8786"')
    within = None if root is None else os.fspath(root)
    try:
        check_root(within)
        files = collect(os.fspath(path) for path in paths)
        _, findings = from_command(changes)
    except UsageError as error:
        raise CaseError(str(error)) from None
    if has_errors(findings):
        raise CaseError(as_text(findings), findings)
    named = (text_from("scenario", scenario), text_from("perspective", perspective))
    job = Job(changes, *named, root_to_send(within, send=send), day_from(day), *draws_from(draws, seed))
    execution = _execution(job, workers, cache, text_from("executor", executor), send=send)
    made, remarks = _made(files, job, execution)
    for remark in remarks:
        warnings.warn(remark, stacklevel=2)
    return made


def _execution(
    job: "Job",
    workers: int | None,
    cache: "str | os.PathLike[str] | None",
    executor: str | None,
    *,
    send: bool,
) -> "Execution":
    """Who does the work. Raises CaseError when the cache, or what is named as executor, cannot be used."""
    from rendement.report.batch.run import execution_for, over_dask
    from rendement.source.finding import UsageError
    from rendement.study.batch.dask_address import read_address
    from rendement.study.files import reason

    kept = None if cache is None else os.fspath(cache)
    try:
        address = None if executor is None else read_address(executor, workers)
        execution = execution_for(job, workers or 1, kept)
    except UsageError as error:
        raise CaseError(str(error)) from None
    except (OSError, ValueError) as error:
        raise CaseError(f"de cache {kept or ''} is niet te gebruiken: {reason(error)}") from None
    return execution if address is None else over_dask(execution, job, address, send=send)


def _made(files: "Sequence[File]", job: "Job", execution: "Execution") -> tuple[Batch, list[str]]:
    """The rows, and what is to be said of them.

    Raises CaseError when no file suits what is changed, or the executor cannot go on.
    """
    from rendement.report.batch.alike import keyed
    from rendement.report.batch.gathered import Gathered
    from rendement.report.batch.run import fault_of_options, scored
    from rendement.study.batch.engine import EngineError

    found = Gathered()
    try:
        for item in scored(files, job, execution):
            found.add(item)
    except EngineError as error:
        raise CaseError(str(error)) from None
    rows, order = keyed(found.rows)
    fault = fault_of_options(rows, files, job)
    if fault is not None:
        raise CaseError(f"{fault.message}; {fault.remedy}", [fault])
    remarks = sorted(execution.remarks)
    if job.draws is not None:
        from rendement.report.batch.drawn import without_draws

        remarks += without_draws(rows, job.draws)
    drawn, together = (job.draws, job.seed), tuple(found.facts.over_all())
    made = Batch(tuple(rows), found.passed, job.asked, together, drawn, order)
    return made, remarks
