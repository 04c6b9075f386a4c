"""Posts, tariffs and tables: from a reference to a price, its bearer and its price level."""

from rendement.bind.context import PRICES, Context
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Bearer, Part, Price
from rendement.model.forms import PostRef
from rendement.model.library import Entry
from rendement.model.line import BenefitLine, Line
from rendement.model.post_price import Between, Listed, price_of
from rendement.source.path import Path, format_path
from rendement.source.scalar import ScalarError
from rendement.source.suggest import did_you_mean

DEFAULT_BEARER = "gemeente"


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
    return part_of(context, line, place, listed(context, entry, reference, amount, place), entry)


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
    if entry.level is None and context.case.prijspeil is not None:
        context.remark(f"De prijs {entry.code} heeft geen bekend prijspeil en is niet geïndexeerd.")
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


def find(context: Context, reference: PostRef, place: Path) -> Entry | None:
    """The post, or a finding that names the nearest one."""
    entry = context.library.entries.get(reference.name)
    if entry is None:
        known = context.library.entries
        otherwise = "zoek met `rendement prices zoek …`" if known else "noem een lijst onder `prijslijsten:`"
        if reference.name.startswith("€") or reference.name[:1].isdigit():
            otherwise = "schrijf een bedrag achter `bedrag`; achter `prijs` staat een post van een lijst"
        message = f"geen van de prijslijsten heeft een post `{reference.name[:60]}`"
        context.add(place, "onbekende-prijs", message, did_you_mean(reference.name, known, otherwise))
    return entry


def pick(context: Context, entry: Entry, reference: PostRef, place: Path) -> Number | None:
    """The amount that a reference means, or a finding that it means none."""
    found = check_reference(context, entry, reference, place)
    if isinstance(found, Between):
        return _between(context, found)
    return None if found is None else _read(context, found)


def check_reference(
    context: Context, entry: Entry, reference: PostRef, place: Path
) -> Listed | Between | None:
    """What a reference means, or a finding that it means nothing."""
    try:
        return price_of(entry.post, reference)
    except ScalarError as error:
        context.add(place, error.code, error.message, error.remedy)
        return None


def _between(context: Context, found: Between) -> Number:
    """On the straight line between two rows, each a number of its own."""
    low = _read(context, found.low)
    return low + (_read(context, found.high) - low) * found.passed / found.whole


def _read(context: Context, found: Listed) -> Number:
    return context.number((PRICES, found.reference), found.amount, "bedrag")


def post_bearers(context: Context, entry: Entry | None, place: Path) -> tuple[Bearer, ...]:
    """Who bears the price of a post, or one that stands in no list."""
    if entry is None or entry.post.betaler is None:
        return (Bearer(DEFAULT_BEARER, share=1.0),)
    return context.bearers(entry.post.betaler, place, (PRICES, entry.code, "betaler"))
