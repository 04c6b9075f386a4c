"""The terms of a program as formulas of a spreadsheet, in terms of cells that exist.

A term that has a cell is named by it; any other is written out within the formula that needs it. What is
needed twice, or makes a formula too long, gets a cell of its own from `spare`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rendement.engine.symbol import (
    ADD,
    CLEARED,
    EXACT,
    IF_POSITIVE,
    LARGER,
    LEVELLED,
    OVER,
    RATIO,
    ROOT,
    SETTLED,
    SIZE,
    SMALLER,
    SUBTRACT,
    TIMES,
)
from rendement.report.sheets.stretches import stretches
from rendement.report.sheets.terms import Terms
from rendement.source.sums import total

LONGEST = 255  # characters of a formula that a reader can still follow
_ROOM = 200  # before what is wrapped around it
_BRIEF = 24  # characters that may be written twice
COUNTS = ",0,1)"  # how a formula ends that says whether a sum is more than rounding
_MADE = "+*:"  # signs of a text that is more than a cell
LITERALS = {-1.0: "-1", 0.0: "0", 1.0: "1", 2.0: "2", 12.0: "12"}

_SUM, _PRODUCT, _WHOLE = 1, 2, 3  # how tightly a text holds together


class _Text(NamedTuple):
    text: str
    tight: int = _WHOLE

    def within(self, tight: int) -> str:
        return self.text if self.tight >= tight else f"({self.text})"


class _Item(NamedTuple):
    """Something that is added: how it is written, how large its parts are, and what it is now."""

    text: _Text
    sizes: tuple[str, ...]
    value: float


class Speller:
    """Writes terms; `homes` has the cell of each term that has one, seen from another sheet.

    `shown` has every cell in which a term stands; `root` is the cell whose formula is being written.
    """

    def __init__(
        self, terms: Terms, homes: dict[int, str], shown: Mapping[int, Mapping[str, None]], spare: "Spare"
    ) -> None:
        self.terms = terms
        self.homes = homes
        self.shown = shown
        self.spare = spare
        self.noise = ""
        self.root = ""
        self._term = -1
        self._uses: Counter[int] = Counter()

    def count(self, roots: Iterable[int]) -> None:
        """Count how often each term without a cell is needed by these."""
        pending = [part for root in roots for part in self.terms.parts(root)]
        while pending:
            term = pending.pop()
            if term in self.homes:
                continue
            self._uses[term] += 1
            if self._uses[term] == 1:
                pending += self.terms.parts(term)

    def needed(self) -> list[int]:
        """The terms without a cell, in order."""
        return sorted(self._uses)

    def formula(self, term: int) -> str:
        """The formula of a term that has a cell of its own."""
        self.root, self._term = self.homes[term], term
        return self._written(term).text

    def _part(self, term: int, *, whole: bool = True) -> _Text:
        """A term within a formula; `whole`: what may not exist is looked at first, so it needs a cell."""
        if term in self.homes:
            return _Text(self.homes[term])
        constant = self.terms.constant(term)
        if constant is not None:
            if constant in LITERALS:
                return _Text(LITERALS[constant], _WHOLE if constant >= 0 else _SUM)
            if constant != constant:  # noqa: PLR0124 - what does not exist is not itself
                return _Text('"-"')
        found = self._written(term)
        twice = self._uses[term] > 1 and len(found.text) > _BRIEF
        if twice or (whole and term in self.terms.may_lack):
            return _Text(self._own(term, found.text))
        return found

    def _own(self, term: int, text: str) -> str:
        self.homes[term] = place = self.spare(text, self.terms.values[term])
        return place

    def _written(self, term: int) -> _Text:
        kind, parts = self.terms.kind(term), self.terms.parts(term)
        if kind in (ADD, EXACT, SETTLED):
            addends = self._addends(term, parts) if kind == ADD else parts
            return self._sum(kind, addends, root=term == self._term)
        passed = 1 if kind == IF_POSITIVE else None  # whether it exists or not
        texts = [self._part(part, whole=place != passed) for place, part in enumerate(parts)]
        texts = self._shortened(parts, texts)
        if kind == CLEARED:
            value = self.terms.values[parts[0]]
            found = self._cleared(texts[0], texts[1].text, value, root=term == self._term)
        else:
            found = _WRITERS[kind](*texts)
        guarded = parts[:1] if kind == IF_POSITIVE else () if kind == RATIO else parts
        return self._if_known(found, guarded)

    def _if_known(self, found: _Text, parts: Sequence[int]) -> _Text:
        """The text where these exist, nothing otherwise."""
        text = found.text
        for part in dict.fromkeys(parts):
            if part in self.terms.may_lack:
                text = f'IF(ISNUMBER({self._part(part).text}),{text},"-")'
        return found if text == found.text else _Text(text)

    def _shortened(self, parts: Sequence[int], texts: list[_Text]) -> list[_Text]:
        """The same with the longest of them in a cell of its own, until they fit."""
        while sum(len(item.text) for item in texts) > _ROOM // 2:
            place = max(range(len(texts)), key=lambda i: len(texts[i].text))
            if parts[place] in self.homes or len(texts[place].text) <= _BRIEF:
                break
            own = _Text(self._own(parts[place], texts[place].text))
            texts = [own if part == parts[place] else texts[i] for i, part in enumerate(parts)]
        return texts

    def _addends(self, term: int, parts: Sequence[int]) -> list[int]:
        """What is added one after the other, as far as no sum on the way has or needs a cell."""
        found: list[int] = []
        pending = list(reversed(parts))
        while pending:
            part = pending.pop()
            inner = self.terms.kind(part) == ADD and part not in self.homes and self._uses[part] <= 1
            if inner and part not in self.terms.may_lack:
                pending += reversed(self.terms.parts(part))
            else:
                found.append(part)
        return found

    def _sum(self, kind: str, parts: Sequence[int], *, root: bool) -> _Text:
        parts = [part for part in parts if self.terms.constant(part) != 0]
        if not parts:
            return _Text("0")
        items = list(self._items(parts))
        whole = self._folded([item.text for item in items], [item.value for item in items])
        if kind == SETTLED and len(parts) > 1:
            sizes = [_Text(size, _SUM) for item in items for size in item.sizes]
            smallest = f"{self.noise}*({self._folded(sizes, [abs(item.value) for item in items]).text})"
            whole = self._cleared(whole, smallest, total(item.value for item in items), root=root)
        return self._if_known(whole, parts)

    def _cleared(self, whole: _Text, smallest: str, value: float, *, root: bool) -> _Text:
        """Nothing instead of what is rounding alone; a sum that one sees is told so from beside it."""
        if whole.text == "0":
            return whole
        if root and any(sign in whole.text for sign in _MADE):
            counts = self.spare(
                f"IF(ABS({whole.text})<={smallest}{COUNTS}", float(self.terms.values[self._term] != 0)
            )
            return _Text(f"{whole.within(_PRODUCT)}*{counts}", _PRODUCT)
        once = self.spare(whole.text, value) if len(whole.text) > 2 * _BRIEF else whole.text
        return _Text(f"IF(ABS({once})<={smallest},0,{once})")

    def _items(self, parts: Sequence[int]) -> Iterator[_Item]:
        """What is added: cells one below the other together, the rest one by one."""
        ranges, rest = stretches(parts, self.shown)
        for found, members in ranges:
            worth = total(self.terms.values[part] for part in members)
            yield _Item(_Text(f"SUM({found})"), (f"SUMPRODUCT(ABS({found}))",), worth)
        bare = {
            part: self.terms.parts(part)[0]
            for part in rest
            if self.terms.kind(part) == SIZE and part not in self.homes
        }
        ranges, alone = stretches(list(bare.values()), self.shown)
        for found, members in ranges:
            size = f"SUMPRODUCT(ABS({found}))"
            yield _Item(_Text(size), (size,), total(abs(self.terms.values[part]) for part in members))
        for part in rest:
            if part in bare and bare[part] not in alone:
                continue
            text = self._part(part)
            yield _Item(text, (f"ABS({text.text})",), self.terms.values[part])

    def _folded(self, texts: Sequence[_Text], values: Sequence[float]) -> _Text:
        """Their sum; where it is too long, some of them together in cells of their own."""
        while True:
            whole = "+".join(item.within(_SUM) for item in texts).replace("+-", "-")
            if len(whole) <= _ROOM // 2 or len(texts) == 1:
                return _Text(whole, _SUM if len(texts) > 1 else texts[0].tight)
            groups = _grouped(texts)
            folded, worth, start = [], [], 0
            for group in groups:
                value = total(values[start : start + len(group)])
                start += len(group)
                own = "+".join(item.within(_SUM) for item in group).replace("+-", "-")
                folded.append(_Text(self.spare(own, value)) if len(own) > _BRIEF else _Text(own, _SUM))
                worth.append(value)
            texts, values = folded, worth


def _grouped(texts: Sequence[_Text]) -> list[list[_Text]]:
    """As many beside each other as there is room for."""
    groups: list[list[_Text]] = []
    room = 0
    for item in texts:
        size = len(item.text) + 3
        if not groups or size > room:
            groups.append([])
            room = _ROOM
        groups[-1].append(item)
        room -= size
    return groups


class Spare:
    """Gives cells to what needs one: an area of which `place` makes the next, with a text and its value."""

    def __init__(self, place: Callable[[str, float], str]) -> None:
        self._place = place

    def __call__(self, text: str, value: float) -> str:
        """The cell of a formula."""
        return self._place(text, value)


def _times(one: _Text, two: _Text) -> _Text:
    if one.text == "-1":
        return _Text(f"-{two.within(_WHOLE)}", _SUM)
    return _Text(f"{one.within(_PRODUCT)}*{two.within(_WHOLE)}", _PRODUCT)


def _call(name: str) -> Callable[..., _Text]:
    return lambda *parts: _Text(f"{name}({','.join(part.text for part in parts)})")


def _divided(part: _Text, whole: _Text, nothing: str) -> _Text:
    return _Text(f"IFERROR({part.within(_PRODUCT)}/{whole.within(_WHOLE)},{nothing})")


_WRITERS: Mapping[str, Callable[..., _Text]] = {
    SUBTRACT: lambda one, two: _Text(f"{one.within(_SUM)}-{two.within(_PRODUCT)}", _SUM),
    TIMES: _times,
    # what would divide by nothing is refused by `calc`, and marked
    OVER: lambda part, whole: _divided(part, whole, "0"),
    RATIO: lambda part, whole, nothing: _divided(part, whole, nothing.text),
    SMALLER: _call("MIN"),
    LARGER: _call("MAX"),
    SIZE: _call("ABS"),
    ROOT: lambda value: _Text(f"SQRT(MAX({value.text},0))"),
    IF_POSITIVE: lambda value, part: _Text(f'IF({value.text}>0,{part.text},"-")'),
    LEVELLED: lambda value, other, nothing: _Text(
        f"IF(ABS({value.within(_SUM)}-{other.within(_PRODUCT)})<={nothing.text},{other.text},{value.text})"
    ),
}
