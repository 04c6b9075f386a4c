"""The effect of a benefit over the years: how long, how much of it is left, up to which horizon."""

from math import floor
from typing import Any

from rendement.bind.context import Context
from rendement.bind.prices import find
from rendement.engine import curves
from rendement.engine.arithmetic import evenly
from rendement.engine.plan import Deadweight, Effect, Factor
from rendement.model.forms import BaseRate, PostRef
from rendement.model.line import BenefitLine, CostLine, Line, Stay
from rendement.model.parse import Curve
from rendement.model.values import Uncertain, point
from rendement.source.path import Path, format_path


def effect(context: Context, line: BenefitLine, place: Path) -> Effect:
    """How long a result of this line lasts and what is left of it by effect-year."""
    first = context.case.periode[0]
    horizon = context.case.horizon
    if line.over_jaren is not None:
        spell = evenly(line.over_jaren)
    else:
        length = line.duur if line.duur is not None else 1.0
        spell = (1.0,) * floor(length) + ((length % 1,) if length % 1 else ())
    return Effect(
        lag=line.aanlooptijd or 0,
        spell=spell,
        staying=_staying(context, line.blijfkans, len(spell), (*place, "blijfkans"))
        if line.blijfkans
        else None,
        relapse=_relapse(context, line, len(spell), (*place, "terugval")),
        dropoff=curves.by_year("afname", point(line.afname), len(spell)) if line.afname is not None else None,
        spread=line.over_jaren is not None,
        horizon=first + horizon - 1 if horizon is not None else None,
    )


def chain(line: Line, place: Path) -> tuple[Factor | Deadweight, ...]:
    """The shares between gross and net, in their fixed order, as what each leaves."""

    def kept(key: str, value: Uncertain | None) -> list[Factor]:
        return [] if value is None else [Factor(format_path((*place, key)), key, point(value))]

    def taken(key: str, value: Uncertain | None) -> list[Factor]:
        return [] if value is None else [Factor(format_path((*place, key)), key, 1 - point(value))]

    if isinstance(line, CostLine):
        return tuple(kept("additioneel", line.additioneel))
    assert isinstance(line, BenefitLine)  # noqa: S101 - there are two kinds of line
    return (
        *_deadweight(line, place),
        *kept("toerekening", line.toerekening),
        *taken("verdringing", line.verdringing),
        *taken("optimismecorrectie", line.optimismecorrectie),
    )


def _deadweight(line: BenefitLine, place: Path) -> tuple[Deadweight, ...]:
    value = line.business_as_usual
    if value is None:
        return ()
    path = format_path((*place, "business_as_usual"))
    if isinstance(value, BaseRate):
        return (Deadweight(path, rate=point(value.rate), helped=value.of),)
    return (Deadweight(path, share=point(value)),)


def _relapse(context: Context, line: BenefitLine, years: int, place: Path) -> tuple[float, ...] | None:
    value = line.terugval
    if isinstance(value, PostRef):
        value = _of_post(context, value, place, "terugval")
    if value is None:
        return None
    if isinstance(value, Curve):
        return curves.by_year("terugval", value.knots, years)
    return curves.by_year("constant", point(value), years)


def _staying(context: Context, stay: Stay, years: int, place: Path) -> tuple[float, ...] | None:
    value: Any = stay.uitstroomkansen
    if isinstance(value, PostRef):
        value = _of_post(context, value, (*place, "uitstroomkansen"), "uitstroomkansen")
    if value is None:
        return None
    rows = value.knots if isinstance(value, Curve) else tuple(enumerate(value, 1))
    first, chances = int(rows[0][0]), tuple(chance for _, chance in rows)
    begin = (stay.vanaf or first) - first
    if begin < 0:
        message = f"`vanaf: {stay.vanaf}` ligt voor de eerste rij ({first})"
        context.add((*place, "vanaf"), "vanaf-buiten-tabel", message, f"schrijf {first} of meer")
        return None
    return curves.by_year("blijfkans", chances[begin:] or chances[-1:], years)


def _of_post(context: Context, reference: PostRef, place: Path, key: str) -> Any:
    """The curve that a post holds under a key; None, and a finding, when it holds none."""
    entry = find(context, reference, place)
    value = getattr(entry.post, key) if entry is not None else None
    if entry is not None and (value is None or isinstance(value, PostRef)):
        message = f"`{reference}` heeft geen `{key}`"
        context.add(place, "post-zonder-curve", message, f"noem een post met `{key}:`")
        return None
    return value
