"""`--grafieken`: the charts of a report as pictures in a folder, all of them or none."""

import sys
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

import typer

from rendement.cli.exits import FAILED, usage

if TYPE_CHECKING:
    from rendement.study.report import Reported


_NONE = {
    "casus": "een casus zonder rendement, met één jaar en één partij, heeft geen grafieken",
    "programma": "een programma zonder taakstelling, of waarvan niets een bedrag heeft, heeft geen grafieken",
    "monitor": "een monitor heeft geen grafieken; een casus heeft ze, en een programma met een taakstelling",
}


def prepare(folder: str) -> None:
    """Refuse, before any work, a folder that cannot be. Raises UsageError, also when matplotlib lacks."""
    from rendement.render.canvas import require
    from rendement.study.files import check_folder

    check_folder("--grafieken", folder)
    require()


def made(reported: "Reported", name: str) -> dict[str, bytes]:
    """Every picture by the name of its file: that of the case, and what it is a picture of."""
    from rendement.render.picture import pictures
    from rendement.report.contents import charts_of
    from rendement.source.text import STDIN

    stem = "rapport" if name == STDIN else PurePath(name).stem
    return {f"{stem}-{end}": data for end, data in pictures(charts_of(reported)).items()}


def save(folder: str, files: Mapping[str, bytes], reported: "Reported") -> None:
    """Put them there; a failure, or that there are none, is one sentence and exit code 1."""
    from rendement.study.files import write_all

    if not files:
        why = _NONE[reported.figures.kind]
        sys.stderr.write(f"rendement: --grafieken {folder}: er is niets getekend, want {why}\n")
        raise typer.Exit(FAILED)
    with usage():
        write_all(folder, files)
    sys.stderr.write(f"geschreven in {folder}: {', '.join(files)}\n")
