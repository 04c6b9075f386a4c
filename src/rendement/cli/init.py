"""`rendement init`: a first file to work in, with what an editor needs to help."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import misuse, usage
from rendement.cli.verbs import registry

if TYPE_CHECKING:
    from rendement.study.starter import Start

HEAD = 400  # characters of a schema file in which its title stands


_HELP = """Maak een eerste casus of programma met uitleg, of kopieer een voorbeeld.

Ernaast komt een JSON Schema: editors met YAML-ondersteuning vullen daarmee sleutels aan en leggen ze
uit.
"""


@registry.command(cls=Verb, help=_HELP)
def init(
    bestand: Annotated[
        str | None,
        typer.Argument(metavar="[BESTAND]", help="Wat gemaakt wordt; anders casus.yaml of programma.yaml."),
    ] = None,
    voorbeeld: Annotated[
        str | None,
        typer.Option("--voorbeeld", metavar="NAAM", help="Een meegeleverde casus, zoals zoveel-meer."),
    ] = None,
    programma: Annotated[
        bool, typer.Option("--programma", help="Maak een programma: maatregelen tegenover een taakstelling.")
    ] = False,
    overschrijf: options.Overwrite = False,
) -> None:
    """Make a first case."""
    from rendement.cli.saving import refuse_existing, save
    from rendement.study.files import check_target
    from rendement.study.starter import EDITOR_LINE, example, starter

    with usage():
        if voorbeeld is not None and programma:
            misuse("kies --programma of --voorbeeld; van elk voorbeeld staat vast wat het is")
        kind = "programma" if programma else "casus"
        own = bestand or f"{kind}.yaml"
        start = example(voorbeeld, bestand) if voorbeeld is not None else starter(own, kind)
        if not start.file.lower().endswith((".yaml", ".yml")):
            misuse(f"{start.file}: een casus is een .yaml-bestand")
        schema = Path(start.file).with_name(f"{start.kind}.schema.json")
        check_target(start.file, ())
        refuse_existing(start.file, overschrijf)
        if not _replaceable(schema, start):
            refuse_existing(str(schema), overschrijf)
        beside = {str(Path(start.file).with_name(item.file)): item for item in start.beside}
        if str(Path(start.file)) in beside:
            misuse(f"{start.file} is ook een bestand dat het voorbeeld zelf noemt; kies een andere naam")
        for file in beside:
            refuse_existing(file, overschrijf)
    for file, item in {start.file: start, **beside}.items():
        save(file, EDITOR_LINE.format(schema=f"{item.kind}.schema.json") + item.text)
    save(str(schema), _schema_text(start.kind))
    sys.stderr.write(f"reken het door met: rendement calc {start.file}\n")


def _replaceable(schema: Path, start: "Start") -> bool:
    """Whether the schema file is an earlier one of ours, which a newer version replaces."""
    from rendement.report.schema import title

    try:
        with schema.open(encoding="utf-8") as file:
            return f'"title": "{title(start.kind)}"' in file.read(HEAD)
    except (OSError, UnicodeDecodeError):
        return False


def _schema_text(kind: str) -> str:
    from rendement.render.json import as_json
    from rendement.report.schema import file_schema

    return as_json(file_schema(kind))
