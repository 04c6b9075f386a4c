"""Shards of one batch put together: what stands in the way of that, and the rows of the whole in order."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from operator import itemgetter
from typing import Any

from rendement.report.batch.columns import COLUMNS, PLACE, Column, Values
from rendement.report.batch.shard import Place, place_in
from rendement.report.dutch import number, plain

Read = Callable[[Sequence[Column], str], Iterator[list[Any]]]

_AT, _PATH, _VERSION, _CURRENCY = (PLACE[name] for name in ("deel", "pad", "versie", "bedragen_in"))
_DAMAGED = re.compile(r"\\udc([89a-f][0-9a-f])")
_MOST = 5  # of one kind that are named
_MOST_LISTS = 10_000
_ELSEWHERE = ", of staat niet op haar plaats; maak de delen zonder --rangschik"


class TwiceError(Exception):
    """A row stands in two shards, or these are of other folders; the text is Dutch and complete."""

    def __init__(self, path: str | None) -> None:
        super().__init__(
            f"{plain(path)[:200]} staat in twee delen, of de delen zijn van verschillende mappen"
        )


@dataclass(slots=True)
class Seen:
    """What the rows of one file say of the shard that they are."""

    path: str
    part: tuple[int, int] | None = None
    rows: int = 0
    said: dict[str, dict[str, None]] = field(default_factory=dict)  # of what must be alike: what it says
    trouble: str = ""  # the first thing that is wrong with it

    def note(self, what: str, value: str | None) -> None:
        """Something that must be the same in all."""
        if what not in self.said and len(self.said) == _MOST_LISTS:
            self.trouble = self.trouble or f"hier staan meer dan {number(_MOST_LISTS)} prijslijsten"
        elif value is not None and len(known := self.said.setdefault(what, {})) <= _MOST:
            known[value] = None


_VERSIONS, _COMMANDS, _FILES, _PARTS = "versies", "opdrachten", "aantallen bestanden", "verdelingen"
_CURRENCIES, _LIST = "munten", "prijslijst "
_UNLIKE = {
    _VERSIONS: "de delen zijn met verschillende versies gemaakt",
    _COMMANDS: "de delen zijn van andere bestanden, opties of meegeleverde lijsten, of van een andere maand",
    _FILES: "de delen zijn van mappen met een ander aantal bestanden",
    _PARTS: "de delen zijn van verschillende verdelingen",
    _CURRENCIES: "niet alle rijen rekenen in dezelfde munt; reken die apart door",
}


def seen_in(path: str, read: Read) -> Seen:
    """What one file says, looked at row by row. Raises what reading it does."""
    seen, last, rows = Seen(path), 0, 0
    before = 0, ""
    for row in read(COLUMNS, path):
        seen.rows += 1
        place = place_in(row[_AT])
        if place is None:
            seen.trouble = seen.trouble or "dit is geen deel: maak het met --shard"
            return seen
        seen.part = seen.part or place.part
        now = place.file, _sorted_as(row[_PATH] or "")
        seen.trouble = seen.trouble or _out_of_place(place, last, before, now)
        last, rows, before = place.row, place.rows, now
        _note(seen, place, row)
    if last != rows and not seen.trouble:
        seen.trouble = f"na rij {number(last)} van {number(rows)} houdt dit bestand op"
    return seen


def _note(seen: Seen, place: Place, row: Values) -> None:
    number_, of = place.part
    seen.note(_VERSIONS, row[_VERSION])
    seen.note(_COMMANDS, place.command)
    seen.note(_FILES, number(place.files))
    seen.note(_PARTS, f"in {number(of)}")
    seen.note("deel", f"{number_}/{of}")
    seen.note(_CURRENCIES, row[_CURRENCY])
    for name, hash_ in place.lists:
        seen.note(_LIST + name, hash_)


def _out_of_place(place: Place, last: int, before: tuple[int, str], now: tuple[int, str]) -> str:
    """What is wrong with where a row stands: nothing in a shard as it was written."""
    if place.row <= last:
        return f"rij {number(place.row)} staat er twee keer{_ELSEWHERE}"
    if place.row > last + 1:
        return f"rij {number(last + 1)} ontbreekt{_ELSEWHERE}"
    part, of = place.part
    at_home = 1 <= part <= of and 1 <= place.file <= place.files and (place.file - part) % of == 0
    rising = before[0] <= now[0] and (before[1] < now[1] if before[0] < now[0] else before[1] == now[1])
    if not at_home or (before[0] and not rising):
        return f"rij {number(place.row)} staat niet op volgorde van pad"
    return ""


def _sorted_as(path: str) -> str:
    """A path as it was when the files were put in order: bytes that are no text were written out since."""
    return _DAMAGED.sub(lambda hit: chr(0xDC00 + int(hit[1], 16)), path) if "\\udc" in path else path


def against(found: Sequence[Seen]) -> list[str]:
    """Everything that stands in the way of joining these; nothing when they are one whole."""
    said = [f"{plain(seen.path)}: {seen.trouble}" for seen in found if seen.trouble]
    for seen in found:
        if len(seen.said.get("deel", ())) > 1:
            said.append(f"{plain(seen.path)}: hier staan rijen van meer dan één deel")
    whats = dict.fromkeys(what for seen in found for what in seen.said if what != "deel")
    for what in whats:
        values: dict[str, str] = {}
        for seen in found:
            for value in seen.said.get(what, ()):
                values.setdefault(value, seen.path)
        if len(values) > 1:
            shown = ", ".join(f"{plain(value)} ({plain(path)})" for value, path in [*values.items()][:_MOST])
            other = f"{plain(what)} heeft niet overal dezelfde inhoud"
            said.append(f"{_UNLIKE.get(what, other)}: {shown}")
    return said if said else _parts_apart(found)


def _parts_apart(found: Sequence[Seen]) -> list[str]:
    """The shards that are there twice, and those that are not; of one without a row nothing is known."""
    said, there = [], dict[int, str]()
    for seen in found:
        if seen.part is None:
            continue
        part, of = seen.part
        if part in there:
            both = f"{plain(there[part])} en {plain(seen.path)}"
            said.append(f"deel {part}/{of} staat er twee keer: {both}")
        there.setdefault(part, seen.path)
    if not there:
        return ["in geen van deze bestanden staat een rij"]
    empty = len([seen for seen in found if seen.part is None])
    lacking = [part for part in range(1, of + 1) if part not in there]
    if len(lacking) > empty:
        shown = ", ".join(f"{part}/{of}" for part in lacking[:_MOST])
        more = f" en nog {number(len(lacking) - _MOST)}" if len(lacking) > _MOST else ""
        without = f"; van {number(empty)} ervan kan het bestand zonder rijen zijn" if empty else ""
        said.append(f"er ontbreken delen: {shown}{more}{without}")
    elif len(lacking) < empty:
        said.append("er is een bestand zonder rijen te veel; noem alleen de delen van deze batch")
    return said


def joined(found: Sequence[Seen], read: Read) -> Iterator[Values]:
    """The rows of the whole, in its order; nothing says any more that it came in shards.

    Raises TwiceError for a path that does not come after the one before it.
    """
    before = 0, ""
    for number_, row in merge(*(_numbered(seen.path, read) for seen in found), key=itemgetter(0)):
        now = number_, _sorted_as(row[_PATH] or "")
        if now[0] != before[0] and before[0] and now[1] <= before[1]:
            raise TwiceError(row[_PATH])
        before = now
        yield row


def _numbered(path: str, read: Read) -> Iterator[tuple[int, list[Any]]]:
    for row in read(COLUMNS, path):
        place = place_in(row[_AT])
        row[_AT] = None
        yield (place.file if place is not None else 0), row
