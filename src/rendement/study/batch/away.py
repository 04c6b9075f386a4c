"""The work of a batch in a worker elsewhere: a chunk comes as bytes, and its answer goes back as bytes.

What comes is pickled, as everything is that Dask sends, and names functions of this program, which a worker
must have. What goes back is JSON, so that whoever asked can see what it is before believing it.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from rendement.source.record import record
from rendement.study.batch.files import File, stamp
from rendement.study.batch.identity import identity
from rendement.study.batch.job import Scored
from rendement.study.batch.parcel import Parcel, unpacked
from rendement.study.batch.pool import collector_off

LONG = 20  # seconds after which a chunk takes up no more files; what is left is handed out again

_ALONE = Lock()  # a worker with more threads has one current folder for them all


@record
class Request:
    """What a worker is asked: work on files, as seen from a folder; or on those that come along."""

    work: Callable[[Sequence[File]], list[Scored]]
    files: tuple[File, ...]
    folder: str
    draws: bool
    parcel: Parcel | None = None


class Asked:
    """A request that is answered where it is unpickled.

    Dask unpickles what it is to call while it reads a message; where this program lacks, that would be the
    end of the worker. So it calls what unpickles, and to lack it is a task that failed.
    """

    def __init__(self, request: Request) -> None:
        self.request = request

    def __reduce__(self) -> tuple[Callable[[Request], bytes], tuple[Request]]:
        return answer, (self.request,)


def answer(request: Request) -> bytes:
    """Who we are, and what came of the first of these files, as many as there was time for."""
    reply: dict[str, object] = {"wie": identity(request.draws), "waar": _address()}
    with _ALONE, collector_off():
        if request.parcel is not None:
            with unpacked(request.parcel, request.folder, request.files) as (prefix, folder, files):
                with _inside(folder):
                    reply["uitkomsten"] = list(_worked(request.work, files))
                return json.dumps(reply).replace(json.dumps(prefix)[1:-1], "").encode()
        try:
            with _inside(request.folder):
                reply["anders"] = [file.path for file in request.files if _differs(file)]
                reply["uitkomsten"] = [] if reply["anders"] else list(_worked(request.work, request.files))
        except OSError:  # of what is in the files none comes this far
            reply["map"] = request.folder
    return json.dumps(reply).encode()


def _worked(work: Callable[[Sequence[File]], list[Scored]], files: Sequence[File]) -> Iterator[object]:
    until = time.monotonic() + LONG
    for file in files:
        for item in work([file]):
            yield [list(item.values), item.reads, item.keep, list(item.facts)]
        if time.monotonic() > until:
            return


def _differs(file: File) -> bool:
    """A file that is not here, or another one under the same name."""
    return file.stamp is not None and stamp(file.path) != file.stamp


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    """Work in a folder, and go back. Raises OSError when it is not here."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _address() -> str:
    from distributed import get_worker  # noqa: PLC0415 - only in a worker of Dask

    return str(get_worker().address)
