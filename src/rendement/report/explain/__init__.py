"""Where every figure comes from: it reads the same plan and result as everything else."""

from collections.abc import Iterator
from typing import Any

from rendement.figures.lookup import canonical, lookup
from rendement.report.explain.baskets import scaling_figure
from rendement.report.explain.breakdowns import (
    actor_figure,
    domain_figure,
    firmness_figure,
    outcome_figure,
    printed_figure,
    threshold_figure,
    year_figure,
)
from rendement.report.explain.lines import line_figure
from rendement.report.explain.programme import programme_figure
from rendement.report.explain.programme_terms import ProgrammeSubject
from rendement.report.explain.records import Derivation, Subject, Written, given
from rendement.report.explain.totals import total_figure
from rendement.source.path import Path, format_path

__all__ = ["Derivation", "ProgrammeSubject", "Subject", "derive", "every_path"]


def derive(subject: Subject | ProgrammeSubject, path: Path) -> Derivation:
    """How the figure at a result path came about. Raises LookupFailedError when it names nothing."""
    path = canonical(subject.data, path)
    value = lookup(subject.data, path)
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        parts = tuple(format_path((*path, key)) for key in keys)
        return Derivation(format_path(path), None, "blok", "een blok met deze onderdelen", parts=parts)
    if isinstance(subject, Subject):
        found = _computed(subject, path, value)
    else:
        found = programme_figure(subject, path, value)
    return found or _given(subject, path, value)


def every_path(data: Any, base: Path = ()) -> Iterator[Path]:
    """Every path of a contract, blocks and figures alike."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, node in items:
        path = (*base, key)
        yield path
        yield from every_path(node, path)


def _computed(subject: Subject, path: Path, value: Any) -> Derivation | None:
    result = subject.result
    match path:
        case ("baten", int(number), *rest):
            return line_figure(subject, result.benefits[number], path[:2], tuple(rest), value)
        case ("kosten", int(number), *rest):
            return line_figure(subject, result.costs[number], path[:2], tuple(rest), value)
        case ("totaal", *rest):
            return total_figure(subject, result, path[:1], tuple(rest), value)
        case ("scenarios", str(name), "totaal", *rest):
            return total_figure(subject, subject.scenarios[name], path[:3], tuple(rest), value)
        case ("scenarios", str(name), "opschaling", int(number), str(key)) if key != "pad":
            line = subject.data["scenarios"][name]["opschaling"][number]["pad"]
            item = next(found for found in subject.scenarios[name].lines if found.line.path == line)
            return scaling_figure(item, (), path, key, value)
        case ("per_jaar", _, _):
            return year_figure(subject, path, value)
        case ("per_actor", _, _, *_):
            return actor_figure(subject, path, value)
        case ("per_domein", _, _, *_):
            return domain_figure(subject, path, value)
        case ("hardheid", *_):
            return firmness_figure(subject, path, value)
        case ("resultaten", int(), _):
            return outcome_figure(subject, path, value)
        case ("omslag", int(), _):
            return threshold_figure(subject, path, value)
        case ("gedrukt", int(), _):
            return printed_figure(subject, path, value)
    return None


def _given(subject: Written, path: Path, value: Any) -> Derivation:
    text = format_path(path)
    place, written = subject.place(text), subject.written(text)
    note = f"{place}: {written}" if place and written else place
    return given(path, value, note)
