"""The fields of a programme: every stream in total, by year and by domain; measures and rows."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from rendement import __version__
from rendement.engine.arithmetic import Number, total
from rendement.engine.programme import DomainResult, ProgrammeResult
from rendement.engine.stream import Stream
from rendement.figures.common import ASKED, FINDINGS, RANGES, UNVALUED, YEARS
from rendement.figures.field import Family, Field, money, named, text
from rendement.figures.measure import MEASURE
from rendement.figures.printed import GEDRUKT
from rendement.figures.streams import apart, whole

# every stream: its key, its label, which it is
_STREAMS = (
    ("realisatie", "Realisatie", "measured"),
    ("in_plaats", "In plaats", "in_place"),
    ("nieuw", "Nieuw", "new"),
    ("structureel", "Structureel", "structural"),
    ("jaarlijks", "Jaarlijks", "yearly"),
    ("incidenteel", "Incidenteel", "once"),
    ("gerealiseerd", "Gerealiseerd", "realised"),
    ("verwacht", "Verwacht", "expected"),
    ("investering", "Investering", "investment"),
    ("kosten", "Kosten", "costs"),
    ("formatie", "Formatie", "staff"),
    ("saldo", "Saldo", "net"),
    ("taakstelling", "Taakstelling", "target"),
    ("dekking", "Dekking", "cover"),
    ("verschil", "Verschil", "difference"),
    ("verschil_structureel", "Verschil, structureel", "lasting"),
)
# what runs up over the years, and of which stream
_RUNNING = (
    ("cumulatief_saldo", "Gecumuleerd saldo", "net"),
    ("cumulatief", "Gecumuleerd verschil", "difference"),
)


def _of(name: str, take: Callable[[Stream | None], Number | None]) -> Callable[[Any], Number | None]:
    """A figure of a stream of the programme."""
    stream = attrgetter(f"streams.{name}")
    return lambda programme: take(stream(programme))


def _in_year(name: str) -> Callable[[Any], Number | None]:
    """A stream in a year."""
    stream = attrgetter(f"programme.streams.{name}")

    def of(year: Any) -> Number | None:
        found: Stream | None = stream(year)
        return None if found is None else found.by_year[year.year]

    return of


def _run_up(name: str) -> Callable[[Any], Number | None]:
    """What a stream ran up to until a year."""
    return lambda year: year.programme.run_up.get(name, {}).get(year.year)


_NO_YEAR = Family(
    tuple(money(key, _of(name, apart), label, maybe=True, adds=True) for key, label, name in _STREAMS)
)
PROGRAMME_YEAR = Family(
    (
        *(money(key, _in_year(name), label, maybe=True, adds=True) for key, label, name in _STREAMS),
        *(money(key, _run_up(name), label, maybe=True, adds=True) for key, label, name in _RUNNING),
        Field("fte", "aantal", lambda year: year.programme.result.fte[year.year], "Fte", adds=True),
    )
)
PROGRAMME_TOTALS = Family(
    (
        *(
            money(key, _of(name, whole), label, maybe=True, adds=True)
            for key, label, name in (*_STREAMS, *_RUNNING)
        ),
        Field(
            "terugverdienjaar",
            "jaar",
            "result.payback",
            "Terugverdiend in",
            maybe=True,
            read_off=True,
        ),
        money("verzilverbaar", "cashable", "Verzilverbaar", maybe=True, adds=True),
        Field("pm", UNVALUED, "unvalued", form="many"),
    )
)


def _of_domain(name: str) -> Callable[[tuple[ProgrammeResult, DomainResult]], Number]:
    return lambda pair: getattr(pair[1].saving, name).total


_DOMAIN = Family(
    (
        money(
            "realisatie",
            lambda pair: pair[1].saving.measured.total if pair[0].plan.counting is not None else None,
            "Realisatie",
            maybe=True,
            adds=True,
        ),
        *(
            money(key, _of_domain(name), label, adds=True)
            for key, name, label in (
                ("in_plaats", "in_place", "In plaats"),
                ("nieuw", "new", "Nieuw"),
                ("gerealiseerd", "realised", "Gerealiseerd"),
                ("verwacht", "expected", "Verwacht"),
            )
        ),
        money("investering", lambda pair: pair[1].investment.total, "Investering", adds=True),
        money("saldo", lambda pair: pair[1].net.total, "Saldo", adds=True),
    )
)
_ACTOR = Family((money("saldo", "", "Saldo", adds=True),))
_ABOUT = (
    text("bron", "source", maybe=True),
    text("toelichting", "note", maybe=True),
)
_ROW = named(
    "jaarregel",
    (
        text("pad", "path"),
        text("naam", "name"),
        money("per_jaar", "by_year", "Bedrag in dat jaar", form="by", keys=YEARS),
        money("totaal", lambda row: total(row.by_year.values()), "Totaal"),
        *_ABOUT,
    ),
)
_STAFF = named(
    "formatieregel",
    (
        text("pad", "path"),
        text("naam", "name"),
        Field("fte", "aantal", "fte_by_year", "Fte in dat jaar", form="by", keys=YEARS),
        money("tarief", "rate", "Tarief"),
        money("per_jaar", "by_year", "Bedrag in dat jaar", form="by", keys=YEARS),
        money("totaal", lambda row: total(row.by_year.values()), "Totaal"),
        *_ABOUT,
    ),
)
_INCLUDED = Family(
    (
        text("naam", "name"),
        text("bestand", "file"),
        text("hash", "hash"),
    )
)
_LIST = Family((text("naam", lambda found: found[0]), text("hash", lambda found: found[1])))
_ORIGIN = Family(
    (
        text("versie", lambda programme: __version__),
        text("casus", "result.plan.file_hash"),
        Field("casussen", _INCLUDED, "result.plan.cases", form="many"),
        Field("prijslijsten", _LIST, "result.plan.price_lists", form="many"),
        ASKED,
        Field("zaad", "jaar", lambda programme: None, maybe=True),
    )
)
PROGRAMME = named(
    "programma",
    (
        text("naam", "result.plan.name"),
        text("gemeente", "result.plan.place"),
        text("soort", "kind", choices=("programma",)),
        Field("periode", "jaar", "result.plan.period", form="many", size=2),
        Field("prijspeil", "jaar", "result.plan.price_level", maybe=True),
        text("perspectief", "result.plan.perspective"),
        text("telling", "result.plan.counting", maybe=True, choices=("nieuw", "stand")),
        Field("maatregelen", MEASURE, "result.measures", form="many"),
        Field("kosten", _ROW, "result.plan.costs", form="many"),
        Field("formatie", _STAFF, "result.plan.staff", form="many"),
        Field("dekking", _ROW, "result.plan.cover", form="many"),
        Field("per_jaar", PROGRAMME_YEAR, "years", form="by", keys=YEARS),
        Field("niet_per_jaar", _NO_YEAR, ""),
        Field("per_domein", _DOMAIN, "domains", form="by"),
        Field("per_actor", _ACTOR, "result.by_actor", form="by"),
        Field("pm", UNVALUED, "unvalued", form="many"),
        RANGES,
        GEDRUKT,
        FINDINGS,
        Field("herkomst", _ORIGIN, ""),
        Field("totaal", PROGRAMME_TOTALS, ""),
    ),
    "Een programma.",
)
