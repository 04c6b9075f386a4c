"""A monitor: its file, the tables that it names, and what they come to."""

from rendement.bind.monitor import bind_monitor
from rendement.engine.monitor import compute_monitor
from rendement.model.monitor_rules import read_monitor
from rendement.source.finding import Finding, Mark, has_errors
from rendement.source.money import counted_in, money_of
from rendement.source.root import find_root
from rendement.source.tree import Source
from rendement.study.calculation import Calculation, Options
from rendement.study.monitor_table import TABLE, expand_table
from rendement.study.override import Change, apply


def run_monitor(name: str, source: Source, changes: list[Change], options: Options) -> Calculation:
    """Read, bind and compute."""
    tables = [change for change in changes if change.path[0] == TABLE]
    source, findings = apply(source, tables)
    expanded = expand_table(source, find_root(name, options.root))
    source, found = apply(expanded.source, [change for change in changes if change not in tables])
    findings += [*expanded.findings, *found]
    if has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    monitor, found = read_monitor(source)
    findings += found
    if monitor is None or has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    with counted_in(money_of(source.data).single):
        plan, found = bind_monitor(monitor, source, expanded.tables)
    findings += found
    if plan is None:
        return Calculation(name, source, findings=tuple(findings))
    findings += _asked_in_vain(options)
    return Calculation(name, source, findings=tuple(findings), monitor=compute_monitor(plan))


def _asked_in_vain(options: Options) -> list[Finding]:
    """What exists for a case alone."""
    found = []
    if options.breakeven:
        message = "omslagwaarden bestaan alleen voor een casus"
        remedy, mark = "reken een casus door; een monitor heeft geen rendement", Mark("--omslag")
        found.append(Finding("geen-omslagwaarden", message, remedy, (), "opmerking", mark=mark))
    if options.perspective is not None:
        message = "een monitor heeft geen perspectief: alle bedragen tellen zoals zij er staan"
        remedy, mark = "laat --perspective weg", Mark("--perspective")
        found.append(Finding("geen-perspectief", message, remedy, (), "opmerking", mark=mark))
    return found
