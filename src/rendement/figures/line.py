"""The figures of one line: its steps, its parts, its years and actors, its households."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rendement.engine.households import households, matrix, scaling
from rendement.engine.result import LineResult
from rendement.figures.field import Family, Field, money, named, text

YEARS = r"^\d{4}$"

STEP = Family(
    (
        text("stap", lambda step: step.name),
        Field("aandeel", "aandeel", lambda step: step.share, "wat overblijft", maybe=True),
        money("bedrag", lambda step: step.left, "na de stap"),
        money("aftrek", lambda step: step.taken, "wat de stap afhaalt"),
    )
)
PART = Family(
    (
        text("pad", lambda part: part.basket or part.price.path),
        text("post", lambda part: part.price.code),
        text("naam", lambda part: part.price.name),
        Field("aantal", "aantal", lambda part: part.quantity, "aantal van de post"),
        money("prijs", lambda part: part.price.amount, "prijs van de post"),
        money("bedrag", lambda part: part.amount, "bedrag van de post"),
        text("eenheid", lambda part: part.price.unit, maybe=True),
        text("prijslijst", lambda part: part.price.price_list, maybe=True),
        Field("prijspeil", "jaar", lambda part: part.price.level, maybe=True),
        text("bron", lambda part: part.price.source, maybe=True),
        text("toelichting", lambda part: part.price.note, maybe=True),
        text("reden", lambda part: part.price.reason, maybe=True),
    )
)
_CELL = Family(
    (
        text("post", lambda part: part.price.code),
        Field("aantal", "aantal", lambda part: part.quantity, "aantal van de post"),
        money("prijs", lambda part: part.price.amount, "prijs van de post"),
        money("bedrag", lambda part: part.amount, "bedrag van de post"),
        text("prijslijst", lambda part: part.price.price_list, maybe=True),
        text("reden", lambda part: part.price.reason, maybe=True),
    )
)
HOUSEHOLD = Family(
    (
        text("naam", lambda household: household.name),
        text("omschrijving", lambda household: household.description, maybe=True),
        Field("posten", _CELL, lambda household: household.parts, form="many"),
        money("totaal", lambda household: household.total, "totaal van het huishouden"),
    )
)
_MATRIX_ROW = Family(
    (
        text("post", lambda row: row.post),
        text("naam", lambda row: row.name),
        text("betaler", lambda row: row.bearers, form="many"),
        money("bedragen", lambda row: row.amounts, "bedrag per huishouden", form="many"),
        money("totaal", lambda row: row.total, "totaal van de post"),
    )
)
MATRIX = Family(
    (
        text("casussen", lambda table: table.names, form="many"),
        Field("rijen", _MATRIX_ROW, lambda table: table.rows, form="many"),
        money("totalen", lambda table: table.totals, "totaal per huishouden", form="many"),
        money("totaal", lambda table: table.total, "totaal van de huishoudens"),
    )
)
_SCALED = (
    Field("van", "telling", lambda scaled: scaled.sample, "casussen"),
    Field("naar", "aantal", lambda scaled: scaled.group, "grootte van de groep"),
    money("gemiddelde", lambda scaled: scaled.mean, "gemiddeld per casus"),
    money("netto", lambda scaled: scaled.net, "netto van de groep"),
    money("laag", lambda scaled: scaled.low, "ondergrens (95%)", maybe=True),
    money("hoog", lambda scaled: scaled.high, "bovengrens (95%)", maybe=True),
)
SCALING = Family(_SCALED)


def _of_second(field: Field) -> Callable[[Any], Any]:
    return lambda pair: field.of(pair[1])


SCALED_LINE = Family(
    (
        text("pad", lambda pair: pair[0].line.path),
        *(replace(field, of=_of_second(field)) for field in _SCALED),
    )
)
_EVIDENCE = Family(
    (
        text("graad", lambda item: item.line.evidence[0]),
        Field(
            "looptijd", "aantal", lambda item: item.line.evidence[1], "looptijd van het bewijs", maybe=True
        ),
        money("na_looptijd", lambda item: item.unit * item.late_weight, "na afloop van het bewijs"),
    )
)


def _has_delen(item: LineResult) -> bool:
    parts = item.line.parts
    return len(parts) > 1 or any(part.basket or part.price.post for part in parts)


def _is_group(item: LineResult) -> bool:
    return bool(item.line.households)


LINE = named(
    "regel",
    (
        text("pad", lambda item: item.line.path),
        text("id", lambda item: item.line.slug),
        text("naam", lambda item: item.line.name),
        text("domein", lambda item: item.domain, maybe=True),
        text("groep", lambda item: item.line.group, maybe=True),
        Field("aantal", "aantal", lambda item: item.count, "aantal"),
        Field("stappen", STEP, lambda item: item.steps, form="many"),
        money("netto", lambda item: item.net, "netto", adds=True),
        money("contante_waarde", lambda item: item.present_value, "contante waarde", adds=True),
        money("per_jaar", lambda item: item.by_year, "netto in dat jaar", form="by", keys=YEARS, adds=True),
        money("per_actor", lambda item: item.by_actor, "netto van die actor", form="by", adds=True),
        Field("telt_mee", "vlag", lambda item: item.line.counted),
        text("bron", lambda item: item.line.source, maybe=True),
        text("toelichting", lambda item: item.line.note, maybe=True),
        Field("bewijs", _EVIDENCE, lambda item: item, when=lambda item: item.line.evidence is not None),
        money(
            "verzilverbaar",
            lambda item: item.net * item.line.cashable,
            "waarvan verzilverbaar",
            when=lambda item: item.line.cashable is not None,
        ),
        text("soort", lambda item: item.line.nature, when=lambda item: item.line.nature is not None),
        money(
            "gerealiseerd",
            lambda item: item.unit * item.realised_weight,
            "waarvan gerealiseerd",
            when=lambda item: item.line.realised is not None,
        ),
        Field("delen", PART, lambda item: item.line.parts, form="many", when=_has_delen),
        Field("casussen", HOUSEHOLD, households, form="many", when=_is_group),
        Field("matrix", MATRIX, matrix, when=_is_group),
        Field("opschaling", SCALING, scaling, maybe=True, when=_is_group),
    ),
    "Een baat of een kostenregel, met elke stap van bruto naar netto.",
)
