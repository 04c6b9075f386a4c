"""Many files over an executor: in chunks, in order, with what a stopped process left undone done again.

There is one way through, whatever does the work: a pool of processes, this process itself, or the
executor of another engine.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from rendement.study.batch.engine import EngineError
from rendement.study.batch.executor import Pool, Task

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 - an item

SMALLEST, LARGEST = 50, 100  # files in one chunk: enough to pay for its journey, few enough to lose
HEAVIEST = 250_000  # bytes of files in one chunk: half a second of work
WORTH = 200  # files per worker at which processes win back what starting them costs
AHEAD = 3  # chunks per worker that wait or are being worked on
BEHIND = 30  # and those that are finished too while an earlier one is not; bounds the memory of a batch
MOST_WORKERS = 61  # what Windows can wait for


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
    smallest = max(1, int(SMALLEST / task.effort))
    size = max(1, min(LARGEST, max(smallest, -(-len(items) // (8 * task.workers)))))
    size = min(size, max(1, -(-len(items) // task.workers)))
    window: deque[_Chunk[I, T]] = deque()
    pool = Pool(task)
    try:
        for chunk in _cut(items, size, task.weigh):
            window.append(_prepare(chunk, known, pool))
            _settle(window, pool, learn)
            yield from _ready(window)
            while len(_busy(window)) > AHEAD * pool.workers or len(window) > BEHIND * pool.workers:
                pool.wait(_busy(window))
                _settle(window, pool, learn)
                yield from _ready(window)
        while window:
            pool.wait(_busy(window))
            _settle(window, pool, learn)
            yield from _ready(window)
    except (KeyboardInterrupt, EngineError):
        pool.close(wait=False)
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


def _prepare(items: Sequence[I], known: Callable[[I], T | None], pool: Pool[I, T]) -> _Chunk[I, T]:
    results = [known(item) for item in items]
    places = [place for place, result in enumerate(results) if result is None]
    chunk = _Chunk(results, [items[place] for place in places], places)
    if chunk.items:
        chunk.future = pool.submit(chunk.items)
    return chunk


def _busy(window: "deque[_Chunk[I, T]]") -> "list[Future[list[T]]]":
    return [chunk.future for chunk in window if chunk.future is not None]


def _settle(window: "deque[_Chunk[I, T]]", pool: Pool[I, T], learn: Callable[[Sequence[T]], None]) -> None:
    """Put what is finished in its place, and tell of it; what a stopped process left is done again."""
    broke = any(map(_stopped, _busy(window))) and pool.broke()  # one process takes the others along
    for chunk in window:
        future = chunk.future
        if future is None or not (broke or future.done()):
            continue
        whole = future.done() and not _stopped(future)
        fresh = future.result() if whole else pool.again(chunk.items)
        for place, result in zip(chunk.places, fresh, strict=True):
            chunk.results[place] = result
        chunk.future = None
        learn(fresh)


def _stopped(future: "Future[list[T]]") -> bool:
    """Whether it will never have a result, because a process stopped."""
    return future.done() and (future.cancelled() or isinstance(future.exception(), BrokenExecutor))


def _keep(window: "deque[_Chunk[I, T]]", learn: Callable[[Sequence[T]], None]) -> None:
    """What was finished when the work was broken off is not lost."""
    for future in _busy(window):
        if future.done() and not future.cancelled() and future.exception() is None:
            learn(future.result())


def _ready(window: "deque[_Chunk[I, T]]") -> Iterator[T]:
    """What stands first and is whole goes out."""
    while window and window[0].future is None:
        yield from (result for result in window.popleft().results if result is not None)
