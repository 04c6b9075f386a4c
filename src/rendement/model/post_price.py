"""What a reference to a post means: its price, one of its tariffs, or a row of its table."""

from rendement.model.forms import PostRef
from rendement.model.pricelist import Post
from rendement.model.values import Uncertain, point
from rendement.source.notes import cut
from rendement.source.scalar import ScalarError, number
from rendement.source.suggest import did_you_mean


def price_of(post: Post, reference: PostRef) -> Uncertain:
    """The amount that a reference means. Raises ScalarError where it means none."""
    name, selector = reference.name, reference.selector
    if post.bedrag is not None:
        if selector is not None:
            message = f"`{name}` heeft één prijs; `@{cut(selector, 20)}` kan hier niet"
            raise ScalarError("tarief-onbekend", message, f"schrijf `{name}`")
        return post.bedrag
    if post.tarieven is not None:
        return _rate(dict(post.tarieven), name, selector)
    if post.tabel is not None:
        return _row(post.tabel, reference, f", langs {post.langs}" if post.langs else "")
    message = f"`{name}` is een verloop over jaren, geen prijs"
    raise ScalarError("post-zonder-prijs", message, "gebruik hem bij `terugval` of `blijfkans`")


def _rate(rates: dict[str, Uncertain], name: str, selector: str | None) -> Uncertain:
    options = f"kies {', '.join(f'`{name}@{rate}`' for rate in rates)}"
    if selector is None:
        raise ScalarError("selectie-ontbreekt", f"`{name}` heeft meer dan één tarief", options)
    if selector not in rates:
        message = f"`{name}` heeft geen tarief `{cut(selector)}`"
        raise ScalarError("tarief-onbekend", message, did_you_mean(selector, rates, options))
    return rates[selector]


def _row(table: tuple[tuple[float, Uncertain], ...], reference: PostRef, along: str) -> Uncertain:
    name, first, last = reference.name, table[0][0], table[-1][0]
    if reference.selector is None:
        remedy = f"schrijf bijvoorbeeld `{name}@{first:g}`{along}"
        raise ScalarError("selectie-ontbreekt", f"`{name}` is een tabel", remedy)
    try:
        at = number(reference.selector)
    except ScalarError:
        remedy = f"schrijf een getal van {first:g} t/m {last:g}{along}"
        message = f"`{cut(reference.selector)}` is geen rij van `{name}`"
        raise ScalarError("rij-buiten-tabel", message, remedy) from None
    if not first <= at <= last:
        message = f"`{name}` loopt van {first:g} t/m {last:g}{along}; {at:g} ligt daarbuiten"
        raise ScalarError("rij-buiten-tabel", message, "kies een rij binnen de tabel")
    for row, value in table:
        if row == at:
            return value
    low, below = max((row, point(value)) for row, value in table if row < at)
    high, above = min((row, point(value)) for row, value in table if row > at)
    return below + (above - below) * (at - low) / (high - low)
