"""For each assumption of a case: the value at which the return is exactly zero, found on its program.

Every trial reads the value as `--set` would, so what is shown is what one gets.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby

from rendement.bind.ledger import PAYERS
from rendement.engine.arithmetic import total
from rendement.engine.inputs import Input, InputKind
from rendement.engine.program import Program
from rendement.figures.crossing import Crossing
from rendement.source.advice import plain
from rendement.source.currency import EURO
from rendement.source.money import money_of
from rendement.source.path import format_path, parse_path
from rendement.source.record import record
from rendement.source.scalar import number
from rendement.source.sums import is_nothing
from rendement.study.calculation import Calculation
from rendement.study.recording_return import CONTROL, RETURN, TOGETHER, record_duration, record_return
from rendement.study.rising import with_room
from rendement.study.seek import Net, ladder, seek

DIGITS = (12, 14)  # of a value as it is written: the second where the first leaves something of the return
PRICES = "prijzen"
SECTIONS = ("baten", "kosten")
DURATION = "duur"
MOST_OF_A_SHARE = 100  # a number up to here behind a payer may be meant as a percentage
_ASIDE = {"looptijd", "verzilverbaar", *PAYERS}  # says nothing of how large a line is


@record
class Question:
    """An assumption of which the break-even value is asked: one input, or the years of a series together."""

    items: tuple[Input, ...]
    answer: Callable[[], Crossing | None]


def crossings(calculation: Calculation) -> list[Crossing]:
    """The break-even value of every assumption. Raises ValueError when there is no result."""
    if calculation.plan is None or calculation.result is None:
        raise ValueError("no result")
    if not calculation.result.valued:
        return []
    return [*crossings_by(calculation, trials_of(calculation))]


def crossings_by(calculation: Calculation, trials: "Trials") -> tuple[Crossing, ...]:
    """The same of a case that has a return, by trials that are known."""
    answers = (question.answer() for question in questions(calculation, trials))
    return tuple(found for found in answers if found is not None)


def questions(calculation: Calculation, trials: "Trials") -> Iterator[Question]:
    """Every assumption of a computed case, in the order of its file."""
    plan = calculation.plan
    inputs = with_room(item for item in plan.ledger.inputs if not item.fixed) if plan is not None else []
    for series, items in groupby(inputs, _series):
        members = tuple(items)
        for item in members:
            if is_duration(item):
                yield Question((item,), partial(_cross_duration, calculation, item))
            elif trials.concerns(item):
                yield Question((item,), partial(_cross, item, trials.of(item), worded=trials.worded))
        if series is not None and len(members) > 1 and trials.concerns(members[0]):
            yield Question(members, partial(_cross_together, series, members, trials))


def trials_of(calculation: Calculation) -> "Trials":
    """The return by all that goes into it."""
    lines = calculation.plan.lines if calculation.plan is not None else ()
    priced = {part.price.path for line in lines for part in line.parts}
    return Trials(record_return(calculation), priced, worded=in_units(calculation))


def in_units(calculation: Calculation) -> bool:
    """Whether a bare amount is times something, or a sign is no euro, in the case or one of its lists."""
    lists = calculation.library.entries.values() if calculation.library is not None else ()
    files = {id(source): source for source in (calculation.source, *(entry.file for entry in lists))}
    found = (money_of(source.data) for source in files.values() if source is not None)
    return any(item.power or item.currency != EURO for item in found)


def _series(item: Input) -> str | None:
    """The path of the series by year that an amount or number of a line belongs to."""
    *rest, key = parse_path(item.path)
    of_line = len(rest) > 2 and rest[0] in SECTIONS and PAYERS.isdisjoint(rest)
    if of_line and item.kind in ("bedrag", "aantal") and re.fullmatch(r"\d{4}", str(key)):
        return format_path(tuple(rest))
    return None


class Trials:
    """The return of a case for other values of one input at a time; `worded`: amounts say their own scale.

    Where the return turns for a price of what few clients use together, tells how often they use it: that is
    not asked.
    """

    def __init__(self, program: Program, priced: Collection[str] = (), *, worded: bool = False) -> None:
        self.program, self.priced, self.worded = program, priced, worded
        self.values = self.program.values()
        self.result = self.program.figures[RETURN]
        self.controls = [at for path, at in self.program.figures.items() if path.startswith(CONTROL)]
        together = (at for path, at in self.program.figures.items() if path.startswith(TOGETHER))
        self.moving = self.program.depends(self.result)
        self.secret = self.program.depends(*together)

    def concerns(self, item: Input) -> bool:
        """Whether the return follows from an input, or it is of the size of a line that does not count."""
        if item.path in self.secret:
            return False
        path = parse_path(item.path)
        of_size = item.path in self.priced or (path[0] in SECTIONS and _ASIDE.isdisjoint(path))
        return item.path in self.moving or (of_size and item.path in self.program.inputs)

    def of(self, item: Input) -> Net:
        """The return by the value of an input."""
        return lambda value: self.at({item.path: value}) if _within(item, value) else None

    def at(self, setting: Mapping[str, float]) -> float | None:
        """The return with these values; None where they would be refused."""
        changed = self.program.changed(self.values, setting)
        if any(changed.get(at, 0.0) < 0 for at in self.controls):
            return None
        return changed.get(self.result, self.values[self.result])


def _within(item: Input, value: float) -> bool:
    low, high = item.bounds
    return (low is None or value >= low) and (high is None or value <= high)


def is_duration(item: Input) -> bool:
    """Whether it says how many years the effect of a line lasts."""
    path = parse_path(item.path)
    return path[0] in SECTIONS and path[-1] == DURATION


def written(value: float, kind: InputKind, digits: int = DIGITS[0], *, worded: bool = False) -> str:
    """A value as `--set` takes it, never with exactly three decimals; an amount with its own scale, if asked.

    >>> written(0.75, "aandeel"), written(1.125, "aantal"), written(12500, "bedrag", worded=True)
    ('75%', '1.1250', '12.5k')
    """
    share, worded = kind in ("aandeel", "voet"), worded and kind == "bedrag"
    figure = Decimal(f"{value * 100 if share else value:.{digits}g}")
    if worded:
        return f"{plain(figure.scaleb(-3))}k"
    text = f"{figure:f}"
    _, point_, decimals = text.partition(".")
    if share:
        return f"{text}%"
    return f"{text}0" if point_ and len(decimals) == 3 else text


def setting_text(item: Input, value: float, digits: int = DIGITS[0], *, worded: bool = False) -> str:
    """A value of an input as `--set` takes it; what a payer bears is an amount only with its sign.

    >>> setting_text(Input("kosten[0].betaler.rijk", "", "", None, "bedrag", 0.0), 12.5)
    '€ 12,50'
    """
    of_payer = item.kind == "bedrag" and not PAYERS.isdisjoint(parse_path(item.path))
    if of_payer and value <= MOST_OF_A_SHARE and not worded:
        return f"€ {value:.2f}".replace(".", ",")
    return written(value, item.kind, digits, worded=worded)


def _as_set(item: Input, text: str) -> float:
    """What `--set` reads."""
    return number(text, item.kind if item.kind in ("bedrag", "aandeel", "voet") else "aantal")


def _cross(item: Input, net: Net, *, worded: bool = False) -> Crossing:
    about = item.path, item.label, item.kind, item.value
    low, high = item.bounds
    may_be_negative = item.value < 0 and not item.path.startswith(PRICES)
    found = seek(net, item.value, ladder(item.value, low if may_be_negative else low or 0.0, high))
    if isinstance(found, str):
        return Crossing(*about, None, None, None, found)
    value, rises = found
    if value is None:
        return Crossing(*about, None, None, rises, _stays(net(item.value)))
    texts = [setting_text(item, value, digits, worded=worded) for digits in DIGITS]
    exact = [text for text in texts if net(_as_set(item, text)) == 0]
    return Crossing(*about, value, (exact or texts)[0], rises, None)


def _cross_duration(calculation: Calculation, item: Input) -> Crossing:
    program = record_duration(calculation, parse_path(item.path))
    return _cross(item, Trials(program).of(item))


def _cross_together(path: str, items: Sequence[Input], trials: Trials) -> Crossing | None:
    """A series as a whole: every year in proportion, the value is their sum; None where that says nothing."""
    now = total(item.value for item in items)
    if is_nothing(item.value for item in items):
        return None

    def net(value: float) -> float | None:
        setting = {item.path: item.value / now * value for item in items}
        return trials.at(setting) if all(_within(item, setting[item.path]) for item in items) else None

    year = parse_path(items[0].path)[-1]
    about = path, items[0].label.removesuffix(f" in {year}"), items[0].kind, now
    found = seek(net, now, ladder(now, None if now < 0 else 0.0, None))
    if isinstance(found, str):
        return None
    value, rises = found
    if value is None:
        return Crossing(*about, None, None, rises, _stays(net(now)), together=True)
    for digits in DIGITS:
        years = [
            (
                parse_path(item.path)[-1],
                setting_text(item, item.value / now * value, digits, worded=trials.worded),
            )
            for item in items
        ]
        read = {item.path: _as_set(item, text) for item, (_, text) in zip(items, years, strict=True)}
        if trials.at(read) == 0:
            break
    text = ", ".join(f"{year}: {text}" for year, text in years)
    return Crossing(*about, value, f"{{{text}}}", rises, None, together=True)


def _stays(now: float | None) -> str:
    return f"het rendement blijft {'positief' if now and now > 0 else 'negatief'}, wat de waarde ook is"
