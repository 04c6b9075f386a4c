"""A derivation as plain data, for `explain --format json`."""

from typing import Any

from rendement.report.explain.records import Derivation, Figure


def as_data(found: Derivation) -> dict[str, Any]:
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
