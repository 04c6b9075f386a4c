"""Workers of Dask as the executor of a batch: every answer is looked at, and so is who gives it.

A chunk of which the worker stopped is given to another by Dask itself; it says when that does not help. What
Dask does not see, we do: a worker that hangs, none that is left, a scheduler that is gone.
"""

import json
import pickle
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from rendement.source.reads import as_noted
from rendement.source.record import record
from rendement.study.batch.away import Asked, Request
from rendement.study.batch.dask_address import Address, Connection, connect
from rendement.study.batch.engine import Engine, EngineError
from rendement.study.batch.files import File, stamp
from rendement.study.batch.identity import differences, identity
from rendement.study.batch.job import BROKE, Scored
from rendement.study.batch.luggage import Luggage
from rendement.study.batch.watching import Watching

HUNG = "een werker antwoordde niet meer; wat hij nog moest doen, is door een ander gedaan"
DONE_HERE = (
    "wat niet mee te sturen was (achter een koppeling, of met een bestand dat er niet is), is hier gerekend"
)

STRANGE = "verwijder die werker, of geef hem dezelfde versie (docs/schaal.md)"
UNSEEN = "geef hem dezelfde map (een gedeelde schijf), of stuur de bestanden mee met --meesturen"

Fits = Callable[[list[Any]], bool]  # whether these may be the values of a file and its facts


@record
class Terms:
    """What a batch over Dask needs to know: whether it draws, whether files travel, what an answer is."""

    fits: Fits
    draws: bool = False
    send: bool = False
    root: str | None = None
    folder: str = ""
    remarks: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Errand:
    """A chunk that was handed out, and what is known of it already."""

    work: Callable[[Sequence[File]], list[Scored]]
    files: list[File]  # that are still to be answered
    outer: "Future[list[Scored]]" = field(default_factory=Future)
    found: dict[str, Scored] = field(default_factory=dict)
    order: tuple[File, ...] = ()
    also: set[str] = field(default_factory=set)  # files that were asked for
    key: str = ""
    inner: "Future[bytes] | None" = None


