"""The fields of what `sensitivity` says of options side by side."""

from typing import Any

from rendement.figures.common import AMOUNTS_IN, ASKED
from rendement.figures.comparison import ALIKE, CLEAR, CLEAR_YET, OPEN
from rendement.figures.field import Family, Field, Kind, named, text
from rendement.figures.sensitivity_fields import WHYS
from rendement.figures.uncertainty_fields import BAND

NAME = "vergelijking"


def _figure(key: str, kind: Kind, of: Any, **more: Any) -> Field:
    return Field(key, kind, of, read_off=True, **more)


def _worth(name: str) -> Any:
    return lambda found: None if found.evpi is None else getattr(found.evpi, name)


_RATIO = Family(
    (
        _figure("punt", "verhouding", "point", maybe=True),
        Field("waarde", BAND, "band"),
        _figure("kans_beste", "aandeel", "best"),
    )
)
_CHOICE = Family(
    (
        text("naam", "label"),
        text("casus", "name"),
        text("gemeente", "place"),
        text("bestand", "file"),
        text("scenario", "scenario", maybe=True),
        text("uitkomst", "path"),
        _figure("punt", "bedrag", "point"),
        Field("waarde", BAND, "band"),
        _figure("kans_beste", "aandeel", "best"),
        _figure("kosten", "bedrag", "costs"),
        Field("baten_per_euro", _RATIO, "ratio", maybe=True),
    ),
    text="Een optie naast niets doen: de uitkomst over alle trekkingen, en de kans dat zij de beste is.",
)
_PAIR = Family(
    (
        text("a", "first"),
        text("b", "second"),
        _figure("punt", "bedrag", "point"),
        Field("verschil", BAND, "band"),
        _figure("kans", "aandeel", "band.positive"),
        text("oordeel", "verdict", choices=(ALIKE, OPEN, CLEAR, CLEAR_YET)),
    ),
    text="Optie a min optie b, trekking voor trekking; `kans`: dat a beter is.",
)
_APART = Family(
    (text("wat", "what"), Field("waarden", "tekst", lambda apart: dict(apart.values), form="by")),
    text="Waarin opties verschillen terwijl het voor een eerlijke vergelijking gelijk moet zijn.",
)
_COMPARED = Family(
    (
        text("reden", "why", choices=WHYS),
        Field("verschillen", _APART, "apart", form="many"),
        Field("opties", _CHOICE, "choices", form="many"),
        _figure("kans_niets_doen", "aandeel", "nothing"),
        Field("paren", _PAIR, "pairs", form="many"),
        text("gedeeld", "shared", form="many"),
        text("vastgelegd", "behind", form="many"),
        _figure("evpi", "bedrag", _worth("value"), maybe=True),
        _figure("evpi_fout", "bedrag", _worth("error"), maybe=True),
    )
)

COMPARISON = named(
    NAME,
    (
        text("naam", "title"),
        text("soort", lambda _: NAME, choices=(NAME,)),
        AMOUNTS_IN,
        ASKED,
        text("uitkomst", "outcome"),
        _figure("trekkingen", "telling", "draws"),
        _figure("zaad", "telling", "seed"),
        Field(NAME, _COMPARED, ""),
    ),
    "Opties naast elkaar en naast niets doen, op dezelfde trekkingen.",
)
