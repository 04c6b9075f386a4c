"""A programme: its file, every case that it names, and the result of the whole."""

from collections.abc import Mapping

from rendement.bind.programme import bind_programme
from rendement.bind.programme_case import CaseRun
from rendement.engine.programme import compute_programme
from rendement.model.programme_rules import read_programme
from rendement.source.finding import Finding, Mark, has_errors
from rendement.source.tree import Source
from rendement.study.calculation import Calculation, Options
from rendement.study.included import Compute, IncludedCases
from rendement.study.override import Change, apply


def run_programme(
    name: str, source: Source, changes: list[Change], options: Options, compute: Compute
) -> Calculation:
    """Read, compute its cases (with `compute`), bind and compute."""
    cases = IncludedCases(name, source, options, compute)
    source, findings = apply(source, cases.hand_out(changes))
    programme, found = read_programme(source)
    findings += found
    if programme is None or has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    measures: dict[int, Calculation] = {}
    for number, measure in enumerate(programme.maatregelen):
        if measure.casus is not None:
            found_case, found = cases.run(number, measure.casus)
            findings += [finding for finding in found if finding not in findings]
            measures |= {number: found_case} if found_case is not None else {}
    findings += cases.unknown_prices(measures.values())
    if has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    plan, found = bind_programme(programme, source, runs_of(measures), options.perspective)
    findings += found
    findings += [_no_breakeven()] if options.breakeven else []
    result = compute_programme(plan) if plan is not None else None
    return Calculation(name, source, programme=result, findings=tuple(findings), measures=measures)


def _no_breakeven() -> Finding:
    message, remedy = (
        "omslagwaarden bestaan alleen voor een casus",
        "reken een casus van dit programma apart door",
    )
    return Finding("geen-omslagwaarden", message, remedy, (), "opmerking", mark=Mark("--omslag"))


def runs_of(measures: Mapping[int, Calculation]) -> dict[int, CaseRun]:
    """The computed cases, by the number of their measure."""
    return {
        number: CaseRun(found.name, found.result)
        for number, found in measures.items()
        if found.result is not None
    }
