"""Noting what is wrong with a text while it is read: places, and findings at a place."""

import re
from functools import cached_property
from typing import Any

from rendement.source.finding import Finding, too_many
from rendement.source.path import Path
from rendement.source.text import quote, split_lines

_STUCK = re.compile(r"([A-Za-z_][\w-]*):([^\s/].*)")

Event = Any  # of the parser; it knows where it began and ended, which is asked only when something is said
Place = tuple[int, int, int]  # line and column from 0, width


def span(event: Event) -> Place:
    """Where an event stands; what runs over several lines has the width of one character."""
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return start.line, start.column, max(1, width)


def cut(text: str, length: int = 40) -> str:
    """A text of the analyst, short enough to stand in a message."""
    return text if len(text) <= length else text[:length] + "…"


def stuck(text: str) -> tuple[str, str] | None:
    """The key and value of a text like `bedrag:37000`, which YAML reads as one word.

    >>> stuck("bedrag:37000"), stuck("https://voorbeeld.nl")
    (('bedrag', '37000'), None)
    """
    match = _STUCK.match(text)
    return (match[1], match[2]) if match else None


class StopReading(Exception):
    """Reading further would be unsafe, or only add to a list that nobody reads."""


class Notes:
    """The findings about one text, in the order met."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.findings: list[Finding] = []

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, split once and only when something must be quoted."""
        return split_lines(self.text)

    def add(self, code: str, message: str, remedy: str, place: Place, path: Path = ()) -> None:
        """Note a finding at a place. Raises StopReading when there are too many."""
        line, column, width = place
        mark = quote(self.name, self.lines, line + 1, column + 1, width)
        self.findings.append(Finding(code, message, remedy, path, mark=mark))
        if too_many(self.findings):
            raise StopReading
