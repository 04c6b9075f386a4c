"""Price lists as documents and as plain data: all lists, what a search found, one post."""

from collections.abc import Callable
from typing import Any

from rendement.model.parse import Curve
from rendement.model.pricelist import FORMS, Post
from rendement.model.values import Counted, Discrete, Range, Uncertain, point
from rendement.report.cells import across, figure, heads, notes, optional
from rendement.report.document import Cell, Document, Facts, Notes, Row, Table, text
from rendement.report.dutch import number, percent, plain, quantity
from rendement.source.currency import EURO, sign_of
from rendement.study.prices import Hit, OpenList

Data = dict[str, Any]

UNKNOWN = "onbekend"
HOW_TO_FIND = (
    "Zoeken: rendement prices zoek huisuitzetting",
    "Alles van één lijst: rendement prices zoek zoetermeer-2018",
    "Eén post bekijken: rendement prices toon wonen/huisuitzetting",
    "In een casus: prijslijsten: [zoetermeer-2018]",
)


# -- as data


def list_data(open_list: OpenList) -> Data:
    """One list: its name, how many posts, its price level and source."""
    level = open_list.price_list.prijspeil
    return {
        "prijslijst": open_list.reference,
        "titel": open_list.price_list.titel,
        "posten": len(open_list.entries),
        "prijspeil": level if isinstance(level, int) else None,
        "bedragen_in": open_list.price_list.valuta or EURO,
        "bron": open_list.price_list.bron,
    }


def post_data(hit: Hit) -> Data:
    """One post, unrounded; a price level that is not known is null."""
    entry, post = hit.entry, hit.entry.post
    return {
        "code": entry.code,
        "naam": post.naam,
        "prijslijst": hit.open_list.reference,
        "bedragen_in": hit.open_list.price_list.valuta or EURO,
        **{form: _plain_form(getattr(post, form)) for form in FORMS if getattr(post, form) is not None},
        **({"factoren": _plain_form(post.factoren)} if post.factoren else {}),
        "langs": post.langs,
        "over_jaren": post.over_jaren,
        "eenheid": post.eenheid,
        "betaler": {part.actor: _or_rest(part.share) for part in post.betaler} if post.betaler else None,
        "tegenpartij": post.tegenpartij,
        "domein": post.domein,
        "prijspeil": entry.level,
        "index": post.index,
        "bron": entry.source,
        "toelichting": post.toelichting,
        "schrijf": spelling(hit),
    }


def _plain_form(value: Any) -> Any:
    if isinstance(value, Curve):
        return {f"{place:g}": _plain_amount(share) for place, share in value.knots}
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {_key(key): _plain_amount(amount) for key, amount in value}
    return [*map(_plain_amount, value)] if isinstance(value, tuple) else _plain_amount(value)


def _plain_amount(value: Uncertain) -> Any:
    if isinstance(value, Range):
        ends = {"laag": value.low, "midden": value.middle, "hoog": value.high}
        return {**ends, "verdeling": value.distribution}
    return point(value)


def _or_rest(share: float | None) -> float | str:
    return "rest" if share is None else share


def _key(key: float | str) -> str:
    return key if isinstance(key, str) else f"{key:g}"


# -- as documents


def lists_document(open_lists: list[OpenList]) -> Document:
    """Every list with its size, price level and source."""
    rows, sources, total = [], [], 0
    for item in open_lists:
        name, size, level = plain(item.reference), len(item.entries), item.price_list.prijspeil
        total += size
        rows.append(Row((text(name), figure(size), text(str(level or UNKNOWN)))))
        sources.append(f"{name}: {plain(item.price_list.bron or 'geen bron genoemd')}")
    blocks = (
        Table("prijslijsten", "", heads("prijslijst", "posten", "prijspeil"), tuple(rows)),
        Notes("bronnen", "Bronnen", tuple(sources)),
        Notes("gebruik", "Zo gebruikt u ze", HOW_TO_FIND),
    )
    return Document("Prijslijsten", f"{len(open_lists)} lijsten, {number(total)} posten", blocks)


def _counted_in(hits: list[Hit]) -> str:
    """The currency of all, or that another one has its sign."""
    foreign = [hit for hit in hits if hit.open_list.price_list.valuta not in (None, EURO)]
    return "in euro" + ("; een andere valuta staat erbij" if foreign else "")


def _sign(hit: Hit) -> str:
    return f"{sign_of(hit.open_list.price_list.valuta or EURO)} "


def found_document(hits: list[Hit], words: list[str], exact: bool = True) -> Document:
    """What a search found, or what comes near: code, name, price, unit and list."""
    asked = plain(" ".join(words))[:80]
    title = f"Prijsposten met {asked}" if exact else f"{asked}: dit lijkt erop"
    subtitle = f"{len(hits)} {'post' if len(hits) == 1 else 'posten'}, bedragen {_counted_in(hits)}"
    texts = ("naam", "eenheid", "prijslijst")
    columns = heads("post", "naam", "bedrag", "eenheid", "prijslijst", words=texts)
    rows, narrow = [], []
    for hit in hits:
        post, code = hit.entry.post, text(plain(hit.entry.code))
        sign = _sign(hit) if hit.open_list.price_list.valuta not in (None, EURO) else ""
        price = Cell(sign + price_text(post), None if post.factoren else _sure(post.bedrag))
        name, unit, source = map(plain, (post.naam, post.eenheid, hit.open_list.reference))
        rows.append(Row((code, text(name), price, text(unit), text(source))))
        narrow += [Row((code, price)), across(2, "  " + " · ".join(filter(None, (name, unit, source))))]
    slim = Table("posten", "", (columns[0], columns[2]), tuple(narrow))
    return Document(title, subtitle, (Table("posten", "", columns, tuple(rows), slim),))


