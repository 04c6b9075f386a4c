"""The scenarios of a file, each beside the file as it is written."""

from collections.abc import Callable

from rendement.source.finding import Finding, has_errors
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.override import SCENARIOS, Change, scenario_changes

Run = Callable[[list[Change]], Calculation]


def scenarios_of(
    source: Source, changes: list[Change], run: Run, failed: bool
) -> tuple[dict[str, Calculation], list[Finding]]:
    """The calculation of each by name, with what the command changes; without a result where it does not fit.

    When the changes failed without a scenario, what is wrong with them is known already.
    """
    written = source.data.get(SCENARIOS)
    results: dict[str, Calculation] = {}
    findings: list[Finding] = []
    for name in written if isinstance(written, dict) else ():
        own, found = scenario_changes(source, name)
        calculation = run(own + changes)
        found += calculation.findings
        if changes and not failed and has_errors(found) and not has_errors(run(own).findings):
            found = [_unfit(source, name, found)]
        results[name] = calculation
        findings += [finding for finding in found if finding not in findings]
    return results, findings


def _unfit(source: Source, name: str, findings: list[Finding]) -> Finding:
    problem = next(finding for finding in findings if finding.severity == "fout")
    message = f"scenario `{name[:60]}` past niet bij wat het commando verandert: {problem.message}"
    remedy = "laat die wijziging weg om dit scenario te zien, of pas het scenario aan"
    finding = Finding("scenario-past-niet", message, remedy, (SCENARIOS, name), "waarschuwing")
    return source.placed(finding)
