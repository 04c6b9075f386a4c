"""Rows of amounts by year: a cost, a cover, staff."""

from rendement.engine.arithmetic import total
from rendement.figures.common import YEARS
from rendement.figures.field import Field, money, named, text

_ABOUT = (
    text("bron", "source", maybe=True),
    text("toelichting", "note", maybe=True),
)
_NAMED = (text("pad", "path"), text("naam", "name"))
_AMOUNTS = (
    money("per_jaar", "by_year", "Bedrag in dat jaar", form="by", keys=YEARS),
    money("totaal", lambda row: total(row.by_year.values()), "Totaal"),
)
_FIELD = text("taakveld", "field", maybe=True)
ROW = named("jaarregel", (*_NAMED, _FIELD, *_AMOUNTS, *_ABOUT))
COVER_ROW = named(
    "dekkingsregel",
    (
        *_NAMED,
        text("uit", "origin", maybe=True),
        text("soort", "nature", maybe=True),
        *_AMOUNTS,
        *_ABOUT,
    ),
)
STAFF = named(
    "formatieregel",
    (
        *_NAMED,
        _FIELD,
        Field("fte", "aantal", "fte_by_year", "Fte in dat jaar", form="by", keys=YEARS),
        money("tarief", "rate", "Tarief"),
        *_AMOUNTS,
        *_ABOUT,
    ),
)
