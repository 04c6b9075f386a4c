"""The effect of a benefit over the years: how long, how much of it is left, up to which horizon."""

from math import ceil

from rendement.bind.context import Context
from rendement.bind.prices import find
from rendement.engine import curves
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
        spell: tuple[float, ...] = (1 / line.over_jaren,) * line.over_jaren
    else:
        length = line.duur if line.duur is not None else 1.0
        years = ceil(length)
        spell = tuple(min(1.0, length - passed) for passed in range(years))
    return Effect(
        lag=line.aanlooptijd or 0,
        spell=spell,
        staying=_staying(context, line.blijfkans, len(spell), (*place, "blijfkans"))
        if line.blijfkans
        else None,
        relapse=_relapse(context, line, len(spell), (*place, "terugval")),
        dropoff=curves.dropoff(point(line.afname), len(spell)) if line.afname is not None else None,
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
    if value is None:
        return None
    if isinstance(value, PostRef):
        entry = find(context, value, place)
        if entry is not None and entry.post.terugval is None:
            message = f"`{value}` is geen terugval"
            context.add(place, "post-zonder-curve", message, "noem een post met `terugval:`")
        if entry is None or entry.post.terugval is None:
            return None
        value = entry.post.terugval
    if isinstance(value, Curve):
        return curves.relapse(value.knots, years)
    return curves.constant(point(value), years)


def _staying(context: Context, stay: Stay, years: int, place: Path) -> tuple[float, ...] | None:
    value = stay.uitstroomkansen
    start = stay.vanaf
    if isinstance(value, PostRef):
        entry = find(context, value, (*place, "uitstroomkansen"))
        if entry is not None and entry.post.uitstroomkansen is None:
            message = f"`{value}` heeft geen uitstroomkansen"
            context.add(
                (*place, "uitstroomkansen"),
                "post-zonder-curve",
                message,
                "noem een post met `uitstroomkansen:`",
            )
        if entry is None or entry.post.uitstroomkansen is None:
            return None
        value = entry.post.uitstroomkansen
    if isinstance(value, Curve):
        first = int(value.knots[0][0])
        chances = tuple(chance for _, chance in value.knots)
    elif isinstance(value, tuple):
        first, chances = 1, value
    else:
        return None
    begin = (start if start is not None else first) - first
    if begin < 0:
        message = f"`vanaf: {start}` ligt voor de eerste rij ({first})"
        context.add((*place, "vanaf"), "vanaf-buiten-tabel", message, f"schrijf {first} of meer")
        return None
    return curves.staying(chances[begin:] or chances[-1:], years)
