"""`rendement check`: what there is to say of files, and nothing else."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, STRICT, misuse, usage
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_CHECK, choose

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.report.check import Asked, Checked


@registry.command(
    cls=Verb, help="Kijk bestanden na: alleen wat erop aan te merken is. Bij een fout is de uitgangscode 1."
)
def check(
    paden: Annotated[
        list[str],
        typer.Argument(metavar="PAD...", help="Casussen, programma's, prijslijsten, of mappen ermee."),
    ],
    formaat: Annotated[str | None, options.format_option(OF_A_CHECK)] = None,
    uitvoer: options.Target = None,
    opmerkingen: Annotated[
        bool, typer.Option("--opmerkingen", help="Noem ook wat een lezer van de uitkomst moet weten.")
    ] = False,
    kies: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="REGELS", help="Alleen deze regels: R201, R2 of een naam."),
    ] = None,
    zonder: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="REGELS", help="Zonder deze regels.")
    ] = None,
    als_fout: Annotated[
        list[str] | None, typer.Option("--fout", metavar="REGELS", help="Deze regels tellen als fout.")
    ] = None,
    statistiek: Annotated[
        bool, typer.Option("--statistiek", help="Toon alleen hoe vaak elke regel voorkomt.")
    ] = False,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar="BESTAND", help="Alleen wat nieuw is na deze eerdere json."),
    ] = None,
    op: options.Day = None,
    streng: options.Strict = False,
    werkers: options.Workers = None,
    wortel: options.Root = None,
) -> None:
    """Say what is wrong with files."""
    from rendement.cli.batch_output import progress, stoppable
    from rendement.report.check import check as examine
    from rendement.report.check import lost, news, summary, together
    from rendement.source.root import check_root
    from rendement.study.basis import read_basis
    from rendement.study.batch.files import collect
    from rendement.study.batch.job import Execution, Job, over_files
    from rendement.study.batch.processes import process_pool
    from rendement.study.files import check_report

    with usage():
        asked = _asked(kies, zonder, als_fout, remarks=opmerkingen)
        earlier = None if basis is None else read_basis(basis)
    work = partial(examine, job=Job(root=wortel, day=options.day_of(op)), asked=asked)
    execution = Execution(werkers, partial(process_pool, preload=("rendement.report.check",)))
    with stoppable("er is niets gemeld"):
        with usage():
            check_root(wortel)
            files = collect(paden)
            if uitvoer is not None:
                check_report(uitvoer, [file.path for file in files if file.named])
            form = choose(formaat, uitvoer, OF_A_CHECK)
            _check_counts(form, counted=statistiek)
        checked = []
        with progress(len(files)) as tick:
            for item in over_files(files, lambda: work, lost, execution):
                tick()
                checked.append(replace(item, failing=("fout", "waarschuwing")) if streng else item)
    checked = together(checked, asked.choice)
    checked, known = (checked, []) if earlier is None else news(checked, earlier)
    ours = [item for item in checked if not item.passed_over]
    if uitvoer is not None:
        with usage():
            check_report(uitvoer, {name for item in checked for name in item.reads})
    _deliver(form, checked, uitvoer, counted=statistiek)
    for remark in (*sorted(execution.remarks), *known, summary(checked)):
        sys.stderr.write(f"{remark}\n")
    if not ours:
        sys.stderr.write("rendement: hier is geen enkele casus, geen programma en geen prijslijst gevonden\n")
    warned = streng and any(item.warned for item in checked)
    if warned:
        sys.stderr.write(STRICT)
    if warned or not ours or any(item.failed for item in ours):
        raise typer.Exit(FAILED)


def _asked(
    select: list[str] | None, ignore: list[str] | None, errors: list[str] | None, *, remarks: bool
) -> "Asked":
    """Which rules, by their names."""
    from rendement.lint.choice import Choice, read_names
    from rendement.report.check import Asked

    named = {"--select": select, "--ignore": ignore, "--fout": errors}
    return Asked(Choice(*(read_names(option, texts or ()) for option, texts in named.items())), remarks)


def _check_counts(form: "Format", *, counted: bool) -> None:
    if counted and form.name not in ("table", "json"):
        misuse(f"--statistiek kan niet in {form.name}; kies table of json")


def _deliver(form: "Format", checked: "Sequence[Checked]", target: str | None, *, counted: bool) -> None:
    """The findings, or how many there are of each rule."""
    from rendement.cli.output import deliver, deliver_made
    from rendement.report.check import in_full

    if not counted:
        deliver(_content(form, checked), form, target)
        return
    from rendement.report.rule_counts import as_lines, rule_counts

    rows = rule_counts(in_full(checked))
    if form.name == "json":
        deliver(rows, form, target)
    else:
        deliver_made(as_lines(rows), form, target)


def _content(form: "Format", checked: "Sequence[Checked]") -> Any:
    """What a format is made of."""
    from rendement.report.check import every, in_full

    if form.kind == "bestanden":
        return checked
    if form.kind != "contract":
        return in_full(checked) if form.name == "table" else every(checked)
    from rendement.figures.common import FINDING
    from rendement.figures.field import build

    return [build(FINDING, finding) for finding in every(checked)]
