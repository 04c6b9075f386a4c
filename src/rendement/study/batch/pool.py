"""Many files over an executor: in chunks, in order, with what a stopped process left undone done again.

There is one way through, whatever does the work: a pool of processes, this process itself, or the
executor of another engine.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from rendement.source.record import record
from rendement.study.batch.processes import SameProcess, kill, undisturbed

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 - an item

SMALLEST, LARGEST = 50, 100  # files in one chunk: enough to pay for its journey, few enough to lose
HEAVIEST = 250_000  # bytes of files in one chunk: half a second of work
WORTH = 200  # files per worker at which processes win back what starting them costs
AHEAD = 3  # chunks per worker that wait or are being worked on; bounds the memory of a batch
EVERY = 0.1  # seconds between two looks at what is finished
PATIENCE = 30  # seconds for the first sign of life of a process
MOST_WORKERS = 61  # what Windows can wait for

_NONE_TO_BE_HAD = (BrokenExecutor, OSError, EOFError, RuntimeError, ImportError)  # what no process gives

Work = Callable[[Sequence[I]], list[T]]


@record
class Task(Generic[I, T]):
    """What is to be done with every item, and what is said of one whose process stopped.

    The work is looked up when there is some: a batch in which nothing changed imports nothing for it.
    """

    load: Callable[[], Work[I, T]]
    stopped: Callable[[I], T]
    make_executor: Callable[[], Executor]
    workers: int
    weigh: Callable[[I], int] = lambda _: 0  # bytes: a chunk of large items holds fewer of them


@dataclass(slots=True)
class _Chunk(Generic[I, T]):
    """Some items with what is known of them; the places that are None are being worked on."""

    results: list[T | None]
    items: list[I]
    places: list[int]
    future: "Future[list[T]] | None" = None


def workers_for(count: int, wanted: int | None) -> int:
    """How many workers so many files get: one per core where that pays, or what was asked for.

    At most one per smallest chunk.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    paying = min(cores, count // WORTH)
    return max(1, min(wanted or paying, MOST_WORKERS, -(-count // SMALLEST)))


@contextmanager
def collector_off(*, leaving: bool = False) -> Iterator[None]:
    """No search for rings of objects while files are read; afterwards one through what is new.

    Who is `leaving` has no use for that one either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if leaving:
            gc.freeze()
        else:
            gc.collect(0)
        if was_on:
            gc.enable()


def run(
    items: Sequence[I],
    task: Task[I, T],
    known: Callable[[I], T | None] = lambda _: None,
    learn: Callable[[Sequence[T]], None] = lambda _: None,
) -> Iterator[T]:
    """A result for every item, in order.

    `known` answers what needs no work; `learn` is told of fresh results as soon as they are there, in
    whatever order they come, so that nothing finished is lost when this process is killed.
    """
    size = max(1, min(LARGEST, max(SMALLEST, -(-len(items) // (8 * task.workers)))))
    size = min(size, max(1, -(-len(items) // task.workers)))
    window: deque[_Chunk[I, T]] = deque()
    pool = _Pool(task)
    try:
        for chunk in _cut(items, size, task.weigh):
            window.append(_prepare(chunk, known, pool))
            _settle(window, pool, learn)
            yield from _ready(window)
            while len(window) > AHEAD * task.workers:
                _wait(window, pool)
                _settle(window, pool, learn)
                yield from _ready(window)
        while window:
            _wait(window, pool)
            _settle(window, pool, learn)
            yield from _ready(window)
    except KeyboardInterrupt:
        pool.kill()
        _keep(window, learn)
        raise
    finally:
        pool.close()


def _cut(items: Sequence[I], size: int, weigh: Callable[[I], int]) -> Iterator[list[I]]:
    """The items in chunks of so many, or of what is heavy together."""
    chunk: list[I] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += weigh(item)
        if len(chunk) == size or weight >= HEAVIEST:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


class _Pool(Generic[I, T]):
    """The executor, made when there is work and made anew when one of its processes stopped."""

    def __init__(self, task: Task[I, T]) -> None:
        self.task = task
        self.executor: Executor | None = None
        self.work: Work[I, T] | None = None
        self.alone = False  # there are no processes to be had

    def submit(self, items: list[I]) -> "Future[list[T]]":
        """Hand a chunk out."""
        executor = self.executor or self._make()
        work = self.work = self.work or self.task.load()
        try:
            with nullcontext() if isinstance(executor, SameProcess) else undisturbed():
                return executor.submit(work, items)
        except _NONE_TO_BE_HAD as error:
            self.alone = not isinstance(error, BrokenExecutor)  # not one process more can be started
            future: Future[list[T]] = Future()
            future.set_exception(BrokenExecutor())
            return future

    def _make(self) -> Executor:
        """An executor that has shown that it works.

        Where processes cannot be had (no shared memory, too few files that may be open, a script that starts
        itself again in every process), the work is done in this one. It is ours before it is asked for a sign
        of life: who interrupts just then must be able to stop it.
        """
        if not self.alone:
            with suppress(*_NONE_TO_BE_HAD):
                executor = self.executor = self.task.make_executor()
                if isinstance(executor, SameProcess):
                    return executor
                with undisturbed():
                    sign = executor.submit(int)
                self.work = self.work or self._loaded()  # looked up while the processes start
                sign.result(PATIENCE)
                return executor
        self.alone = True
        self.kill()  # a pool that is half there would be waited for at the end
        self.executor = SameProcess()
        return self.executor

    def _loaded(self) -> Work[I, T] | None:
        """The work; what is wrong with it shows when it is asked for again, outside of what is tried here."""
        with suppress(Exception):
            return self.task.load()
        return None

    def again(self, items: list[I]) -> list[T]:
        """A chunk whose process stopped: once more, then item by item, so that only the culprit is lost."""
        self.close()
        with suppress(BrokenExecutor):
            return self.submit(items).result()
        self.close()
        results: list[T] = []
        for item in items:
            try:
                results += self.submit([item]).result()
            except BrokenExecutor:
                self.close()
                results.append(self.task.stopped(item))
        return results

    def lives(self) -> bool:
        """Whether there is still somebody who hands the results of the processes over."""
        keeper = getattr(self.executor, "_executor_manager_thread", None)
        return keeper is None or keeper.is_alive()

    def kill(self) -> None:
        """Stop the processes at what they are doing, and wait for nothing: who interrupts does not want to.

        What is left of the pool may not end at all, when it was interrupted while it held a lock.
        """
        if self.executor is not None:
            kill(self.executor)
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.executor = None

    def close(self) -> None:
        """Let go of what still waits."""
        if not self.lives():
            self.kill()
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None


def _prepare(items: Sequence[I], known: Callable[[I], T | None], pool: _Pool[I, T]) -> _Chunk[I, T]:
    results = [known(item) for item in items]
    places = [place for place, result in enumerate(results) if result is None]
    chunk = _Chunk(results, [items[place] for place in places], places)
    if chunk.items:
        chunk.future = pool.submit(chunk.items)
    return chunk


def _wait(window: "deque[_Chunk[I, T]]", pool: _Pool[I, T]) -> None:
    """Until something is finished; an interrupt is heard between two looks, when no lock is held."""
    busy = [chunk.future for chunk in window if chunk.future is not None]
    finished = not busy
    while not finished:
        alive = pool.lives()
        with undisturbed():
            finished = bool(wait(busy, EVERY, FIRST_COMPLETED).done)
        if not finished and not alive:  # the memory is full: nobody will ever finish them
            pool.alone = finished = True
            for future in busy:
                future.set_exception(BrokenExecutor())


def _settle(window: "deque[_Chunk[I, T]]", pool: _Pool[I, T], learn: Callable[[Sequence[T]], None]) -> None:
    """Put what is finished in its place, and tell of it at once."""
    for chunk in window:
        if chunk.future is None or not chunk.future.done():
            continue
        try:
            fresh = chunk.future.result()
        except (BrokenExecutor, CancelledError):
            fresh = pool.again(chunk.items)
        for place, result in zip(chunk.places, fresh, strict=True):
            chunk.results[place] = result
        chunk.future = None
        learn(fresh)


def _keep(window: "deque[_Chunk[I, T]]", learn: Callable[[Sequence[T]], None]) -> None:
    """What was finished when the work was broken off is not lost."""
    for chunk in window:
        future = chunk.future
        if future is not None and future.done() and not future.cancelled() and future.exception() is None:
            learn(future.result())


def _ready(window: "deque[_Chunk[I, T]]") -> Iterator[T]:
    """What stands first and is whole goes out."""
    while window and window[0].future is None:
        yield from (result for result in window.popleft().results if result is not None)
