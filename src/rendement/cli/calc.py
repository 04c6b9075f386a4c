"""`rendement calc`: compute cases and show them."""

import sys
from typing import Annotated

import typer

from rendement.cli.app import FAILED, app, misuse, usage

FORMATS = ("table", "json")
WAYS = ("jaar", "domein", "actor")


@app.command()
def calc(
    bestanden: Annotated[
        list[str], typer.Argument(metavar="BESTAND...", help="Een of meer casussen (YAML).")
    ],
    formaat: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    stel: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PAD=WAARDE", help="Reken met een andere waarde: baten[0].aantal=4."),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", help="Reken met dit scenario uit de casus.")
    ] = None,
    perspectief: Annotated[
        str | None,
        typer.Option("--perspective", help="financieel, overheid, maatschappij of een actor."),
    ] = None,
    per: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="WIJZE", help="Toon ook per jaar, domein of actor (mag vaker)."),
    ] = None,
    wortel: Annotated[
        str | None, typer.Option("--wortel", metavar="MAP", help="Lees geen bestanden buiten deze map.")
    ] = None,
) -> None:
    """Reken een casus door en toon baten, kosten en rendement."""
    from rendement.render import findings as findings_text
    from rendement.render.stream import write
    from rendement.study.single import Options, calculate

    if formaat not in FORMATS:
        misuse(f"--format {formaat}: kies {' of '.join(FORMATS)}")
    ways = tuple(per or ())
    for way in ways:
        if way not in WAYS:
            misuse(f"--by {way}: kies {', '.join(WAYS)}")
    options = Options(tuple(stel or ()), scenario, perspectief, wortel)
    with usage():
        outcomes = [calculate(name, options) for name in bestanden]
    found = [finding for outcome in outcomes for finding in outcome.findings]
    if found:
        sys.stderr.write(findings_text.as_text(found))
    if any(outcome.failed for outcome in outcomes):
        raise typer.Exit(FAILED)
    from rendement.report.contract import contract

    data = [contract(outcome) for outcome in outcomes]
    if formaat == "json":
        from rendement.render.json import as_json

        write(as_json(data if len(data) > 1 else data[0]))
        return
    from rendement.render.terminal import show
    from rendement.report.case import case_document

    for number, (outcome, contents) in enumerate(zip(outcomes, data, strict=True)):
        if number:
            write("\n")
        if outcome.result is not None:
            show(case_document(outcome.result, contents, ways))
