"""From a written line to a line of the plan: its years, its quantity, its priced parts."""

from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.effect import chain, effect
from rendement.bind.prices import listed, own_bearers, own_price, part_of, pick, post_part
from rendement.engine.arithmetic import evenly, total
from rendement.engine.plan import Effect, Factor, Part, Price, Side
from rendement.engine.plan import Line as PlanLine
from rendement.model.forms import BasketItem, PostRef
from rendement.model.line import BenefitLine, Line
from rendement.model.values import Series, Uncertain, point
from rendement.model.years import covered_years, series_of
from rendement.source.path import Path, format_path
from rendement.source.tree import line_names


def bind_line(context: Context, line: Line, side: Side, number: int) -> PlanLine:
    """One line of the plan; what cannot be bound is a finding."""
    place: Path = (side, number)
    years = covered_years(line, context.case.periode)
    if line.tegenpartij is not None:
        context.check_actor(line.tegenpartij, (*place, "tegenpartij"))
    parts = _parts(context, line, place)
    results, months = _results(line, years), _months(line, years)
    item = context.source.data[side][number]
    return PlanLine(
        path=format_path(place),
        name=line.naam,
        slug=next(iter(line_names(item)), format_path(place)),
        side=side,
        years=years,
        timing=results if months is None else tuple(r * m for r, m in zip(results, months, strict=True)),
        results=None if months is None else results,
        prices=_by_year(line.bedrag, years) if isinstance(line.bedrag, Series) else None,
        quantity=_quantity(line, place),
        parts=parts,
        effect=effect(context, line, place) if isinstance(line, BenefitLine) else Effect(),
        chain=chain(line, place),
        bearers=own_bearers(context, line, place),
        counted=line.telt_mee is not False,
        why_not=line.reden,
        form=_form(line),
        indexed=any(part.price.series is not None for part in parts),
        group=line.groep,
        domain=line.domein,
        source=line.bron,
        note=line.toelichting,
        households=tuple((household.naam, household.omschrijving) for household in line.casussen or ()),
        scaled_to=line.opschalen_naar,
        realised=_realised(context, line, years, place),
        evidence=(line.bewijs.graad, line.bewijs.looptijd) if line.bewijs is not None else None,
        cashable=line.verzilverbaar if isinstance(line, BenefitLine) else None,
        nature=line.soort if isinstance(line, BenefitLine) else None,
        own_duration=isinstance(line, BenefitLine) and (line.duur or line.over_jaren) is not None,
    )


def _form(line: Line) -> str:
    forms = ("casussen", "posten", "voor", "prijs", "fte", "uren_per_week", "totaal")
    return next((form for form in forms if getattr(line, form) is not None), "bedrag")


def _results(line: Line, years: tuple[int, ...]) -> tuple[float, ...]:
    """How often the size of the line counts in each year: every year, once in all, or as a series says."""
    counts = evenly(len(years)) if _once(line) else (1.0,) * len(years)
    for series in (line.aantal, line.fte):
        if isinstance(series, Series):
            counts = tuple(c * n for c, n in zip(counts, _by_year(series, years), strict=True))
    return counts


def _months(line: Line, years: tuple[int, ...]) -> tuple[float, ...] | None:
    """The part of a yearly amount that counts in each year."""
    if line.maanden is None:
        return None
    if isinstance(line.maanden, Series):
        return tuple(months / 12 for months in _by_year(line.maanden, years))
    return (point(line.maanden) / 12,) * len(years)


def _once(line: Line) -> bool:
    """Whether the size is for all years together."""
    staff = line.fte is not None or line.uren_per_week is not None
    if series_of(line) or staff:
        return False
    return line.per == "periode" or (
        line.per is None and (line.casussen is not None or line.voor is not None)
    )


def _by_year(value: Series, years: tuple[int, ...]) -> tuple[float, ...]:
    named = dict(value.by_year)
    return tuple(point(named.get(year, 0.0)) for year in years)


def _quantity(line: Line, place: Path) -> tuple[Factor, ...]:
    def factor(key: str, value: Uncertain | Series | None) -> list[Factor]:
        if value is None or isinstance(value, Series):
            return []
        return [Factor(format_path((*place, key)), key, point(value))]

    factors = [*factor("aantal", line.aantal), *factor("fte", line.fte)]
    if line.uren_per_week is not None and line.voltijd is not None:
        path = format_path((*place, "uren_per_week"))
        factors.append(Factor(path, "fte", point(line.uren_per_week) / line.voltijd))
    factors += [*factor("bereik", line.bereik), *factor("slaagkans", line.slaagkans)]
    if line.opschalen_naar is not None and line.casussen:
        path = format_path((*place, "opschalen_naar"))
        factors.append(Factor(path, "opschaling", line.opschalen_naar / len(line.casussen)))
    return tuple(factors)


