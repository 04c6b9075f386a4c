"""`rendement check`: what there is to say of files, and nothing else."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, STRICT, usage
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_CHECK, choose

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.report.check import Checked


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
    streng: options.Strict = False,
    werkers: options.Workers = None,
    wortel: options.Root = None,
) -> None:
    """Say what is wrong with files."""
    from rendement.cli.batch_output import progress, stoppable
    from rendement.cli.output import deliver
    from rendement.report.check import check as examine
    from rendement.report.check import lost, summary
    from rendement.source.root import check_root
    from rendement.study.batch.files import collect
    from rendement.study.batch.job import Execution, Job, over_files
    from rendement.study.batch.processes import process_pool
    from rendement.study.files import check_report

    work = partial(examine, job=Job(root=wortel), remarks=opmerkingen)
    execution = Execution(werkers, partial(process_pool, preload=("rendement.report.check",)))
    with stoppable("er is niets gemeld"):
        with usage():
            check_root(wortel)
            files = collect(paden)
            if uitvoer is not None:
                check_report(uitvoer, [file.path for file in files if file.named])
            form = choose(formaat, uitvoer, OF_A_CHECK)
        checked = []
        with progress(len(files)) as tick:
            for item in over_files(files, lambda: work, lost, execution):
                tick()
                checked.append(replace(item, failing=("fout", "waarschuwing")) if streng else item)
    ours = [item for item in checked if not item.passed_over]
    if uitvoer is not None:
        with usage():
            check_report(uitvoer, {name for item in checked for name in item.reads})
    deliver(_content(form, checked), form, uitvoer)
    for remark in (*sorted(execution.remarks), summary(checked)):
        sys.stderr.write(f"{remark}\n")
    if not ours:
        sys.stderr.write("rendement: hier is geen enkele casus, geen programma en geen prijslijst gevonden\n")
    warned = streng and any(item.warned for item in checked)
    if warned:
        sys.stderr.write(STRICT)
    if warned or not ours or any(item.failed for item in ours):
        raise typer.Exit(FAILED)


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
