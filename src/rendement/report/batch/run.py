"""From files to rows: the same for the command and for a notebook."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rendement.report.batch.columns import GOOD, NAMES, PLACE, Values, fits
from rendement.source.finding import Finding
from rendement.study.batch.cache import open_cache
from rendement.study.batch.files import File
from rendement.study.batch.job import EVERY, Execution, Job, Score, Scored, fingerprint, score_all
from rendement.study.batch.pool import MOST_WORKERS
from rendement.study.batch.processes import process_pool

if TYPE_CHECKING:
    from rendement.study.batch.dask_address import Address


def execution_for(job: Job, workers: int | None = None, cache: str | None = None) -> Execution:
    """Processes that have loaded the work already, and the cache in a folder.

    Raises OSError when the folder cannot be used.
    """
    executor = partial(process_pool, preload=("rendement.report.batch.row",))
    kept = None if cache is None else open_cache(cache, fingerprint(job, NAMES), _fits)
    return Execution(workers, executor, kept)


def over_dask(execution: Execution, job: Job, address: "Address", *, send: bool) -> Execution:
    """The same over workers of Dask, which see the files where they are or get them sent."""
    from rendement.study.batch.dask_engine import Terms, dask_executor  # noqa: PLC0415 - only for who asks it

    terms = Terms(_fits, job.draws is not None, send, job.root, str(Path.cwd()), execution.remarks)
    return replace(execution, workers=MOST_WORKERS, executor=partial(dask_executor, address, terms))


def _fits(kept: Values) -> bool:
    """Whether these can be the values of a file and, behind them, what it brings along for all files."""
    from rendement.lint.facts import are_facts  # noqa: PLC0415 - only with a cache

    *values, facts = kept or [None]
    return isinstance(facts, list) and fits(values) and are_facts(facts)


def scored(files: Sequence[File], job: Job, execution: Execution) -> Iterator[Scored]:
    """What came of every file, in order; without values for one that is no case and no programme."""
    return score_all(files, job, _load, _lost, execution)


def fault_of_options(rows: Sequence[Values], files: Sequence[File], job: Job) -> Finding | None:
    """What is wrong with a change, scenario or perspective for which no file at all could be computed.

    Its message says so. None when there is a result, or when no file can be computed without it either.
    """
    if job.scenario == EVERY:
        job = replace(job, scenario=None)
    job = replace(job, draws=None)
    plain = replace(job, sets=(), scenario=None, perspective=None)
    if job == plain or any(row[PLACE["status"]] == GOOD for row in rows):
        return None
    from rendement.study.batch.examine import Examiner  # noqa: PLC0415 - only when something is wrong

    asked, unasked = Examiner(job), Examiner(plain)
    for file in files:
        calculation = unasked.examine(file).calculation
        if calculation is not None and not calculation.failed:
            found = next((found for found in asked.examine(file).findings if found.severity == "fout"), None)
            said = "geen enkel bestand kan zo gerekend worden"
            return replace(found, message=f"{said}: {found.message}") if found is not None else None
    return None


def _load() -> Score:
    """The work itself, imported only where there is some."""
    from rendement.report.batch.row import score  # noqa: PLC0415 - a batch that is known needs none of it

    return score


def _lost(file: File) -> Scored:
    from rendement.report.batch.row import lost  # noqa: PLC0415

    return lost(file)
