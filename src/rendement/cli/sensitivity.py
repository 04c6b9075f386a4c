"""`rendement sensitivity`: what drives an outcome, what is worth measuring, and which option is better."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.comparing import answered, compared, comparing
from rendement.cli.dutch import Verb
from rendement.cli.exits import misuse, usage
from rendement.cli.opening import opening, told
from rendement.cli.verbs import registry
from rendement.render.formats import FORMATS, choose

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.study.calculation import Calculation, Options
    from rendement.study.sensitivity.questions import Questions

STANDARD = "50000"


@registry.command(cls=Verb, help="Wat bepaalt de uitkomst, wat is meten waard, en welke optie is beter?")
def sensitivity(
    bestanden: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND...", help="Casus of programma (YAML), of - (invoer); meer vergelijkt ze."
        ),
    ],
    trekkingen: Annotated[
        str,
        typer.Option("--draws", metavar="N", help="Aantal trekkingen (standaard 50000).", show_default=False),
    ] = STANDARD,
    zaad: options.Seed = None,
    uitkomst: Annotated[
        str | None,
        typer.Option("--uitkomst", metavar="PAD", help="Een cijfer van calc (anders totaal.rendement)."),
    ] = None,
    ook_zeker: Annotated[
        bool, typer.Option("--ook-zeker", help="Beweeg ook wat zeker is, met 10% omlaag en omhoog.")
    ] = False,
    een: Annotated[
        list[str] | None,
        typer.Option(
            "--one-way",
            metavar="PAD",
            help="Negen waarden van wat onzeker is: PAD[=van..tot] (mag vaker).",
        ),
    ] = None,
    twee: Annotated[
        tuple[str, str] | None,
        typer.Option("--two-way", metavar="PAD PAD", help="Twee tegen elkaar, zeven bij zeven."),
    ] = None,
    weten: Annotated[
        list[str] | None,
        typer.Option("--weten", metavar="PAD,PAD", help="Wat deze samen weten waard is (mag vaker)."),
    ] = None,
    formaat: Annotated[str | None, options.format_option(FORMATS)] = None,
    uitvoer: options.Target = None,
    stel: options.Changes = None,
    scenarios: options.Scenarios = None,
    perspectief: options.Perspective = None,
    wortel: options.Root = None,
) -> None:
    """Say what drives the outcome of a case, what is worth measuring, and which of several is better."""
    from rendement.cli.output import deliver
    from rendement.study.calculation import Options
    from rendement.study.files import expand
    from rendement.study.sensitivity.questions import Questions

    draws, seed = options.draws_of(trekkingen, zaad)
    asked = (tuple(een or ()), twee, tuple(weten or ()))
    wanted = Questions(draws or 0, seed, uitkomst, ook_zeker, *asked)
    begun = opening(wortel, uitvoer, lambda: expand(bestanden))
    with usage():
        form = choose(formaat, uitvoer)
        several = comparing(bestanden, begun.names, scenarios or [], ook_zeker, een, twee, weten)
    _check_tables(form, een, twee, weten)
    every = [Options(tuple(stel or ()), name, perspectief, wortel) for name in [*(scenarios or ())] or [None]]
    with begun.reading():
        found = compared(begun.names, every) if several else [_calculated(begun.names[0], every[0])]
    with usage():
        content = answered(form, found, wanted) if several else _content(form, found[0], wanted)
    deliver(content, form, uitvoer)


def _check_tables(form: "Format", *asked: Any) -> None:
    """A format of one row for each thing has no room for other tables."""
    options_ = ("--one-way", "--two-way", "--weten")
    given = [name for name, value in zip(options_, asked, strict=True) if value]
    if form.kind == "regels" and given:
        verb = "kunnen" if len(given) > 1 else "kan"
        where = "kies --format tsv (dezelfde tabellen, voor Excel) of --format json (alles)"
        misuse(f"{' en '.join(given)} {verb} niet in {form.name}: dat heeft een rij per aanname; {where}")


def _calculated(name: str, assumed: "Options") -> "Calculation":
    """The case; what there is to say of it goes to standard error."""
    from rendement.study.pipeline import calculate

    with usage():
        calculation = calculate(name, assumed)
    told(calculation)
    if calculation.monitor is not None:
        misuse(f"sensitivity: {name} is een monitor; gevoeligheid is er voor een casus of programma")
    return calculation


def _content(form: "Format", calculation: "Calculation", wanted: "Questions") -> Any:
    """What the format is made of."""
    from rendement.source.money import counted_in
    from rendement.study.sensitivity.whole import sensitivity as found_of

    found = found_of(calculation, wanted)
    if form.kind == "contract":
        from rendement.figures.field import build
        from rendement.figures.sensitivity_fields import SENSITIVITY

        return build(SENSITIVITY, found)
    from rendement.report.sensitivity.document import sensitivity_document, sensitivity_rows

    with counted_in(calculation.money):
        if form.kind == "regels":
            return sensitivity_rows(found)
        return [sensitivity_document(found, calculation)]
