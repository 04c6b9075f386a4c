"""Options of more than one verb: each stands once, and says and does the same everywhere."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from rendement.render.formats import listed

Target = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="BESTAND", help="Schrijf naar een bestand; extensie zegt het formaat."
    ),
]
Overwrite = Annotated[bool, typer.Option("--force", help="Overschrijf wat er al staat.")]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PAD=WAARDE", help="Reken met een andere waarde (mag vaker): baten[0].aantal=4."
    ),
]
Scenario = Annotated[
    str | None, typer.Option("--scenario", metavar="NAAM", help="Reken met dit scenario uit de casus.")
]
Perspective = Annotated[
    str | None,
    typer.Option("--perspective", metavar="WIE", help="financieel, overheid, maatschappij of een actor."),
]
Root = Annotated[
    str | None, typer.Option("--wortel", metavar="MAP", help="Lees geen bestanden buiten deze map.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Eindig ook met code 1 als er een waarschuwing is.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Rekenprocessen (standaard: wat loont).")
]


def format_option(formats: Iterable[str]) -> Any:
    """`--format`, with the formats that this verb has."""
    return typer.Option("--format", metavar="FORMAAT", help=f"{listed(formats)}.")
