"""Processes that work for a batch: made where they can be, undisturbed by interrupts, gone when it is."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class SameProcess(Executor):
    """An executor without processes: the work is done when it is asked for."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201
        """Do it now; the future is finished when it is returned."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def process_pool(workers: int, preload: tuple[str, ...] = ()) -> Executor:
    """Processes that end when this one ends, however it ends.

    Where it can be, they come from one that did nothing but import the modules in `preload`: a copy of this
    process would carry along every path of the batch.
    """
    if workers == 1:
        return SameProcess()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only with more than one worker
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        from multiprocessing import resource_tracker  # noqa: PLC0415
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415

        context.set_forkserver_preload(list(preload))
        with _silent():
            resource_tracker.ensure_running()  # first: it lets interrupts through again when it is started
            with undisturbed():
                ensure_running()
    return ProcessPoolExecutor(workers, context, initializer=_end_with_parent)


@contextmanager
def undisturbed() -> Iterator[None]:
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


@contextmanager
def _silent() -> Iterator[None]:
    """What is started in it has nowhere to put a trace: what came of the work is in its rows."""
    try:
        error = os.dup(2)
    except OSError:  # closed already
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(error, 2)
        os.close(error)
        os.close(nowhere)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work forever; this ends it.

    An interrupt is for the parent alone, which waits for the chunks at hand.
    """
    import signal  # noqa: PLC0415 - only in a worker
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait as wait_for  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # what was blocked where it started would be so for good
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def misses_one(executor: Executor | None) -> bool:
    """Whether one of its processes is no more."""
    return not all(process.is_alive() for process in _processes(executor))


def kill(executor: Executor | None) -> None:
    """Stop its processes at what they are doing; a result that was half-way here has an end then."""
    with undisturbed():
        for process in _processes(executor):
            if process.is_alive():  # else its number may be that of another process by now
                process.kill()
        results = getattr(executor, "_result_queue", None)
        if results is not None:
            results._writer.close()


def _processes(executor: Executor | None) -> "list[BaseProcess]":
    return list((getattr(executor, "_processes", None) or {}).values())
