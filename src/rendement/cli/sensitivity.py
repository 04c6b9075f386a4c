"""`rendement sensitivity`: what drives the outcome of a case, and what is worth measuring."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, misuse, usage
from rendement.cli.verbs import registry
from rendement.render.formats import FORMATS, choose

if TYPE_CHECKING:
    from rendement.figures.sensitivity import Sensitivity
    from rendement.render.formats import Format
    from rendement.study.calculation import Calculation, Options

STANDARD = "50000"


@registry.command(
    cls=Verb, help="Wat bepaalt de uitkomst (casus of programma), en wat is het waard te meten?"
)
def sensitivity(
    bestanden: Annotated[
        list[str], typer.Argument(metavar="BESTAND", help="Casus of programma (YAML), of - (invoer).")
    ],
    trekkingen: Annotated[
        str, typer.Option("--draws", metavar="N", help="Aantal trekkingen (standaard 50000).")
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
        typer.Option("--one-way", metavar="PAD", help="Negen waarden: PAD, of PAD=van..tot (mag vaker)."),
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
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    wortel: options.Root = None,
) -> None:
    """Say what drives the outcome of a case, and what is worth measuring."""
    from rendement.cli.output import deliver
    from rendement.source.reads import noting
    from rendement.source.root import check_root
    from rendement.study.calculation import Options
    from rendement.study.files import check_report, expand
    from rendement.study.sensitivity.questions import Questions

    draws, seed = options.draws_of(trekkingen, zaad)
    asked = (tuple(een or ()), twee, tuple(weten or ()))
    wanted = Questions(draws or 0, seed, uitkomst, ook_zeker, *asked)
    with usage():
        check_root(wortel)
        names = expand(bestanden)
        if uitvoer is not None:
            check_report(uitvoer, names)
        form = choose(formaat, uitvoer)
        name = _single(names)
    _check_tables(form, een, twee, weten)
    with noting() as read:
        calculation = _calculated(name, Options(tuple(stel or ()), scenario, perspectief, wortel))
    from rendement.study.sensitivity.whole import sensitivity as found_of

    with usage():
        if uitvoer is not None:
            check_report(uitvoer, read)
        found = found_of(calculation, wanted)
    deliver(_content(form, found, calculation), form, uitvoer)


def _single(names: list[str]) -> str:
    if len(names) > 1:
        misuse(f"sensitivity rekent met één casus tegelijk, en dit zijn er {len(names)}; noem er één")
    return names[0]


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
    from rendement.render import findings as findings_text
    from rendement.study.pipeline import calculate

    with usage():
        calculation = calculate(name, assumed)
    sys.stderr.write(findings_text.as_text(item for item in calculation.findings if item.waiver is None))
    if calculation.failed:
        raise typer.Exit(FAILED)
    if calculation.monitor is not None:
        misuse(f"sensitivity: {name} is een monitor; gevoeligheid is er voor een casus of programma")
    return calculation


def _content(form: "Format", found: "Sensitivity", calculation: "Calculation") -> Any:
    """What the format is made of."""
    from rendement.source.money import counted_in

    if form.kind == "contract":
        from rendement.figures.field import build
        from rendement.figures.sensitivity_fields import SENSITIVITY

        return build(SENSITIVITY, found)
    from rendement.report.sensitivity.document import sensitivity_document, sensitivity_rows

    with counted_in(calculation.money):
        if form.kind == "regels":
            return sensitivity_rows(found)
        return [sensitivity_document(found, calculation)]
