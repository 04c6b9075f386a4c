"""An eye on the workers of Dask: who came, who left, who hangs, and whether there still is a scheduler.

All of it is asked of the scheduler, now and then, by whoever waits for the chunks.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rendement.source.record import record
from rendement.study.batch.engine import EngineError

if TYPE_CHECKING:
    from distributed import Client

EVERY = 1.0  # seconds between two looks
GONE = 30  # seconds without any worker before we give up: a nanny starts one anew in less
SILENT = 30  # seconds for a worker, or the scheduler, to say something when it is asked
STUCK = 60  # seconds of work on one chunk, per thread of the worker: it stops by itself after fifty
WAITING = 5.0  # seconds that a chunk is out before it is asked after


@record
class News:
    """What changed since the last look."""

    joined: tuple[str, ...] = ()
    left: bool = False
    hanging: tuple[str, ...] = ()  # the keys of chunks whose worker does not answer any more


@dataclass(slots=True)
class Watching:
    """What is known of the workers."""

    client: "Client"
    workers: dict[str, int] = field(default_factory=dict)  # threads by address, of those that may work
    hung: set[str] = field(default_factory=set)
    alive: float = 0.0  # when there was a worker last
    looked: float = 0.0
    since: dict[str, float] = field(default_factory=dict)  # since when a chunk is out
    at_work: dict[str, float] = field(default_factory=dict)  # since when a worker is known to be busy with it
    asked: "dict[str, tuple[float, Future[Any]]]" = field(default_factory=dict)

    def first(self) -> list[str]:
        """The workers that there are, once there is one. Raises EngineError when none comes."""
        until = time.monotonic() + GONE
        while not self.now() and time.monotonic() < until:
            time.sleep(0.1)
        if not self.workers:
            where = self.address()
            said = f"bij de scheduler op {where} is na {GONE} seconden geen werker aangemeld"
            raise EngineError(f"{said}; start er een met `dask worker {where}`")
        self.alive = self.looked = time.monotonic()
        return list(self.workers)

    def now(self) -> list[str]:
        """The workers that there are at this moment."""
        self._count()
        return list(self.workers)

    def look(self, out: Collection[str]) -> News:
        """What changed, at most once a second. Raises EngineError when nobody is left to do the work."""
        now = time.monotonic()
        if self.client.status != "running":
            raise self.lost()
        if now - self.looked < EVERY:
            return News()
        self.looked = now
        before = self.workers
        everybody = self._count()
        if self.workers:
            self.alive = now
        elif now - self.alive > GONE:
            raise EngineError(f"er is geen werker meer die antwoordt, al {GONE} seconden niet")
        joined = tuple(where for where in self.workers if where not in before)
        left = any(where not in everybody for where in before)
        return News(joined, left, self._hanging(out, now))

    def ask(self, what: Callable[..., Any], word: Any, workers: Iterable[str]) -> dict[str, Any]:
        """The answer of every worker, or the exception it gave."""
        found: dict[str, Any] = self._said(
            self.client.run, what, word, workers=list(workers), on_error="return"
        )
        return found

    def lost(self) -> EngineError:
        """That the scheduler is gone."""
        return EngineError(f"de scheduler op {self.address()} antwoordt niet meer")

    def address(self) -> str:
        """Of the scheduler, as it was given."""
        scheduler = self.client.scheduler
        return str(getattr(scheduler, "address", None) or getattr(self.client, "_start_arg", "") or "?")

    def _count(self) -> dict[str, int]:
        everybody: dict[str, int] = self._said(self._ask_scheduler, "ncores")
        self.workers = {where: many for where, many in everybody.items() if where not in self.hung}
        return everybody

    def _said(self, question: Callable[..., Any], *words: Any, **named: Any) -> Any:
        try:
            return question(*words, **named, callback_timeout=SILENT)
        except (OSError, TimeoutError, RuntimeError, AttributeError, asyncio.CancelledError):
            raise self.lost() from None

    def _hanging(self, out: Collection[str], now: float) -> tuple[str, ...]:
        """The chunks of a worker that says nothing, or has been at one of them for too long."""
        self.since = {key: self.since.get(key, now) for key in out}
        self.at_work = {key: began for key, began in self.at_work.items() if key in self.since}
        late = {key for key, began in self.since.items() if now - began > WAITING}
        if not late:
            self.asked.clear()
            return ()
        held: dict[str, Sequence[str]] = self._said(self._ask_scheduler, "processing")
        mine = {where: sorted(late & set(keys)) for where, keys in held.items() if where not in self.hung}
        for where, keys in mine.items():
            if keys and where not in self.asked:
                self.asked[where] = now, self._call_stack(keys)
        stuck = {where for where, keys in mine.items() if self._is_stuck(where, keys, now)}
        self.hung |= stuck
        self.workers = {where: many for where, many in self.workers.items() if where not in stuck}
        return tuple(key for where in sorted(stuck) for key in held[where] if key in self.since)

    def _call_stack(self, keys: Sequence[str]) -> "Future[Any]":
        """Which of these its worker is busy with: it must be there to say so."""
        scheduler: Any = self.client.scheduler
        loop: Any = self.client.loop
        return asyncio.run_coroutine_threadsafe(scheduler.call_stack(keys=list(keys)), loop.asyncio_loop)

    def _ask_scheduler(self, question: str, **named: Any) -> Any:
        client: Any = self.client
        return client.sync(getattr(client.scheduler, question), **named)

    def _is_stuck(self, where: str, keys: Sequence[str], now: float) -> bool:
        began, answer = self.asked.get(where, (now, None))
        if answer is None:
            return False
        if not answer.done():
            return now - began > SILENT
        del self.asked[where]
        busy = () if answer.cancelled() or answer.exception() else dict(answer.result()).get(where, ())
        for key in busy:
            self.at_work.setdefault(key, began)
        longest = STUCK * max(1, self.workers.get(where, 1))
        return any(now - self.at_work.get(key, now) > longest for key in keys)