class Dask(Engine):
    """The executor; it is made when there is work, and all of it runs in the thread of who waits."""

    def __init__(self, connection: Connection, terms: Terms) -> None:
        self.connection, self.terms = connection, terms
        self.client = connection.client
        client: Any = connection.client
        self.executor = client.get_executor(pure=False)
        self.here = identity(terms.draws)
        self.came: SimpleQueue[tuple[Errand, str, Future[bytes]]] = SimpleQueue()
        self.out: dict[str, Errand] = {}
        self.luggage = Luggage(terms.root) if terms.send else None
        self.same: dict[str, str] = {}  # what other files hold here, by their name
        self.closed = False
        self.watching = Watching(self.client)
        self._admit(self.watching.first())

    @property
    def workers(self) -> int:  # type: ignore[override]
        """How many chunks are worked on at once."""
        return max(1, len(self.watching.workers))

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> "Future[Any]":
        """Hand a chunk out."""
        (files,) = args
        errand = Errand(fn, list(files), order=tuple(files))
        self._send(errand)
        return errand.outer

    def watch(self, futures: "Sequence[Future[Any]]", seconds: float) -> bool:
        """Take in what came, and look at the workers now and then."""
        try:
            wait = 0 if any(future.done() for future in futures) else seconds
            self._take(*self.came.get(timeout=wait))
            while True:
                self._take(*self.came.get_nowait())
        except Empty:
            pass
        news = self.watching.look(self.out)
        if news.left and self.out:
            self.terms.remarks.add(BROKE)
        if news.joined:
            self._admit(news.joined)
        for key in news.hanging:
            self._again(self.out.pop(key))
        if news.hanging:
            self.terms.remarks.add(HUNG)
        return any(future.done() for future in futures)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nobody waits for anything any more."""
        if not self.closed:
            self.closed = True
            for errand in self.out.values():
                if errand.inner is not None:
                    errand.inner.cancel()
            self.connection.close()

    # -- out

    def _send(self, errand: Errand) -> None:
        parcel = None
        if self.luggage is not None:
            parcel, here = self.luggage.packed(errand.files, errand.also)
            self._do_here(errand, here)
        if not errand.files:
            self._finish(errand)
            return
        terms = self.terms
        request = Request(errand.work, tuple(errand.files), terms.folder, terms.draws, parcel)
        errand.key = key = f"rendement-{uuid4().hex}"
        named: dict[str, Any] = {"key": key}
        if self.watching.hung:
            named |= {"workers": list(self.watching.workers), "allow_other_workers": True}
        self.out[key] = errand
        errand.inner = inner = self.executor.submit(pickle.loads, pickle.dumps(Asked(request)), **named)
        inner.add_done_callback(lambda done: self.came.put((errand, key, done)))

    def _again(self, errand: Errand) -> None:
        """To others: who had it does not answer any more."""
        inner, errand.key = errand.inner, ""
        if inner is not None:
            inner.cancel()
        self._send(errand)

    def _do_here(self, errand: Errand, files: Iterable[File]) -> None:
        """What cannot travel is done in this process, and said."""
        for file in files:
            errand.found[file.path] = errand.work([file])[0]
            errand.files.remove(file)
            self.terms.remarks.add(DONE_HERE)

    # -- in

    def _take(self, errand: Errand, key: str, inner: "Future[bytes]") -> None:
        if self.closed or errand.key != key:  # it was given to another
            return
        self.out.pop(key, None)
        if inner.cancelled():
            raise self.watching.lost()
        error = inner.exception()
        if error is None:
            self._read(errand, inner.result())
        elif type(error).__name__ == "KilledWorker":
            errand.outer.set_exception(BrokenExecutor())
        else:
            self._admit(self.watching.now())  # a worker that has another program fails in its own way
            raise EngineError(f"een stuk is op een werker mislukt: {_said(error)}") from error

    def _read(self, errand: Errand, raw: object) -> None:
        reply = _reply(raw)
        where = str(reply.get("waar"))[:100]
        self._compare({where: reply.get("wie")})
        if "map" in reply:
            raise EngineError(f"werker {where} ziet de map {self.terms.folder} niet; {UNSEEN}")
        if others := reply.get("anders"):
            self._seen_otherwise(others, where, errand)
            self._send(errand)
            return
        found = reply.get("uitkomsten")
        many = len(found) if isinstance(found, list) else 0
        if not isinstance(found, list) or not 0 < many <= len(errand.files):
            raise _no_answer(where)
        done, rest = errand.files[:many], errand.files[many:]
        asked: list[File] = []
        for file, item in zip(done, found, strict=True):
            scored = self._scored(file, item, where)
            if self.luggage is not None and (lacking := self.luggage.lacking(scored.reads)):
                if self.luggage.may_follow(file, lacking - errand.also):
                    errand.also |= lacking
                    asked.append(file)
                else:
                    self._do_here(errand, [file])
            else:
                errand.found[file.path] = scored
        errand.files = asked + rest
        self._send(errand)

    def _scored(self, file: File, item: object, where: str) -> Scored:
        """One outcome, when it has the form of one, and rests on what is here."""
        match item:
            case [list(values), dict(reads), bool(keep), list(facts)]:
                texts = all(isinstance(text, str) for text in (*reads, *reads.values()))
                if texts and self.terms.fits([*values, facts]):
                    if self.luggage is None:
                        self._check_reads(file, reads, where)
                    return Scored(file, values, reads, keep, facts)
        raise _no_answer(where)

    def _check_reads(self, file: File, reads: dict[str, str], where: str) -> None:
        """A list that a worker read must be the one that is here."""
        for name, hash_ in reads.items():
            if name != file.path and self._here(name) != hash_:
                raise EngineError(f"werker {where} leest iets anders in {name} dan hier staat; {UNSEEN}")

    def _here(self, name: str) -> str:
        if name not in self.same:
            self.same[name] = as_noted(name)
        return self.same[name]

    def _seen_otherwise(self, paths: object, where: str, errand: Errand) -> None:
        """Files that a worker does not see as they are; what changed here meanwhile is done here."""
        others = [file for file in errand.files if isinstance(paths, list) and file.path in paths]
        if not others:
            raise _no_answer(where)
        for file in others:
            if stamp(file.path) == file.stamp:
                raise EngineError(f"werker {where} ziet {file.path} niet zoals het hier staat; {UNSEEN}")
            errand.found[file.path] = errand.work([file])[0]
            errand.files.remove(file)

    def _finish(self, errand: Errand) -> None:
        errand.outer.set_result([errand.found[file.path] for file in errand.order])

    # -- who

    def _admit(self, addresses: Iterable[str]) -> None:
        """Every one of these says who it is; one that differs is refused by name."""
        asked = list(addresses)
        if asked:
            self._compare(self.watching.ask(identity, self.terms.draws, asked))

    def _compare(self, said: dict[str, Any]) -> None:
        for where, there in said.items():
            if isinstance(there, Exception):
                wrong = [f"kan niet zeggen wie hij is ({_said(there)}): rendement ontbreekt, of is te oud"]
            else:
                wrong = list(differences(self.here, there))
            if wrong:
                raise EngineError(f"werker {where} {' en '.join(wrong)}; {STRANGE}")


def dask_executor(address: Address, terms: Terms, _: int) -> Dask:
    """The executor, with every worker looked at. Raises EngineError."""
    connection = connect(address)
    try:
        return Dask(connection, terms)
    except BaseException:
        connection.close()
        raise


def _reply(raw: object) -> dict[str, Any]:
    """What a worker sent, when it is a reply at all; nothing else is believed."""
    try:
        found = json.loads(raw, parse_constant=_refuse) if isinstance(raw, bytes) else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _no_answer("")
    return found


def _refuse(word: str) -> float:
    raise ValueError(word)  # an outcome is a number


def _no_answer(where: str) -> EngineError:
    who = f"werker {where}" if where else "een werker"
    return EngineError(f"{who} gaf een antwoord dat geen uitkomst van deze bestanden is; {STRANGE}")


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