def post_document(hit: Hit) -> Document:
    """One post in full, and how to write it in a case."""
    post, open_list = hit.entry.post, hit.open_list
    facts = [
        *_prices(post, _sign(hit)),
        *_factors(post),
        *_years(post),
        ("Eenheid", text(plain(post.eenheid) or "-")),
        *_payers(post),
    ]
    facts += [("Tegenpartij", text(plain(post.tegenpartij)))] if post.tegenpartij else []
    facts += [
        ("Domein", text(plain(post.domein) or "-")),
        ("Prijspeil", text(str(hit.entry.level or UNKNOWN))),
        ("Prijslijst", text(plain(open_list.reference))),
    ]
    written = (f"prijslijsten: [{open_list.reference}]", *spelling(hit))
    source = plain(hit.entry.source) or "geen bron genoemd"
    if post.bron and open_list.price_list.bron:
        source += f" ({plain(open_list.price_list.bron)})"
    blocks = (
        Facts("post", "", tuple(facts)),
        Notes("bron", "Bron", (source,)),
        *notes("toelichting", "Toelichting", [plain(post.toelichting)] if post.toelichting else []),
        Notes("schrijfwijze", "Zo schrijft u het in een casus", written),
    )
    return Document(plain(post.naam), plain(hit.entry.code), blocks)


def spelling(hit: Hit) -> list[str]:
    """The keys with which a case takes this post, every tariff apart; and beside them the years it sums."""
    code, post = hit.entry.code, hit.entry.post
    if post.terugval is not None:
        return [f"terugval: {code}"]
    if post.uitstroomkansen is not None:
        return [f"blijfkans: {{uitstroomkansen: {code}, vanaf: 1}}"]
    years = [f"over_jaren: {post.over_jaren}"] if post.over_jaren is not None else []
    key = "tarief" if (post.eenheid or "").startswith("fte") else "prijs"
    if post.tarieven is not None:
        return [*(f"{key}: {code}@{name}" for name, _ in post.tarieven), *years]
    if post.tabel is not None:
        first, last = post.tabel[0][0], post.tabel[-1][0]
        return [f"{key}: {code}@{first:g}  # {plain(post.langs) or 'rij'}: {first:g} t/m {last:g}", *years]
    return [f"{key}: {code}", *years]


def price_text(post: Post) -> str:
    """The price in one cell, times its factors: an amount, a range, or the lowest and highest of several."""
    return " × ".join((_before_factors(post), *(_said(value, _number) for _, value in post.factoren or ())))


def _before_factors(post: Post) -> str:
    if post.bedrag is not None:
        return amount_text(post.bedrag)
    several = post.tarieven or post.tabel
    if several is not None:
        values = [point(value) for _, value in several]
        return f"{_cents(min(values))} of {_cents(max(values))}" if len(values) == 2 else _span(values)
    return "verloop"


def amount_text(value: Uncertain) -> str:
    """An amount or a range, with cents where there are any.

    >>> amount_text(69910.34), amount_text(Range(30000, 40000))
    ('69.910,34', '30.000..40.000')
    """
    return _said(value, _cents)


def _said(value: Uncertain, shown: Callable[[float], str]) -> str:
    if isinstance(value, Range):
        ends = (value.low, value.high) if value.mode is None else (value.low, value.mode, value.high)
        return "..".join(map(shown, ends))
    if isinstance(value, Discrete):
        return ", ".join(f"{shown(amount)} ({percent(weight)})" for amount, weight in value.options)
    return shown(value.middle if isinstance(value, Counted) else value)


def _prices(post: Post, sign: str) -> list[tuple[str, Cell]]:
    if post.bedrag is not None:
        return [("Prijs", Cell(f"{sign}{amount_text(post.bedrag)}", _sure(post.bedrag)))]
    several: Any = post.tarieven or post.tabel
    if several is not None:
        axis = f"{plain(post.langs) or 'rij'} " if post.tabel else "tarief "
        return [(axis + _key(key), Cell(f"{sign}{amount_text(v)}", _sure(v))) for key, v in several]
    if post.terugval is not None:
        return [
            (f"cumulatieve kans na {quantity(at)} jaar", _share(kans)) for at, kans in post.terugval.knots
        ]
    exits = post.uitstroomkansen or ()
    rows = exits.knots if isinstance(exits, Curve) else enumerate(exits, 1)
    return [(f"uitstroomkans in jaar {quantity(at)}", _share(kans)) for at, kans in rows]


def _factors(post: Post) -> list[tuple[str, Cell]]:
    """What every price of the post is multiplied by."""
    named = post.factoren or ()
    return [(f"Maal {plain(name)}", Cell(_said(value, _number), _sure(value))) for name, value in named]


def _number(value: float) -> str:
    return quantity(value, 6)


def _years(post: Post) -> list[tuple[str, Cell]]:
    return [("Som over", text(f"{post.over_jaren} jaar"))] if post.over_jaren is not None else []


def _payers(post: Post) -> list[tuple[str, Cell]]:
    parts = post.betaler or ()
    if len(parts) <= 1:
        return [("Betaler", text(plain(parts[0].actor) if parts else "-"))]
    return [(f"Betaler {plain(part.actor)}", optional(part.share, percent, "rest")) for part in parts]


def _share(value: Uncertain) -> Cell:
    return Cell(_said(value, percent), _sure(value))


def _sure(value: Uncertain | None) -> float | None:
    """The figure behind a cell; a range is text, for no single figure says the same."""
    return value if isinstance(value, float) else None


def _span(values: list[float]) -> str:
    return f"{_cents(min(values))} t/m {_cents(max(values))}"


def _cents(value: float) -> str:
    return number(value, 2 if abs(value - round(value)) >= 0.005 else 0)
