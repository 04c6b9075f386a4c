"""What a reference to a post means: its price, a tariff, a row of its table or a point between two."""

from bisect import bisect_left
from operator import itemgetter

from rendement.model.forms import PostRef
from rendement.model.pricelist import Post
from rendement.model.values import Uncertain, ends
from rendement.source.notes import cut
from rendement.source.record import record
from rendement.source.scalar import ScalarError, number
from rendement.source.suggest import did_you_mean, listed


@record
class Listed:
    """An amount of a list, and the reference by which `--set` knows it."""

    reference: str
    amount: Uncertain


@record
class Between:
    """A point on the straight line between two rows: so far from the low one, of the whole distance."""

    low: Listed
    high: Listed
    passed: float
    whole: float


def lowest_of(found: Listed | Between) -> float:
    """How low an amount of a list may turn out."""
    if isinstance(found, Listed):
        return ends(found.amount)[0]
    low = lowest_of(found.low)
    return low + (lowest_of(found.high) - low) * found.passed / found.whole


def price_of(post: Post, reference: PostRef) -> Listed | Between:
    """The amount that a reference means. Raises ScalarError where it means none."""
    name, selector = reference.name, reference.selector
    if post.bedrag is not None:
        if selector is not None:
            message = f"`{name}` heeft één prijs; `@{cut(selector, 20)}` kan hier niet"
            raise ScalarError("tarief-onbekend", message, f"schrijf `{name}`")
        return Listed(name, post.bedrag)
    if post.tarieven is not None:
        return Listed(str(reference), _rate(post.rates, name, selector))
    if post.tabel is not None:
        return _row(post.tabel, reference, f", langs {post.langs}" if post.langs else "")
    message = f"`{name}` is een verloop over jaren, geen prijs"
    raise ScalarError("post-zonder-prijs", message, "gebruik hem bij `terugval` of `blijfkans`")


def _rate(rates: dict[str, Uncertain], name: str, selector: str | None) -> Uncertain:
    if selector in rates:
        return rates[selector]
    options = f"kies {listed([f'`{name}@{rate}`' for rate in rates])}"
    if selector is None:
        raise ScalarError("selectie-ontbreekt", f"`{name}` heeft meer dan één tarief", options)
    message = f"`{name}` heeft geen tarief `{cut(selector)}`"
    raise ScalarError("tarief-onbekend", message, did_you_mean(selector, rates, options))


def _row(table: tuple[tuple[float, Uncertain], ...], reference: PostRef, along: str) -> Listed | Between:
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
        remedy = f"het dichtst bij ligt `{row_reference(name, first if at < first else last)}`"
        raise ScalarError("rij-buiten-tabel", message, remedy)
    place = bisect_left(table, at, key=itemgetter(0))
    high, above = table[place]
    if high == at:
        return Listed(row_reference(name, high), above)
    low, below = table[place - 1]
    ends = Listed(row_reference(name, low), below), Listed(row_reference(name, high), above)
    return Between(*ends, at - low, high - low)


def row_reference(name: str, row: float) -> str:
    """How a row of a table is named.

    >>> row_reference("pwet/schadelast", 7.0)
    'pwet/schadelast@7'
    """
    return f"{name}@{row:.15g}"
