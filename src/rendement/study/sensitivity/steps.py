"""One thing from low to high, and two against each other; all else as it is in the point run."""

from collections.abc import Sequence

import numpy as np

from rendement.draws.drivers import Columns
from rendement.engine.inputs import Input
from rendement.figures.sensitivity import Axis, OneWay, Step, TwoWay
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.scalar import ScalarError, number
from rendement.study.drawing import Drawable
from rendement.study.sensitivity.setting import Setting
from rendement.study.sensitivity.things import Thing, found

ONE_WAY, TWO_WAY = "--one-way", "--two-way"
STEPS, SIDE = 9, 7
FIRST, LAST = 0.05, 0.95


@record
class Asked:
    """A thing that is moved, to points of its own distribution or to values of its single number."""

    thing: Thing
    chances: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    def moves(self) -> list[Columns]:
        """Its numbers at each step."""
        if self.values:
            return [{self.thing.driver.paths[0]: np.array([value])} for value in self.values]
        return [self.thing.driver.at(np.array([chance])) for chance in self.chances]


def asked(every: Sequence[Thing], drawing: Drawable, option: str, text: str, steps: int) -> Asked:
    """What `PAD` or `PAD=van..tot` asks. Raises UsageError."""
    path, equals, between = text.partition("=")
    thing = found(every, drawing, option, path)
    if thing.driver.sample is not None:
        raise UsageError(
            f"{option} {path}: dit zijn de gewichten van huishoudens, geen getal dat u kunt zetten"
        )
    if not equals:
        return Asked(thing, tuple(np.linspace(FIRST, LAST, steps).tolist()))
    if len(thing.driver.inputs) != 1:
        raise UsageError(f"{option} {text}: hier bewegen meer getallen samen; schrijf alleen {path.strip()}")
    low, high = _between(option, text, thing.driver.inputs[0], between)
    return Asked(thing, values=tuple(np.linspace(low, high, steps).tolist()))


def check_once(option: str, asked_for: Sequence[Sequence[str]]) -> None:
    """Raise UsageError for a thing, or a set of things, that is asked for a second time."""
    for number_, paths in enumerate(asked_for):
        if any(set(paths) == set(other) for other in asked_for[:number_]):
            raise UsageError(f"{option} {','.join(paths)}: dat is tweemaal gevraagd; vraag het één keer")


def _between(option: str, text: str, item: Input, between: str) -> tuple[float, float]:
    kind = item.kind if item.kind in ("bedrag", "aandeel", "voet") else "aantal"
    first, dots, last = between.partition("..")
    try:
        low, high = (number(end.strip(), kind) for end in (first, last))
    except ScalarError as error:
        if dots:
            raise UsageError(f"{option} {text}: {error}") from None
    if not dots:
        raise UsageError(f"{option} {text}: schrijf PAD=van..tot, bijvoorbeeld {item.path}=4..8")
    if not low < high:
        raise UsageError(f"{option} {text}: het eerste getal moet kleiner zijn dan het tweede")
    least, most = item.bounds
    if (least is not None and low < least) or (most is not None and high > most):
        raise UsageError(
            f"{option} {text}: dat loopt buiten wat {item.path} mag zijn ({_bounds(least, most)})"
        )
    return low, high


def _bounds(least: float | None, most: float | None) -> str:
    low = "" if least is None else f"minstens {least:g}".replace(".", ",")
    high = "" if most is None else f"hooguit {most:g}".replace(".", ",")
    return " en ".join(filter(None, (low, high)))


def one_way(setting: Setting, wanted: Asked) -> OneWay:
    """The outcome at each step."""
    steps = []
    for number_, move in enumerate(wanted.moves()):
        values = setting.moved(move)
        steps.append(
            Step(
                wanted.chances[number_] if wanted.chances else None,
                next(iter(values.values())) if len(values) == 1 else None,
                setting.at(values),
            )
        )
    return OneWay(wanted.thing.path, wanted.thing.label, wanted.thing.kind, tuple(steps))


def two_way(setting: Setting, first: Asked, second: Asked) -> TwoWay:
    """The outcome at each pair of steps: the first goes down the rows."""
    if first.thing is second.thing:
        raise UsageError(f"{TWO_WAY} {first.thing.path} {second.thing.path}: dat is tweemaal hetzelfde")
    moves = second.moves()
    rows = tuple(tuple(setting.at(setting.moved(one, other)) for other in moves) for one in first.moves())
    return TwoWay(_axis(setting, first), _axis(setting, second), rows)


def _axis(setting: Setting, wanted: Asked) -> Axis:
    thing, values = wanted.thing, None
    if len(thing.driver.paths) == 1:
        values = tuple(setting.moved(move)[thing.driver.paths[0]] for move in wanted.moves())
    return Axis(thing.path, thing.label, thing.kind, wanted.chances, values)
