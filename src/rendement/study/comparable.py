"""What results must have in common before they may be added up, or ranked one above the other.

A price list stands in the way only when another result was computed with other content under the same name.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING

from rendement.figures.origin import rate_of
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.monitor import MonitorFigures
    from rendement.figures.programme import ProgrammeFigures

NONE, AT_ONCE, BY_YEAR = "geen", "ineens", "per jaar"
EXPECTED, REALISED, PARTLY = "verwacht", "gerealiseerd", "deels gerealiseerd"
ADDED = ("soort", "valuta", "perspectief", "prijspeil", "telling")
RANKED = (*ADDED, "horizon", "discontovoet", "boeking", "status", "scenario", "set")
PRESENT = ("discontovoet", "basisjaar")  # what present values must agree in as well
LIST = "prijslijst"
_SIGNS = 8  # of a key
_OF_HASH = 12  # signs of the hash of a list that are told

Lists = tuple[tuple[str, str], ...]


@record
class Grounds:
    """What one result was counted with, in words; what does not apply to it is not there."""

    said: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = ()  # name and hash of every price list

    @property
    def packed(self) -> str:
        """As a text that can be kept."""
        return json.dumps([dict(self.said), [list(item) for item in self.lists]], separators=(",", ":"))


def unpacked(text: str) -> Grounds:
    """The same again."""
    said, lists = json.loads(text)
    return Grounds(said, tuple((name, hash_) for name, hash_ in lists))


@record
class Difference:
    """One thing in which results differ: each value, with the numbers of the results that have it."""

    what: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


def grounds_of(figures: "CaseFigures | ProgrammeFigures | MonitorFigures") -> Grounds:
    """With what this result was counted."""
    said = {"soort": figures.kind, "scenario": figures.asked.scenario or NONE}
    said["set"] = figures.asked.listed or NONE
    said["valuta"] = figures.currency
    if figures.kind == "monitor":
        return Grounds(said)
    plan = figures.result.plan
    said["perspectief"] = plan.perspective
    said["prijspeil"] = NONE if plan.price_level is None else str(plan.price_level)
    said |= _of_case(figures) if figures.kind == "casus" else _of_programme(figures)
    return Grounds(said, tuple(plan.price_lists))


def _of_case(figures: "CaseFigures") -> dict[str, str]:
    result = figures.result
    plan, lines = result.plan, [item for item in result.lines if item.line.counted]
    benefits = [item for item in lines if item.line.side == "baten"]
    whole = bool(lines) and all(set(item.line.years) <= (item.line.realised or set()) for item in lines)
    any_done = any(item.line.realised for item in lines)
    years = {year for item in benefits for year, amount in item.by_year.items() if amount}
    own = {rate_of(item.line.discount) for item in lines if item.line.discount is not None}
    return {
        "horizon": NONE if plan.horizon is None else f"{plan.horizon} jaar",
        "discontovoet": "; op regels ".join([rate_of(plan.discount), *sorted(own)]),
        "basisjaar": str(plan.discount.base),
        "boeking": AT_ONCE if len(years) == 1 else BY_YEAR,
        "status": REALISED if whole else PARTLY if any_done else EXPECTED,
    }


def _of_programme(figures: "ProgrammeFigures") -> dict[str, str]:
    tranches = [item for leaf in figures.result.plan.leaves if leaf.counted for item in leaf.tranches]
    done = [item.realised for item in tranches]
    return {
        "telling": figures.result.plan.counting or NONE,
        "boeking": BY_YEAR,
        "status": REALISED if done and all(done) else PARTLY if any(done) else EXPECTED,
    }


def differences(
    found: Sequence[Grounds], words: Iterable[str] = RANKED, *, lists: bool = True
) -> list[Difference]:
    """In what these differ, of these words and of the content of price lists with the same name."""
    said = [Difference(word, _grouped(_values(found, word))) for word in words]
    return [item for item in (*said, *(_lists_apart(found) if lists else ())) if len(item.values) > 1]


def _values(found: Sequence[Grounds], word: str) -> Iterator[tuple[int, str]]:
    for number, grounds in enumerate(found):
        if word in grounds.said:
            yield number, grounds.said[word]


def _grouped(values: Iterable[tuple[int, str]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    groups: dict[str, list[int]] = {}
    for number, value in values:
        groups.setdefault(value, []).append(number)
    return tuple((value, tuple(numbers)) for value, numbers in groups.items())


def _lists_apart(found: Sequence[Grounds]) -> Iterator[Difference]:
    of_name: dict[str, list[tuple[int, str]]] = {}
    for number, grounds in enumerate(found):
        for name, hash_ in dict.fromkeys(grounds.lists):
            of_name.setdefault(name, []).append((number, hash_.removeprefix("sha256:")[:_OF_HASH]))
    for name in sorted(of_name):
        yield Difference(f"{LIST} {name}", _grouped(of_name[name]))


def keys_of(found: Sequence[Grounds], words: Iterable[str] = RANKED) -> list[str]:
    """Eight hex digits of what must agree: results with the same ones may be ranked.

    Of price lists only those count of which there are two kinds here.
    """
    words = tuple(words)
    apart = {item.what for item in _lists_apart(found) if len(item.values) > 1}
    return [_key(grounds, words, apart) for grounds in found]


def _key(grounds: Grounds, words: Sequence[str], apart: Collection[str]) -> str:
    said = [(word, grounds.said.get(word, "")) for word in words]
    own = sorted({item for item in grounds.lists if f"{LIST} {item[0]}" in apart})
    return sha256(repr((said, own)).encode("utf-8", "backslashreplace")).hexdigest()[:_SIGNS]
