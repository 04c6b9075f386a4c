"""The rules of what became of a plan: adjusted, realised, taken over by another measure."""

from collections.abc import Iterator

from rendement.model.programme import Measure
from rendement.model.programme_later import Later
from rendement.model.programme_values import Booked, Span
from rendement.model.values import spelled
from rendement.source.finding import Finding
from rendement.source.path import Path
from rendement.source.saving_kinds import KINDS
from rendement.source.scalar import span_text
from rendement.source.tree import Source, line_names

LATER = ("bijgesteld", "gerealiseerd")


def planned(measure: Measure) -> dict[str, tuple[Booked, ...]]:
    """The plan by kind, as far as it has amounts."""
    kinds = {kind: getattr(measure.besparing, kind, None) or () for kind in KINDS}
    return {kind: items for kind, items in kinds.items() if items}


def later_of(measure: Measure) -> Iterator[tuple[str, Later]]:
    """What became of the plan, by key."""
    for key in LATER:
        found: Later | None = getattr(measure, key)
        if found is not None:
            yield key, found


def later_items(key: str, found: Later) -> Iterator[tuple[Path, Booked]]:
    """Every amount and where it stands in its measure."""
    for kind, items in found.kinds:
        for item in items:
            yield ((key, str(item.key)) if kind is None else (key, kind, str(item.key))), item


def kind_is_known(measure: Measure) -> Iterator[Finding]:
    """Amounts without a kind have that of the plan, which then has one."""
    kinds = tuple(planned(measure))
    for key, found in later_of(measure):
        if len(kinds) != 1 and any(kind is None for kind, _ in found.kinds):
            message = f"bij `{key}` ontbreekt de soort; het plan heeft er {len(kinds) or 'geen'}"
            amounts = ((item.key, item.amount or 0.0) for _, item in later_items(key, found))
            written = ", ".join(f"{name}: {spelled(amount)}" for name, amount in amounts)
            remedy = f"schrijf `{{{(kinds or KINDS)[0]}: {{{written}}}}}`"
            yield Finding("soort-ontbreekt", message, remedy, (key,), of_value=True)


def same_years(measure: Measure) -> Iterator[Finding]:
    """What takes the place of an amount has the same year, or the same years."""
    spans = {item.span for items in planned(measure).values() for item in items if item.span is not None}
    for key, found in later_of(measure):
        for place, item in later_items(key, found):
            own = item.span
            others = sorted(span for span in spans if own is not None and span != own and _meet(span, own))
            if others and own not in spans:
                message = f"{span_text(others[0])} staat in het plan als één bedrag; dit is er een deel van"
                yield Finding("jaren-overlappen", message, f"schrijf `{span_text(others[0])}`", place)


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def status_or_realised(measure: Measure) -> Iterator[Finding]:
    """A year of which is written what came of it needs no status."""
    if measure.gerealiseerd is None or measure.status is None:
        return
    years = {item.span for _, item in later_items("gerealiseerd", measure.gerealiseerd)}
    message = "bij wat `gerealiseerd` is, hoort geen status; het bedrag zegt het al"
    if isinstance(measure.status, str):
        yield Finding("status-en-gerealiseerd", message, "haal `status` weg", ("status",))
        return
    for span in measure.status:
        if span in years:
            remedy = f"haal `{span_text(span)}` uit de status"
            yield Finding("status-en-gerealiseerd", message, remedy, ("status", span_text(span)))


def replaced_exist(source: Source, period: Span | None) -> Iterator[Finding]:
    """A measure takes over others of the same file, which do not take over anything themselves."""
    items = source.data.get("maatregelen")
    measures = [item if isinstance(item, dict) else {} for item in (items if isinstance(items, list) else ())]
    names = {name: number for number, item in enumerate(measures) for name in line_names(item)}
    for number, item in enumerate(measures):
        asked = item.get("vervangt")
        for i, name in enumerate(asked if isinstance(asked, list) else ()):
            place: Path = ("maatregelen", number, "vervangt", i)
            other = names.get(name) if isinstance(name, str) else None
            if other is None and isinstance(name, str):
                yield _unknown(name, names, place)
            elif other == number or (other is not None and "vervangt" in measures[other]):
                message = f"`{name[:60]}` vervangt zelf iets, of is deze maatregel"
                remedy = (
                    "noem bij de laatste maatregel alle oorspronkelijke, en haal `vervangt` bij de andere weg"
                )
                yield Finding("vervangt-vervanger", message, remedy, place)
            elif other is not None and "gerealiseerd" in measures[other]:
                message = f"`{name[:60]}` is vervangen en heeft toch iets gerealiseerd"
                remedy = "zet dat bij de maatregel die haar vervangt"
                yield Finding("vervangen-en-gerealiseerd", message, remedy, place)


def _unknown(name: str, names: dict[str, int], place: Path) -> Finding:
    from rendement.source.suggest import did_you_mean  # noqa: PLC0415 - only when something is wrong

    message = f"er is geen maatregel `{name[:60]}`"
    remedy = did_you_mean(name, names, "noem de `id` van een maatregel, of haar naam met streepjes")
    return Finding("vervangt-onbekend", message, remedy, place)
