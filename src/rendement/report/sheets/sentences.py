"""Sentences of the summary: those that follow their figures, and those that say that they do not."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rendement.engine.plan import Discount
from rendement.report.case_summary import NEVER_PAID, PAID_IN
from rendement.report.document import MARK, Cell
from rendement.report.dutch import number, percent
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.inputs import REPORT
from rendement.report.sheets.labels import form_of
from rendement.report.sheets.records import Form, address
from rendement.report.sheets.spelling import LONGEST
from rendement.report.sheets.steps_sheet import formula_step, text_step
from rendement.report.sheets.tables import Contract
from rendement.report.wording import rate_text
from rendement.source.path import parse_path

IN_REPORT = "In het rapport: "
_WITHIN = "in het rapport: "  # of part of a sentence
_RATES = ("discontovoet", "disconteren.voet")
_FIGURE = re.compile(r"\d%|(?:€|\$) ?-?\d")  # in a text: an amount or a share
_SIGN = re.compile(r"[^\d<>-]*")  # what stands before a figure: that of its currency, not `<`
_CALL = re.compile(r"[\"&=]|[A-Z]\(")  # a text that may not stand in a formula as it is
_DECIMALS = {"bedrag": 0, "centen": 2, "verhouding": 2}


class _Part(NamedTuple):
    formula: str
    text: str


class Sentences:
    """Writes them as formulas; `place` has the cell of a figure, `steps` what a formula has no room for."""

    def __init__(
        self, desk: Desk, steps: Grid, contract: Contract, place: Callable[[Cell], str | None]
    ) -> None:
        self.desk, self.steps, self.contract, self.place = desk, steps, contract, place
        self.changed = dict(desk.names)["aantal_gewijzigd"]
        self._rate: tuple[str, str] | None = None

    def live(self, pieces: Sequence[Cell]) -> str | None:
        """A sentence that follows its figures; None where one of them does not move, or there is none."""
        if not any(cell.path for cell in pieces):
            return None
        parts: list[_Part] = []
        for cell in _with_payback(pieces):
            found = self._part(cell, first=not parts)
            if found is None:
                return None
            parts += found
        return self._joined(parts)

    def still(self, text: str) -> str:
        """A sentence that stays what it is in the report, and says so once something has changed."""
        return self._joined([self._mark(IN_REPORT), *self._text(text)])

    def label(self, text: str) -> str | None:
        """A label in which a rate or another figure stands; None for any other."""
        if self._rate is not None and self._rate[0] in text:
            before, after = text.split(self._rate[0], 1)
            said = [_Part(self._rate[1], self._rate[0])]
            return self._joined([*self._text(before), *said, *self._text(after)])
        return self.still(text) if _FIGURE.search(text) else None

    def rate(self, discount: Discount) -> None:
        """The rate in words, which follows the one that is typed; of more than one it says that it stays."""
        said, inputs = rate_text(discount), self.desk.terms.inputs
        term = next((inputs[path] for path in _RATES if path in inputs), None)
        own = text_step(self.steps, "discontovoet in het rapport", said)
        if term is None or len(discount.steps) != 1:
            self._rate = said, f"{self._mark(_WITHIN).formula}&{own}"
            return
        typed = self.desk.entries[term]
        base = f"{typed.split('!')[0]}!{address(int(typed.rpartition('$')[2]) - 1, REPORT)}"
        rest = rate_text(replace(discount, origin="")).removeprefix(percent(discount.steps[0][1]))
        after = text_step(self.steps, "wat achter een andere discontovoet staat", f"%{rest}")
        self.steps.put(0, "één procent", "tussenstap")
        one = self.steps.put(1, 0.01, "vast", "los")
        self.steps.row += 1
        words = f"IF({typed}={base},{own},ROUND(N({typed})/{one},2)&{after})"
        self._rate = said, formula_step(self.steps, "discontovoet in woorden", words, said)

    def _mark(self, said: str) -> _Part:
        """What is said as soon as something has changed."""
        return _Part(f'IF({self.changed}>0,"{said}","")', "")

    def _part(self, cell: Cell, *, first: bool) -> list[_Part] | None:
        """A piece of a sentence; a text after a figure, with figures of its own, says that those stay."""
        place = self.place(cell)
        if cell.path == _PAID:
            return [] if place is None else [_paid(place, cell)]
        if place is None and not cell.path:
            stays = not first and any(map(str.isdigit, cell.text))
            return [*self._stays(cell.text)] if stays else self._text(cell.text)
        form: Form = form_of(self.contract.family, parse_path(cell.path)) if cell.path else "tekst"
        if place is None or form not in (*_DECIMALS, "jaar") or not _in_full(cell, form):
            return None
        sign = _SIGN.match(cell.text)[0]  # type: ignore[index]  # it matches nothing as well
        said = place if form == "jaar" else f'IFERROR(FIXED({place},{_DECIMALS[form]}),"-")'
        return [_Part(f'"{sign}"&{said}' if sign else said, cell.text)]

    def _stays(self, text: str) -> Iterator[_Part]:
        """A text of which the figures are those of the report."""
        rest = text.lstrip("; ,")
        head = text.removesuffix(rest)
        yield from self._text(head)
        yield self._mark(_WITHIN)
        yield from self._text(rest)

    def _text(self, text: str) -> list[_Part]:
        if not text:
            return []
        if len(text) <= LONGEST // 2 and not _CALL.search(text):
            return [_Part(f'"{text}"', text)]
        return [_Part(text_step(self.steps, "deel van een zin op Samenvatting", text), text)]

    def _joined(self, parts: Sequence[_Part]) -> str:
        """All of it in one formula; where that is too long, some together in a cell of their own."""
        whole = "&".join(part.formula for part in parts)
        if len(whole) <= LONGEST:
            return whole
        cells: list[str] = []
        some: list[_Part] = []
        for part in [*parts, None]:
            own = [*some, part] if part else some
            if part is None or len("&".join(item.formula for item in own)) > LONGEST:
                said = "".join(item.text for item in some)
                formula = "&".join(item.formula for item in some)
                cells.append(formula_step(self.steps, "deel van een zin op Samenvatting", formula, said))
                own = [part] if part else []
            some = own
        return "&".join(cells)


_PAID = "totaal.terugverdienjaar"


def _with_payback(pieces: Sequence[Cell]) -> Iterator[Cell]:
    """The payback year with the words before it: they are others when there is none."""
    found = list(pieces)
    for place, cell in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and after.path == _PAID and cell.text == PAID_IN:
            continue
        if cell.path == _PAID:
            yield replace(cell, text=PAID_IN + cell.text)
        else:
            yield replace(cell, path=_PAID) if cell.text == NEVER_PAID else cell


def _paid(place: str, cell: Cell) -> _Part:
    return _Part(f'IF(ISNUMBER({place}),"{PAID_IN}"&{place},"{NEVER_PAID}")', cell.text)


def _in_full(cell: Cell, form: Form) -> bool:
    """Whether a figure in a sentence is written as it is, whatever the document counts in."""
    if cell.times == 1 or cell.value is None:
        return True
    return cell.text.endswith(number(cell.value * cell.times, _DECIMALS.get(form, 0)))


def still_figure(cell: Cell) -> tuple[float, Form] | None:
    """A figure that stays what it is in the report, as a number; None for one that is more than that.

    >>> still_figure(Cell("€ 1.250", 1250.4)), still_figure(Cell("75%", 0.7519))
    ((1250.4, 'bedrag'), (0.7519, 'procent'))
    >>> still_figure(Cell("3 jaar", 3)), still_figure(Cell("< 1%", 0.004))
    (None, None)
    """
    said = cell.text.removeprefix(MARK)
    found = _NUMBER.fullmatch(said[_SIGN.match(said).end() :])  # type: ignore[union-attr]  # matches nothing too
    if found is None or cell.value is None:
        return None
    whole, part, share = found.groups(default="")
    if not share and "." not in whole and not part and len(whole) == _YEAR:
        return cell.value, "jaar"
    scale = 100 if share else 1
    written = float(f"{whole.replace('.', '')}.{part or 0}") / scale
    unit = 1 / scale / 10 ** len(part)
    if abs(written - cell.value) > unit:
        return None
    same = number(cell.value * scale, len(part)) == f"{whole},{part}".removesuffix(",")
    form: Form = ("fijn" if part else "procent") if share else _FORMS[min(len(part), 3)]
    return (cell.value if same else written), form


_YEAR = 4  # characters of a year
_NUMBER = re.compile(r"(-?[\d.]+)(?:,(\d+))?(%)?")
_FORMS: tuple[Form, ...] = ("bedrag", "aantal", "verhouding", "aantal")
