"""`rendement calc`: compute cases and show them."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.draw_rows import form_of, write_rows
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, misuse, usage
from rendement.cli.opening import opening
from rendement.cli.verbs import registry
from rendement.render.formats import FORMATS, choose, typed

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.study.calculation import Calculation, Options

WAYS = ("jaar", "domein", "actor")
OF_A_REPORT = {".xlsx": "een werkboek dat meerekent", ".pdf": "een pdf"}


@registry.command(cls=Verb, help="Reken een casus door en toon baten, kosten en rendement.")
def calc(
    bestanden: Annotated[
        list[str],
        typer.Argument(metavar="BESTAND...", help="Casussen (YAML), patronen als *.yaml, of - (invoer)."),
    ],
    formaat: Annotated[str | None, options.format_option(FORMATS)] = None,
    uitvoer: options.Target = None,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    per: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="WIJZE", help="Toon ook per jaar, domein of actor (mag vaker)."),
    ] = None,
    omslag: Annotated[
        bool, typer.Option("--omslag", help="Zoek bij elke aanname de waarde waarbij het rendement 0 is.")
    ] = False,
    trekkingen: options.Draws = None,
    zaad: options.Seed = None,
    rijen: Annotated[
        str | None,
        typer.Option("--trekkingen", metavar="BESTAND", help="Schrijf elke trekking als rij (csv, parquet)."),
    ] = None,
    kort: Annotated[
        bool, typer.Option("--kort", help="Laat weg waaruit regels bestaan (mandjes, onderdelen, rijen).")
    ] = False,
    kijk: Annotated[
        bool, typer.Option("--watch", help="Reken opnieuw bij elke keer opslaan; stop met Ctrl-C.")
    ] = False,
    wortel: options.Root = None,
    op: options.Day = None,
) -> None:
    """Compute cases and show them."""
    from rendement.cli.output import deliver
    from rendement.study.calculation import Options
    from rendement.study.files import expand

    ways = tuple(per or ())
    for way in ways:
        if way not in WAYS:
            misuse(f"--by {way}: kies {', '.join(WAYS)}")
    draws, seed = options.draws_of(trekkingen, zaad)
    sets, day = tuple(stel or ()), options.day_of(op)
    assumed = Options(sets, scenario, perspectief, wortel, omslag, draws, seed, day=day)
    begun = opening(wortel, uitvoer, lambda: expand(bestanden))
    names = begun.names
    with usage():
        form = _form(formaat, uitvoer, names)
        rows_form = None if rijen is None else form_of(rijen, names, assumed)
        _check_tables(form, [*(["--by"] if ways else []), *(["--omslag"] if omslag else [])])

    def once() -> None:
        with begun.reading():
            calculations = _calculate(names, assumed)
        from rendement.report.assembly import assemble

        if rijen is not None and rows_form is not None:
            write_rows(calculations[0], rows_form, rijen)
        overview = kijk and not uitvoer
        deliver(assemble(form.kind, calculations, ways, overview=overview, brief=kort), form, uitvoer)
        if form.name == "table" and not uitvoer and sys.stdout.isatty() and sys.stderr.isatty():
            sys.stderr.write(_onwards(names[0], omslag=omslag))

    if not kijk:
        once()
        return
    from rendement.cli.watching import keep_watching

    keep_watching(once, names)


def _form(name: str | None, target: str | None, names: list[str]) -> "Format":
    """The format that was asked; what is a report is better told than called unknown."""
    for extension, what in OF_A_REPORT.items():
        if name is None and target is not None and target.lower().endswith(extension):
            file = typed(names[0]) if len(names) == 1 else "BESTAND"
            made = f"rendement report {file} -o {typed(target)}"
            misuse(f"-o {target}: {what} maakt `{made}`")
    return choose(name, target)


def _onwards(name: str, *, omslag: bool) -> str:
    """What can be asked next, for who reads this on a screen."""
    turn = "" if omslag else "wanneer kantelt het: --omslag · "
    return f"\nWaar komt een cijfer vandaan: rendement explain {name}\n{turn}wat als: --set PAD=WAARDE\n"


def _check_tables(form: "Format", asked: list[str]) -> None:
    """A format of one row a line has no room for other tables: better told than left out."""
    if form.kind == "regels" and asked:
        verb = "kunnen" if len(asked) > 1 else "kan"
        where = "kies --format tsv (dezelfde tabellen, voor Excel) of --format json (alles)"
        misuse(f"{' en '.join(asked)} {verb} niet in {form.name}: dat heeft een rij per regel; {where}")


def _calculate(names: list[str], assumed: "Options") -> "list[Calculation]":
    """Every file, or nothing: what there is to say goes to standard error."""
    from rendement.render import findings as findings_text
    from rendement.study.calculation import other_currency
    from rendement.study.pipeline import calculate

    with usage():
        calculations = _cases([calculate(name, assumed) for name in names])
    every = [finding for calculation in calculations for finding in calculation.findings]
    found = [finding for finding in every if finding.waiver is None]
    other = other_currency(calculations)
    found += other
    if found:
        sys.stderr.write(findings_text.as_text(found))
    if other or any(calculation.failed for calculation in calculations):
        raise typer.Exit(FAILED)
    if assumed.draws is not None:
        options.check_drawn(calculations)
    return calculations


def _cases(calculations: "list[Calculation]") -> "list[Calculation]":
    """Without what `*.yaml` brought along that cases name; when there is nothing else it is an error."""
    beside = {
        calculation.name: "is een prijslijst" if calculation.is_price_list else "heeft indexcijfers"
        for calculation in calculations
        if calculation.is_price_list or calculation.is_index_file
    }
    cases = [calculation for calculation in calculations if calculation.name not in beside]
    if not cases:
        return calculations
    for name, what in beside.items():
        sys.stderr.write(f"rendement: {name} {what} en krijgt geen tabel\n")
    return cases
