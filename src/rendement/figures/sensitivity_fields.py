"""The fields of what `sensitivity` says of a file."""

from typing import Any

from rendement.figures.common import AMOUNTS_IN, ASKED
from rendement.figures.field import Family, Field, Kind, named, text
from rendement.figures.sensitivity import Sensitivity, Worth

NAME = "gevoeligheid"
WHYS = ("gevraagd", "verwacht", "contant", "rendement", "maatregelen")


def _figure(key: str, kind: Kind, of: Any, **more: Any) -> Field:
    return Field(key, kind, of, read_off=True, **more)


_AT = (text("pad", "path"), text("naam", "label"))
_BAR = Family(
    (
        *_AT,
        _figure("laag", "factor", "low", maybe=True),
        _figure("hoog", "factor", "high", maybe=True),
        _figure("rendement_laag", "factor", "at_low", maybe=True),
        _figure("rendement_hoog", "factor", "at_high", maybe=True),
        Field("zeker", "vlag", "certain"),
        Field(
            "delen",
            Family(
                (text("pad", "path"), _figure("laag", "factor", "low"), _figure("hoog", "factor", "high"))
            ),
            "pieces",
            form="many",
        ),
    ),
    text="Een ding op zijn 10%- en zijn 90%-punt; `delen`: elk getal dat daarmee meebeweegt.",
)
_TURN = Family(
    (
        text("pad", "crossing.path"),
        _figure("waarde", "factor", "crossing.value", maybe=True),
        Field("binnen", "vlag", "inside"),
    )
)
_SHARE = Family(
    (
        _figure("eerste_orde", "aandeel", "first"),
        _figure("totaal", "aandeel", "whole"),
        _figure("fout", "aandeel", "error"),
    )
)
_WORTH = Family((_figure("waarde", "bedrag", "value"), _figure("fout", "bedrag", "error")))
_SEPARATE = Family(
    (
        text("pad", "path"),
        text("naam", "name"),
        _figure("gemiddelde", "bedrag", "mean"),
        Field("evpi", _WORTH, "evpi", maybe=True),
    ),
    text="Een maatregel van een programma: elk een eigen besluit, doorgaan of stoppen.",
)
_STEP = Family(
    (
        _figure("kans", "aandeel", "chance", maybe=True),
        _figure("waarde", "factor", "value", maybe=True),
        _figure("uitkomst", "factor", "outcome", maybe=True),
    )
)
_AXIS = named(
    "as",
    (
        *_AT,
        _figure("kansen", "aandeel", "chances", form="many"),
        _figure("waarden", "factor", lambda axis: axis.values or (), form="many"),
    ),
    "Van laag naar hoog: de punten van de eigen verdeling (geen bij PAD=van..tot), en de waarden daar.",
)
_TWO_WAY = Family(
    (
        Field("rijen", _AXIS, "rows"),
        Field("kolommen", _AXIS, "columns"),
        _figure("waarden", "factor", "outcomes", form="grid", maybe=True),
    )
)


def _shares(found: Sensitivity) -> Any:
    return {one.path: one.share for one in found.driven}


def _worths(found: Sensitivity) -> Any:
    return {one.path: None if told(found) is None else one.worth for one in found.driven}


def told(found: Sensitivity) -> Worth | None:
    """What knowing everything is worth; None where there is nothing to decide, or no variance."""
    return None if found.decision.behind else found.decision.evpi


def _part(name: str) -> Any:
    def of(found: Sensitivity) -> float | None:
        worth = told(found)
        return None if worth is None else float(getattr(worth, name))

    return of


SENSITIVITY = named(
    NAME,
    (
        text("naam", "name"),
        text("gemeente", "place"),
        text("soort", lambda _: NAME, choices=(NAME,)),
        AMOUNTS_IN,
        text("perspectief", "perspective"),
        ASKED,
        text("uitkomst", "outcome"),
        _figure("trekkingen", "telling", "draws"),
        _figure("zaad", "telling", "seed"),
        _figure("punt", "factor", "point"),
        Field("tornado", _BAR, "bars", form="many"),
        Field("omslag", _TURN, "turns", form="many"),
        Field("variantie", _SHARE, _shares, form="by", maybe=True),
        Field(
            "besluit",
            Family(
                (
                    text("uitkomst", "path"),
                    text("reden", "why", choices=WHYS),
                    _figure("gemiddelde", "bedrag", "mean"),
                    Field("maatregelen", _SEPARATE, "measures", form="many"),
                )
            ),
            "decision",
        ),
        _figure("evpi", "bedrag", _part("value"), maybe=True),
        _figure("evpi_fout", "bedrag", _part("error"), maybe=True),
        Field("evppi", _WORTH, _worths, form="by", maybe=True),
        Field(
            "weten",
            Family((text("paden", "paths", form="many"), Field("evppi", _WORTH, "worth", maybe=True))),
            "together",
            form="many",
        ),
        Field(
            "aanvaardbaarheid",
            Family((_figure("drempel", "factor", "threshold"), _figure("kans", "aandeel", "chance"))),
            "curve",
            form="many",
        ),
        _figure(
            "gehaald_in",
            "factor",
            lambda found: {one.times: one.value for one in found.met},
            form="by",
            keys=r"^\d+$",
        ),
        Field(
            "een_op_een",
            Family((*_AT, Field("stappen", _STEP, "steps", form="many"))),
            "one_way",
            form="many",
        ),
        Field("twee_weg", _TWO_WAY, "two_way", maybe=True),
    ),
    "Wat de uitkomst van een casus of programma bepaalt, en wat het waard is om te meten.",
)
