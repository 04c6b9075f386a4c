"""A programme: measures against a target, with costs, cover and staffing, as the analyst wrote it."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from pydantic import Field

from rendement.model import fields as f
from rendement.model.case import Actor, Printed, Unvalued
from rendement.model.fields import Reading, Schema
from rendement.model.forms import STATUSES
from rendement.model.line import Evidence, Written
from rendement.model.parse import Node, certain, choice, mapping, year_key
from rendement.source import years
from rendement.source.record import record
from rendement.source.scalar import ScalarError

Span = tuple[int, int]

KINDS = ("structureel", "jaarlijks", "incidenteel")
BESIDE_CASE = ("casus", "status", "telt_mee", "reden")


@record
class Booked:
    """An amount of a saving under the key it was written with; without a key it has no year."""

    amount: float
    key: str | None = None
    span: Span | None = None


def booked(node: Node) -> tuple[Booked, ...]:
    """`{2021: 127500}`, `{2020-2021: 127500}` (in one of those years), or an amount without a year."""
    if not isinstance(node, dict):
        return (Booked(certain(node, "bedrag")),)
    if not node:
        raise ScalarError("lege-waarde", "hier staan geen bedragen", "vul ze in of haal de sleutel weg")
    pairs = mapping(node, years.period, lambda item: certain(item, "bedrag"))
    found = tuple(Booked(amount, key, span) for key, (span, amount) in zip(node, pairs, strict=True))
    _refuse_twice(list(node), [span for span, _ in pairs])
    return found


def statuses(node: Node) -> str | dict[Span, str]:
    """Expected or realised: as a whole, or for each tranche under the key of that tranche."""
    if not isinstance(node, dict):
        return choice(node, STATUSES)
    pairs = mapping(node, years.period, lambda item: choice(item, STATUSES))
    _refuse_twice(list(node), [span for span, _ in pairs])
    return dict(pairs)


def _refuse_twice(keys: list[str], spans: list[Span]) -> None:
    """`2020` and `2020-2021` are two tranches; `2020-2021` and `2020 - 2021` are one, written twice."""
    seen: set[Span] = set()
    for key, span in zip(keys, spans, strict=True):
        if span in seen:
            message = f"`{key}` zijn dezelfde jaren als een eerdere sleutel"
            remedy = "zet het samen onder één sleutel"
            raise ScalarError("dubbele-tranche", message, remedy, (key,), of_value=False)
        seen.add(span)


def by_year(node: Node, value: Callable[[Node], float], example: str) -> dict[int, float]:
    """Figures by year; a single figure is refused, because it does not say which year."""
    if not isinstance(node, dict) or not node:
        own = f"{example.partition(':')[0]}: {node[:40]}}}" if isinstance(node, str) and node else example
        raise ScalarError("per-jaar-nodig", "hier horen cijfers per jaar", f"schrijf bijvoorbeeld {own}")
    return dict(mapping(node, year_key, value))


def _at_least_zero(node: Node, code: str, remedy: str) -> float:
    value = certain(node, "bedrag")
    if value < 0:
        raise ScalarError(code, "hier kan geen negatief bedrag staan", remedy)
    return value


_AMOUNT: Schema = {"type": ["number", "string"]}
_YEARS: Schema = {"type": "object", "patternProperties": {r"^\d{4}$": {}}, "additionalProperties": False}
_SPANS: Schema = {**_YEARS, "patternProperties": {r"^\d{4}(\s*[-–]\s*\d{4})?$": {}}}
_TO_MEASURES = "zet een voordeel bij de maatregelen, onder `besparing`"
_FEWER = "schrijf een tarief van 0 of meer; minder mensen is een negatief aantal fte"


def _yearly(value: Callable[[Node], float], example: str = "{2021: 30000}") -> Reading:
    return Reading(lambda node: by_year(node, value, example), _YEARS)


Amounts = Annotated[tuple[Booked, ...], Reading(booked, {"anyOf": [_AMOUNT, _SPANS]})]
TrancheStatus = Annotated[
    str | dict[Span, str], Reading(statuses, {"anyOf": [{"enum": list(STATUSES)}, _SPANS]})
]
YearAmounts = Annotated[dict[int, float], _yearly(lambda node: certain(node, "bedrag"))]
Investments = Annotated[
    dict[int, float], _yearly(partial(_at_least_zero, code="investering-negatief", remedy=_TO_MEASURES))
]
Costs = Annotated[
    dict[int, float], _yearly(partial(_at_least_zero, code="kosten-negatief", remedy=_TO_MEASURES))
]
Staffing = Annotated[
    dict[int, float], _yearly(lambda node: certain(node, "aantal"), "{2021: 2.9, 2024: -0.4}")
]
StaffRate = Annotated[
    float, Reading(lambda node: _at_least_zero(node, "te-klein", _FEWER), {"type": ["number", "string"]})
]


class Saving(Written):
    """What a measure saves: three kinds, never guessed from a sign."""

    structureel: Amounts | None = None
    jaarlijks: Amounts | None = None
    incidenteel: Amounts | None = None


class Decision(Written):
    """Whether a measure still needs a decision, and when that is planned."""

    nodig: f.YesNo | None = None
    planning: f.Text | None = None


class Measure(Written):
    """One measure; or a case, and then nothing beside it but its status and whether it counts."""

    naam: f.Text | None = None
    id: f.Identity | None = None
    domein: f.Text | None = None
    groep: f.Text | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    eigenaar: f.Text | None = None
    huidig_budget: f.ExactAmount | None = None
    besparing: Saving | None = None
    pm: f.Text | None = None
    investering: Investments | None = None
    status: TrancheStatus | None = None
    besluit: Decision | None = None
    bewijs: Evidence | None = None
    verzilverbaar: f.Cashable | None = None
    tegenpartij: f.Text | None = None
    telt_mee: f.YesNo | None = None
    reden: f.Text | None = None
    casus: f.Text | None = None


class CoverRow(Written):
    """A cover for the target, by year."""

    naam: f.Text
    bedragen: YearAmounts
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class CostRow(Written):
    """A cost of the programme as a whole, by year."""

    naam: f.Text
    bedragen: Costs
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class StaffRow(Written):
    """Staff by year, at a rate per fte per year; fewer staff is a negative number."""

    naam: f.Text
    fte: Staffing
    tarief: StaffRate
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class Programme(Written):
    """A whole programme."""

    soort: f.one_of("programma")  # type: ignore[valid-type]
    taal: f.Language | None = None
    naam: f.Text
    gemeente: f.Text
    periode: f.Period
    prijspeil: f.Year | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    actoren: dict[str, Actor] = Field(default_factory=dict)
    telling: f.one_of("nieuw", "stand") | None = None  # type: ignore[valid-type]
    taakstelling: YearAmounts | None = None
    dekking: tuple[CoverRow, ...] = ()
    maatregelen: tuple[Measure, ...] = ()
    kosten: tuple[CostRow, ...] = ()
    formatie: tuple[StaffRow, ...] = ()
    pm: tuple[Unvalued, ...] = ()
    gedrukt: dict[str, Printed] = Field(default_factory=dict)
