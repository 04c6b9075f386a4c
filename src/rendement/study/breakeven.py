"""For each assumption of a case: the value at which the return is exactly zero, found on the engine itself.

The return is a straight line in almost every assumption, so two runs give the crossing and a third proves
it; where it is not straight the crossing is found by halving.
"""

from collections.abc import Callable, Iterator
from typing import Any

from rendement.engine.plan import Plan
from rendement.figures.crossing import Crossing
from rendement.model.parse import uncertain
from rendement.model.values import point
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.scalar import NumberKind, ScalarError
from rendement.study.calculation import Calculation
from rendement.study.override import PRICES
from rendement.study.pipeline import rerun

CENT = 0.005
HALVINGS = 200
FAR = 1e6  # an amount or number is sought up to so many times its present value

KINDS: dict[str, NumberKind] = {
    "aantal": "aantal",
    "bereik": "aandeel",
    "slaagkans": "aandeel",
    "bedrag": "bedrag",
    "totaal": "bedrag",
    "fte": "aantal",
    "uren_per_week": "aantal",
    "tarief": "bedrag",
    "additioneel": "aandeel",
    "business_as_usual": "aandeel",
    "terugval": "aandeel",
    "afname": "aandeel",
    "toerekening": "aandeel",
    "verdringing": "aandeel",
    "optimismecorrectie": "aandeel",
}


@record
class Assumption:
    """A number of the case that may be argued with."""

    path: str
    kind: NumberKind
    value: float


def crossings(calculation: Calculation) -> list[Crossing]:
    """The break-even value of every assumption. Raises ValueError when there is no result."""
    if calculation.plan is None or calculation.source is None or calculation.result is None:
        raise ValueError("no result")
    if not calculation.result.valued:
        return []
    found = list(assumptions(calculation.source.data, calculation.plan))
    return [_cross(calculation, assumption) for assumption in found]


def assumptions(data: dict[str, Any], plan: Plan) -> Iterator[Assumption]:
    """Every number of the lines, and every price taken from a list."""
    for section in ("baten", "kosten"):
        for i, item in enumerate(data.get(section) or []):
            for key, node in item.items():
                if key in KINDS:
                    yield from _numbers((section, i, key), node, KINDS[key])
    for price in {part.price.path: part.price for line in plan.lines for part in line.parts}.values():
        if price.post is not None and price.reason is None:
            yield Assumption(price.path, "bedrag", price.amount)


def _numbers(path: Path, node: Any, kind: NumberKind) -> Iterator[Assumption]:
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from _numbers((*path, i), item, kind)
    elif isinstance(node, dict) and "kans" in node:
        yield from _numbers((*path, "kans"), node["kans"], "aandeel")
        yield from _numbers((*path, "van"), node["van"], "aantal")
    elif isinstance(node, dict) and all(key.isdigit() and len(key) == 4 for key in node):
        for key, item in node.items():
            yield from _numbers((*path, key), item, kind)
    else:
        try:
            yield Assumption(format_path(path), kind, point(uncertain(node, kind)))
        except ScalarError:
            return  # a curve or a post: its knots are no single number


def written(value: float, kind: NumberKind) -> str:
    """A value as `--set` takes it: twelve digits, never with exactly three decimals.

    >>> written(0.75, "aandeel"), written(1.125, "aantal")
    ('75%', '1.1250')
    """
    text = f"{value * 100 if kind == 'aandeel' else value:.12g}"
    if "e" in text:
        text = f"{value * 100 if kind == 'aandeel' else value:.10f}".rstrip("0").rstrip(".")
    _, point_, decimals = text.partition(".")
    if kind == "aandeel":
        return f"{text}%"
    return f"{text}0" if point_ and len(decimals) == 3 else text


def _cross(calculation: Calculation, assumption: Assumption) -> Crossing:
    def net(value: float) -> float | None:
        return rerun(calculation, assumption.path, written(value, assumption.kind))

    about = assumption.path, assumption.kind, assumption.value
    now = net(assumption.value)
    low, high = _bounds(assumption)
    at_low, at_high = net(low), net(high)
    if at_low is None:  # 0 is refused where something is divided by it
        low = assumption.value / FAR
        at_low = net(low)
    if now is None or at_low is None or at_high is None:
        return Crossing(*about, None, None, None, "aan de randen van het bereik valt er niet te rekenen")
    rises = at_high > at_low
    if abs(at_high - at_low) < CENT:
        return Crossing(*about, None, None, None, "heeft geen invloed op het rendement")
    if (at_low > CENT and at_high > CENT) or (at_low < -CENT and at_high < -CENT):
        sign = "positief" if at_low > 0 else "negatief"
        return Crossing(*about, None, None, rises, f"het rendement blijft {sign}, wat de waarde ook is")
    value = _straight(net, assumption.value, now, low, high)
    if value is None:
        value = _halved(net, low, high, rises)
    return Crossing(*about, value, written(value, assumption.kind), rises, None)


def _bounds(assumption: Assumption) -> tuple[float, float]:
    if assumption.kind == "aandeel":
        return 0.0, 1.0
    reach = max(1.0, abs(assumption.value)) * FAR
    if assumption.path.startswith(PRICES) or assumption.kind == "aantal":
        return 0.0, reach
    return (-reach, reach) if assumption.value < 0 else (0.0, reach)


def _straight(
    net: Callable[[float], float | None], at: float, now: float, low: float, high: float
) -> float | None:
    """The crossing of the line through two runs, if the engine agrees that it is zero there."""
    step = (low + at) / 2 if at > low else (at + 1.0 if high > at + 1.0 else (at + high) / 2)
    other = net(step)
    if other is None or other == now:
        return None
    value = at - now * (at - step) / (now - other)
    if not low <= value <= high:
        return None
    proof = net(value)
    return value if proof is not None and abs(proof) < CENT else None


def _halved(net: Callable[[float], float | None], low: float, high: float, rises: bool) -> float:
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
