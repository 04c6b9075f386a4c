"""A programme: its file, every case and programme that it names, and the result of the whole."""

from collections.abc import Iterator, Mapping

from rendement.bind.programme import bind_programme
from rendement.bind.programme_case import CaseRun
from rendement.bind.programme_part import ProgrammeRun, Run
from rendement.bind.programme_post import MonitorRun, Named
from rendement.engine.programme import compute_programme
from rendement.model.currencies import apart, refusal
from rendement.model.programme import Programme
from rendement.model.programme_rules import read_programme
from rendement.source.finding import Finding, Mark, has_errors, too_many
from rendement.source.money import counted_in, money_of
from rendement.source.notes import cut
from rendement.source.saving_kinds import KINDS
from rendement.source.tree import Source
from rendement.study.calculation import Calculation, Options
from rendement.study.included import CASE, MEASURES, MONITOR, PROGRAMME, Compute, IncludedCases
from rendement.study.overlap_checks import contradicted
from rendement.study.override import Change, apply
from rendement.study.work import LINE, TOGETHER, too_much

MEASURE = 50  # steps of work


def run_programme(
    name: str, source: Source, changes: list[Change], options: Options, compute: Compute
) -> Calculation:
    """Read, compute its cases (with `compute`), bind and compute."""
    cases = IncludedCases(name, source, options, compute)
    source, findings = apply(source, cases.hand_out(changes))
    cases.money = money_of(source.data)
    with counted_in(cases.money):
        return _run(name, source, findings, options, cases)


def _run(
    name: str, source: Source, findings: list[Finding], options: Options, cases: IncludedCases
) -> Calculation:
    programme, found = read_programme(source)
    findings += found
    if programme is None or has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    work = _work_of(programme)
    if (refused := too_much(work)) is not None:
        return Calculation(name, source, findings=(*findings, source.placed(refused)))
    findings += cases.load_series(programme, source)
    if has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    measures, found = _run_included(programme, cases)
    findings += found
    findings += cases.unknown_prices(measures.values())
    monitors, found = _run_monitors(programme, cases)
    findings += [finding for finding in found if finding not in findings]
    findings += _other_currencies(programme, source, measures, monitors)
    if has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    named = Named(runs_of(measures), monitors_of(monitors))
    plan, found = bind_programme(programme, source, named, options.perspective, until=options.until)
    findings += found
    findings += [_no_breakeven()] if options.breakeven else []
    findings += contradicted(plan, source) if plan is not None else ()
    result = compute_programme(plan) if plan is not None else None
    for inner in measures.values():
        work += inner.work
    cases.memory.steps += work // TOGETHER
    return Calculation(
        name,
        source,
        programme=result,
        findings=tuple(findings),
        measures=measures,
        work=work,
        monitors=monitors,
    )


def _work_of(programme: Programme) -> int:
    """The steps that a programme asks beside those of its cases."""
    savings = [item.besparing for item in programme.maatregelen if item.besparing is not None]
    booked = [item for saving in savings for kind in KINDS for item in getattr(saving, kind) or ()]
    spans = len({item.span for item in booked if item.span is not None and item.span[0] != item.span[1]})
    years = programme.periode[1] - programme.periode[0] + 1
    rows = len(programme.kosten) + len(programme.dekking) + len(programme.formatie)
    measures = len(programme.maatregelen) * (MEASURE + 3 * (years + spans))
    return measures + rows * (LINE + years // 2) + len(booked) * (10 + spans // 20)


def _run_included(programme: Programme, cases: IncludedCases) -> tuple[dict[int, Calculation], list[Finding]]:
    """What could be computed, by the number of its measure; and what there is to say of all."""
    measures: dict[int, Calculation] = {}
    findings: dict[Finding, None] = {}
    work = 0
    for number, measure in enumerate(programme.maatregelen):
        kind, written = (CASE, measure.casus) if measure.casus is not None else (PROGRAMME, measure.programma)
        if written is None:
            continue
        found_case, found = cases.run(number, kind, written, programme)
        findings |= dict.fromkeys(found)
        if found_case is not None:
            measures[number] = found_case
            work += found_case.work
        if (refused := too_much(work)) is not None:
            findings[cases.programme.placed(refused, (MEASURES, number))] = None
        if refused is not None or cases.memory.full or too_many([*findings]):
            break
    return measures, [*findings]


def _run_monitors(programme: Programme, cases: IncludedCases) -> tuple[dict[int, Calculation], list[Finding]]:
    """The monitors that measures name, by the number of the measure; and what there is to say of them."""
    monitors: dict[int, Calculation] = {}
    findings: dict[Finding, None] = {}
    for number, measure in enumerate(programme.maatregelen):
        if measure.monitor is not None and not cases.memory.full:
            run, found = cases.monitor(number, measure.monitor)
            findings |= dict.fromkeys(found)
            monitors |= {number: run} if run is not None else {}
    return monitors, [*findings]


def _other_currencies(
    programme: Programme, source: Source, *included: Mapping[int, Calculation]
) -> Iterator[Finding]:
    """What is included and counts in another currency."""
    for kind, found in zip(((CASE, PROGRAMME), (MONITOR,)), included, strict=True):
        for number, calculation in found.items():
            if calculation.source is not None and apart(calculation.source, source):
                key = next(key for key in kind if getattr(programme.maatregelen[number], key) is not None)
                place = (MEASURES, number, key)
                what = f"`{cut(getattr(programme.maatregelen[number], key))}`"
                yield source.placed(refusal(what, calculation.source, source, place))


def _no_breakeven() -> Finding:
    message, remedy = (
        "omslagwaarden bestaan alleen voor een casus",
        "reken een casus van dit programma apart door",
    )
    return Finding("geen-omslagwaarden", message, remedy, (), "opmerking", mark=Mark("--omslag"))


def runs_of(measures: Mapping[int, Calculation]) -> dict[int, Run]:
    """The computed cases and programmes, by the number of their measure."""
    runs: dict[int, Run] = {}
    for number, found in measures.items():
        if found.result is not None:
            runs[number] = CaseRun(found.name, found.result)
        elif found.programme is not None:
            runs[number] = ProgrammeRun(found.name, found.programme.plan)
    return runs


def monitors_of(monitors: Mapping[int, Calculation]) -> dict[int, MonitorRun]:
    """The computed monitors, by the number of the measure that names them."""
    return {
        number: MonitorRun(found.name, found.monitor)
        for number, found in monitors.items()
        if found.monitor is not None
    }
