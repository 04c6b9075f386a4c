"""The figures of one line: its steps, its parts, its years and actors, its households."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rendement.engine.result import LineResult
from rendement.figures.common import DISCOUNT, YEARS
from rendement.figures.field import Family, Field, money, named, text

STEP = Family(
    (
        text("stap", "name"),
        Field("aandeel", "aandeel", "share", "wat overblijft", maybe=True),
        money("bedrag", "left", "na de stap"),
        money("aftrek", "taken", "wat de stap afhaalt"),
    )
)
PART = Family(
    (
        text("pad", lambda part: part.basket or part.price.path),
        text("post", "price.code"),
        text("naam", "price.name"),
        Field("aantal", "aantal", "quantity", "aantal van de post"),
        money("prijs", "price.amount", "prijs van de post"),
        money("bedrag", "amount", "bedrag van de post"),
        text("eenheid", "price.unit", maybe=True),
        text("prijslijst", "price.price_list", maybe=True),
        Field("prijspeil", "jaar", "price.level", maybe=True),
        text("bron", "price.source", maybe=True),
        text("toelichting", "price.note", maybe=True),
        text("reden", "price.reason", maybe=True),
    )
)
_CELL = Family(
    (
        text("post", "price.code"),
        Field("aantal", "aantal", "quantity", "aantal van de post"),
        money("prijs", "price.amount", "prijs van de post"),
        money("bedrag", "amount", "bedrag van de post"),
        text("prijslijst", "price.price_list", maybe=True),
        text("reden", "price.reason", maybe=True),
    )
)
HOUSEHOLD = Family(
    (
        text("naam", "name"),
        text("omschrijving", "description", maybe=True),
        Field("posten", _CELL, "parts", form="many"),
        money("totaal", "total", "totaal van het huishouden"),
    )
)
_MATRIX_ROW = Family(
    (
        text("post", "post"),
        text("naam", "name"),
        text("betaler", "bearers", form="many"),
        money("bedragen", "amounts", "bedrag per huishouden", form="many"),
        money("totaal", "total", "totaal van de post"),
    )
)
MATRIX = Family(
    (
        text("casussen", "names", form="many"),
        Field("rijen", _MATRIX_ROW, "rows", form="many"),
        money("totalen", "totals", "totaal per huishouden", form="many"),
        money("totaal", "total", "totaal van de huishoudens"),
    )
)
_SCALED = (
    Field("van", "telling", "sample", "casussen"),
    Field("naar", "aantal", "group", "grootte van de groep"),
    money("gemiddelde", "mean", "gemiddeld per casus"),
    money("netto", "net", "netto van de groep"),
    money("laag", "low", "ondergrens (95%)", maybe=True),
    money("hoog", "high", "bovengrens (95%)", maybe=True),
)
SCALING = Family(_SCALED)


def _of_second(field: Field) -> Callable[[Any], Any]:
    return lambda pair: field.take(pair[1])


SCALED_LINE = Family(
    (
        text("pad", lambda pair: pair[0][0].line.path),
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


def _view(name: str) -> Callable[[LineResult], Any]:
    """A view of the households of a line; few lines have any, so its module is loaded for one that has."""

    def of(item: LineResult) -> Any:
        from rendement.engine import households  # noqa: PLC0415

        return getattr(households, name)(item)

    return of


_LINE: tuple[Field, ...] = (
    text("pad", "line.path"),
    text("id", "line.slug"),
    text("naam", "line.name"),
    text("domein", "domain", maybe=True),
    text("taakveld", "line.field", maybe=True),
    text("groep", "line.group", maybe=True),
    text("doelgroep", "line.people", maybe=True),
    text("budget", "line.pot", maybe=True),
    Field("aantal", "aantal", "product.count", "aantal"),
    money("prijs", "product.price", "prijs"),
    text("eenheid", "line.unit", maybe=True),
    Field("jaren", "aantal", "product.years", "jaren"),
    Field("stappen", STEP, "steps", form="many"),
    money("netto", "net", "netto", adds=True),
    money("contante_waarde", "present_value", "contante waarde", adds=True),
    Field("disconteren", DISCOUNT, "line.discount", when=lambda item: item.line.discount is not None),
    money("per_jaar", "by_year", "netto in dat jaar", form="by", keys=YEARS, adds=True),
    money("per_actor", "by_actor", "netto van die actor", form="by", adds=True),
    text("restwaarde_van", "line.residual_of", when=lambda item: item.line.residual_of is not None),
    Field("telt_mee", "vlag", "line.counted"),
    text("bron", "line.source", maybe=True),
    text("toelichting", "line.note", maybe=True),
    Field("bewijs", _EVIDENCE, "", when=lambda item: item.line.evidence is not None),
    money(
        "verzilverbaar",
        lambda item: item.net * item.line.cashable,
        "waarvan verzilverbaar",
        when=lambda item: item.line.cashable is not None,
    ),
    text("soort", "line.nature", when=lambda item: item.line.nature is not None),
    money(
        "gerealiseerd",
        lambda item: item.unit * item.realised_weight,
        "waarvan gerealiseerd",
        when=lambda item: item.line.realised is not None,
    ),
    Field("delen", PART, "line.parts", form="many", when=_has_delen),
    Field("casussen", HOUSEHOLD, _view("households"), form="many", when=_is_group),
    Field("matrix", MATRIX, _view("matrix"), when=_is_group),
    Field("opschaling", SCALING, _view("scaling"), maybe=True, when=_is_group),
)


def _of_line(field: Field) -> Field:
    """The same field of a line beside which its share stands."""
    when = field.when
    return replace(
        field,
        of=lambda pair: field.take(pair[0]),
        when=None if when is None else (lambda pair: when(pair[0])),
    )


_SHARE = Field("aandeel", "aandeel", lambda pair: pair[1], "aandeel in het totaal", maybe=True)
LINE_IN_CASE = named(
    "regel",
    [
        piece
        for field in map(_of_line, _LINE)
        for piece in ((field, _SHARE) if field.key == "contante_waarde" else (field,))
    ],
    "Een baat of een kostenregel, met elke stap van bruto naar netto.",
)
