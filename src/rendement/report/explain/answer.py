"""The answer to `explain`: which figure is meant, and its derivation as a page or as data."""

from typing import Any

from rendement.figures.lookup import LookupFailedError
from rendement.report.explain import (
    Derivation,
    Explained,
    MonitorSubject,
    ProgrammeSubject,
    Subject,
    derive,
    every_path,
)
from rendement.report.explain.page import figure_page, whole_page
from rendement.report.explain.records import Figure
from rendement.source.finding import UsageError
from rendement.source.line_path import line_meant
from rendement.source.money import current
from rendement.source.path import Path, PathError, format_path, parse_path, slug
from rendement.source.rows import OTHERS
from rendement.source.suggest import did_you_mean
from rendement.study.calculation import Calculation
from rendement.study.contract import contract

MOST_PATHS = 3


def subject_of(calculation: Calculation) -> Explained:
    """What can be explained of a computed file. Raises ValueError when there is no result."""
    data = contract(calculation)
    if calculation.programme is not None and calculation.source is not None:
        return ProgrammeSubject(data, calculation.source, calculation.programme)
    if calculation.monitor is not None and calculation.source is not None:
        return MonitorSubject(data, calculation.source, calculation.monitor)
    if calculation.result is None or calculation.source is None:
        raise ValueError("no result")
    scenarios = {name: found for name, found in calculation.scenarios.items() if found is not None}
    sources = calculation.scenario_sources
    return Subject(data, calculation.source, calculation.result, scenarios, sources)


def meant(subject: Explained, text: str | None) -> Path | None:
    """The path asked for; None is the whole file. Raises UsageError when it names no figure."""
    if text is None:
        return None
    try:
        path = parse_path(text)
        derive(subject, path)
    except PathError as error:
        raise UsageError(str(error)) from None
    except LookupFailedError:
        suggestion = _of_post(subject, path) or _of_line(subject, path) or _suggestion(subject, text)
        message = f"`{text[:80]}` is geen uitkomst van dit bestand; {suggestion}"
        raise UsageError(message) from None
    return path


def _of_post(subject: Explained, path: Path) -> str:
    """Where a post of a basket stands; of households one of few clients, and which those are is not told."""
    of_few = path[2:3] == ("casussen",) and path[4:5] == ("posten",)
    known = (*path[:5], OTHERS) if of_few else (*path[:2], "delen", *path[3:])
    if not (of_few or path[2:3] == ("posten",)):
        return ""
    try:
        derive(subject, known)
    except LookupFailedError:
        return ""
    at = f"`{format_path(known)}`"
    return f"een post van weinigen staat in {at}" if of_few else f"bedoelt u {at}?"


def _of_line(subject: Explained, path: Path) -> str:
    """The same of the line that is meant, as `--set` says it; empty when none is near."""
    lines: dict[str, list[str]] = {
        section: [item["id"] for item in subject.data[section] if "id" in item]
        for section in ("baten", "kosten", "maatregelen")
        if section in subject.data
    }
    meant_path = line_meant(path, lines) if len(path) > 1 else None
    if meant_path is None:
        return ""
    try:
        derive(subject, meant_path)
    except LookupFailedError:
        meant_path = meant_path[:2]
    return f"bedoelt u `{format_path(meant_path)}`?"


def _suggestion(subject: Explained, text: str) -> str:
    """Paths with this in the name of a line, or at the start of their last key; else the nearest path."""
    known = [format_path(found) for found in every_path(subject.data)]
    word = slug(text)
    named = [
        f"{section}.{item['id']}.{key}"
        for section, key in (("baten", "netto"), ("kosten", "netto"), ("maatregelen", "gepland"))
        for item in subject.data.get(section, ())
        if word and word in item.get("id", "")
    ]
    ending = [path for path in known if word and slug(path.rpartition(".")[2]).startswith(word)]
    found = (named or ending)[:MOST_PATHS]
    if found:
        return f"bedoelt u {' of '.join(f'`{path}`' for path in found)}?"
    listed = "zonder pad ziet u de hele afleiding; met --format json alle paden"
    block = text.partition(".")[0]
    # of very many names only the first are tried
    return did_you_mean(text, sorted(known, key=lambda path: path.partition(".")[0] != block), listed)


def answer(subject: Explained, path: Path | None, *, data: bool, deep: bool = False) -> Any:
    """One derivation with what was asked, or all as data; or a list with the page, folded unless deep."""
    if data and path is not None:
        return {**_as_data(derive(subject, path)), "opdracht": subject.data["herkomst"]["opdracht"]}
    if data:
        return [_as_data(derive(subject, found)) for found in every_path(subject.data)]
    return [figure_page(subject, path, deep=deep) if path is not None else whole_page(subject)]


def _as_data(found: Derivation) -> dict[str, Any]:
    """The derivation; `termen` recombine to `waarde`: sum of sign x product, 1 / number where `omgekeerd`."""
    return {
        "pad": found.path,
        "waarde": found.value,
        "soort": found.kind,
        "formule": found.formula,
        "termen": [
            {"teken": term.sign, "getallen": [_figure(figure) for figure in term.figures]}
            for term in found.terms
        ],
        "toelichting": list(found.notes),
        "onderdelen": list(found.parts),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "naam": figure.name,
        "waarde": figure.value,
        "eenheid": current().word if figure.unit == "euro" else figure.unit,
        "omgekeerd": figure.inverse,
        "pad": figure.path or None,
        "plaats": figure.place or None,
        "bron": figure.source or None,
    }
