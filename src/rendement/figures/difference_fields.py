"""The fields of what `diff` says."""

from dataclasses import replace
from typing import Any

from rendement.figures.common import AMOUNTS_IN, ASKED
from rendement.figures.difference import AS_WHOLE, BY_LINE, ENDS_ONLY, Difference, Part
from rendement.figures.field import Family, Field, named, text

NAME = "verschil"


def _of(number: int) -> Any:
    """One figure of a part; none where only one was asked."""
    return lambda part: float(part.amounts[number]) if len(part.amounts) > number else None


def _beside(found: Difference) -> Any:
    return found.figures[1] if len(found.figures) > 1 else None


def _figure(key: str, of: Any, **more: Any) -> Field:
    return Field(key, "factor", of, read_off=True, maybe=True, **more)


def _shared(found: Difference) -> list[tuple[Part, float | None]]:
    """Every part with its share of the difference."""
    gap = found.figure.gap
    return [(part, float(part.amounts[0]) / gap if gap else None) for part in found.parts]


_MOVED = (
    text("cijfer", "path"),
    _figure("oud", "old"),
    _figure("nieuw", "new"),
    _figure("verschil", "gap"),
)
_ON_LINE = Family(
    (
        text("pad", lambda line: line[0]),
        text("naam", lambda line: line[1]),
        _figure("bedrag", lambda line: float(line[2][0])),
    )
)
_PART = Family(
    (
        text("groep", lambda item: item[0].group),
        text("naam", lambda item: item[0].subject),
        text("pad", lambda item: item[0].paths[0]),
        text("paden", lambda item: item[0].paths, form="many"),
        text("was", lambda item: item[0].was),
        text("wordt", lambda item: item[0].now),
        _figure("bedrag", lambda item: _of(0)(item[0])),
        _figure("daarnaast", lambda item: _of(1)(item[0])),
        _figure("aandeel", lambda item: item[1]),
        Field("per_regel", _ON_LINE, lambda item: item[0].by_line, form="many"),
    ),
    text="Een wijziging, of enkele die één zijn; de bedragen zijn samen het verschil.",
)
_JOINT = Family((text("wijzigingen", "what", form="many"), text("reden", "why")))

DIFFERENCE = named(
    NAME,
    (
        text("naam", "title"),
        text("gemeente", "place"),
        text("soort", lambda _: NAME, choices=(NAME,)),
        AMOUNTS_IN,
        text("kant_oud", lambda found: found.sides[0]),
        text("kant_nieuw", lambda found: found.sides[1]),
        ASKED,
        *(replace(field, of=f"figure.{field.of}") for field in _MOVED),
        Field("daarnaast", Family(_MOVED), _beside, maybe=True),
        Field("delen", _PART, _shared, form="many"),
        Field("zonder_gevolg", "telling", lambda found: dict(found.silent), form="by", read_off=True),
        Field("samengevoegd", _JOINT, "joints", form="many"),
        text("methode", "method", choices=(BY_LINE, AS_WHOLE, ENDS_ONLY)),
        text("reden", "reason", when=lambda found: bool(found.reason)),
    ),
    "Waarom een cijfer tussen twee versies van een bestand is veranderd.",
)
