"""Where every figure comes from: it reads the same plan and result as everything else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rendement.engine.budget_case import budget_of_case
from rendement.engine.budget_programme import budget_of_programme
from rendement.engine.over_years import years_of
from rendement.figures.lookup import canonical, lookup
from rendement.report.explain.baskets import scaling_figure
from rendement.report.explain.breakdowns import (
    actor_figure,
    domain_figure,
    firmness_figure,
    outcome_figure,
    threshold_figure,
    year_figure,
)
from rendement.report.explain.budget import budget_figure, cover_figure
from rendement.report.explain.lines import line_figure
from rendement.report.explain.monitor import monitor_figure
from rendement.report.explain.monitor_terms import MonitorSubject
from rendement.report.explain.programme import programme_figure, why_missing
from rendement.report.explain.programme_terms import ProgrammeSubject
from rendement.report.explain.records import (
    Derivation,
    Subject,
    Unit,
    Written,
    given,
    missing,
    one,
    product_of,
    sum_of,
)
from rendement.report.explain.scenarios import in_scenario
from rendement.report.explain.totals import items_of, total_figure
from rendement.source.path import Path, format_path

__all__ = ["Derivation", "Explained", "MonitorSubject", "ProgrammeSubject", "Subject", "derive", "every_path"]


Explained = Subject | ProgrammeSubject | MonitorSubject


def derive(subject: Explained, path: Path) -> Derivation:
    """How the figure at a result path came about. Raises LookupFailedError when it names nothing."""
    path = canonical(subject.data, path)
    value = lookup(subject.data, path)
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        parts = tuple(format_path((*path, key)) for key in keys)
        found = Derivation("een blok met deze onderdelen", kind="blok", parts=parts)
        return replace(found, path=format_path(path))
    return replace(_derived(subject, path, value), path=format_path(path), value=value)


def every_path(data: Any, base: Path = ()) -> Iterator[Path]:
    """Every path of a contract, blocks and figures alike."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, node in items:
        path = (*base, key)
        yield path
        yield from every_path(node, path)


def _derived(subject: Explained, path: Path, value: Any) -> Derivation:
    found: Derivation | None = None
    if path[0] == "bandbreedtes":
        return _range(subject, subject.data["bandbreedtes"][path[1]]["pad"])
    if path[0] == "begroting" and value is not None:
        found = _of_budget(subject, path)
    elif path[0] == "dekking" and isinstance(subject, Subject) and isinstance(value, float):
        found = cover_figure(subject, path)
    elif path[0] == "gedrukt" and value is not None:
        found = _printed(subject, path, value)
    elif isinstance(subject, Subject):
        found = _computed(subject, path, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(subject, MonitorSubject):
            found = monitor_figure(subject, path)
        else:
            found = programme_figure(subject, path, value)
    return found or _given(subject, path, value)


def _computed(subject: Subject, path: Path, value: Any) -> Derivation | None:
    result = subject.result
    match path:
        case ("baten" | "kosten" as side, int(number), *rest):
            return line_figure(subject, items_of(result, side)[number], tuple(rest), value)
        case ("totaal", *rest):
            return total_figure(result, tuple(rest), value)
        case ("scenarios", str(name), *rest) if rest:
            return in_scenario(_derived(subject.of_scenario(name), tuple(rest), value), subject, name)
        case ("opschaling", int(number), str(key)) if key != "pad":
            line = subject.data["opschaling"][number]["pad"]
            items = years_of(result.lines, line)
            return scaling_figure(items, "", key, value)
        case ("per_jaar", year, str(key)):
            return year_figure(result, int(year), key)
        case ("per_actor", str(actor), *rest):
            return actor_figure(result, actor, tuple(rest), value)
        case ("per_domein", str(domain), *rest):
            return domain_figure(result, domain, tuple(rest))
        case ("hardheid", *rest) if value is not None:
            return firmness_figure(subject, tuple(rest))
        case ("deelnemers",) if value is not None:
            count = subject.input("deelnemers", value, "aantal", "deelnemers")
            return product_of("zoals geschreven", count, unit="aantal")
        case ("resultaten", int(number), str(key)) if value is not None:
            return outcome_figure(subject, number, key)
        case ("resultaten", int(_), "kosten_per_resultaat"):
            return given("bestaat hier niet: er staan geen kosten die meetellen, of geen resultaten")
        case ("omslag", int(number), str(key)) if value is not None:
            return threshold_figure(subject, number, key)
    return None


def _of_budget(subject: Explained, path: Path) -> Derivation | None:
    """The derivation of `begroting.<…>`."""
    if isinstance(subject, MonitorSubject):
        return None
    found = (
        budget_of_case(subject.result)
        if isinstance(subject, Subject)
        else budget_of_programme(subject.result.plan)
    )
    return None if found is None else budget_figure(subject, found, path)


def _range(subject: Written, path: str) -> Derivation:
    """The derivation of `bandbreedtes[i].<sleutel>`."""
    kind = subject.ranges[path].kind
    unit: Unit = "euro" if kind == "bedrag" else "aandeel" if kind in ("aandeel", "voet") else "aantal"
    return given(subject.range_at(path), unit)


def _printed(subject: Written, path: Path, value: float) -> Derivation | None:
    """The derivation of `gedrukt[i].<sleutel>`."""
    item = subject.data["gedrukt"][path[1]]
    if path[2] == "berekend":
        return sum_of("de berekende uitkomst", one("berekend", value, item["pad"]))
    if path[2] == "verschil":
        computed, printed = item["berekend"], item["gedrukt"]
        return sum_of(
            "berekend − gedrukt", one("berekend", computed, item["pad"]), one("gedrukt", printed, sign=-1)
        )
    return None


def _why_missing(subject: Explained, path: Path) -> str:
    if isinstance(subject, ProgrammeSubject) and path[0] in ("totaal", "per_jaar", "niet_per_jaar"):
        return why_missing(subject.result, str(path[-1]))
    return "niet opgegeven, of hier niet van toepassing"


def _given(subject: Explained, path: Path, value: Any) -> Derivation:
    text = format_path(path)
    if value is None:
        return missing(_why_missing(subject, path))
    place, written = subject.place(text), subject.written(text)
    return given(f"{place}: {written}" if place and written else place)
