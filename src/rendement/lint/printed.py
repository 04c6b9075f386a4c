"""R1: what a source printed, and scenarios that say nothing."""

from collections.abc import Iterator
from typing import Any

from rendement.engine.result import LineResult, Result
from rendement.lint.known import Known, KnownCase, number_of
from rendement.lint.rule import Method, Seen
from rendement.source.path import Path, parse_path


def _other_figures(known: Known) -> Iterator[tuple[Any, Path]]:
    """The printed figures that do not follow, each with its place."""
    for found in known.figures.printed:
        if not (found.follows or found.apart):
            yield found, ("gedrukt", found.printed.written_as or found.printed.path)


def _printed_differs(known: Known) -> Iterator[Seen]:
    for found, place in _other_figures(known):
        if not found.printed.error:
            computed = found.computed
            shown = "dat bestaat hier niet" if computed is None else f"berekend is {number_of(computed)}"
            said = {"pad": found.printed.path, "gedrukt": number_of(found.printed.value), "berekend": shown}
            yield Seen(place, said=said)


def _source_error(known: Known) -> Iterator[Seen]:
    for found, place in _other_figures(known):
        if found.printed.error:
            yield Seen(place, said={"pad": found.printed.path, "reden": found.printed.error.rstrip(".")})


def _same_outcome(known: KnownCase) -> Iterator[Seen]:
    for name, result in known.calculation.scenarios.items():
        if result is not None and _totals(result) == _totals(known.result):
            yield Seen(("scenarios", name), said={"scenario": name})


def _totals(result: Result) -> tuple[object, ...]:
    """By year as well: a scenario that moves in time is another outcome."""
    return result.total, result.present, result.by_year


def _prints_itself(known: KnownCase) -> Iterator[Seen]:
    lines = {item.line.path: item for item in known.result.lines}
    for item in known.plan.printed:
        path = known.source.resolve(parse_path(item.path))
        own = next((lines[key] for key in lines if parse_path(key) == path[:2]), None)
        if own is not None and len(path) == 3 and (path[2] == "prijs" or _untouched(own, str(path[2]))):
            yield Seen(("gedrukt", item.written_as or item.path), (own.line,), {"pad": item.path})


def _untouched(item: LineResult, key: str) -> bool:
    """Whether a figure of a line is one amount as it was written."""
    line = item.line
    single = len(line.parts) == 1 and not line.factors and not line.quantity
    if key not in ("bruto", "netto") or not single or line.prices is not None:
        return False
    price = line.parts[0].price
    return item.gross == price.amount and (key == "bruto" or item.net == price.amount)


RULES: tuple[Method, ...] = (
    Method(
        "R101",
        "gedrukt-wijkt-af",
        "waarschuwing",
        "{pad}: de bron drukt {gedrukt}, {berekend}",
        "verbeter de invoer, of schrijf bij dit cijfer `afronding` of `fout` met de reden",
        "Wie een analyse overneemt, komt op dezelfde cijfers uit of kan zeggen waar de bron zich vergist.",
        "Meetstandaard, ADR-005: gedrukte delen die niet tot het gedrukte geheel optellen",
        case=_printed_differs,
        programme=_printed_differs,
        monitor=_printed_differs,
    ),
    Method(
        "R115",
        "scenario-zonder-verschil",
        "opmerking",
        "scenario {scenario} geeft dezelfde totalen als zoals geschreven",
        "kijk of het pad klopt: misschien verandert het een regel die niet meetelt",
        "Een scenario dat niets verandert, stelt een lezer gerust zonder dat er iets is nagegaan.",
        case=_same_outcome,
    ),
    Method(
        "R116",
        "gedrukt-is-invoer",
        "opmerking",
        "{pad} is zelf een geschreven bedrag; het moet wel kloppen",
        "neem een cijfer over dat uit meer dan één bedrag volgt, zoals totaal.baten",
        "Een controle die alleen haar eigen invoer terugleest, controleert niets.",
        case=_prints_itself,
    ),
    Method(
        "R117",
        "bronfout",
        "opmerking",
        "{pad} volgt niet uit de invoer: {reden}",
        "houd de fout van de bron zichtbaar, of haal `fout` weg als de bron is verbeterd",
        "Een fout van de bron die stil wordt overgenomen, wordt er een van u.",
        case=_source_error,
        programme=_source_error,
        monitor=_source_error,
    ),
)
