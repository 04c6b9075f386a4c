"""`rendement report`: one file as a report to hand in."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, misuse, usage
from rendement.cli.opening import opening
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_REPORT, choose, listed

if TYPE_CHECKING:
    from rendement.study.calculation import Calculation, Options

_EXTENSIONS = tuple(form.extension for form in OF_A_REPORT.values())
_KINDS = listed(_EXTENSIONS)


@registry.command(cls=Verb, help="Schrijf een rapport van een casus, programma of monitor.")
def report(
    bestanden: Annotated[
        list[str], typer.Argument(metavar="BESTAND", help="Een casus, programma of monitor (YAML).")
    ],
    uitvoer: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="BESTAND", help=f"Waarheen; extensie zegt wat ({_KINDS})."),
    ] = None,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    trekkingen: options.Draws = None,
    zaad: options.Seed = None,
    wortel: options.Root = None,
    op: options.Day = None,
    datum: Annotated[
        str | None,
        typer.Option("--datum", metavar="DATUM", help="De dag van een pdf (anders waar de periode begint)."),
    ] = None,
    grafieken: Annotated[
        str | None,
        typer.Option("--grafieken", metavar="MAP", help="Zet elke grafiek als SVG en PNG in deze map."),
    ] = None,
    sjabloon: Annotated[
        str | None,
        typer.Option("--sjabloon", metavar="BESTAND", help="Het Word-document (.docx) met uw huisstijl."),
    ] = None,
) -> None:
    """Write a report of one file."""
    from rendement.cli import document, pictures
    from rendement.cli.output import deliver
    from rendement.study.calculation import Options

    draws, seed = options.draws_of(trekkingen, zaad)
    sets, day = tuple(stel or ()), options.day_of(op)
    dated = options.day_of(datum, "--datum")
    assumed = Options(sets, scenario, perspectief, wortel, draws=draws, seed=seed, day=day)
    styled = [] if sjabloon is None else [sjabloon]
    begun = opening(wortel, uitvoer, lambda: [_one(bestanden), *styled], _EXTENSIONS)
    name = begun.names[0]
    with usage():
        form = choose(None, uitvoer, OF_A_REPORT, named=False)
        if datum is not None and form.kind != "drukwerk":
            misuse("--datum is de dag van een pdf; schrijf die met -o, bijvoorbeeld -o rapport.pdf")
        form.prepare()
        if grafieken is not None:
            pictures.prepare(grafieken)
    template = document.prepare(sjabloon, form)
    with begun.reading():
        calculation = _calculated(name, assumed)
    from rendement.report.contents import contents
    from rendement.study.report import reported

    found = reported(calculation)
    made = None if grafieken is None else pictures.made(found, name)
    if grafieken is None or uitvoer is not None:
        content = contents(form.kind, found, dated)
        if template is None:
            deliver(content, form, uitvoer)
        else:
            document.deliver(content, template, form, uitvoer)
    if grafieken is not None and made is not None:
        pictures.save(grafieken, made, found)


def _one(names: list[str]) -> str:
    """The one file that these names mean."""
    from pathlib import Path

    from rendement.study.files import expand

    found = expand(names)
    if len(found) > 1:
        misuse(f"een rapport gaat over één bestand, en dit zijn er {len(found)}; maak er een voor elk")
    if Path(found[0]).is_dir():
        misuse(f"{found[0]} is een map, en een rapport gaat over één bestand; noem dat bestand")
    return found[0]


def _calculated(name: str, assumed: "Options") -> "Calculation":
    """The file, or nothing: what there is to say goes to standard error."""
    from rendement.render import findings as findings_text
    from rendement.study.pipeline import calculate

    with usage():
        calculation = calculate(name, assumed)
    standing = [finding for finding in calculation.findings if finding.waiver is None]
    sys.stderr.write(findings_text.as_text(standing))
    if calculation.failed:
        raise typer.Exit(FAILED)
    if assumed.draws is not None:
        options.check_drawn([calculation])
    return calculation
