"""What is meant by a post that no list of the case has: one of another name, or of another list."""

from collections.abc import Iterable, Mapping

from rendement.bind.context import Context
from rendement.model.forms import PostRef
from rendement.model.library import Entry, bundled_posts
from rendement.model.post_price import price_of
from rendement.model.pricelist import Post
from rendement.source.path import Path
from rendement.source.scalar import ScalarError, number
from rendement.source.suggest import nearest

CURVES = ("terugval", "uitstroomkansen")


def remedy(context: Context, reference: PostRef, place: Path) -> str:
    """What to write instead."""
    if (amount := _amount(reference, place)) is not None:
        return amount
    curve = next((key for key in CURVES if key in place), None)
    own = _fitting(context.library.entries, curve)
    known = _fitting(bundled_posts(), curve)
    exact = _named(reference.name, known)
    name = _named(reference.name, own) or (None if exact else nearest(reference.name, own))
    if name is not None:
        return f"bedoelt u `{_written(own[name].post, name, reference.selector)}`?"
    name = exact or nearest(reference.name, known)
    if name is None:
        return "zoek met `rendement prices zoek …`" + (
            "" if own else " en noem de lijst onder `prijslijsten:`"
        )
    # a later list goes before an earlier one: as the first it changes no other price of the case
    lists = ", ".join((known[name].list_name, *context.case.prijslijsten))
    written = _written(known[name].post, name, reference.selector)
    return f"schrijf `{written}`, en bovenaan `prijslijsten: [{lists}]`"


def _amount(reference: PostRef, place: Path) -> str | None:
    """An amount where a post belongs."""
    try:
        number(reference.name, "bedrag")
    except ScalarError:
        return None
    if place[-1] == "prijs":
        return f"schrijf `bedrag: {reference}`; achter `prijs` staat een post van een lijst"
    return f"schrijf hier een post van een lijst; een bedrag staat achter `bedrag`: `bedrag: {reference}`"


def _fitting(entries: Mapping[str, Entry], curve: str | None) -> dict[str, Entry]:
    """The posts that hold this curve, or a price."""
    return {
        code: entry
        for code, entry in entries.items()
        if (getattr(entry.post, curve) if curve else not any(getattr(entry.post, key) for key in CURVES))
    }


def _named(name: str, codes: Iterable[str]) -> str | None:
    """The code that is written so, with or without its folder, when there is one."""
    found = [code for code in codes if name in (code, code.rpartition("/")[2])]
    return found[0] if len(found) == 1 else None


def _written(post: Post, code: str, selector: str | None) -> str:
    """How a post is named: with the tariff or row that was asked for, or the first when one is needed."""
    rates = [name for name, _ in post.tarieven or ()] + [f"{row:.15g}" for row, _ in post.tabel or ()]
    for option in (selector, None, *rates[:1]):
        try:
            price_of(post, PostRef(code, option))
        except ScalarError:
            continue
        return str(PostRef(code, option))
    return code
