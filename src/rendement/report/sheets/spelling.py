"""The terms of a program as formulas of a spreadsheet, in terms of cells that exist.

A term that has a cell is named by it; any other is written out within the formula that needs it. What is
needed twice, or makes a formula too long, gets a cell of its own from `spare`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from rendement.report.sheets.terms import Terms

LONGEST = 255  # characters of a formula that a reader can still follow
_ROOM = 200  # before what is wrapped around it
_BRIEF = 24  # characters that may be written twice
_MOST_PARTS = 8  # of a sum that are written side by side
LITERALS = {-1.0: "-1", 0.0: "0", 1.0: "1", 2.0: "2", 12.0: "12"}

_SUM, _PRODUCT, _WHOLE = 1, 2, 3  # how tightly a text holds together


class _Text(NamedTuple):
    text: str
    tight: int = _WHOLE

    def within(self, tight: int) -> str:
        return self.text if self.tight >= tight else f"({self.text})"


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
        self.root = self.homes[term]
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
            return self._sum(kind, self._addends(term, parts) if kind == ADD else parts)
        passed = 1 if kind == IF_POSITIVE else None  # whether it exists or not
        texts = [self._part(part, whole=place != passed) for place, part in enumerate(parts)]
        texts = self._shortened(parts, texts)
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

    def _sum(self, kind: str, parts: Sequence[int]) -> _Text:
        parts = [part for part in parts if self.terms.constant(part) != 0]
        texts = [self._part(part) for part in parts]
        plain = "+".join(item.within(_SUM) for item in texts).replace("+-", "-")
        run = self._run(parts)
        if run is None and (len(parts) > _MOST_PARTS or len(plain) > _ROOM // (4 if kind == SETTLED else 1)):
            run = self.spare.rows(
                [(item.text, self.terms.values[p]) for p, item in zip(parts, texts, strict=True)]
            )
            for part, place in zip(parts, self.spare.last, strict=True):
                self.homes.setdefault(part, place)
        if run is not None:
            whole, sizes = _Text(f"SUM({run})"), f"SUMPRODUCT(ABS({run}))"
        elif not parts:
            return _Text("0")
        else:
            whole = _Text(plain, _SUM if len(parts) > 1 else texts[0].tight)
            sizes = "+".join(f"ABS({item.text})" for item in texts)
        if kind == SETTLED:
            whole = _Text(f"IF(ABS({whole.text})<={self.noise}*({sizes}),0,{whole.text})")
        return self._if_known(whole, parts)

    def _run(self, parts: Sequence[int]) -> str | None:
        """The range in which these stand one below the other, each once, wherever that is."""
        if len(parts) < 2:
            return None
        shown = [self.shown.get(part, {}) for part in parts]
        rarest = min(range(len(parts)), key=lambda place: len(shown[place]))
        for place in shown[rarest]:
            found = (below(place, down - rarest) for down in range(len(parts)))
            if all(cell in known for cell, known in zip(found, shown, strict=True)):
                last = below(place, len(parts) - 1 - rarest)
                return f"{below(place, -rarest)}:{last.rpartition('!')[2]}"
        return None


class Spare:
    """Gives cells to what needs one: an area of which `place` makes the next, with a text and its value."""

    def __init__(self, place: Callable[[str, float], str]) -> None:
        self._place = place
        self.last: list[str] = []

    def __call__(self, text: str, value: float) -> str:
        """The cell of a formula."""
        return self._place(text, value)

    def rows(self, found: Sequence[tuple[str, float]]) -> str:
        """Cells one below the other, as a range."""
        self.last = [self._place(text, value) for text, value in found]
        sheet, _, first = self.last[0].rpartition("!")
        return f"{sheet}!{first}:{self.last[-1].rpartition('!')[2]}"


def below(place: str, down: int) -> str:
    """The cell so many rows below another.

    >>> below("Jaren!$C$4", 2)
    'Jaren!$C$6'
    """
    sheet, column, row = place.split("$")
    return f"{sheet}${column}${int(row) + down}"


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
    CLEARED: lambda value, nothing: _Text(f"IF(ABS({value.text})<={nothing.text},0,{value.text})"),
    LEVELLED: lambda value, other, nothing: _Text(
        f"IF(ABS({value.within(_SUM)}-{other.within(_PRODUCT)})<={nothing.text},{other.text},{value.text})"
    ),
}
