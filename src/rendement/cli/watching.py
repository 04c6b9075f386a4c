"""`--watch`: compute again at every save, until Ctrl-C."""

import sys
from collections.abc import Callable
from contextlib import suppress

import typer

from rendement.cli.exits import misuse
from rendement.source.text import STDIN
from rendement.study.watch import watch

CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def keep_watching(once: Callable[[], None], names: list[str]) -> None:
    """Compute, and again at every change; what is wrong with a file is shown and ends nothing."""
    if STDIN in names:
        misuse("--watch kan niet met standaardinvoer (-); noem een bestand")

    def again() -> None:
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
        with suppress(typer.Exit):
            once()
        sys.stdout.flush()
        if sys.stderr.isatty():
            sys.stderr.write("\n(wacht op de volgende keer opslaan; stop met Ctrl-C)\n")

    with suppress(KeyboardInterrupt):
        watch(again)
