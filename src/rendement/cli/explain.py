"""`rendement explain`: where a figure comes from."""

import sys
from typing import Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, usage
from rendement.cli.verbs import registry
from rendement.render.formats import WITHOUT_LINES, choose


@registry.command(cls=Verb, help="Leg uit waar een getal vandaan komt.")
def explain(
    bestand: Annotated[str, typer.Argument(metavar="BESTAND", help="Een casus of programma (YAML).")],
    pad: Annotated[
        str | None,
        typer.Argument(metavar="PAD", help="Een uitkomst, zoals baten[0].netto of totaal.rendement."),
    ] = None,
    diep: Annotated[
        bool, typer.Option("--diep", help="Werk elk getal helemaal uit, tot in het bestand.")
    ] = False,
    formaat: Annotated[str | None, options.format_option(WITHOUT_LINES)] = None,
    uitvoer: options.Target = None,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    wortel: options.Root = None,
) -> None:
    """Say where a figure comes from."""
    from rendement.cli.output import deliver
    from rendement.render import findings as findings_text
    from rendement.report.explain.answer import answer, meant, subject_of
    from rendement.source.money import counted_in
    from rendement.source.reads import noting
    from rendement.source.root import check_root
    from rendement.study.calculation import Options
    from rendement.study.files import check_report
    from rendement.study.pipeline import calculate

    with usage():
        check_root(wortel)
        if uitvoer is not None:
            check_report(uitvoer, [bestand])
        form = choose(formaat, uitvoer, WITHOUT_LINES)
        with noting() as read:
            calculation = calculate(bestand, Options(tuple(stel or ()), scenario, perspectief, wortel))
        if uitvoer is not None:
            check_report(uitvoer, read)
    sys.stderr.write(findings_text.as_text(calculation.findings))
    if calculation.failed:
        raise typer.Exit(FAILED)
    subject = subject_of(calculation)
    with usage():
        path = meant(subject, pad)
    with counted_in(calculation.money.single):
        shown = answer(subject, path, data=form.kind == "contract", deep=diep)
    deliver(shown, form, uitvoer)
