"""`rendement batch`: many files, one table."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from rendement.cli import elsewhere, options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, STRICT, misuse, usage
from rendement.cli.joining import join
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_BATCH

if TYPE_CHECKING:
    from rendement.report.batch.alike import Order, Ranking
    from rendement.report.batch.columns import PassedOver
    from rendement.report.batch.gathered import Gathered
    from rendement.report.batch.threshold import Threshold
    from rendement.source.finding import Finding
    from rendement.study.batch.files import File
    from rendement.study.batch.job import Execution, Job

T = TypeVar("T")

SHOWN = 20  # sentences of one kind on standard error
RESUMED = "dezelfde opdracht gaat verder waar deze gebleven is"
KEPT = "met --resume blijft bewaard wat al klaar is"


@registry.command(cls=Verb, help="Reken mappen vol casussen door: een rij per bestand.")
def batch(
    context: typer.Context,
    paden: Annotated[
        list[str], typer.Argument(metavar="PAD...", help="Mappen, casussen of patronen als *.yaml.")
    ],
    formaat: Annotated[str | None, options.format_option(OF_A_BATCH)] = None,
    uitvoer: options.Target = None,
    werkers: options.Workers = None,
    waar: elsewhere.Executor = None,
    meesturen: elsewhere.Send = False,
    cache: Annotated[
        str | None,
        typer.Option("--cache", metavar="MAP", help="Bewaar en hergebruik in deze map wat gelijk bleef."),
    ] = None,
    hervat: Annotated[
        bool, typer.Option("--resume", help="Als --cache, met de map .rendement-cache naast de uitvoer.")
    ] = False,
    deel: Annotated[
        str | None,
        typer.Option("--shard", metavar="I/N", help="Alleen deel I van N: voor machines naast elkaar."),
    ] = None,
    samen: Annotated[
        bool, typer.Option("--samen", help="Voeg de tabellen van alle delen (--shard) samen tot het geheel.")
    ] = False,
    grenzen: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under",
            metavar="CIJFER=GRENS",
            help="Eindig met code 1 als een rij onder de grens ligt: totaal.rendement=0 (mag vaker).",
        ),
    ] = None,
    rangschik: Annotated[
        str | None,
        typer.Option("--rangschik", metavar="CIJFER", help="Zet de rijen op volgorde van dit cijfer."),
    ] = None,
    toch: Annotated[
        bool, typer.Option("--force", help="Rangschik ook wat verschillend geteld is, naast elkaar.")
    ] = False,
    streng: options.Strict = False,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    kolommen: Annotated[
        str | None,
        typer.Option("--columns", metavar="NAMEN", help="kort, alle, of namen als pad,totaal.rendement."),
    ] = None,
    wortel: options.Root = None,
    trekkingen: options.Draws = None,
    zaad: options.Seed = None,
    op: options.Day = None,
) -> None:
    """Compute many files, a row for each."""
    if samen:
        join(context, paden, formaat, uitvoer)
    from rendement.cli.batch_asked import asked_of_the_table
    from rendement.cli.batch_output import deliver_rows, prepare, stoppable
    from rendement.report.batch.alike import read_ranking
    from rendement.report.batch.run import over_dask
    from rendement.source.root import check_root, root_to_send
    from rendement.study.batch.files import collect, share
    from rendement.study.batch.job import Job
    from rendement.study.batch.pool import collector_off
    from rendement.study.files import check_report

    draws, seed = options.draws_of(trekkingen, zaad)
    address = elsewhere.address_of(waar, werkers, send=meesturen)
    root = root_to_send(wortel, send=meesturen)
    job = Job(tuple(stel or ()), scenario, perspectief, root, options.day_of(op), draws, seed)
    outcome = f"er is geen tabel geschreven; {RESUMED if hervat or cache is not None else KEPT}"
    with collector_off(leaving=True), stoppable(outcome), elsewhere.going_on(outcome):
        with usage():
            form = prepare(formaat, uitvoer)
            columns, thresholds = asked_of_the_table(kolommen, grenzen or (), draws)
            ranking = read_ranking(rangschik, force=toch)
            check_root(wortel)
            files = share(every := collect(paden), deel)
            if uitvoer is not None:
                check_report(uitvoer, [file.path for file in files if file.named])
            options.check_sets(stel or ())
        execution = _execution(job, werkers, cache, hervat, uitvoer)
        if address is not None:
            execution = over_dask(execution, job, address, send=meesturen)
        found = _score(files, job, execution)
        if uitvoer is not None:
            with usage():
                check_report(uitvoer, found.read)
        whole = deel is None  # a part says nothing of the rest
        passed, rows = found.passed, found.rows
        told = _whole(rows, files, job) if whole else _marked(rows, every, str(deel), job)
        rows, order = _arranged(told, ranking, lettered=form.kind == "verslag")
        deliver_rows(rows, passed, form, uitvoer, columns, job, order)
    shown = uitvoer is None and form.name in ("table", "markdown")
    failed = _report(rows, passed, thresholds, shown, changed=bool(stel or scenario or perspectief))
    doubtful = _say_of_all(found.facts.over_all(), rows, draws)
    warned = streng and (doubtful or _warned(rows, passed))
    _end(failed=failed, warned=warned, empty=whole and not rows)  # a part of few files may be empty


def _end(*, failed: bool, warned: bool, empty: bool) -> None:
    """With exit code 1 when something is wrong; what was not said yet is said."""
    if empty:
        sys.stderr.write("rendement: hier is geen enkele casus en geen enkel programma gevonden\n")
    if warned:
        sys.stderr.write(STRICT)
    if failed or warned or empty:
        raise typer.Exit(FAILED)


def _whole(rows: "list[Any]", files: "Sequence[File]", job: "Job") -> "list[Any]":
    """The rows of all there is; an option that fits no file is wrong use."""
    from rendement.report.batch.run import fault_of_options

    if (fault := fault_of_options(rows, files, job)) is not None:
        misuse(f"{fault.message}; {fault.remedy}")
    return rows


def _marked(rows: "list[Any]", every: "Sequence[File]", shard: str, job: "Job") -> "list[Any]":
    """The rows of a shard, which say of what whole they are."""
    from rendement.report.batch.shard import marked

    return marked(rows, every, shard, job)


def _arranged(rows: "list[Any]", ranking: "Ranking | None", *, lettered: bool) -> "tuple[list[Any], Order]":
    """The rows in the order that was asked, with the key of what must agree for it; what to know is said."""
    from rendement.report.batch.alike import keyed, ranked, unranked

    if ranking is None:
        return keyed(rows)
    _, order = keyed(rows, ranking)  # a letter is the same whatever the rows are ranked by
    with usage():
        rows, _ = keyed(ranked(rows, ranking), ranking)
    if order.letters.legend:
        _say(["--force: deze rijen zijn verschillend geteld", *order.told(lettered=lettered)])
    if lacking := unranked(rows, ranking):
        sys.stderr.write(f"{ranking.figure} bestaat niet in {lacking} van de rijen; die staan onderaan\n")
    return rows, order


def _execution(
    job: "Job", workers: int | None, folder: str | None, resume: bool, target: str | None
) -> "Execution":
    """How it is run; to resume is to keep beside the table, or here when there is none."""
    from pathlib import Path

    from rendement.report.batch.run import execution_for
    from rendement.study.batch.cache import FOLDER
    from rendement.study.files import reason, replaceable

    if folder is None and resume:
        beside = target is not None and replaceable(target)
        folder = str(Path(target or "").parent / FOLDER) if beside else FOLDER
    if folder and target and os.path.realpath(Path(target).parent) == os.path.realpath(folder):
        misuse(f"-o {target}: dit is de map van de cache; kies een andere plaats")
    try:
        with usage():
            return execution_for(job, workers, folder)
    except OSError as error:
        misuse(f"de cache {folder} is niet te gebruiken: {reason(error)}")


def _score(files: "Sequence[File]", job: "Job", execution: "Execution") -> "Gathered":
    """What came of every file; with the progress, and what is to be said of the run."""
    from rendement.cli.batch_output import progress
    from rendement.report.batch.gathered import Gathered
    from rendement.report.batch.run import scored
    from rendement.report.dutch import counted, number, plain

    found = Gathered()
    with progress(len(files)) as tick:
        for item in scored(files, job, execution):
            tick()
            found.add(item)
    if execution.cache is not None:
        known = f"{number(execution.cache.hits)} van {counted(len(files), 'bestand', 'bestanden')}"
        sys.stderr.write(f"ongewijzigd en uit de cache: {known}\n")
    for remark in sorted(execution.remarks):
        sys.stderr.write(f"{remark}\n")
    for name in sorted(found.changed):
        message = "is gewijzigd terwijl de batch liep: de rijen zijn niet te vergelijken"
        sys.stderr.write(f"{plain(name)} {message}\n")
    return found


def _report(
    rows: Sequence[Any],
    passed: "PassedOver",
    thresholds: "Sequence[Threshold]",
    shown: bool,
    *,
    changed: bool,
) -> bool:
    """What to say at the end, and whether it is a failure; the summary may be shown already."""
    from rendement.report.batch.columns import failures, summary
    from rendement.report.dutch import plain

    broken = list(failures(rows))
    below = [line for threshold in thresholds for row in rows if (line := threshold.below(row))]
    _say(broken)
    _say(below)
    for threshold in thresholds:
        lacking = len([row for row in rows if threshold.missing(row)])
        if lacking:
            sys.stderr.write(
                f"{threshold.name} bestaat niet in {lacking} van de rijen; die tellen niet mee\n"
            )
    if broken:
        tool = "`rendement calc` met dezelfde opties" if changed else "`rendement check`"
        sys.stderr.write(f"{tool} zegt bij elke fout waar zij staat en hoe u haar herstelt\n")
    for path, why in passed.doubts:
        sys.stderr.write(f"{plain(path)}: waarschuwing: {why}\n")
    if not shown:
        sys.stderr.write(summary(rows, passed) + "\n")
    if passed.paths:
        sys.stderr.write(f"overgeslagen: {', '.join(map(plain, passed.paths))}\n")
    return bool(broken or below)


def _warned(rows: Sequence[Any], passed: "PassedOver") -> bool:
    """Whether there is a warning about a row, or about a file without one."""
    from rendement.report.batch.columns import PLACE

    return bool(passed.doubts) or any(row[PLACE["waarschuwingen"]] for row in rows)


def _say_of_all(together: "Iterable[Finding]", rows: Sequence[Any], draws: int | None) -> bool:
    """What is in no row, such as what the files say together; whether a warning is among that."""
    severities = set[str]()

    def seen() -> "Iterator[Finding]":
        for finding in together:
            severities.add(finding.severity)
            yield finding

    def headline(finding: "Finding") -> str:
        from rendement.render.findings import headline

        return headline(finding)

    _say(seen(), headline)
    if draws is not None:
        from rendement.report.batch.drawn import without_draws

        _say(without_draws(rows, draws))
    return "waarschuwing" in severities


def _say(items: Iterable[T], shown: Callable[[T], str] = str) -> None:
    """The first of them, and how many more there are."""
    said = 0
    for said, item in enumerate(items, 1):
        if said <= SHOWN:
            sys.stderr.write(shown(item) + "\n")
    if said > SHOWN:
        sys.stderr.write(f"en nog {said - SHOWN}\n")
