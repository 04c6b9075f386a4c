"""`rendement schema`: the JSON Schema of a file of the analyst, or of the result."""

from typing import Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import misuse, usage
from rendement.cli.verbs import registry

KINDS = "casus, prijslijst, programma, monitor of indexcijfers"


@registry.command(cls=Verb, help="Schrijf het JSON Schema van een casus of een ander bestand.")
def schema(
    soort: Annotated[
        str | None, typer.Option("--soort", metavar="SOORT", help=f"{KINDS}; anders casus.")
    ] = None,
    resultaat: Annotated[
        bool,
        typer.Option("--result", help="Het schema van de JSON van calc en sensitivity in plaats daarvan."),
    ] = False,
    uitvoer: Annotated[
        str | None, typer.Option("-o", "--output", metavar="BESTAND", help="Schrijf naar een bestand.")
    ] = None,
    overschrijf: options.Overwrite = False,
) -> None:
    """Write a JSON Schema."""
    from rendement.cli.output import deliver
    from rendement.cli.saving import refuse_existing
    from rendement.render.formats import FORMATS
    from rendement.report import schema as schemas
    from rendement.study.files import check_target

    if resultaat and soort is not None:
        misuse("--soort en --result kunnen niet samen")
    kind = soort or "casus"
    if kind not in schemas.KINDS:
        misuse(f"--soort {kind}: kies {KINDS}")
    if uitvoer is not None:
        with usage():
            check_target(uitvoer, ())
        refuse_existing(uitvoer, overschrijf)
    if resultaat:
        from rendement.figures.schema import result_schema

        wanted = result_schema()
    else:
        wanted = schemas.file_schema(kind)
    deliver(wanted, FORMATS["json"], uitvoer)
