"""How a command ends when it cannot go on: the exit codes, and one line that says why."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

FAILED, MISUSED = 1, 2
STRICT = "met --strict is de uitgangscode 1: er zijn waarschuwingen\n"


def misuse(message: str) -> NoReturn:
    """End with exit code 2 and one line that says what to do."""
    sys.stderr.write(f"rendement: {message}\n")
    raise typer.Exit(MISUSED)


@contextmanager
def usage() -> Iterator[None]:
    """Turn a wrong use of the command into exit code 2, and what cannot be written into 1."""
    from rendement.source.finding import UsageError
    from rendement.study.files import WriteFailedError

    try:
        yield
    except UsageError as error:
        misuse(str(error))
    except WriteFailedError as error:
        sys.stderr.write(f"rendement: {error}\n")
        raise typer.Exit(FAILED) from None


@contextmanager
def outcomes() -> Iterator[None]:
    """Turn a JSON file that is no outcome of ours, or a damaged one, into exit code 1."""
    from rendement.study.verify.reading import NoOutcomeError

    try:
        yield
    except NoOutcomeError as error:
        sys.stderr.write(f"rendement: {error}\n")
        raise typer.Exit(FAILED) from None
