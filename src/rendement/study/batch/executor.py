"""The executor of a batch: made when there is work, and made anew when one of its processes stopped."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import nullcontext, suppress
from typing import Generic, TypeVar

from rendement.source.record import record
from rendement.study.batch.engine import Engine
from rendement.study.batch.processes import SameProcess, kill, misses_one, undisturbed

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 - an item

EVERY = 0.1  # seconds between two looks at what is finished
PATIENCE = 30  # seconds for the first sign of life of a process

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
    effort: float = 1.0  # how many times as much work an item is as one that is only computed
    broke: Callable[[], object] = lambda: None  # is told that a process stopped, whatever comes of its items


class Pool(Generic[I, T]):
    """The executor, and the work that it does."""

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
            try:
                executor = self.executor = self.task.make_executor()
                if isinstance(executor, SameProcess | Engine):
                    return executor
                with undisturbed():
                    sign = executor.submit(int)
                self.work = self.work or self._loaded()  # looked up while the processes start
                sign.result(PATIENCE)
                return executor
            except _NONE_TO_BE_HAD as error:
                if isinstance(error, BrokenExecutor):
                    self.task.broke()
        self.alone = True
        self.close(wait=False)  # a pool that is half there would be waited for at the end
        self.executor = SameProcess()
        return self.executor

    def _loaded(self) -> Work[I, T] | None:
        """The work; what is wrong with it shows when it is asked for again, outside of what is tried here."""
        with suppress(Exception):
            return self.task.load()
        return None

    @property
    def workers(self) -> int:
        """How many there are; of an engine that may change while it works."""
        return self.executor.workers if isinstance(self.executor, Engine) else self.task.workers

    def broke(self) -> bool:
        """Tell that a process stopped, and make an end of those that it took along; whether there are any."""
        self.task.broke()
        if isinstance(self.executor, Engine):
            return False
        self.close()
        return True

    def again(self, items: list[I]) -> list[T]:
        """A chunk whose process stopped: once more, then item by item, so that only the culprit is lost."""
        with suppress(BrokenExecutor):
            return self._now(items)
        results: list[T] = []
        for item in items:
            try:
                results += self._now([item])
            except BrokenExecutor:
                results.append(self.task.stopped(item))
        return results

    def _now(self, items: list[I]) -> list[T]:
        """The results of a chunk that is the only one. Raises BrokenExecutor when its process stopped."""
        future = self.submit(items)
        self.wait([future])
        try:
            return future.result()
        except BrokenExecutor:
            if not isinstance(self.executor, Engine):
                self.close()
            raise

    def wait(self, futures: "Sequence[Future[list[T]]]") -> None:
        """Until one of these is finished; an interrupt is heard between two looks, when no lock is held."""
        finished = not futures
        while not finished:
            if isinstance(self.executor, Engine):
                finished = self.executor.watch(futures, EVERY)
                continue
            alive = self._lives()
            with undisturbed():
                finished = bool(wait(futures, EVERY, FIRST_COMPLETED).done)
            if not finished and not alive:  # the memory is full: nobody will ever finish them
                self.alone = finished = True
                for future in futures:
                    future.set_exception(BrokenExecutor())
            elif not finished and misses_one(self.executor):  # of which the pool may wait for a result
                kill(self.executor)

    def _lives(self) -> bool:
        """Whether there is still somebody who hands the results of the processes over."""
        keeper = getattr(self.executor, "_executor_manager_thread", None)
        return keeper is None or keeper.is_alive()

    def close(self, *, wait: bool = True) -> None:
        """Stop the processes at what they are doing: nobody waits for anything of theirs any more.

        Who interrupts does not wait for the pool either: what is left of it may not end at all, when it was
        interrupted while it held a lock.
        """
        executor, self.executor = self.executor, None
        if executor is not None:
            kill(executor)
            executor.shutdown(wait=wait, cancel_futures=True)
