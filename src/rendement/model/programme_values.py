"""What is written in a programme: amounts by year or years, of several kinds, and their status."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from rendement.model.fields import UNSURE
from rendement.model.forms import STATUSES
from rendement.model.parse import (
    ENDING,
    Node,
    choice,
    gather,
    is_unsure,
    mapping,
    only,
    text,
    uncertain,
    year_key,
)
from rendement.model.reading import Reading, Schema
from rendement.model.values import Range, Uncertain, ends
from rendement.model.year_amounts import EUROS, YEARS, amount_of, known_by_year, needs_years
from rendement.source import years
from rendement.source.record import record
from rendement.source.saving_kinds import KINDS
from rendement.source.scalar import ScalarError

Span = tuple[int, int]

PM = ("pm", "p.m.")
PER, WHOLE = "per", "totaal"
UNKNOWN = "onbekend"
_MOMENT = re.compile(r"(?P<year>[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
BLOCKS = ("domein", "groep")


@record
class Booked:
    """An amount of a saving under the key it was written with; without a key it has no year.

    An amount of None is pro memorie.
    """

    amount: Uncertain | None
    key: str | None = None
    span: Span | None = None


@record
class Figure:
    """A figure of one year; of a kind, when it says so. A value of None is pro memorie."""

    year: int
    value: Uncertain | None
    kind: str | None = None


@record
class Targets:
    """A target by year: of the whole, and of blocks that are domains or groups when it says so."""

    whole: dict[int, float] | None
    per: str | None = None
    blocks: tuple[tuple[str, dict[int, float]], ...] = ()


@record
class OfColumn:
    """An amount that stands in a column of the post that a measure names."""

    kolom: str


def budget(node: Node) -> float | OfColumn:
    """`750000`, or `{kolom: 2022}`."""
    if not isinstance(node, dict):
        return amount_of(node)
    only(node, ("kolom",), ("kolom",))
    (column,) = gather([(("kolom",), partial(text, node["kolom"]))])
    return OfColumn(column)


def budgets(node: Node) -> dict[str, float | dict[int, float]]:
    """What each pot costs: `{jeugd/verblijf: 1005833}`, or by year."""
    if not isinstance(node, dict) or not node:
        remedy = "schrijf bijvoorbeeld {verblijf: 1005833}, of {verblijf: {2024: 1005833}}"
        raise ScalarError("lege-waarde", "hier horen budgetten, elk met een naam en een bedrag", remedy)
    found = gather([((name,), partial(_of_pot, own)) for name, own in node.items()])
    return dict(zip(node, found, strict=True))


def _of_pot(node: Node) -> float | dict[int, float]:
    if not isinstance(node, dict):
        return _above_nothing(node)
    if not node:
        raise needs_years(node, EUROS)
    return dict(mapping(node, year_key, _above_nothing))


def _above_nothing(node: Node) -> float:
    value = amount_of(node)
    if value <= 0:
        remedy = "schrijf wat er nu in een jaar aan wordt uitgegeven, of laat het budget weg"
        raise ScalarError("budget-nul", "van een budget van 0 of minder valt niets te besparen", remedy)
    return value


def shared(node: Node) -> tuple[float, float]:
    """Which share is the same euro: `30%`, `10%..40%`, or `onbekend` (anything from nothing to all)."""
    if isinstance(node, str) and node.strip().lower() == UNKNOWN:
        return 0.0, 1.0
    return ends(uncertain(node, "aandeel"))


def moment(node: Node) -> str:
    """A day, a month or a year, of which a year is its last day."""
    value = text(node)
    match = _MOMENT.fullmatch(value)
    if match is None or not 1 <= int(match[2] or 1) <= 12 or not 1 <= int(match[3] or 1) <= 31:
        remedy = "schrijf bijvoorbeeld 2023-06, 2023-06-30 of 2023"
        raise ScalarError("geen-datum", f"`{value[:40]}` is geen datum", remedy)
    return value


def targets(node: Node) -> Targets:
    """`{2024: 100000}`, or `{per: domein, jeugd: {2024: 60000}, totaal: {2024: 100000}}`."""
    if not isinstance(node, dict) or PER not in node:
        return Targets(known_by_year(node))
    names = [key for key in node if key != PER]
    if not set(names) - {WHOLE}:
        remedy = "noem elk blok met zijn bedragen, bijvoorbeeld jeugd: {2024: 60000}"
        raise ScalarError("lege-waarde", "hier staat geen enkel blok", remedy)
    pieces: list[tuple[tuple[str], Callable[[], Any]]] = [
        ((PER,), partial(choice, node[PER], BLOCKS)),
        *(((name,), partial(known_by_year, node[name])) for name in names),
    ]
    per, *amounts = gather(pieces)
    found = dict(zip(names, amounts, strict=True))
    whole = found.pop(WHOLE, None)
    return Targets(whole, per, tuple(found.items()))


def booked(node: Node) -> tuple[Booked, ...]:
    """`{2021: 127500, 2022: pm}`, `{2020-2021: 127500}` (in one of those years), or without a year."""
    if not isinstance(node, dict) or is_unsure(node):
        return (Booked(uncertain_amount(node)),)
    if not node:
        raise ScalarError("lege-waarde", "hier staan geen bedragen", "vul ze in of haal de sleutel weg")
    pairs = mapping(node, years.period, lambda item: _or_pm(item, uncertain_amount))
    found = tuple(Booked(amount, key, span) for key, (span, amount) in zip(node, pairs, strict=True))
    refuse_twice(list(node), [span for span, _ in pairs])
    return found


def statuses(node: Node) -> str | dict[Span, str]:
    """Expected or realised: as a whole, or for each tranche under the key of that tranche."""
    if not isinstance(node, dict):
        return choice(node, STATUSES)
    pairs = mapping(node, years.period, lambda item: choice(item, STATUSES))
    refuse_twice(list(node), [span for span, _ in pairs])
    return dict(pairs)


def figures(node: Node, value: Callable[[Node], Uncertain | None], example: str) -> tuple[Figure, ...]:
    """Figures by year, or by kind and year as savings have them; a single figure says no year."""
    if not isinstance(node, dict) or not node or is_unsure(node):
        raise needs_years(node, example)
    if not any(key in KINDS for key in node):
        return _of_kind(None, node, value)
    only(node, KINDS, ())
    found = gather(((kind,), partial(_kind, kind, item, value, example)) for kind, item in node.items())
    return tuple(figure for part in found for figure in part)


def _kind(
    kind: str, node: Node, value: Callable[[Node], Uncertain | None], example: str
) -> tuple[Figure, ...]:
    if not isinstance(node, dict) or not node or is_unsure(node):
        raise needs_years(node, example)
    return _of_kind(kind, node, value)


def _of_kind(
    kind: str | None, node: dict[str, Node], value: Callable[[Node], Uncertain | None]
) -> tuple[Figure, ...]:
    return tuple(Figure(year, found, kind) for year, found in mapping(node, year_key, value))


def uncertain_amount(node: Node) -> Uncertain:
    """An amount that may be a range."""
    return uncertain(node, "bedrag")


def _or_pm(node: Node, read: Callable[[Node], Uncertain]) -> Uncertain | None:
    """A figure, or None where `pm` says that it is not known."""
    return None if isinstance(node, str) and node.strip().lower() in PM else read(node)


def refuse_twice(keys: list[str], spans: list[Span]) -> None:
    """`2020` and `2020-2021` are two tranches; `2020-2021` and `2020 - 2021` are one, written twice."""
    seen: set[Span] = set()
    for key, span in zip(keys, spans, strict=True):
        if span in seen:
            message = f"`{key}` zijn dezelfde jaren als een eerdere sleutel"
            remedy = "zet het samen onder één sleutel"
            raise ScalarError("dubbele-tranche", message, remedy, (key,), of_value=False)
        seen.add(span)


def _at_least_zero(node: Node, code: str, remedy: str) -> Uncertain:
    value = uncertain_amount(node)
    if ends(value)[0] < 0:
        goes_on = isinstance(value, Range) and value.low >= 0
        raise ScalarError(code, "hier kan geen negatief bedrag staan", ENDING if goes_on else remedy)
    return value


_NUMBER: Schema = {"type": ["number", "string"]}
SPANS: Schema = {**YEARS, "patternProperties": {r"^\d{4}(\s*[-–]\s*\d{4})?$": {}}}
_BY_KIND: Schema = {
    "type": "object",
    "properties": dict.fromkeys(KINDS, YEARS),
    "additionalProperties": False,
}
_BLOCKS: Schema = {
    "type": "object",
    "properties": {PER: {"enum": list(BLOCKS)}},
    "required": [PER],
    "additionalProperties": YEARS,
}
BY_SPAN: Schema = {**_BY_KIND, "properties": dict.fromkeys(KINDS, SPANS)}
_OF_COLUMN: Schema = {
    "type": "object",
    "properties": {"kolom": {"type": ["string", "integer"]}},
    "required": ["kolom"],
    "additionalProperties": False,
}
_TO_MEASURES = "zet een voordeel bij de maatregelen, onder `besparing`"
_FEWER = "schrijf een tarief van 0 of meer; minder mensen is een negatief aantal fte"
_FTE = "{2021: 2.9, 2024: -0.4}"


def _kinds(value: Callable[[Node], Uncertain | None], example: str) -> Reading:
    return Reading(lambda node: figures(node, value, example), {"anyOf": [YEARS, _BY_KIND]})


def _cost(node: Node) -> Uncertain | None:
    return _or_pm(node, partial(_at_least_zero, code="kosten-negatief", remedy=_TO_MEASURES))


def _investment(node: Node) -> Uncertain | None:
    return _or_pm(node, partial(_at_least_zero, code="investering-negatief", remedy=_TO_MEASURES))


def investments(node: Node) -> tuple[Figure, ...]:
    """Amounts by year, of no kind: an investment is there once."""
    return tuple(replace(item, kind=None) for item in _kind("", node, _investment, EUROS))


Amounts = Annotated[tuple[Booked, ...], Reading(booked, {"anyOf": [_NUMBER, UNSURE, SPANS]})]
TrancheStatus = Annotated[
    str | dict[Span, str], Reading(statuses, {"anyOf": [{"enum": list(STATUSES)}, SPANS]})
]
Budget = Annotated[float | OfColumn, Reading(budget, {"anyOf": [_NUMBER, _OF_COLUMN]})]
_POTS: Schema = {"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": [_NUMBER, YEARS]}}
Budgets = Annotated[dict[str, float | dict[int, float]], Reading(budgets, _POTS)]
Shared = Annotated[tuple[float, float], Reading(shared, {"anyOf": [{"const": UNKNOWN}, _NUMBER, UNSURE]})]
Moment = Annotated[str, Reading(moment, {"type": ["string", "integer"]})]
Target = Annotated[Targets, Reading(targets, {"anyOf": [YEARS, _BLOCKS]})]
Investments = Annotated[tuple[Figure, ...], Reading(investments, YEARS)]
Costs = Annotated[tuple[Figure, ...], _kinds(_cost, EUROS)]
Staffing = Annotated[tuple[Figure, ...], _kinds(lambda node: uncertain(node, "aantal"), _FTE)]
StaffRate = Annotated[
    Uncertain,
    Reading(lambda node: _at_least_zero(node, "te-klein", _FEWER), {"anyOf": [_NUMBER, UNSURE]}),
]
