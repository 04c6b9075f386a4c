"""Posts, tariffs and tables: from a reference to a price, its bearer and its price level."""

from dataclasses import replace

from rendement.bind.context import PRICES, Context
from rendement.engine.arithmetic import Number
from rendement.engine.budget_entry import MUNICIPALITY
from rendement.engine.plan import Bearer, Part, Price, by_factors
from rendement.model.forms import PostRef
from rendement.model.library import Entry
from rendement.model.line import BenefitLine, Line
from rendement.model.post_price import Between, Listed, price_of
from rendement.model.values import ends
from rendement.source.path import Path, format_path
from rendement.source.scalar import ScalarError

DEFAULT_BEARER = MUNICIPALITY


def own_bearers(context: Context, line: Line, place: Path) -> tuple[Bearer, ...] | None:
    """The bearers written on the line itself."""
    key = "ontvanger" if isinstance(line, BenefitLine) else "betaler"
    parts = getattr(line, key)
    return context.bearers(parts, (*place, key)) if parts is not None else None


def own_price(context: Context, line: Line, place: Path, own: Path, amount: Number, name: str) -> Part:
    """A price written on the line itself, at `own` below it, with its price level."""
    context.check_index(line.index, (*place, "index"))
    factor, series = context.index(line.prijspeil, line.index, (*place, "prijspeil"))
    level = line.prijspeil if line.prijspeil is not None else context.case.prijspeil
    price = Price(
        path=format_path((*place, *own)),
        name=name,
        amount=amount,
        index=factor,
        level=level,
        series=series,
        source=line.bron,
        unit="fte per jaar" if line.fte is not None or line.uren_per_week is not None else None,
    )
    return part_of(context, line, place, price)


def post_part(context: Context, line: Line, place: Path, reference: PostRef) -> Part | None:
    """A price-list post as a part of a line; what the line writes itself goes before what the post says."""
    entry = find(context, reference, place)
    amount = pick(context, entry, reference, place) if entry is not None else None
    if entry is None or amount is None:
        return None
    _check_years(context, line, place, entry)
    price = multiplied(context, listed(context, entry, reference, amount, place), entry)
    return part_of(context, line, place, price, entry)


def _check_years(context: Context, line: Line, place: Path, entry: Entry) -> None:
    """A price that is a sum over years already is not counted again in each of them."""
    years, of_line = entry.post.over_jaren, place[:2]
    lasting = 0.0 if line.duur is None else ends(line.duur)[1]
    if years is None:
        return
    if not isinstance(line, BenefitLine):
        if lasting > 1:
            message = f"`{entry.code}` is de som over {years} jaar; met `duur` telt hij elk jaar opnieuw"
            context.add((*of_line, "duur"), "prijs-over-jaren", message, "haal `duur` weg")
        return
    context.summed.add(of_line)
    whole, key = f"`{entry.code}` is de som over {years} jaar", f"`over_jaren: {years}`"
    apart = " bij de regel; een post over andere jaren hoort in een eigen regel" if len(place) > 3 else ""
    remedy = f"schrijf {key}{apart}"
    if line.over_jaren is not None and line.over_jaren != years:
        message = f"{whole}, niet over {line.over_jaren}"
        context.add((*of_line, "over_jaren"), "prijs-over-jaren", message, remedy)
    elif lasting > 1:
        message = f"{whole}; met `duur` telt hij elk jaar opnieuw"
        context.add((*of_line, "duur"), "prijs-over-jaren", message, f"haal `duur` weg en {remedy}")


def part_of(context: Context, line: Line, place: Path, price: Price, entry: Entry | None = None) -> Part:
    """A price with who bears it: what the line writes goes before what the post says."""
    post = entry.post if entry is not None else None
    bearers = own_bearers(context, line, place[:2]) or post_bearers(context, entry, place)
    counterparty = line.tegenpartij or (post.tegenpartij if post is not None else None)
    if counterparty in [bearer.actor for bearer in bearers]:
        key = place if line.tegenpartij is None else (*place[:2], "tegenpartij")
        message = f"`{counterparty}` staat aan beide kanten van deze overdracht: {price.name}"
        context.add(key, "tegenpartij-zelf", message, "noem de andere kant van de overdracht")
    return Part(1.0, price, bearers, counterparty, line.domein or (post.domein if post is not None else None))


def listed(context: Context, entry: Entry, reference: PostRef, amount: Number, place: Path) -> Price:
    """The price of a post, brought to the price level of the case."""
    context.check_index(entry.post.index, place)
    factor, series = context.index(entry.level, entry.post.index, place)
    along = f"{entry.post.langs}: " if entry.post.langs is not None else ""
    chosen = "" if reference.selector is None else f" ({along}{reference.selector})"
    return Price(
        path=format_path((PRICES, str(reference))),
        name=f"{entry.post.naam}{chosen}",
        amount=amount,
        index=factor,
        level=entry.level,
        series=series,
        unit=entry.post.eenheid if entry.post.tarieven is None else reference.selector,
        post=str(reference),
        price_list=entry.list_name,
        source=entry.source,
        note=entry.post.toelichting,
    )


def multiplied(context: Context, price: Price, entry: Entry) -> Price:
    """The price of a post times the factors of the post."""
    factors = context.factors(entry.post.factoren, (PRICES, entry.code, "factoren"))
    if not factors:
        return price
    return replace(price, amount=by_factors(price.amount, factors), written=price.amount, factors=factors)


def find(context: Context, reference: PostRef, place: Path) -> Entry | None:
    """The post, or a finding that names the nearest one."""
    entry = context.library.entries.get(reference.name)
    if entry is None:
        from rendement.bind.unknown_price import remedy  # noqa: PLC0415 - only when something is wrong

        message = f"geen van de prijslijsten heeft een post `{reference.name[:60]}`"
        context.add(place, "onbekende-prijs", message, remedy(context, reference, place))
    return entry


def pick(context: Context, entry: Entry, reference: PostRef, place: Path) -> Number | None:
    """The amount that a reference means, or a finding that it means none."""
    found = check_reference(context, entry, reference, place)
    return None if found is None else amount_of(context, found)


def check_reference(
    context: Context, entry: Entry, reference: PostRef, place: Path
) -> Listed | Between | None:
    """What a reference means, or a finding that it means nothing."""
    try:
        return price_of(entry.post, reference)
    except ScalarError as error:
        context.add(place, error.code, error.message, error.remedy)
        return None


def amount_of(context: Context, found: Listed | Between) -> Number:
    """An amount of a list; on the straight line between two rows each is a number of its own."""
    if isinstance(found, Listed):
        return _read(context, found)
    low = _read(context, found.low)
    return low + (_read(context, found.high) - low) * found.passed / found.whole


def _read(context: Context, found: Listed) -> Number:
    return context.number((PRICES, found.reference), found.amount, "bedrag")


def post_bearers(context: Context, entry: Entry | None, place: Path) -> tuple[Bearer, ...]:
    """Who bears the price of a post, or one that stands in no list."""
    if entry is None or entry.post.betaler is None:
        return (Bearer(DEFAULT_BEARER, share=1.0),)
    return context.bearers(entry.post.betaler, place, (PRICES, entry.code, "betaler"))
