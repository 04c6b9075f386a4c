"""The command itself."""

from typing import Annotated

import typer

from rendement import __version__
from rendement.cli.verbs import Verbs
from rendement.render.stream import write

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
        write(f"rendement {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    _version_flag: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    """Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""
