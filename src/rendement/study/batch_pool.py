"""Many files over an executor: in chunks, in order, with what a stopped process left undone done again.

There is one way through, whatever does the work: a pool of processes, this process itself, or the
executor of another engine.
"""

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from rendement.source.record import record

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 - an item

SMALLEST, LARGEST = 50, 100  # files in one chunk: enough to pay for its journey, few enough to lose
WORTH = 200  # files per worker at which processes win back what starting them costs
AHEAD = 3  # chunks per worker that wait or are being worked on; bounds the memory of a batch
MOST_WORKERS = 61  # what Windows can wait for
_QUIET = "ignore:resource_tracker"  # an option of Python for the processes that are started

Work = Callable[[Sequence[I]], list[T]]


class Here(Executor):
    """An executor without processes: the work is done when it is asked for."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201
        """Do it now; the future is finished when it is returned."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@record
class Task(Generic[I, T]):
    """What is to be done with every item, and what is said of one whose process stopped.

    The work is looked up when there is some: a batch in which nothing changed imports nothing for it.
    """

    load: Callable[[], Work[I, T]]
    stopped: Callable[[I], T]
    make_executor: Callable[[], Executor]
    workers: int


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


def process_pool(workers: int, preload: tuple[str, ...] = ()) -> Executor:
    """Processes that end when this one ends, however it ends.

    Where it can be, they come from one that did nothing but import the modules in `preload`: a copy of this
    process would carry along every path of the batch.
    """
    if workers == 1:
        return Here()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only with more than one worker
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        from multiprocessing import resource_tracker  # noqa: PLC0415
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415

        if _QUIET not in sys.warnoptions:  # what is left of a killed batch is cleared, and not talked about
            sys.warnoptions.append(_QUIET)
        context.set_forkserver_preload(list(preload))
        resource_tracker.ensure_running()  # first: it lets interrupts through again when it is started
        with _undisturbed():
            ensure_running()
    return ProcessPoolExecutor(workers, context, initializer=_end_with_parent)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interrupt waits until this is done; what is started in it never hears one."""
    import signal  # noqa: PLC0415 - only with processes

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work forever; this ends it.

    An interrupt is for the parent alone, which waits for the chunks at hand.
    """
    import signal  # noqa: PLC0415 - only in a worker
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait as wait_for  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def collector_off() -> Iterator[None]:
    """No search for rings of objects while files are read; afterwards one through what is new."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
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
        for start in range(0, len(items), size):
            window.append(_prepare(items[start : start + size], known, pool))
            _settle(window, pool, learn)
            yield from _ready(window)
            while len(window) > AHEAD * task.workers:
                _wait(window)
                _settle(window, pool, learn)
                yield from _ready(window)
        while window:
            _wait(window)
            _settle(window, pool, learn)
            yield from _ready(window)
    except KeyboardInterrupt:
        pool.kill()
        _keep(window, learn)
        raise
    finally:
        pool.close()


class _Pool(Generic[I, T]):
    """The executor, made when there is work and made anew when one of its processes stopped."""

    def __init__(self, task: Task[I, T]) -> None:
        self.task = task
        self.executor: Executor | None = None
        self.work: Work[I, T] | None = None

    def submit(self, items: list[I]) -> "Future[list[T]]":
        """Hand a chunk out."""
        try:
            if self.executor is None:  # first: its processes start while the work is looked up
                self.executor = self.task.make_executor()
            work = self.work = self.work or self.task.load()
            with nullcontext() if isinstance(self.executor, Here) else _undisturbed():
                return self.executor.submit(work, items)
        except BrokenExecutor as error:
            future: Future[list[T]] = Future()
            future.set_exception(error)
            return future
        except (OSError, EOFError, RuntimeError, ImportError):  # NotImplementedError is a RuntimeError
            if isinstance(self.executor, Here):
                raise
            self.close()
            self.executor = Here()  # no processes to be had: no shared memory, too few files that may be open
            return self.submit(items)

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

    def kill(self) -> None:
        """Stop the processes at what they are doing: who interrupts does not want to wait for it."""
        with _undisturbed():
            for process in list((getattr(self.executor, "_processes", None) or {}).values()):
                process.kill()

    def close(self) -> None:
        """Let go of what still waits."""
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


def _wait(window: "deque[_Chunk[I, T]]") -> None:
    """Until something is finished."""
    busy = [chunk.future for chunk in window if chunk.future is not None]
    if busy:
        wait(busy, return_when=FIRST_COMPLETED)


def _settle(window: "deque[_Chunk[I, T]]", pool: _Pool[I, T], learn: Callable[[Sequence[T]], None]) -> None:
    """Put what is finished in its place, and tell of it at once."""
    for chunk in window:
        if chunk.future is None or not chunk.future.done():
            continue
        try:
            fresh = chunk.future.result()
        except BrokenExecutor:
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
