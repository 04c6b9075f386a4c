"""A limit of time: in a batch no file holds up the others, whatever it asks."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 30  # ten times what the bounds on a file allow, so that only what escapes them is met

_EVERY = 0.1  # seconds between two looks at the threads


class TooLongError(BaseException):
    """The time is up; like an interrupt, it is caught only by who set the limit."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TooLongError inside the block once it takes so long.

    A thread that is not the main one, as in a worker of Dask, hears it at its next step; where there are no
    signals the main one never does.
    """
    if threading.current_thread() is not threading.main_thread():
        yield from _in_a_thread(seconds)
        return
    if not hasattr(signal, "setitimer"):
        yield
        return
    previous = signal.signal(signal.SIGALRM, _up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _up(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError


def _in_a_thread(seconds: float) -> Iterator[None]:
    came = False
    _WATCH.begin(seconds)
    try:
        yield
    except TooLongError:
        came = True
        raise
    finally:
        late = _WATCH.end()
        while late and not came:  # it is on its way, and must not arrive where nobody expects it
            time.sleep(0.001)


class _Watch:
    """Looks at the threads that have a limit; one thread does it, from the first limit on."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ends: dict[int, float] = {}
        self.told: set[int] = set()
        self.lives = False

    def begin(self, seconds: float) -> None:
        with self.lock:
            self.ends[threading.get_ident()] = time.monotonic() + seconds
            if not self.lives:
                threading.Thread(target=self._look, daemon=True).start()
                self.lives = True

    def end(self) -> bool:
        """No limit any more; whether this thread was told already."""
        me = threading.get_ident()
        with self.lock:
            self.ends.pop(me, None)
            late = me in self.told
            self.told.discard(me)
            return late

    def _look(self) -> None:
        import ctypes  # noqa: PLC0415 - only where threads have a limit

        tell = ctypes.pythonapi.PyThreadState_SetAsyncExc
        while True:
            time.sleep(_EVERY)
            with self.lock:
                now = time.monotonic()
                for thread in [thread for thread, end in self.ends.items() if end < now]:
                    del self.ends[thread]
                    self.told.add(thread)
                    tell(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))


_WATCH = _Watch()
