"""The derivation of a figure of a scenario: that of the figure, with paths that stay in the scenario."""

from dataclasses import replace

from rendement.figures.lookup import LookupFailedError, lookup
from rendement.report.explain.records import Derivation, Figure, Subject, Term
from rendement.source.path import PathError, format_path, parse_path


def in_scenario(found: Derivation, subject: Subject, name: str) -> Derivation:
    """The derivation with the path of every outcome in it below `scenarios.<name>`."""
    data = subject.data["scenarios"][name]
    terms = (
        Term(tuple(_moved(figure, data, name) for figure in term.figures), term.sign) for term in found.terms
    )
    return replace(found, terms=tuple(terms))


def _moved(figure: Figure, data: object, name: str) -> Figure:
    """An outcome of the scenario; what was written, and the price of a list, stands where it stands."""
    if not figure.path or figure.place:
        return figure
    try:
        path = parse_path(figure.path)
        known = lookup(data, path)
    except (PathError, LookupFailedError):
        return figure
    if known != figure.value:  # an input with the name of a step
        return figure
    return replace(figure, path=format_path(("scenarios", name, *path)))
