"""Factors by name, that multiply an amount: `{leerlingen: 22000, weken: 42, uren: 4}`."""

import re

from rendement.model.nodes import Node, mapping
from rendement.model.parse import within
from rendement.model.values import Uncertain
from rendement.source.scalar import ScalarError, filled

LONGEST = 60  # letters of a name

_YEAR = re.compile(r"\d{4}")


def factors(node: Node) -> tuple[tuple[str, Uncertain], ...]:
    """Each name with its number, share or range: 0 or more, and the same in every year."""
    if not isinstance(node, dict) or not node:
        remedy = "schrijf bijvoorbeeld {weken: 42, uren: 4}"
        raise ScalarError("geen-factoren", "hier horen factoren, elk met een naam", remedy)
    if any(_YEAR.fullmatch(name) for name in node):
        raise _no_series()
    return tuple(mapping(node, _name, _factor))


def _name(key: str) -> str:
    if len(filled(key)) > LONGEST:
        message = f"de naam van een factor heeft hooguit {LONGEST} tekens"
        raise ScalarError("factor-naam", message, "kort de naam in; de uitleg hoort achter `toelichting`")
    return key


def _factor(node: Node) -> Uncertain:
    if isinstance(node, dict) and any(_YEAR.fullmatch(key) for key in node):
        raise _no_series()
    return within(node, "factor", 0, None)


def _no_series() -> ScalarError:
    message = "een factor is in elk jaar hetzelfde getal"
    return ScalarError("factor-per-jaar", message, "zet de reeks per jaar achter `aantal` of `bedrag`")
