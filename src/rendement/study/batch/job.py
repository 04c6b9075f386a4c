"""Many files, one row each: what is asked of them, what an earlier run knew of them, the rows in order."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import field, replace
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

from rendement import __version__
from rendement.figures.asked import Asked, asked_for
from rendement.source.bundled import data_folder, files_below, package
from rendement.source.record import record
from rendement.source.today import judged_on
from rendement.study.batch.cache import Cache, Reads, from_here
from rendement.study.batch.executor import Task, Work
from rendement.study.batch.files import File
from rendement.study.batch.pool import run, workers_for
from rendement.study.batch.processes import process_pool

T = TypeVar("T")

BROKE = (
    "een rekenproces is gestopt, misschien was het geheugen vol; wat het nog moest doen, is opnieuw gedaan"
)


MORE = 8_000  # draws of a case are about as much work as all the rest of it
EVERY = "alle"  # in the place of a scenario: a row for the file as it is written, and one for each of its own


@record
class Job:
    """What is asked of every file."""

    sets: tuple[str, ...] = ()
    scenario: str | None = None
    perspective: str | None = None
    root: str | None = None
    day: str = ""  # on which it is judged; today when nothing is said
    draws: int | None = None
    seed: int = 1

    @property
    def asked(self) -> Asked:
        """What figures are computed with beside the files themselves."""
        return asked_for(self.sets, self.scenario, self.perspective)


@record
class Scored:
    """What came of one file: the values of its row, or what kind it is and why; and what it was made from."""

    file: File
    values: Sequence[Any]
    reads: Reads = field(default_factory=dict)
    keep: bool = False  # a later run that reads the same may use it
    facts: Sequence[Any] = ()  # what it brings along for the rules over all files, packed


Score = Callable[[Sequence[File], Job], list[Scored]]


@record
class Execution:
    """How a batch is run: by how many workers, over which executor, with which memory; and how that went."""

    workers: int | None = None  # as many as there are cores
    executor: Callable[[int], Executor] = process_pool
    cache: Cache | None = None
    remarks: set[str] = field(default_factory=set)  # what there is to say that is in no row


def score_all(
    files: Sequence[File],
    job: Job,
    load: Callable[[], Score],
    lost: Callable[[File], Scored],
    execution: Execution,
) -> Iterator[Scored]:
    """A row for every file, in order.

    `load` gives the function that makes rows, `lost` the row of a file whose process stopped.
    """
    effort = 1 + (job.draws or 0) / MORE
    dated = replace(job, day=judged_on(job.day))  # the same day for all, wherever they are
    task = _task(len(files), lambda: partial(_work, load(), dated), lost, execution, effort)
    cache = execution.cache
    if cache is None:
        yield from run(files, task)
        return
    about = _About(job.root)

    def known(file: File) -> Scored | None:
        if file.linked:  # first whether it stays inside the root
            return None
        kept = cache.find(file.path, about(file))
        if kept is None:
            return None
        *values, facts = kept.values
        return Scored(file, values, kept.reads, facts=facts)

    def learn(fresh: Sequence[Scored]) -> None:
        cache.add(
            (item.file.path, about(item.file), item.reads, [*item.values, list(item.facts)])
            for item in fresh
            if item.keep
        )

    complete = False
    try:
        yield from run(files, task, known, learn)
        complete = True
    finally:
        cache.close(complete)
        if cache.trouble:
            execution.remarks.add(f"de cache is niet bijgewerkt: {cache.trouble}")


def over_files(
    files: Sequence[File], load: Callable[[], Work[File, T]], lost: Callable[[File], T], execution: Execution
) -> Iterator[T]:
    """An answer of another kind for every file, in order, without a memory."""
    yield from run(files, _task(len(files), load, lost, execution))


def _task(
    count: int,
    load: Callable[[], Work[File, T]],
    lost: Callable[[File], T],
    execution: Execution,
    effort: float = 1.0,
) -> Task[File, T]:
    workers = min(max(count, 1), workers_for(int(count * effort), execution.workers))
    executor = partial(execution.executor, workers)
    weigh = partial(_weight, effort)
    return Task(load, lost, executor, workers, weigh, effort, partial(execution.remarks.add, BROKE))


def _weight(effort: float, file: File) -> int:
    """The bytes of a file, as many times as its work is more than computing it."""
    return int(file.stamp[1] * effort) if file.stamp is not None else 0


def _work(score: Score, job: Job, files: Sequence[File]) -> list[Scored]:
    return score(files, job)


class _About:
    """How a file is read apart from its bytes: whether it was named, where it is, inside which root."""

    def __init__(self, root: str | None) -> None:
        self.given = root
        self.places: dict[str, str] = {}

    def __call__(self, file: File) -> str:
        """The same text for the same way of reading, also in another checkout."""
        if file.home not in self.places:
            real = os.path.realpath(file.home or ".")  # a folder may be a link that is turned to another one
            self.places[file.home] = f"{from_here(real)} in {from_here(str(file.root(self.given)))}"
        return f"{'genoemd' if file.named else 'gevonden'} {self.places[file.home]}"


def fingerprint(job: Job, columns: Sequence[str]) -> str:
    """The hash of all that is the same for every file: version, program, bundled data, options, columns."""
    asked = replace(job, day=judged_on(job.day).rpartition("-")[0])  # no rule looks closer than a month
    total = sha256(repr((__version__, asked, tuple(columns))).encode("utf-8", "backslashreplace"))
    for folder, ending in ((package(), ".py"), (data_folder() / "prijslijst", ".yaml")):
        for name, file in files_below(folder, ending):
            total.update(name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
