"""For each assumption of a case: the value at which the return is exactly zero, found on its program.

The return is a straight line in almost every assumption, so two trials give the crossing and a third proves
it; where it is not straight the crossing is found by halving.
"""

from collections.abc import Callable, Collection

from rendement.bind.ledger import PAYERS, SMALLEST
from rendement.engine.inputs import Input, InputKind
from rendement.engine.program import Program
from rendement.figures.crossing import Crossing
from rendement.model.fields import LONGEST
from rendement.source.notation import NumberKind
from rendement.source.path import parse_path
from rendement.source.scalar import number
from rendement.study.calculation import Calculation
from rendement.study.recording import CONTROL, RETURN, record, record_duration

CENT = 0.005
HALVINGS = 200
FAR = 1e6  # an amount or number is sought up to so many times its present value

PRICES = "prijzen"
SECTIONS = ("baten", "kosten")
DURATION = "duur"
MOST_OF_A_SHARE = 100  # a number up to here behind a payer may be meant as a percentage
_ASIDE = {"looptijd", "verzilverbaar", *PAYERS}  # says nothing of how large a line is

_Net = Callable[[float], float | None]


def crossings(calculation: Calculation) -> list[Crossing]:
    """The break-even value of every assumption. Raises ValueError when there is no result."""
    if calculation.plan is None or calculation.result is None:
        raise ValueError("no result")
    if not calculation.result.valued:
        return []
    inputs = [item for item in calculation.plan.ledger.inputs if not item.fixed]
    priced = {part.price.path for line in calculation.plan.lines for part in line.parts}
    trials = _Trials(record(calculation), priced)
    found = []
    for item in inputs:
        if _is_duration(item):
            program = record_duration(calculation, parse_path(item.path))
            found.append(_cross(item, _Trials(program, ()).of(item)))
        elif trials.concerns(item):
            found.append(_cross(item, trials.of(item)))
    return found


class _Trials:
    """The return of a case for other values of one input at a time."""

    def __init__(self, program: Program, priced: Collection[str]) -> None:
        self.priced = priced
        controls = [path for path in program.figures if path.startswith(CONTROL)]
        self.program = program.only((RETURN, *controls))
        self.values = self.program.values()
        self.result = self.program.figures[RETURN]
        self.controls = [self.program.figures[path] for path in controls]
        self.moving = self.program.depends(self.result)

    def concerns(self, item: Input) -> bool:
        """Whether the return follows from an input, or it is of the size of a line that does not count."""
        path = parse_path(item.path)
        of_size = item.path in self.priced or (path[0] in SECTIONS and _ASIDE.isdisjoint(path))
        return item.path in self.moving or (of_size and item.path in self.program.inputs)

    def of(self, item: Input) -> _Net:
        """The return by the value of an input; None where it would be refused."""
        low, high = item.bounds

        def net(value: float) -> float | None:
            value = number(setting_text(item, value), _notation(item.kind))
            if (low is not None and value < low) or (high is not None and value > high):
                return None
            changed = self.program.changed(self.values, item.path, value)
            if any(changed.get(at, 0.0) < 0 for at in self.controls):
                return None
            return changed.get(self.result, self.values[self.result])

        return net


def _is_duration(item: Input) -> bool:
    path = parse_path(item.path)
    return path[0] in SECTIONS and path[-1] == DURATION


def written(value: float, kind: InputKind) -> str:
    """A value as `--set` takes it: twelve digits, never with exactly three decimals.

    >>> written(0.75, "aandeel"), written(1.125, "aantal")
    ('75%', '1.1250')
    """
    share = kind in ("aandeel", "voet")
    text = f"{value * 100 if share else value:.12g}"
    if "e" in text:
        text = f"{value * 100 if share else value:.10f}".rstrip("0").rstrip(".")
    _, point_, decimals = text.partition(".")
    if share:
        return f"{text}%"
    return f"{text}0" if point_ and len(decimals) == 3 else text


def setting_text(item: Input, value: float) -> str:
    """A value of an input as `--set` takes it; what a payer bears is an amount only with its sign.

    >>> setting_text(Input("kosten[0].betaler.rijk", "", "", None, "bedrag", 0.0), 12.5)
    '€ 12,50'
    """
    of_payer = item.kind == "bedrag" and not PAYERS.isdisjoint(parse_path(item.path))
    if of_payer and value <= MOST_OF_A_SHARE:
        return f"€ {value:.2f}".replace(".", ",")
    return written(value, item.kind)


def _notation(kind: InputKind) -> NumberKind:
    """How a number of this kind is read."""
    return kind if kind in ("bedrag", "aandeel", "voet") else "aantal"


def _cross(item: Input, net: _Net) -> Crossing:
    about = item.path, item.kind, item.value
    now = net(item.value)
    low, high = _bounds(item)
    at_low, at_high = net(low), net(high)
    if at_low is None:  # 0 is refused where something is divided by it
        low = item.value / FAR
        at_low = net(low)
    if now is None or at_low is None or at_high is None:
        return Crossing(*about, None, None, None, "aan de randen van het bereik valt er niet te rekenen")
    rises = at_high > at_low
    if abs(at_high - at_low) < CENT:
        return Crossing(*about, None, None, None, "heeft geen invloed op het rendement")
    if (at_low > CENT and at_high > CENT) or (at_low < -CENT and at_high < -CENT):
        sign = "positief" if at_low > 0 else "negatief"
        return Crossing(*about, None, None, rises, f"het rendement blijft {sign}, wat de waarde ook is")
    value = _straight(net, item.value, now, low, high)
    if value is None and item.kind == "jaren":
        low, high = _whole_years(net, rises)
        value = _straight(net, low, net(low) or 0.0, low, high)
    if value is None:
        value = _halved(net, low, high, rises)
    return Crossing(*about, value, setting_text(item, value), rises, None)


def _bounds(item: Input) -> tuple[float, float]:
    """Between which values the crossing is sought."""
    low, high = item.bounds
    reach = max(1.0, abs(item.value)) * FAR
    of_amount = item.kind == "bedrag" and not item.path.startswith(PRICES)
    least = -reach if of_amount and item.value < 0 else 0.0
    return least if low is None else low, reach if high is None else high


def _straight(net: _Net, at: float, now: float, low: float, high: float) -> float | None:
    """The crossing of the line through two trials, if a third agrees that it is zero there."""
    step = (low + at) / 2 if at > low else (at + 1.0 if high > at + 1.0 else (at + high) / 2)
    other = net(step)
    if other is None or other == now:
        return None
    value = at - now * (at - step) / (now - other)
    if not low <= value <= high:
        return None
    proof = net(value)
    return value if proof is not None and abs(proof) < CENT else None


def _whole_years(net: _Net, rises: bool) -> tuple[float, float]:
    """The whole years between which the crossing lies: the return is a straight line between two of them."""
    low, high = 0, LONGEST
    while high - low > 1:
        middle = (low + high) // 2
        found = net(middle)
        if found is not None and (found > 0) == rises:
            high = middle
        else:
            low = middle
    return max(float(low), SMALLEST), float(high)


def _halved(net: _Net, low: float, high: float, rises: bool) -> float:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = net(middle)
        if found is None or abs(found) < CENT / 10 or middle in (low, high):
            return middle
        if (found > 0) == rises:
            high = middle
        else:
            low = middle
    return (low + high) / 2
