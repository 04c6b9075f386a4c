"""Options of a batch whose work is done elsewhere, and how it ends when that does not go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli.exits import FAILED, misuse, usage

if TYPE_CHECKING:
    from rendement.study.batch.dask_address import Address

Executor = Annotated[
    str | None,
    typer.Option(
        "--executor", metavar="WAAR", help="Reken met Dask: dask (deze machine) of dask://naam:8786."
    ),
]
Send = Annotated[
    bool, typer.Option("--meesturen", help="Stuur de bestanden mee naar werkers die deze map niet zien.")
]


def address_of(executor: str | None, workers: int | None, *, send: bool) -> "Address | None":
    """Where the work is done, if not in processes of this machine."""
    if executor is None:
        if send:
            misuse("--meesturen: dat hoort bij --executor; schrijf bijvoorbeeld --executor dask://naam:8786")
        return None
    from rendement.study.batch.dask_address import read_address

    with usage():
        return read_address(executor, workers)


@contextmanager
def going_on(outcome: str) -> Iterator[None]:
    """One sentence when the engine elsewhere cannot go on: why, and what came of it; exit code 1."""
    from rendement.study.batch.engine import EngineError

    try:
        yield
    except EngineError as error:
        sys.stderr.write(f"rendement: {error}\nrendement: {outcome}\n")
        raise typer.Exit(FAILED) from None
