"""The priced parts of a line: a post, a basket, households, one basket less another, or own amounts."""

from dataclasses import replace

from rendement.bind.context import TINY, Context
from rendement.bind.prices import check_reference, listed, own_price, part_of, post_part
from rendement.bind.rows import WEIGHT, Rows, rows_of, sample_of
from rendement.bind.size import by_year
from rendement.engine.arithmetic import Number, settled, size
from rendement.engine.plan import Part, Price, by_factors
from rendement.engine.sample import Sample
from rendement.model.forms import BasketItem, PostRef
from rendement.model.line import Line
from rendement.model.values import Series, Uncertain
from rendement.source.path import Path, format_path


def priced(context: Context, line: Line, place: Path) -> tuple[tuple[Part, ...], Sample | None]:
    """Every priced part of a line, and how much its clients differ where these are the sums of a table."""
    if line.tegenpartij is not None:
        context.check_actor(line.tegenpartij, (*place, "tegenpartij"))
    rows = rows_of(context, line, place)
    parts = parts_of(context, line, place, rows)
    return parts, sample_of(line, rows, parts)


def parts_of(context: Context, line: Line, place: Path, rows: Rows | None = None) -> tuple[Part, ...]:
    """Every priced part of a line; what cannot be priced is a finding."""
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
            for number in range(len(line.casussen))
            for part in _of_household(context, line, place, number, rows)
        )
    if line.voor is not None:
        before = _basket(context, line, (*place, "voor"), line.voor)
        return before + _basket(context, line, (*place, "na"), line.na or (), sign=-1.0)
    if isinstance(line.tarief, PostRef):
        part = post_part(context, line, (*place, "tarief"), line.tarief)
        return (part,) if part is not None else ()
    return _own_prices(context, line, place)


def _of_household(
    context: Context, line: Line, place: Path, number: int, rows: Rows | None
) -> tuple[Part, ...]:
    own, items = (*place, "casussen", number, "posten"), line.casussen[number].posten if line.casussen else ()
    if rows is None:
        return _basket(context, line, own, items, household=number)
    alone = _basket(context, line, own, rows.shown(number, items), household=number)
    return (*alone, *rows.joined(number))


def _own_prices(context: Context, line: Line, place: Path) -> tuple[Part, ...]:
    def priced(own: Path, value: Uncertain, divisor: Number = 1.0, name: str = line.naam) -> Part:
        amount = context.number((*place, *own), value, "bedrag") / divisor
        return own_price(context, line, place, own, amount, name)

    if isinstance(line.bedrag, tuple):
        amounts = enumerate(line.bedrag)
        return tuple(priced(("bedrag", i), amount, name=f"{line.naam} ({i + 1})") for i, amount in amounts)
    if line.totaal is not None:
        return (priced(("totaal",), line.totaal, _divisor(context, line, place)),)
    if isinstance(line.bedrag, Series):  # an amount for each year, times a price of 1
        return (own_price(context, line, place, ("bedrag",), 1.0, line.naam),)
    key, value = ("tarief", line.tarief) if line.tarief is not None else ("bedrag", line.bedrag)
    return () if value is None or isinstance(value, PostRef) else (priced((key,), value),)


def _divisor(context: Context, line: Line, place: Path) -> Number:
    """What a total is divided by: the staff, else the number, of all years together."""
    key, value = ("fte", line.fte) if line.fte is not None else ("aantal", line.aantal)
    if value is None:
        return 1.0
    own = (*place, key)
    if isinstance(value, Series):
        parts = tuple(by_year(context, value, value.years, own, "aantal"))
    else:
        parts = (context.number(own, value, "aantal"),)
    context.guard("aantal-nul", own, size(settled(parts)) - TINY)
    return settled(parts)


def _basket(
    context: Context,
    line: Line,
    place: Path,
    items: tuple[BasketItem, ...],
    sign: float = 1.0,
    household: int | None = None,
) -> tuple[Part, ...]:
    parts: list[Part] = []
    for item in items:
        at = (*place, str(item.post))
        if item.price is None:
            part = post_part(context, line, at, item.post)
        else:
            amount = context.number((*at, "bedrag"), item.price, "bedrag")
            part = _overridden(context, line, at, item, amount)
        if part is not None:
            quantity = sign * _count(context, item, at)
            if household is not None and line.opschalen_naar is not None:
                own = place[:-1] if context.rows(line) is None else at
                quantity = quantity * context.numbers.weight((*own, WEIGHT))
            factors = context.factors(item.factors, (*at, "factoren"))
            part = replace(part, quantity=quantity, household=household, basket=format_path(at))
            if factors:
                part = replace(
                    part, quantity=by_factors(quantity, factors), written=quantity, factors=factors
                )
            parts.append(part)
    return tuple(parts)


def _count(context: Context, item: BasketItem, place: Path) -> Number:
    """How many of a post: written behind it, or under it; none written is one."""
    node = context.source.get(place)
    if isinstance(node, dict) and not {"laag", "geteld", "discreet"} & set(node):
        if "aantal" not in node:
            return 1.0
        place = (*place, "aantal")
    return context.number(place, item.quantity, "aantal")


def _overridden(context: Context, line: Line, place: Path, item: BasketItem, amount: Number) -> Part:
    """A post with its price set on the spot; a name that stands in no list is allowed."""
    path = format_path((*place, "bedrag"))
    entry = context.library.entries.get(item.post.name)
    if entry is None:
        level = context.case.prijspeil
        price = Price(path, item.post.name, amount, level=level, reason=item.reason, source=line.bron)
        return part_of(context, line, place, price)
    if item.post.selector is not None:
        check_reference(context, entry, item.post, place)
    known = listed(context, entry, item.post, amount, place)
    return part_of(context, line, place, replace(known, path=path, reason=item.reason), entry)
