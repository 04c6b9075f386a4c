"""Rules over a case as a whole."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from itertools import count

from rendement.model.case import Case
from rendement.model.discount_rules import stepped_rates, two_rates
from rendement.model.years import Period
from rendement.source.build import Node
from rendement.source.finding import Finding
from rendement.source.notes import cut
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.tree import Source, line_names


@record
class HeadFacts:
    """A case as far as it could be read: whole, or what is left without its errors."""

    source: Source
    case: Case | None
    period: Period | None
    suspects: frozenset[str] = frozenset()  # the known keys for which misspelt ones stand


PLACES = ("gemeente", "plaats")
WholeRule = Callable[[HeadFacts], Iterator[Finding]]


def one_place(facts: HeadFacts) -> Iterator[Finding]:
    """A municipality, or another place."""
    return place_named(facts.source, facts.suspects)


def place_named(source: Source, suspects: Container[str]) -> Iterator[Finding]:
    """Every file is about a municipality, or about another place."""
    keys = [key for key in PLACES if key in source.data]
    if len(keys) > 1:
        remedy = "houd `gemeente` over, of `plaats` als het geen gemeente is"
        yield Finding("twee-plaatsen", "`gemeente` en `plaats` staan er allebei", remedy, ("plaats",))
    elif not keys and not any(key in suspects for key in PLACES):
        remedy = "voeg `gemeente: …` toe, of `plaats: …` als het geen gemeente is"
        yield Finding("sleutel-ontbreekt", "hier ontbreekt `gemeente`", remedy)


def something_to_count(facts: HeadFacts) -> Iterator[Finding]:
    """A case has benefits or costs, or else effects or outcomes without an amount."""
    data = facts.source.data
    if any(data.get(key) not in (None, []) for key in ("pm", "resultaten")):
        return
    sections = [key for key in ("baten", "kosten") if key in data]
    if not {"baten", "kosten"} & facts.suspects and all(data[key] == [] for key in sections):
        place = (sections[0],) if sections else ()
        remedy = "voeg `baten:` of `kosten:` toe, met regels die met `- ` beginnen; of `resultaten:` of `pm:`"
        yield Finding("geen-regels", "er staan geen baten en geen kosten", remedy, place)


def distinct_lines(facts: HeadFacts) -> Iterator[Finding]:
    """Two lines of one section may not share a name in paths."""
    return repeated_names(facts.source, ("baten", "kosten"))


def repeated_names(source: Source, sections: tuple[str, ...]) -> Iterator[Finding]:
    """The lines that share a name with an earlier line of their section."""
    for section in sections:
        items = source.data.get(section)
        lines = items if isinstance(items, list) else []
        taken = {name for item in lines for name in line_names(item)}
        seen: dict[str, int] = {}
        numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))  # tried already, of each name
        for i, item in enumerate(lines):
            name = next(iter(line_names(item)), None)
            if name is None:
                continue
            if name in seen:
                letters = name if name[0].isalpha() else f"regel-{name}"
                options = (f"{letters}-{number}" for number in numbers[letters])
                own = next(option for option in options if option not in taken)
                yield _repeated(name, (section, i), item, (section, seen[name]), lines[seen[name]], own)
            seen.setdefault(name, i)


def _repeated(
    name: str, place: Path, item: dict[str, Node], earlier: Path, first: dict[str, Node], own: str
) -> Finding:
    key = "id" if "id" in item else "naam"
    message = f"deze regel heet in paden `{name[:60]}`, net als `{format_path(earlier)}`"
    if key == "naam" and first.get("naam") != item["naam"]:
        message += f" (`{cut(str(first.get('naam')))}`): hoofdletters, leestekens en accenten tellen niet"
    remedy = f"geef een van de twee een eigen `id`, bijvoorbeeld `id: {own}`"
    return Finding("dubbele-regel", message, remedy, (*place, key), of_value=True)


def one_discount_rate(facts: HeadFacts) -> Iterator[Finding]:
    """The short and the long form of discounting exclude each other; a stepped rate starts at 0."""
    case = facts.case
    discount = facts.source.data.get("disconteren")
    if "discontovoet" in facts.source.data and isinstance(discount, dict) and "voet" in discount:
        yield two_rates()
    if case is not None:
        yield from stepped_rates(case)


def index_has_level(facts: HeadFacts) -> Iterator[Finding]:
    """Without a price level of the case nothing is indexed."""
    written = facts.source.data
    keys = [key for key in ("index", "indexcijfers") if key in written]
    if keys and "prijspeil" not in written and "prijspeil" not in facts.suspects:
        remedy = "voeg `prijspeil` toe (het jaar van de prijzen in de uitkomst)"
        yield Finding("hoort-bij", f"bij `{keys[0]}` hoort `prijspeil`", remedy, (keys[0],))


def horizon_long_enough(facts: HeadFacts) -> Iterator[Finding]:
    """The horizon covers at least the period."""
    case = facts.case
    if case is None or case.horizon is None or facts.period is None:
        return
    length = facts.period[1] - facts.period[0] + 1
    if case.horizon < length:
        message = f"de horizon ({case.horizon} jaar) is korter dan de periode ({length} jaar)"
        remedy, figures = f"schrijf ten minste {length}", {"horizon": case.horizon, "jaren": length}
        yield Finding("horizon-te-kort", message, remedy, ("horizon",), of_value=True, arguments=figures)


WHOLE_RULES: tuple[WholeRule, ...] = (
    one_place,
    something_to_count,
    distinct_lines,
    one_discount_rate,
    index_has_level,
    horizon_long_enough,
)
