"""The command itself, and what its verbs share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer

from rendement import __version__
from rendement.cli.verbs import Verbs

FAILED, MISUSED = 1, 2

app = typer.Typer(
    name="rendement",
    cls=Verbs,
    help="Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rendement {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _version_flag: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    """Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""


def misuse(message: str) -> NoReturn:
    """End with exit code 2 and one line that says what to do."""
    sys.stderr.write(f"rendement: {message}\n")
    raise typer.Exit(MISUSED)


@contextmanager
def usage() -> Iterator[None]:
    """Turn a wrong use of the command into exit code 2."""
    from rendement.source.finding import UsageError

    try:
        yield
    except UsageError as error:
        misuse(str(error))
