"""What a file brings along for the rules over all files of a run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from rendement.lint.waivers import Deviation
from rendement.source.finding import Place
from rendement.source.path import Path
from rendement.source.record import record


@record
class Fact:
    """Something in a file that a rule holds against the same in others: where, what about, and what of it."""

    place: Path
    key: tuple[Any, ...]
    said: Mapping[str, object] = field(default_factory=dict)


@record
class Noted:
    """A fact of a file, of which rule, where it stands, and the waiver that covers it."""

    number: str
    fact: Fact
    where: Place
    waiver: Deviation | None = None


def same_elsewhere(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """The facts about the same that stand in more than one file."""
    groups: dict[tuple[Any, ...], list[Noted]] = {}
    for item in facts:
        groups.setdefault(item.fact.key, []).append(item)
    for group in groups.values():
        if len({item.where.mark.file for item in group}) > 1:
            yield group
