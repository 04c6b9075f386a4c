"""Which of several options is better: cases, versions or scenarios of one, and doing nothing.

A draw follows from its name, so options that use one price, and all that is drawn of scenarios or versions of
one case, move together by themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from rendement.draws.choice import best_chances, knowing_best
from rendement.draws.tally import Tally
from rendement.engine.blocks import Block
from rendement.figures.asked import asked_for
from rendement.figures.comparison import (
    ALIKE,
    CLEAR,
    CLEAR_YET,
    OPEN,
    Choice,
    Comparison,
    Pair,
    Ratio,
    Verdict,
)
from rendement.figures.expense import is_expense
from rendement.figures.uncertainty import Band
from rendement.source.finding import UsageError
from rendement.source.money import counted_in
from rendement.study.calculation import Calculation
from rendement.study.drawing import PER_EURO, Drawing
from rendement.study.sensitivity.apart import apart, labels_of
from rendement.study.sensitivity.collected import collected
from rendement.study.sensitivity.decision import decided_between, is_behind
from rendement.study.sensitivity.outcome import OPTION, outcome_of, title_of
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.things import things

FURTHER = 1.1  # costs that are so many times others differ enough for benefits per euro
MOST_OPTIONS = 20


def comparison(calculations: Sequence[Calculation], wanted: Questions) -> Comparison:
    """Of computed cases. Raises ValueError when one has no result, UsageError for a wrong question."""
    if len(calculations) < 2:
        raise UsageError("vergelijken: er is maar één optie; noem een tweede bestand of nog een --scenario")
    if len(calculations) > MOST_OPTIONS:
        message = f"vergelijken: {len(calculations)} opties, en er passen er {MOST_OPTIONS} naast elkaar"
        raise UsageError(f"{message}; noem er minder, of zet ze met `rendement batch` in een tabel")
    return _Answer(calculations, wanted).whole()


class _Answer:
    def __init__(self, calculations: Sequence[Calculation], wanted: Questions) -> None:
        self.calculations, self.wanted = calculations, wanted
        self.labels = labels_of(calculations)
        self.drawings = [Drawing(calculation) for calculation in calculations]
        self.paths, self.why = self._compared_on()
        self.results = [drawing.result for drawing in self.drawings]
        self.nothing = max(float(result.nothing) for result in self.results)
        costs = [float(result.total.costs) for result in self.results]
        self.by_ratio = max(costs) > FURTHER * min(costs)
        self.rows, self.ratios = self._drawn()
        self.bands = [self._band(row) for row in self.rows]

    def whole(self) -> Comparison:
        """All of it."""
        first, wanted, options = self.calculations[0], self.wanted, self.calculations[0].options
        one_file = len({found.name for found in self.calculations}) == 1
        names = [frozenset(thing.driver.name for thing in things(drawing)) for drawing in self.drawings]
        *chances, nothing = best_chances([*self.rows, np.zeros(wanted.draws)], self.nothing)
        behind = [label for label, result in zip(self.labels, self.results, strict=True) if is_behind(result)]
        return Comparison(
            title=self.results[0].plan.name if one_file else "Vergelijking",
            currency=first.money.currency,
            asked=asked_for(options.sets, None if one_file else options.scenario, options.perspective),
            outcome=self.paths[0] if wanted.outcome is None else wanted.outcome,
            outcome_title=title_of(self.paths[0] if wanted.outcome is None else wanted.outcome),
            why=self.why,
            draws=wanted.draws,
            seed=wanted.seed,
            apart=tuple(apart(self.labels, self.results, self.why)),
            choices=tuple(self._choices(chances)),
            nothing=nothing,
            pairs=tuple(self._pairs()),
            by_ratio=self.by_ratio,
            shared=self._shared(),
            uncertain=len(frozenset().union(*names)),
            behind=tuple(behind),
            evpi=None if behind else knowing_best([*self.rows, np.zeros(wanted.draws)]),
        )

    def _compared_on(self) -> tuple[list[str], str]:
        """The path of the figure of each option, and why that one."""
        asked, paths = self.wanted.outcome, []
        for label, found, drawing in zip(self.labels, self.calculations, self.drawings, strict=True):
            try:
                with counted_in(found.money):
                    path, kind = outcome_of(found, drawing, asked)
            except UsageError as error:
                raise UsageError(f"{label}: {error}") from None
            if kind != "bedrag" or is_expense(path):
                what = "van een bedrag dat hoger beter is, zoals totaal.baten of baten.<regel>.netto"
                raise UsageError(f"{OPTION} {asked}: vergelijken gaat alleen op grond {what}")
            paths.append(path)
        return (paths, "gevraagd") if asked is not None else decided_between(self.drawings)

    def _drawn(self) -> tuple[list[Block], list[Block | None]]:
        """Of each option the figure in every draw; and benefits per euro, where it is asked and exists."""
        rows, ratios = [], []
        for label, path, drawing in zip(self.labels, self.paths, self.drawings, strict=True):
            program = drawing.figures({path, *([PER_EURO] if self.by_ratio else [])})
            found = collected(drawing, program, self.wanted.draws, self.wanted.seed)
            if np.isnan(found[path]).any():
                raise UsageError(f"{label}: {path} bestaat niet in elke trekking; kies een andere {OPTION}")
            ratio = found.get(PER_EURO)
            rows.append(found[path])
            ratios.append(None if ratio is None or np.isnan(ratio).any() else ratio)
        return rows, ratios

    def _choices(self, chances: Sequence[float]) -> Iterator[Choice]:
        known = [row for row in self.ratios if row is not None]
        highest = iter(best_chances(known) if known else ())
        for number, (label, found, result) in enumerate(
            zip(self.labels, self.calculations, self.results, strict=True)
        ):
            ratio, band = self.ratios[number], None
            if ratio is not None:
                per_euro = result.total.per_euro
                band = Ratio(None if per_euro is None else float(per_euro), self._band(ratio), next(highest))
            yield Choice(
                label=label,
                name=result.plan.name,
                place=result.plan.place,
                file=found.name,
                scenario=found.options.scenario,
                path=self.paths[number],
                point=self._point(number),
                band=self.bands[number],
                best=chances[number],
                costs=float(result.total.costs),
                ratio=band,
            )

    def _pairs(self) -> Iterator[Pair]:
        for one, other in combinations(range(len(self.rows)), 2):
            less = self._band(self.rows[one] - self.rows[other])
            point = self._point(one) - self._point(other)
            yield Pair(self.labels[one], self.labels[other], point, less, self._verdict(one, other, less))

    def _verdict(self, one: int, other: int, less: Band) -> Verdict:
        if max(abs(less.low), abs(less.high)) <= self.nothing:
            return ALIKE
        if less.low <= 0 <= less.high:
            return OPEN
        first, second = self.bands[one], self.bands[other]
        return CLEAR_YET if first.low <= second.high and second.low <= first.high else CLEAR

    def _point(self, number: int) -> float:
        program = self.drawings[number].figures({self.paths[number]})
        return float(program.values()[program.figures[self.paths[number]]])

    def _band(self, row: Block) -> Band:
        kept = Tally(len(row), self.nothing)
        kept.add(row, len(row))
        band = kept.band()
        if band is None:
            raise ValueError("no figure")
        return band

    def _shared(self) -> tuple[str, ...]:
        """What is drawn for more than one option."""
        every = [thing for drawing in self.drawings for thing in things(drawing)]
        times = Counter(thing.driver.name for thing in every)
        return tuple(
            {thing.driver.name: thing.label for thing in every if times[thing.driver.name] > 1}.values()
        )
