"""R4: prices and price levels."""

from collections.abc import Iterator

from rendement.engine.plan import Price
from rendement.engine.result import LineResult
from rendement.lint.known import KnownCase, KnownProgramme
from rendement.lint.rule import Method, Seen, at
from rendement.source.path import parse_path


def _price_without_level(known: KnownCase) -> Iterator[Seen]:
    plan = known.plan
    if plan.price_level is None:
        return
    for line in plan.lines:
        post = next((code for part in line.parts if (code := _unknown(part.price))), None)
        if post is not None:
            yield at(line, post=post)
    for item in plan.thresholds:
        if code := _unknown(item.price):
            yield Seen(parse_path(item.path), said={"post": code})


def _unknown(price: Price) -> str:
    """The post of a price of which nobody knows the price level."""
    return (price.post or "").partition("@")[0] if price.level is None else ""


def _average(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        post = next((found for found in _averages(known, item) if item.line.cashable), None)
        if post is not None:
            yield at(item.line, "verzilverbaar", post=post, waar="en de baat heet verzilverbaar")


def _averages(known: KnownCase, item: LineResult) -> Iterator[str]:
    """The posts of a line of which the price is an average."""
    return (entry.code for _, entry in known.posts(item.line) if entry.post.basis == "gemiddeld")


def _average_against_target(known: KnownProgramme) -> Iterator[Seen]:
    if known.result.target is None:
        return
    for number, inner in known.calculation.measures.items():
        if inner.result is None or inner.source is None:
            continue
        case = KnownCase(inner, inner.source, known.month, None)
        posts = (found for item in case.benefits for found in _averages(case, item))
        post = next(posts, None)
        if post is not None:
            yield Seen(("maatregelen", number, "casus"), said={"post": post, "waar": _TARGET})


_TARGET = "en met de casus moet een taakstelling worden gehaald"

RULES: tuple[Method, ...] = (
    Method(
        "R406",
        "gemiddelde-prijs",
        "opmerking",
        "`{post}` is een gemiddelde prijs, {waar}",
        "neem een prijs van wat er werkelijk minder wordt uitgegeven (`basis: marginaal`)",
        "Met één cliënt minder verdwijnen de gebouwen en de leiding niet; een gemiddelde telt die mee.",
        "Patton, Sawicki en Clark: gemiddelde kosten genomen waar marginale horen",
        case=_average,
        programme=_average_against_target,
    ),
    Method(
        "R412",
        "prijs-zonder-prijspeil",
        "opmerking",
        "de prijs {post} heeft geen bekend prijspeil en is niet geïndexeerd",
        "weet u van welk jaar de prijs is, zet hem dan met `bedrag` en `prijspeil` op de regel",
        "Een oude prijs naast nieuwe telt te licht.",
        case=_price_without_level,
    ),
)
