"""How long something lasts: `2.5`, `3 jaar`, `15 maanden`, `6 weken` or `30 dagen`, in years."""

import re
from dataclasses import replace

from rendement.model.nodes import Node
from rendement.model.parse import above_zero, certain
from rendement.source.scalar import ScalarError

LONGEST = 200  # years that anything may last

# how many go into a year
UNITS = {"jaar": 1, "jaren": 1, "maand": 12, "maanden": 12, "week": 52, "weken": 52, "dag": 365, "dagen": 365}

_WITH_UNIT = re.compile(rf"(\S*\d)\s*({'|'.join(UNITS)})\s*")


def duration(node: Node) -> float:
    """Years, above 0.

    >>> duration("15 maanden"), duration("6 weken") == 6 / 52
    (1.25, True)
    """
    match = _WITH_UNIT.fullmatch(node) if isinstance(node, str) else None
    if match is None:
        return _years(node, 1)
    length, unit = match.groups()
    try:
        return _years(length, UNITS[unit])
    except ScalarError as error:
        error.findings = [replace(found, remedy=f"{found.remedy} {unit}") for found in error.findings]
        raise


def _years(node: Node, of_a_year: int) -> float:
    value = above_zero(certain(node, "aantal"))
    if value > LONGEST * of_a_year:
        message, remedy = (
            f"langer dan {LONGEST} jaar rekent niemand",
            f"schrijf hooguit {LONGEST * of_a_year}",
        )
        raise ScalarError("te-groot", message, remedy)
    return value / of_a_year
