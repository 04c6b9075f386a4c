"""How long something lasts: `2.5`, `3 jaar`, `12..18 maanden`, `6 weken` or `30 dagen`, in years."""

import re
from collections.abc import Callable
from dataclasses import replace

from rendement.model.nodes import Node
from rendement.model.parse import ENDING, above_zero, certain, uncertain
from rendement.model.values import Range, Uncertain, ends, point
from rendement.source.scalar import NumberKind, ScalarError

LONGEST = 200  # years that anything may last

# how many go into a year
UNITS = {"jaar": 1, "jaren": 1, "maand": 12, "maanden": 12, "week": 52, "weken": 52, "dag": 365, "dagen": 365}

_WITH_UNIT = re.compile(rf"(.*\d)\s*({'|'.join(UNITS)})\s*")
_LENGTHS = ("laag", "midden", "hoog")


def duration(node: Node) -> float:
    """Years, above 0.

    >>> duration("15 maanden"), duration("6 weken") == 6 / 52
    (1.25, True)
    """
    return point(_read(node, certain))


def unsure_duration(node: Node) -> Uncertain:
    """The same, or a range of years.

    >>> unsure_duration("12..18 maanden")
    Range(low=1.0, high=1.5, mode=None, distribution='pert')
    """
    return _read(node, uncertain)


def _read(node: Node, number: Callable[[Node, NumberKind], Uncertain]) -> Uncertain:
    length, unit = parted(node)
    if unit is None:
        return _years(number(node, "aantal"), 1)
    try:
        return _years(number(length, "aantal"), UNITS[unit])
    except ScalarError as error:
        error.findings = [replace(found, remedy=_with_unit(found.remedy, unit)) for found in error.findings]
        raise


def parted(node: Node) -> tuple[Node, str | None]:
    """A length and its unit; those of a block when each of its lengths has the same one."""
    if isinstance(node, dict):
        pieces = {key: parted(node[key]) for key in _LENGTHS if isinstance(node.get(key), str)}
        units = {unit for _, unit in pieces.values()}
        bare = node | {key: length for key, (length, _) in pieces.items()}
        return bare, units.pop() if len(units) == 1 else None
    match = _WITH_UNIT.fullmatch(node) if isinstance(node, str) else None
    return (node, None) if match is None else (match[1], match[2])


def _with_unit(remedy: str, unit: str) -> str:
    """The remedy, with the unit behind the number that it names."""
    return re.sub(r"(?<=\d)(?=;|$)", f" {unit}", remedy, count=1)


def _years(value: Uncertain, of_a_year: int) -> Uncertain:
    most = ends(above_zero(value))[1]
    if most > LONGEST * of_a_year:
        message = f"langer dan {LONGEST} jaar rekent niemand"
        remedy = f"schrijf hooguit {LONGEST * of_a_year}"
        if isinstance(value, Range) and value.high <= LONGEST * of_a_year:
            remedy = ENDING
        raise ScalarError("te-groot", message, remedy)
    if isinstance(value, float):
        return value / of_a_year
    if not isinstance(value, Range):  # its values have no unit
        return value
    mode = None if value.mode is None else value.mode / of_a_year
    return replace(value, low=value.low / of_a_year, high=value.high / of_a_year, mode=mode)
