"""What a file brings along for the rules over all files of a run."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from rendement.lint.waivers import Deviation
from rendement.source.finding import SEVERITIES, Mark, Place
from rendement.source.path import PathError, parse_path
from rendement.source.record import record


@record
class Fact:
    """Something in a file that a rule holds against the same in others: where, what about, and what of it."""

    place: tuple[str | int, ...]
    key: Any  # only to know the same by
    said: Mapping[str, Any] = field(default_factory=dict)


@record
class Noted:
    """A fact of a file, of which rule, where it stands, and the waiver that covers it."""

    number: str
    fact: Fact
    where: Place
    waiver: Deviation | None = None


Packed = list[Any]
_HOLDS = (str, str, str, int, int, str, str, dict)  # and behind these a waiver or none


def packed(item: Noted) -> Packed:
    """A fact as a batch carries and keeps it."""
    fact, where, waiver = item.fact, item.where, item.waiver
    own = None if waiver is None else [waiver.number, waiver.rule, waiver.reason, waiver.until]
    place = [where.path, where.named, where.mark.line, where.mark.column, where.severity]
    return [item.number, *place, fact.key, dict(fact.said), own]


def unpacked(values: Packed, file: str) -> Noted:
    """The fact again, of this file."""
    number, path, named, line, column, severity, key, said, own = values
    waiver = None if own is None else Deviation(own[0], own[1], (), *own[2:])
    place = Place(path, named, Mark(file, line, column), "", severity)
    return Noted(number, Fact(parse_path(path), key, said), place, waiver)


def are_facts(found: Sequence[Any]) -> bool:
    """Whether these can be packed facts."""
    return all(map(_is_fact, found))


def _is_fact(values: object) -> bool:
    if not isinstance(values, list) or (*map(type, values[:-1]),) != _HOLDS:
        return False
    own = values[-1]
    return values[5] in SEVERITIES and _is_path(values[1]) and (own is None or _is_waiver(own))


def _is_waiver(own: object) -> bool:
    match own:
        case [int(), str(), str(), str()]:
            return True
    return False


def _is_path(text: str) -> bool:
    try:
        parse_path(text)
    except PathError:
        return False
    return True
