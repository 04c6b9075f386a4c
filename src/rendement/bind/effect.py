"""The effect of a line over the years: how long, how much of it is left, up to which horizon."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import ceil
from typing import Any

from rendement.bind.context import PRICES, Context
from rendement.bind.prices import find
from rendement.engine import curves
from rendement.engine.arithmetic import Number, at_least_zero, at_most_one, evenly
from rendement.engine.plan import BaseRate, Effect, Growth, Share
from rendement.engine.steps import SHARES, StepKind, step_named
from rendement.model import forms
from rendement.model.forms import PostRef
from rendement.model.line import BenefitLine, CostLine, Line
from rendement.model.parse import Curve
from rendement.source.path import Path, format_path
from rendement.source.scalar import keys_by_number, written_number

Weights = tuple[Number, ...]
Placed = tuple[Path, Weights]


def effect(context: Context, line: Line, place: Path) -> Effect:
    """How long a result of this line lasts and what is left of it by effect-year."""
    first, horizon = context.case.periode[0], context.case.horizon
    if isinstance(line, CostLine):
        if line.tot_horizon and horizon is None:
            remedy = "voeg `horizon` toe aan de casus, of haal `tot_horizon` weg"
            own = (*place, "tot_horizon")
            context.add(own, "tot-horizon-zonder-horizon", "deze casus heeft geen horizon", remedy)
        horizon = horizon if line.tot_horizon else None
    spell = _spell(context, line, place)
    found = list(_curves(context, line, len(spell), place))
    return Effect(
        lag=line.aanlooptijd or 0,
        spell=spell,
        curves=tuple((step, weights) for step, _, weights in found),
        places=tuple(format_path(own) for _, own, _ in found),
        spread=_summed_over(line) is not None,
        horizon=first + horizon - 1 if horizon is not None else None,
    )


def chain(context: Context, line: Line, place: Path) -> tuple[Share | BaseRate, ...]:
    """The shares between gross and net that the line has, in the order of their steps."""
    found: list[Share | BaseRate] = []
    for step in SHARES:
        value = getattr(line, step.name, None)
        own = (*place, step.name)
        if isinstance(value, forms.BaseRate):
            rate = context.number((*own, "kans"), value.rate, "aandeel")
            helped = context.number((*own, "van"), value.of, "aantal")
            found.append(BaseRate(format_path(own), step, rate, helped))
        elif value is not None:
            found.append(Share(format_path(own), step, context.number(own, value, "aandeel")))
    return tuple(found)


def _summed_over(line: Line) -> int | None:
    """Over how many years the amount is a sum; a cost never is."""
    return line.over_jaren if isinstance(line, BenefitLine) else None


def growth(context: Context, line: Line, place: Path) -> Growth | None:
    """How the money of the line grows by calendar year."""
    if line.groei is None:
        return None
    own = (*place, "groei")
    if isinstance(context.node(own), dict) and "voet" in context.node(own):
        own = (*own, "voet")
    rate = context.number(own, line.groei.rate, "voet")
    since = context.case.periode[0] if line.groei.since is None else line.groei.since
    return Growth(format_path(own), rate, since)


def _spell(context: Context, line: Line, place: Path) -> Weights:
    """The part of each effect-year that counts: of year k + 1 what the duration exceeds k, at most 1."""
    years = _summed_over(line)
    if years is not None:
        return evenly(years)
    if line.duur is None:
        return (1.0,)
    length, most = context.duration((*place, "duur"), line.duur)
    return tuple(at_most_one(at_least_zero(length - passed)) for passed in range(ceil(most)))


def _curves(
    context: Context, line: Line, years: int, place: Path
) -> Iterator[tuple[StepKind, Path, Weights]]:
    """The curves that the line has, each with where its figures stand, in the order of their steps."""
    for name, read in _CURVES.items():
        curve = read(context, line, years, (*place, name))
        if curve is not None:
            yield step_named(name), *curve


def _staying(context: Context, line: Line, years: int, place: Path) -> Placed | None:
    stay = line.blijfkans if isinstance(line, BenefitLine) else None
    if stay is None:
        return None
    own, value = _curve(context, stay.uitstroomkansen, (*place, "uitstroomkansen"))
    if value is None:
        return None
    rows = value.knots if isinstance(value, Curve) else tuple(enumerate(value, 1))
    first = int(rows[0][0])
    begin = (stay.vanaf or first) - first
    if begin < 0:
        message = f"`vanaf: {stay.vanaf}` ligt voor de eerste rij ({first})"
        context.add((*place, "vanaf"), "vanaf-buiten-tabel", message, f"schrijf {first} of meer")
        return None
    knots = _knots(context, value, own)
    chances = knots[begin:] or knots[-1:]
    return own, curves.by_year("blijfkans", [chance for _, chance in chances], years)


def _ramp(context: Context, line: Line, years: int, place: Path) -> Placed | None:
    ramp = line.ingroei if isinstance(line, BenefitLine) else None
    if ramp is None:
        return None
    reached = [share for _, share in _knots(context, ramp, place)]
    for number, (before, after) in enumerate(pairwise(reached), 1):
        context.guard("curve-daalt", (*place, str(number)), after - before)
    return place, curves.by_year("ingroei", reached, years)


def _relapse(context: Context, line: Line, years: int, place: Path) -> Placed | None:
    own, value = _curve(context, line.terugval, place)
    if value is None:
        return None
    if not isinstance(value, Curve):
        return own, curves.by_year("constant", context.number(own, value, "aandeel"), years)
    knots = _knots(context, value, own)
    for (_, before), (_, after) in pairwise(knots):
        context.guard("curve-daalt", own, after - before)
    return own, curves.by_year("terugval", knots, years)


def _dropoff(context: Context, line: Line, years: int, place: Path) -> Placed | None:
    if line.afname is None:
        return None
    return place, curves.by_year("afname", context.number(place, line.afname, "aandeel"), years)


_CURVES: dict[str, Callable[[Context, Line, int, Path], Placed | None]] = {
    "blijfkans": _staying,
    "ingroei": _ramp,
    "terugval": _relapse,
    "afname": _dropoff,
}


def _knots(context: Context, value: Any, place: Path) -> list[tuple[float, Number]]:
    """The knots of a curve, or the chances of a list, each a number; those of a post are read once."""
    if place not in context.knots:
        context.knots[place] = _read_knots(context, value, place)
    return context.knots[place]


def _read_knots(context: Context, value: Any, place: Path) -> list[tuple[float, Number]]:
    if not isinstance(value, Curve):
        chances = (context.number((*place, i), chance, "aandeel") for i, chance in enumerate(value))
        return list(enumerate(chances, 1))
    keys = keys_by_number(context.node(place))
    return [
        (moment, context.number((*place, keys.get(moment, written_number(moment))), share, "aandeel"))
        for moment, share in value.knots
    ]


def _curve(context: Context, value: Any, place: Path) -> tuple[Path, Any]:
    """A curve and where its figures stand; that of a post, or None and a finding when the post has none."""
    if not isinstance(value, PostRef):
        return place, value
    key = str(place[-1])
    entry = find(context, value, place)
    curve = getattr(entry.post, key) if entry is not None else None
    if entry is not None and (curve is None or isinstance(curve, PostRef)):
        message = f"`{value}` heeft geen `{key}`"
        context.add(place, "post-zonder-curve", message, f"noem een post met `{key}:`")
        curve = None
    return (PRICES, value.name, key), curve
