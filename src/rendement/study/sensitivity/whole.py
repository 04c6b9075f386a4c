"""Everything that `sensitivity` says of one file, from one set of draws."""

from collections.abc import Mapping

import numpy as np

from rendement.draws.tally import Tally
from rendement.engine.blocks import Block
from rendement.figures.sensitivity import (
    Decision,
    Met,
    Sensitivity,
    Separate,
    Threshold,
    TwoWay,
)
from rendement.figures.uncertainty import Band
from rendement.source.finding import UsageError
from rendement.source.money import counted_in
from rendement.source.sums import total
from rendement.study.calculation import Calculation
from rendement.study.drawing_programme import drawing_of
from rendement.study.sensitivity.collected import collected
from rendement.study.sensitivity.curve import MET, curve
from rendement.study.sensitivity.decision import decided_on
from rendement.study.sensitivity.knowing import Knowing
from rendement.study.sensitivity.outcome import outcome_of, title_of
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.setting import Setting
from rendement.study.sensitivity.steps import (
    ONE_WAY,
    SIDE,
    STEPS,
    TWO_WAY,
    Asked,
    asked,
    check_once,
    one_way,
    two_way,
)
from rendement.study.sensitivity.things import Thing, found, things
from rendement.study.sensitivity.tornado import tornado
from rendement.study.sensitivity.turns import turns

KNOW = "--weten"


def sensitivity(calculation: Calculation, wanted: Questions) -> Sensitivity:
    """Of a case or programme. Raises ValueError when there is no result, UsageError for a wrong question."""
    with counted_in(calculation.money):
        return _Answer(calculation, wanted).whole()


class _Answer:
    def __init__(self, calculation: Calculation, wanted: Questions) -> None:
        self.calculation, self.wanted = calculation, wanted
        self.drawing = drawing_of(calculation)
        self.outcome, self.kind = outcome_of(calculation, self.drawing, wanted.outcome)
        asked_for = self.outcome if wanted.outcome and self.kind == "bedrag" else None  # a ratio has no 0
        self.decided = decided_on(self.drawing, asked_for)
        self.every = things(self.drawing)
        self.rows = [self._asked(ONE_WAY, text, STEPS) for text in wanted.one_way]
        self.sides = [self._asked(TWO_WAY, text, SIDE) for text in wanted.two_way or ()]
        self.sets = [self._set(text) for text in wanted.know]
        check_once(ONE_WAY, [[row.thing.path] for row in self.rows])
        check_once(KNOW, [[thing.path for thing in chosen] for chosen in self.sets])
        self.setting = Setting(self.drawing, self.outcome)
        self.program = self.drawing.figures({self.outcome, *self.decided.figures})

    def whole(self) -> Sensitivity:
        """All of it."""
        values = collected(self.drawing, self.program, self.wanted.draws, self.wanted.seed)
        point = self.setting.point
        if point is None or any(np.isnan(found).any() for found in values.values()):
            raise UsageError(f"--uitkomst {self.outcome}: dat cijfer bestaat niet in elke trekking")
        wanted, own = self.wanted, values[self.outcome]
        decisions = self.decided.figures
        knowing = Knowing(self.drawing, self.program, self.every, values, decisions, wanted.seed)
        kept = Tally(len(own))
        kept.add(own, len(own))
        plan = self.drawing.plan
        return Sensitivity(
            name=plan.name,
            place=plan.place,
            currency=self.calculation.money.currency,
            perspective=plan.perspective,
            what=self.drawing.what,
            asked=self.calculation.options.asked,
            title=title_of(self.outcome),
            outcome=self.outcome,
            kind=self.kind,
            draws=wanted.draws,
            seed=wanted.seed,
            point=point,
            band=_existing(kept.band()),
            bars=tuple(tornado(self.setting, self.every, wanted.seed, wanted.draws, certain=wanted.certain)),
            turns=tuple(turns(self.calculation)),
            driven=tuple(knowing.driven(self.outcome)),
            together=tuple(map(knowing.together, self.sets)),
            decision=self._decision(knowing, values),
            curve=tuple(Threshold(at, float(np.mean(own > at))) for at in curve(own)),
            met=tuple(Met(times, *kept.percentile(1 - times / 100)) for times in MET),
            one_way=tuple(one_way(self.setting, row) for row in self.rows),
            two_way=self._two_way(),
        )

    def _decision(self, knowing: Knowing, values: Mapping[str, Block]) -> Decision:
        decided = self.decided
        means = {path: float(values[path].mean()) for path in decided.figures}
        return Decision(
            decided.path,
            decided.why,
            decided.behind,
            total(means.values()),
            knowing.everything,
            tuple(
                Separate(path, name, means[figure], knowing.of_one(figure))
                for figure, (path, name) in decided.measures.items()
            ),
        )

    def _asked(self, option: str, text: str, steps: int) -> Asked:
        return asked(self.every, self.drawing, option, text, steps)

    def _two_way(self) -> TwoWay | None:
        return two_way(self.setting, self.sides[0], self.sides[1]) if self.sides else None

    def _set(self, text: str) -> list[Thing]:
        """The things of `PAD,PAD`."""
        chosen = [found(self.every, self.drawing, KNOW, part) for part in text.split(",")]
        if len({thing.path for thing in chosen}) < len(chosen):
            raise UsageError(f"{KNOW} {text}: hier staat tweemaal hetzelfde (wat samen beweegt, is één ding)")
        if len(chosen) < 2:
            raise UsageError(f"{KNOW} {text}: noem er minstens twee, met een komma ertussen")
        return chosen


def _existing(band: Band | None) -> Band:
    if band is None:
        raise ValueError("no figure")
    return band
