"""A monitor: its file, the tables that it names, and what they come to."""

from dataclasses import replace

from rendement.bind.monitor import bind_monitor
from rendement.engine.monitor import compute_monitor
from rendement.model.monitor_rules import read_monitor
from rendement.source.finding import has_errors
from rendement.source.root import find_root
from rendement.source.tree import Source
from rendement.study.calculation import Calculation, Options
from rendement.study.monitor_table import TABLE, expand_table
from rendement.study.override import Change, apply

_NO_BREAKEVEN = "Omslagwaarden (--omslag) bestaan alleen voor een casus; een monitor heeft geen rendement."
_NO_PERSPECTIVE = "Een monitor heeft geen perspectief: alle bedragen tellen zoals zij er staan."


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
    plan, found = bind_monitor(monitor, source, expanded.tables)
    findings += found
    if plan is None:
        return Calculation(name, source, findings=tuple(findings))
    remarks = [
        *([_NO_BREAKEVEN] if options.breakeven else []),
        *([_NO_PERSPECTIVE] if options.perspective else []),
    ]
    result = compute_monitor(replace(plan, remarks=tuple(remarks)))
    return Calculation(name, source, findings=tuple(findings), monitor=result)
