"""The answer to `explain`: which figure is meant, and its derivation as a page or as data."""

from typing import Any

from rendement.figures.lookup import LookupFailedError
from rendement.report.explain import Derivation, ProgrammeSubject, Subject, derive, every_path
from rendement.report.explain.page import Explained, figure_page, whole_page
from rendement.report.explain.records import Figure
from rendement.source.finding import UsageError
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.suggest import did_you_mean
from rendement.study.calculation import Calculation
from rendement.study.contract import contract


def subject_of(calculation: Calculation) -> Explained:
    """What can be explained of a computed file. Raises ValueError when there is no result."""
    data = contract(calculation)
    if calculation.programme is not None and calculation.source is not None:
        return ProgrammeSubject(data, calculation.source, calculation.programme)
    if calculation.result is None or calculation.source is None:
        raise ValueError("no result")
    return Subject(data, calculation.source, calculation.result, calculation.scenarios)


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
        known = [format_path(found) for found in every_path(subject.data)]
        listed = "zonder pad ziet u de hele afleiding; met --format json alle paden"
        message = f"`{text[:80]}` is geen uitkomst van dit bestand; {did_you_mean(text, known, listed)}"
        raise UsageError(message) from None
    return path


def answer(subject: Explained, path: Path | None, *, data: bool) -> Any:
    """One derivation or all of them as data; or a list with the page."""
    if data and path is not None:
        return _as_data(derive(subject, path))
    if data:
        return [_as_data(derive(subject, found)) for found in every_path(subject.data)]
    return [figure_page(subject, path) if path is not None else whole_page(subject)]


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
        "eenheid": figure.unit,
        "omgekeerd": figure.inverse,
        "pad": figure.path or None,
        "plaats": figure.place or None,
        "bron": figure.source or None,
    }
