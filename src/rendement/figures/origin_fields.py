"""The fields of where a result comes from: the version, every file with its hash, and what was asked."""

from typing import Any

from rendement import __version__
from rendement.figures.common import ASKED, OP
from rendement.figures.field import Family, Field, text
from rendement.figures.origin import rate_of, seen, tables_of
from rendement.figures.uncertainty_fields import DRAWS, SEED

_HEAD = (text("versie", lambda _: __version__), text("bestand", "origin.file", maybe=True))
_NAMED = (text("naam", lambda found: found[0]), text("hash", lambda found: found[1]))
_LIST = Family(_NAMED)
_TITLED = Family((_NAMED[0], text("titel", lambda found: found[2], maybe=True), _NAMED[1]))
_INCLUDED = Family((text("naam", "name"), text("bestand", "file"), text("hash", "hash")))
_TABLES = Field("tabellen", _LIST, tables_of, form="many")
_PERSPECTIVE = text("perspectief", "result.plan.perspective")


def _lists(figures: Any) -> list[tuple[str, str, str | None]]:
    plan = figures.result.plan
    return [(name, hash_, plan.list_titles.get(name)) for name, hash_ in plan.price_lists]


def _included(key: str, of: str) -> Field:
    """Files that were computed with, as seen from the root."""
    return Field(key, _INCLUDED, lambda figures: seen(getattr(figures.result.plan, of), figures), form="many")


_INDEX = Field(
    "indexcijfers",
    Family(
        (
            text("reeks", "name"),
            text("naam", "title"),
            text("basis", "basis", maybe=True),
            text("bron", "source"),
            text("toelichting", "note", maybe=True),
            text("bestand", "file"),
            text("hash", "hash"),
            Field("voorlopig", "jaar", "provisional", form="many"),
        ),
        text="Een indexreeks waarmee gerekend is, en welke van haar gebruikte jaren nog voorlopig zijn.",
    ),
    lambda figures: seen(figures.result.plan.indices, figures),
    form="many",
)
CASE_ORIGIN = Family(
    (
        *_HEAD,
        text("casus", "result.plan.case_hash"),
        Field("prijslijsten", _TITLED, _lists, form="many"),
        _INDEX,
        _TABLES,
        _PERSPECTIVE,
        text("discontovoet", lambda case: rate_of(case.result.plan.discount)),
        *(ASKED, OP, DRAWS, SEED),
    )
)
PROGRAMME_ORIGIN = Family(
    (
        *_HEAD,
        text("casus", "result.plan.file_hash"),
        _included("casussen", "cases"),
        _included("programmas", "programmes"),
        _included("monitors", "monitors"),
        Field("prijslijsten", _LIST, "result.plan.price_lists", form="many"),
        _INDEX,
        _TABLES,
        _PERSPECTIVE,
        *(ASKED, OP, DRAWS, SEED),
    )
)
MONITOR_ORIGIN = Family((*_HEAD, text("casus", "plan.file_hash"), _TABLES, ASKED, OP))
