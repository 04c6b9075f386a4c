"""A limit of time: in a batch no file holds up the others, whatever it asks."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 30  # ten times what the bounds on a file allow, so that only what escapes them is met


class TooLongError(BaseException):
    """The time is up; like an interrupt, it is caught only by who set the limit."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TooLongError inside the block once it takes so long; where signals cannot be had, never."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
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
