"""R4: prices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rendement.engine.plan import Line, Part, Price
from rendement.engine.result import LineResult
from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme, number_of
from rendement.lint.rule import Method, Seen, at
from rendement.model.library import Entry
from rendement.source.path import Path, parse_path

_SAME = 1e-9
_AFTER = "na"
_TARGET = "en met de casus moet een taakstelling worden gehaald"


def _counted(known: KnownCase) -> tuple[LineResult, ...]:
    return (*known.benefits, *known.costs)


Found = tuple[Path, Line, Price]


def _two_amounts(known: KnownCase) -> Iterator[Seen]:
    """The places where a post costs something else than it does by its list, or elsewhere by its lowest."""
    groups: dict[tuple[str, bool], list[Found]] = {}
    for item in _counted(known):
        for part in item.line.parts:
            if part.price.post is not None:
                place = parse_path(part.basket or item.line.path)
                key = (part.price.post, _AFTER in place[2:3])  # a price that changes is an effect
                groups.setdefault(key, []).append((place, item.line, part.price))
    for found in groups.values():
        usual = _usual(price for _, _, price in found)
        for place, line, price in found:
            if _differ(price.amount, usual):
                said = {
                    "post": price.code,
                    "bedrag": _euros(known, price.amount),
                    "ander": _euros(known, usual),
                    "waar": "elders in deze casus",
                }
                yield Seen(place, (line,), said, "opmerking")


def _usual(prices: Iterable[Price]) -> float:
    """The amount of the list, else the lowest: whichever line comes first is no news."""
    return min((price.reason is not None, price.amount) for price in prices)[1]


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SAME * max(abs(one), abs(other))


def _euros(known: KnownCase, amount: float) -> str:
    return f"{known.calculation.money.sign} {number_of(amount)}"


def _list_prices(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """What the posts of a case cost, each once; with a reason beside it, a price is its own."""
    if not isinstance(known, KnownCase):
        return
    seen: set[str] = set()
    for item in sorted(_counted(known), key=lambda item: item.line.slug):
        for part in item.line.parts:
            price, amount = part.price, part.price.amount
            if price.post is None or price.reason is not None or price.post in seen:
                continue
            seen.add(price.post)
            key = (price.post, price.level, known.calculation.money.currency)
            said = {"post": price.post, "bedrag": _euros(known, amount)}
            yield Fact(parse_path(part.basket or item.line.path), key, said)


def _other_price_elsewhere(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """Of every post that costs something else in another file: the first, and where it does."""
    groups: dict[tuple[object, ...], list[Noted]] = {}
    for item in facts:
        groups.setdefault(item.fact.key, []).append(item)
    for first, *rest in groups.values():
        own = first.fact.said
        others = [item for item in rest if item.fact.said["bedrag"] != own["bedrag"]]
        if others:
            where = {"ander": others[0].fact.said["bedrag"], "waar": f"in {others[0].where.mark.file}"}
            yield [replace(first, fact=replace(first.fact, said={**own, **where})), *others]


def _price_without_level(known: KnownCase) -> Iterator[Seen]:
    plan = known.plan
    if plan.price_level is None:
        return
    for line in plan.lines:
        post = next((code for part in line.parts if (code := _unknown(part.price))), None)
        if post is not None and line.follows is None:
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


def _unsourced(known: KnownCase) -> Iterator[Seen]:
    items = _counted(known)
    own = [item.line for item in items if all(_is_own(part) for part in item.line.parts)]
    if any(line.source for line in own):
        for line in own:
            if not line.source:
                yield at(line, wat="een eigen bedrag zonder `bron`, en andere regels hebben er een")
    for item in items:
        entries = {entry.code: entry for _, entry in known.posts(item.line)}
        for code, entry in entries.items():
            if missing := _missing(entry, item.line):
                yield at(item.line, wat=f"post `{code}` heeft {' en '.join(missing)}")


def _missing(entry: Entry, line: Line) -> list[str]:
    """What a post does not say, nor its line; a post with tariffs says with each what it is of."""
    post = entry.post
    there = {
        "bron": entry.source or line.source,
        "eenheid": post.eenheid or post.tarieven,
        "betaler": post.betaler or line.bearers,
    }
    return [f"geen `{key}`" for key, value in there.items() if not value]


def _is_own(part: Part) -> bool:
    """Whether a price is an amount of the line itself, and no post."""
    return part.price.post is None and not part.basket


RULES: tuple[Method, ...] = (
    Method(
        "R405",
        "twee-bedragen",
        "waarschuwing",
        "`{post}` kost hier {bedrag}, en {waar} {ander}",
        "reken met één prijs; waar dat niet kan, hoort de reden erbij: `{{bedrag: …, reden: …}}`",
        "Wie twee prijzen voor hetzelfde ziet, gelooft er geen.",
        "één uitgave met drie bedragen voor een ziektedag",
        case=_two_amounts,
        facts=_list_prices,
        over=_other_price_elsewhere,
    ),
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
        "R410",
        "zonder-bron",
        "opmerking",
        "dit is niet na te gaan: {wat}",
        "schrijf bij de regel `bron`, en bij een post `bron`, `eenheid` en `betaler`",
        "Een bedrag zonder herkomst kan niemand nakijken, en een post zonder betaler komt bij de gemeente.",
        "openfisca-france#152: bedragen waarvan niemand meer weet waar zij vandaan komen",
        case=_unsourced,
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
