"""The scenarios of a file, each beside the file as it is written."""

from collections.abc import Callable
from dataclasses import replace

from rendement.model.case import Case
from rendement.model.read import validate
from rendement.source.finding import Finding, has_errors, too_many
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.included import CASE, kind_of
from rendement.study.memory import Memory
from rendement.study.override import PRICES, SCENARIOS, Change, scenario_changes
from rendement.study.work import too_much, too_much_again, work_of_scenarios

_NOWHERE = frozenset({"pad-onbekend", "reeks-overschreven"})
_LEFT_OUT = "laat die wijziging weg om dit scenario te zien, of pas het scenario aan"

Run = Callable[[Source, list[Change]], Calculation]


def scenarios_of(
    source: Source, changes: list[Change], whole: Calculation, run: Run, memory: Memory
) -> tuple[dict[str, Calculation], list[Finding]]:
    """The calculation of each by name, with what the command changes; without a result where it does not fit.

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
    before = memory.steps
    for name in written:
        own, found = scenario_changes(source, name)
        calculation = run(alone, own + changes)
        found += calculation.findings
        if has_errors(found) and not whole.failed:
            if changes and not has_errors(run(alone, own).findings):
                found = [_unfit(source, name, found, "bij wat het commando verandert", _LEFT_OUT)]
            elif not _slips(calculation, found):
                found = [_unfit(source, name, found, "bij deze casus", "")]
        results[name] = calculation
        findings |= dict.fromkeys(found)
        if (refused := too_much_again(memory.steps - before, (SCENARIOS,))) is not None:
            return {}, [*findings, source.placed(refused)]
        if too_many([*findings]):
            break
    return results, [*findings]


def _slips(calculation: Calculation, findings: list[Finding]) -> bool:
    """Whether a change names nothing or cannot be read: a slip of the pen, whatever the rest of the case."""
    codes = {finding.code for finding in findings if finding.severity == "fout"}
    priced = any(finding.place[:1] == (PRICES,) for finding in findings)
    source = calculation.source
    if source is None or kind_of(source) != CASE or priced or codes & _NOWHERE:
        return True
    return has_errors(validate(Case, source)[1])


def _unfit(source: Source, name: str, findings: list[Finding], with_what: str, remedy: str) -> Finding:
    """A warning in the place of what is wrong; without a remedy of its own it has that of the problem."""
    problem = next(finding for finding in findings if finding.severity == "fout")
    message = f"scenario `{name[:60]}` past niet {with_what}: {problem.message}"
    own = remedy or f"pas het scenario aan: {problem.remedy}"
    finding = source.placed(Finding("scenario-past-niet", message, own, (SCENARIOS, name), "waarschuwing"))
    return finding if remedy else replace(finding, mark=problem.mark)
