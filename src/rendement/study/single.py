"""One file: read, bind, compute; and its scenarios beside it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rendement.bind import bind
from rendement.engine.compute import compute
from rendement.engine.plan import Plan
from rendement.engine.result import Result
from rendement.model.case import Case
from rendement.model.library import load_library
from rendement.model.parse import Node
from rendement.model.read import read_case
from rendement.source.finding import Finding, has_errors, in_order
from rendement.source.root import find_root
from rendement.source.tree import Source, read_source
from rendement.study.override import Change, apply, apply_prices, from_command, scenario_changes

if TYPE_CHECKING:  # only a programme needs it
    from rendement.engine.programme import ProgrammeResult


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line adds to a file."""

    sets: tuple[str, ...] = ()
    scenario: str | None = None
    perspective: str | None = None
    root: str | None = None
    breakeven: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file with everything that could be made of it."""

    name: str
    source: Source | None = None
    case: Case | None = None
    plan: Plan | None = None
    result: Result | None = None
    scenario: str | None = None
    scenarios: dict[str, Result] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    options: Options = Options()
    programme: "ProgrammeResult | None" = None

    @property
    def failed(self) -> bool:
        """Whether there is no result."""
        return self.result is None and self.programme is None


def calculate(name: str, options: Options = Options()) -> Outcome:
    """Everything there is to say about one file. Raises UsageError when it does not exist."""
    source, findings = read_source(name)
    return calculate_source(name, source, findings, options)


def calculate_source(
    name: str, source: Source | None, findings: list[Finding], options: Options = Options()
) -> Outcome:
    """The same, for a source already read."""
    if source is None:
        return Outcome(name, findings=tuple(in_order(findings)))
    source, found = _with_tables(name, source, options)
    findings = findings + found
    changes, found = from_command(options.sets)
    findings += found
    base = source
    if options.scenario is not None:
        first, found = scenario_changes(source, options.scenario)
        findings += found
        changes = first + changes
    outcome = _run(name, source, changes, options)
    scenarios: dict[str, Result] = {}
    findings += outcome.findings
    if options.scenario is None and outcome.case is not None:
        for scenario in outcome.case.scenarios:
            own, found = scenario_changes(base, scenario)
            other = _run(name, base, own + changes, options)
            findings += found + [finding for finding in other.findings if finding not in findings]
            if other.result is not None:
                scenarios[scenario] = other.result
    failed = has_errors(findings)
    return Outcome(
        name,
        outcome.source,
        outcome.case,
        None if failed else outcome.plan,
        None if failed else outcome.result,
        options.scenario,
        scenarios,
        tuple(in_order(_without_echoes(findings))),
        tuple(changes),
        options,
        None if failed else outcome.programme,
    )


def rerun(outcome: Outcome, path: str, text: str) -> float | None:
    """The return of the same file with one more value changed; None where it cannot be computed."""
    if outcome.source is None:
        return None
    changes, findings = from_command([f"{path}={text}"])
    other = _run(outcome.name, outcome.source, [*outcome.changes, *changes], outcome.options)
    return other.result.total.net if other.result is not None and not findings else None


def _with_tables(name: str, source: Source, options: Options) -> tuple[Source, list[Finding]]:
    """Households that stand in a table are read before anything else."""
    lines = [line for section in ("baten", "kosten") for line in _listed(source.data.get(section))]
    if not any(isinstance(line, dict) and isinstance(line.get("casussen"), str) for line in lines):
        return source, []
    from rendement.study.household_table import expand_tables  # noqa: PLC0415 - only where there is a table

    return expand_tables(source, find_root(name, options.root))


def _listed(node: Node) -> list[Node]:
    return node if isinstance(node, list) else []


def _run(name: str, source: Source, changes: list[Change], options: Options) -> Outcome:
    source, findings = apply(source, changes)
    if "maatregelen" in source.data or source.data.get("soort", "casus") != "casus":
        from rendement.study.programme import is_programme, run_programme  # noqa: PLC0415 - not for a case

        if is_programme(source):
            return run_programme(name, source, changes, findings, options)
    case, found = read_case(source)
    findings += found
    if case is None or has_errors(findings):
        return Outcome(name, source, case, findings=tuple(findings))
    library, found = load_library(case.prijslijsten, source, find_root(name, options.root))
    findings += found
    library, found = apply_prices(library, changes)
    findings += found
    if has_errors(findings):
        return Outcome(name, source, case, findings=tuple(findings))
    plan, found = bind(case, source, library, options.perspective)
    findings += found
    result = compute(plan) if plan is not None and not has_errors(findings) else None
    return Outcome(name, source, case, plan, result, findings=tuple(findings))


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """One mistake is one finding: what the model says about a line that could not be read well is dropped."""
    spoilt = {(f.mark.file, f.mark.line) for f in findings if f.code in _OF_THE_TEXT and f.mark.line}
    return [f for f in findings if f.code in _OF_THE_TEXT or (f.mark.file, f.mark.line) not in spoilt]


_OF_THE_TEXT = frozenset(
    {
        "anker",
        "label",
        "samenvoegsleutel",
        "dubbele-sleutel",
        "komma-tussen-haken",
        "spatie-na-dubbele-punt",
        "hekje-kapt-af",
        "harde-spatie",
    }
)
