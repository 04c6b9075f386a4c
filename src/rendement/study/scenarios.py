"""The scenarios of a case, each beside the case as it is written."""

from collections.abc import Callable
from dataclasses import replace

from rendement.source.finding import Finding, has_errors, too_many
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.override import SCENARIOS, Change, scenario_changes
from rendement.study.work import too_much, work_of_scenarios

Run = Callable[[Source, list[Change]], Calculation]


def scenarios_of(
    source: Source, changes: list[Change], whole: Calculation, run: Run
) -> tuple[dict[str, Calculation], list[Finding]]:
    """What came of each by name, with what the command changes; one that does not fit has no result.

    When the changes failed without a scenario, what is wrong with them is known already.
    """
    written = source.data.get(SCENARIOS)
    if not isinstance(written, dict):
        return {}, []
    refused = too_much(work_of_scenarios(whole.case, source, len(written)), (SCENARIOS,))
    if refused is not None:
        return {}, [source.placed(refused)]
    alone = replace(source, data={key: node for key, node in source.data.items() if key != SCENARIOS})
    results: dict[str, Calculation] = {}
    findings: dict[Finding, None] = {}
    for name in written:
        own, found = scenario_changes(source, name)
        calculation = run(alone, own + changes)
        found += calculation.findings
        if changes and not whole.failed and has_errors(found) and not has_errors(run(alone, own).findings):
            found = [_unfit(source, name, found)]
        results[name] = calculation
        findings |= dict.fromkeys(found)
        if too_many([*findings]):
            break
    return results, [*findings]


def _unfit(source: Source, name: str, findings: list[Finding]) -> Finding:
    problem = next(finding for finding in findings if finding.severity == "fout")
    message = f"scenario `{name[:60]}` past niet bij wat het commando verandert: {problem.message}"
    remedy = "laat die wijziging weg om dit scenario te zien, of pas het scenario aan"
    finding = Finding("scenario-past-niet", message, remedy, (SCENARIOS, name), "waarschuwing")
    return source.placed(finding)