def _parts(context: Context, line: Line, place: Path) -> tuple[Part, ...]:
    mixed = [key for key in ("prijs", "posten", "casussen", "voor") if getattr(line, key) is not None]
    mixed += ["tarief"] if isinstance(line.tarief, PostRef) else []
    for key in ("prijspeil", "index"):
        if mixed and getattr(line, key) is not None:
            message = f"`{mixed[0]}` brengt zijn eigen prijspeil mee uit de prijslijst"
            context.add((*place, key), "prijspeil-bij-post", message, f"haal `{key}` weg")
    if line.prijs is not None:
        part = post_part(context, line, (*place, "prijs"), line.prijs)
        return (part,) if part is not None else ()
    if line.posten is not None:
        return _basket(context, line, (*place, "posten"), line.posten)
    if line.casussen is not None:
        return tuple(
            part
            for i, household in enumerate(line.casussen)
            for part in _basket(
                context, line, (*place, "casussen", i, "posten"), household.posten, household=i
            )
        )
    if line.voor is not None:
        before = _basket(context, line, (*place, "voor"), line.voor)
        return before + _basket(context, line, (*place, "na"), line.na or (), sign=-1.0)
    if isinstance(line.tarief, PostRef):
        part = post_part(context, line, (*place, "tarief"), line.tarief)
        return (part,) if part is not None else ()
    return _own_prices(context, line, place)


def _own_prices(context: Context, line: Line, place: Path) -> tuple[Part, ...]:
    if isinstance(line.bedrag, tuple):
        return tuple(
            own_price(context, line, place, ("bedrag", i), amount, f"{line.naam} ({i + 1})")
            for i, amount in enumerate(line.bedrag)
        )
    if line.totaal is not None:
        divisor = _total_of(line.fte if line.fte is not None else line.aantal)
        return (own_price(context, line, place, ("totaal",), point(line.totaal) / divisor, line.naam),)
    if isinstance(line.bedrag, Series):
        return (own_price(context, line, place, ("bedrag",), 1.0, line.naam),)
    key, value = ("tarief", line.tarief) if line.tarief is not None else ("bedrag", line.bedrag)
    if value is None or isinstance(value, PostRef):
        return ()
    return (own_price(context, line, place, (key,), point(value), line.naam),)


def _total_of(value: Uncertain | Series | None) -> float:
    if isinstance(value, Series):
        return total(point(item) for _, item in value.by_year)
    return point(value) if value is not None else 1.0


def _basket(
    context: Context,
    line: Line,
    place: Path,
    items: tuple[BasketItem, ...],
    sign: float = 1.0,
    household: int | None = None,
) -> tuple[Part, ...]:
    parts = []
    for item in items:
        at = (*place, str(item.post))
        if item.price is None:
            part = post_part(context, line, at, item.post)
        else:
            part = _overridden(context, line, at, item, point(item.price))
        if part is not None:
            quantity = sign * point(item.quantity)
            parts.append(replace(part, quantity=quantity, household=household, basket=format_path(at)))
    return tuple(parts)


def _overridden(context: Context, line: Line, place: Path, item: BasketItem, amount: float) -> Part:
    """A post with its price set on the spot; a name that stands in no list is allowed."""
    path = format_path((*place, "bedrag"))
    entry = context.library.entries.get(item.post.name)
    if entry is None:
        level = context.case.prijspeil
        price = Price(path, item.post.name, amount, level=level, reason=item.reason, source=line.bron)
        return part_of(context, line, place, price)
    if item.post.selector is not None:
        pick(context, entry, item.post, place)
    known = listed(context, entry, item.post, amount, place)
    return part_of(context, line, place, replace(known, path=path, reason=item.reason), entry)


def _realised(context: Context, line: Line, years: tuple[int, ...], place: Path) -> frozenset[int] | None:
    if line.status is None:
        return None
    if isinstance(line.status, str):
        return frozenset(years if line.status == "gerealiseerd" else ())
    for year in line.status:
        if year not in years:
            message = f"deze regel telt niet in {year}"
            context.add((*place, "status", str(year)), "status-zonder-jaar", message, "haal dit jaar weg")
    return frozenset(year for year, word in line.status.items() if word == "gerealiseerd")
