"""`rendement report`: one file as a report to hand in."""

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import misuse, usage
from rendement.cli.opening import opening, told
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_REPORT, choose, listed

if TYPE_CHECKING:
    from rendement.study.calculation import Calculation, Options

_EXTENSIONS = tuple(form.extension for form in OF_A_REPORT.values())
_KINDS = listed(_EXTENSIONS)


@registry.command(cls=Verb, help="Schrijf een rapport van een casus, programma of monitor.")
def report(
    bestanden: Annotated[
        list[str],
        typer.Argument(metavar="BESTAND...", help="Een casus, programma of monitor; meer, of een map."),
    ],
    uitvoer: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="BESTAND",
            help=f"Waarheen; extensie zegt wat ({_KINDS}); een map: een pagina voor elk bestand.",
        ),
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
    from rendement.study.files import expand

    draws, seed = options.draws_of(trekkingen, zaad)
    sets, day = tuple(stel or ()), options.day_of(op)
    dated = options.day_of(datum, "--datum")
    assumed = Options(sets, scenario, perspectief, wortel, draws=draws, seed=seed, day=day)
    if _is_many(bestanden, uitvoer):
        _pages(
            bestanden, uitvoer, assumed, {"--grafieken": grafieken, "--sjabloon": sjabloon, "--datum": datum}
        )
        return
    styled = [] if sjabloon is None else [sjabloon]
    begun = opening(wortel, uitvoer, lambda: [*expand(bestanden), *styled], _EXTENSIONS)
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


def _is_folder(target: str | None) -> bool:
    """Whether a target is meant as a folder."""
    return target is not None and (target.endswith(("/", os.sep)) or Path(target).is_dir())


def _is_many(names: list[str], target: str | None) -> bool:
    """Whether a page for each is meant: there are more files, a folder, or they go into a folder."""
    from rendement.study.files import expand

    with usage():
        return _is_folder(target) or len(expand(names)) > 1 or any(Path(name).is_dir() for name in names)


def _pages(names: list[str], target: str | None, assumed: "Options", alone: dict[str, str | None]) -> None:
    """A page for each, in a folder."""
    from rendement.cli.report_pages import write_pages
    from rendement.source.root import check_root
    from rendement.study.batch.job import Job

    for option, given in alone.items():
        if given is not None:
            misuse(f"{option} {given}: dat kan van één bestand; noem dat, met -o rapport.html")
    if target is None or (not _is_folder(target) and PurePath(target).suffix):
        where = "noem achter -o een map, bijvoorbeeld -o rapporten/"
        misuse(f"van meer bestanden of een map komt er een pagina voor elk; {where}")
    with usage():
        options.check_sets(assumed.sets)
        check_root(assumed.root)
    asked = (assumed.sets, assumed.scenario, assumed.perspective, assumed.root, assumed.day)
    write_pages(names, target, Job(*asked, assumed.draws, assumed.seed))


def _calculated(name: str, assumed: "Options") -> "Calculation":
    """The file, or nothing: what there is to say goes to standard error."""
    from rendement.study.pipeline import calculate

    with usage():
        calculation = calculate(name, assumed)
    told(calculation)
    if assumed.draws is not None:
        options.check_drawn([calculation])
    return calculation
