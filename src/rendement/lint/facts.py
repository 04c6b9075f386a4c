"""What a file brings along for the rules over all files of a run."""

from collections.abc import Mapping
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
