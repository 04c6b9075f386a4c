"""`rendement check`: what there is to say of files, and nothing else."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, misuse, usage
from rendement.cli.verbs import registry

if TYPE_CHECKING:
    from rendement.report.check import Checked
    from rendement.source.finding import Finding

FORMATS = ("table", "json", "github", "junit")
EXTENSIONS = {"json": "json", "xml": "junit", "txt": "table"}


@registry.command(cls=Verb)
def check(
    paden: Annotated[
        list[str],
        typer.Argument(metavar="PAD...", help="Casussen, programma's, prijslijsten, of mappen ermee."),
    ],
    formaat: Annotated[str | None, options.format_option(", ".join(FORMATS))] = None,
    uitvoer: options.Target = None,
    werkers: options.Workers = None,
    wortel: options.Root = None,
) -> None:
    """Kijk bestanden na: alleen wat erop aan te merken is. Bij een fout is de uitgangscode 1."""
    from rendement.cli.batch_output import progress, stoppable
    from rendement.report.check import check as examine
    from rendement.report.check import distinct, lost, summary
    from rendement.source.root import check_root
    from rendement.study.batch.files import collect
    from rendement.study.batch.job import Execution, Job, over_files
    from rendement.study.batch.processes import process_pool
    from rendement.study.files import check_report

    work = partial(examine, job=Job(root=wortel))
    executor = partial(process_pool, preload=("rendement.report.check",))
    with stoppable("er is niets gemeld"):
        with usage():
            check_root(wortel)
            files = collect(paden)
            if uitvoer is not None:
                check_report(uitvoer, [file.path for file in files if file.named])
        form = _by_extension(uitvoer) if formaat is None else formaat
        if form not in FORMATS:
            misuse(f"--format {form}: kies {', '.join(FORMATS)}")
        checked = []
        with progress(len(files)) as tick:
            for item in over_files(files, lambda: work, lost, Execution(werkers, executor)):
                tick()
                checked.append(item)
    ours = [item for item in checked if not item.foreign]
    if uitvoer is not None:
        with usage():
            check_report(uitvoer, {name for item in checked for name in item.reads})
    findings = distinct(checked)
    _deliver(_written(form, checked, findings), uitvoer)
    sys.stderr.write(summary(checked, findings) + "\n")
    if not ours:
        sys.stderr.write("rendement: hier is geen enkele casus, geen programma en geen prijslijst gevonden\n")
    if not ours or any(item.failed for item in ours):
        raise typer.Exit(FAILED)


def _by_extension(target: str | None) -> str:
    if target is None:
        return "table"
    extension = target.lower().rpartition(".")[2]
    if extension not in EXTENSIONS:
        misuse(f"-o {target}: noem een bestand op .txt, .json of .xml (junit), of het formaat met --format")
    return EXTENSIONS[extension]


def _written(form: str, checked: "Sequence[Checked]", findings: "list[Finding]") -> str:
    if form == "junit":
        from rendement.render.junit import as_junit

        return as_junit(checked)
    return _renderer(form)(findings)


def _renderer(form: str) -> "Callable[[list[Finding]], str]":
    if form == "github":
        from rendement.render.github import as_github

        return as_github
    if form == "json":
        from rendement.render.json import as_json

        return lambda findings: as_json([finding.as_dict() for finding in findings])
    from rendement.render.findings import as_text

    return as_text


def _deliver(text: str, target: str | None) -> None:
    if target is not None:
        from rendement.cli.saving import save

        save(target, text)
    elif text:
        from rendement.render.stream import write

        write(text)
