"""Where the workers of Dask are: at a scheduler by its address, or processes here for one batch."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.study.batch.engine import EngineError
from rendement.study.batch.processes import undisturbed

if TYPE_CHECKING:
    from distributed import Client

HERE = "dask"  # processes of this machine, that nobody else can reach
PORT = 8786
PATIENCE = 5  # seconds for a scheduler to answer

_SCHEMES = {"dask://": "tcp://", "dask+tls://": "tls://"}
_HOST = "127.0.0.1"
_FORM = "schrijf dask, dask://naam:8786, of dask+tls://naam:8786"
_SAMPLED = "distributed.worker.profile.enabled"  # a look at what a worker does, a hundred times a second
_LOUD = ("distributed", "tornado", "asyncio")  # Dask, and what it is made of


@record
class Address:
    """Of a scheduler, as Dask writes it; empty: processes of our own."""

    scheduler: str = ""
    workers: int | None = None  # of our own processes, as many as there are cores when nothing is said


@dataclass(slots=True)
class Connection:
    """A client, and the processes that end with it."""

    client: "Client"
    cluster: Any = None

    def close(self) -> None:
        """Let go of the scheduler, and stop what is ours."""
        with undisturbed():
            for one in (self.client, self.cluster):
                try:
                    if one is not None:
                        one.close(timeout=PATIENCE)
                except Exception:  # noqa: S112 - what is gone already cannot be closed
                    continue


def read_address(text: str, workers: int | None) -> Address:
    """The address in `--executor`. Raises UsageError when it is none, or Dask is not installed."""
    scheme, behind, rest = text.partition("://")
    known = _SCHEMES.get(scheme + behind)
    if text != HERE and known is None:
        raise UsageError(f"--executor {text[:60]}: {_FORM}")
    _installed()
    if text == HERE:
        return Address("", workers)
    if workers is not None:
        few = "hoeveel werkers er zijn, zegt de scheduler; laat --workers weg"
        raise UsageError(f"--workers {workers} met --executor {text[:60]}: {few}")
    return Address(_configured() if not rest else f"{known}{_with_port(rest, text)}")


def connect(address: Address) -> Connection:
    """Raises EngineError when there is nobody, or nobody who wants to speak with us."""
    import distributed  # noqa: PLC0415 - only for who works with it

    made: Any = distributed.Client  # which says nothing of its types
    _quiet()
    cluster = None
    shown = address.scheduler or "deze machine"
    try:
        if not address.scheduler:
            cluster = _own(address.workers)
        client = _in_time(partial(made, cluster or address.scheduler, timeout=PATIENCE, set_as_default=False))
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
        if cluster is not None:
            cluster.close(timeout=PATIENCE)
        why = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        remedy = "start er een met `dask scheduler`, of verbeter het adres"
        if address.scheduler.startswith("tls"):
            remedy += "; de sleutels van TLS staan in de instellingen van Dask (docs/schaal.md)"
        raise EngineError(f"op {shown} antwoordt geen scheduler van Dask ({why}); {remedy}") from None
    return Connection(client, cluster)


def _in_time(make: "Callable[[], Client]") -> "Client":
    """Dask itself waits without an end for who listens and says nothing. Raises TimeoutError."""
    made: Future[Client] = Future()

    def try_it() -> None:
        try:
            made.set_result(make())
        except BaseException as error:
            made.set_exception(error)

    Thread(target=try_it, daemon=True).start()
    return made.result(2 * PATIENCE)


def _own(workers: int | None) -> Any:
    """Processes with one thread each, of which every door is on the loopback; interrupts are not for them."""
    from multiprocessing import resource_tracker  # noqa: PLC0415

    import dask  # noqa: PLC0415
    import distributed  # noqa: PLC0415

    made: Any = distributed.LocalCluster
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    resource_tracker.ensure_running()  # first: it lets interrupts through again when it is started
    with undisturbed(), dask.config.set({_SAMPLED: False}):
        return made(
            n_workers=workers or cores,
            threads_per_worker=1,
            host=_HOST,
            dashboard_address=f"{_HOST}:0",
            worker_dashboard_address=f"{_HOST}:0",
            silence_logs=logging.CRITICAL,
        )


def _installed() -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - to look is no reason to load it

    if find_spec("distributed") is None:
        raise UsageError("voor --executor is Dask nodig: pip install 'rendement[dask]'")


def _configured() -> str:
    """The address in the settings of Dask itself."""
    import dask  # noqa: PLC0415

    found = dask.config.get("scheduler-address", None)
    if not found:
        where = "de instellingen van Dask noemen geen scheduler (DASK_SCHEDULER_ADDRESS)"
        raise UsageError(f"--executor dask://: {where}; {_FORM}")
    return str(found)


def _with_port(rest: str, text: str) -> str:
    host, _, port = rest.rpartition(":")
    host, port = (rest, str(PORT)) if not host or rest.endswith("]") else (host, port)
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536) or set(host) & set("/?#@ \t"):
        raise UsageError(f"--executor {text[:60]}: dit is geen naam met een poort; {_FORM}")
    return f"{host}:{port}"


def _quiet() -> None:
    """What goes wrong is said by us, once; Dask says it in its own words, many times."""
    for name in (*_LOUD, *(name for name in logging.root.manager.loggerDict if name.startswith(_LOUD))):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
