"""The outcome with each thing at the 10% and at the 90% point of its own distribution, all else as it is."""

from collections.abc import Iterator, Sequence

import numpy as np

from rendement.draws.drivers import Columns
from rendement.engine.inputs import Input
from rendement.figures.sensitivity import HIGH, LOW, Bar, Piece
from rendement.study.draws import MOST_KEPT
from rendement.study.sensitivity.setting import Setting
from rendement.study.sensitivity.things import Thing

ASIDE = 0.1  # by which part a certain number is moved
ENDS = (LOW, HIGH)
_SHARES = ("aandeel", "voet")


def tornado(setting: Setting, every: Sequence[Thing], seed: int, draws: int, *, certain: bool) -> list[Bar]:
    """A bar for each thing, the widest first; certain numbers too when they are asked for."""
    bars = [_of_thing(setting, thing, seed, draws) for thing in every]
    if certain:
        bars += _of_certain(setting, every)
    return sorted(bars, key=lambda bar: -bar.swing)


def _of_thing(setting: Setting, thing: Thing, seed: int, draws: int) -> Bar:
    if thing.driver.sample is not None:
        low, high = setting.sample_at(thing.driver, ENDS, seed, min(draws, MOST_KEPT))
        found = [setting.at(dict.fromkeys(thing.driver.paths, factor)) for factor in (low, high)]
        return Bar(thing.path, thing.label, thing.kind, low, high, found[0], found[1])
    first, last = (setting.moved(moved_to(thing, chance)) for chance in ENDS)
    pieces = tuple(Piece(path, first[path], last[path]) for path in thing.driver.paths)
    single = pieces[0] if len(pieces) == 1 else None
    return Bar(
        thing.path,
        thing.label,
        thing.kind,
        None if single is None else single.low,
        None if single is None else single.high,
        setting.at(first),
        setting.at(last),
        pieces=pieces,
    )


def moved_to(thing: Thing, chance: float) -> Columns:
    """Its numbers at a point of its distribution."""
    return thing.driver.at(np.array([chance]))


def _of_certain(setting: Setting, every: Sequence[Thing]) -> Iterator[Bar]:
    drawn = {path for thing in every for path in thing.driver.paths}
    for item in setting.drawing.plan.ledger.inputs:
        if item.fixed or item.path in drawn or item.path not in setting.program.inputs:
            continue
        low, high = sorted(_within(item, item.value * times) for times in (1 - ASIDE, 1 + ASIDE))
        ends = [setting.at({item.path: value}) for value in (low, high)]
        yield Bar(item.path, item.label, item.kind, low, high, ends[0], ends[1], certain=True)


def _within(item: Input, value: float) -> float:
    """A share is at most everything."""
    low, high = item.bounds
    high = 1.0 if high is None and item.kind in _SHARES else high
    value = value if high is None else min(value, high)
    return value if low is None else max(value, low)
