"""The fields of a programme: every stream in total, by year and by domain; measures and rows."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from rendement.engine.arithmetic import Number
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_bridge import STEPS
from rendement.engine.stream import Stream
from rendement.figures.budget_fields import OF_PROGRAMME
from rendement.figures.common import (
    AMOUNTS_IN,
    FINDINGS,
    RANGES,
    UNVALUED,
    YEARS,
)
from rendement.figures.field import Family, Field, money, named, text
from rendement.figures.measure import MEASURE
from rendement.figures.named_post import NAMED_POST
from rendement.figures.origin_fields import PROGRAMME_ORIGIN
from rendement.figures.overlap_fields import OVERLAP
from rendement.figures.printed import GEDRUKT
from rendement.figures.programme_parts import BlockYear, DomainFigures
from rendement.figures.rows import COVER_ROW, ROW, STAFF
from rendement.figures.streams import apart, whole
from rendement.figures.uncertainty_fields import drawn
from rendement.figures.uncertainty_of_programme import IN_SCENARIO, UNCERTAINTY

# every stream: its key, its label, which it is
_STREAMS = (
    ("realisatie", "Telt voor de taakstelling", "measured"),
    ("in_plaats", "In plaats", "in_place"),
    ("nieuw", "Nieuw", "new"),
    ("structureel", "Structureel", "structural"),
    ("jaarlijks", "Jaarlijks", "yearly"),
    ("incidenteel", "Incidenteel", "once"),
    ("gerealiseerd", "Gerealiseerd", "realised"),
    ("verwacht", "Verwacht", "expected"),
    ("ingeboekt", "Ingeboekt", "enacted"),
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
        Field(
            "terugverdientijd",
            "aantal",
            "result.payback_time",
            "Terugverdiend na",
            maybe=True,
            read_off=True,
        ),
        money("verzilverbaar", "cashable", "Verzilverbaar", maybe=True, adds=True),
        Field("pm", UNVALUED, "unvalued", form="many"),
    )
)


def _kept(name: str, *, valued: bool = False) -> Callable[[Any], Number | None]:
    """A figure of what stays, if anything has an amount; `valued`: if some saving has."""
    stays = attrgetter(f"result.structural.{name}")

    def of(programme: Any) -> Number | None:
        result: ProgrammeResult = programme.result
        return stays(programme) if (result.valued if valued else not result.empty) else None

    return of


def _of_domain(name: str) -> Callable[[DomainFigures], Number]:
    stream = attrgetter(f"domain.{name}")
    return lambda found: found.of(stream(found))


def _counts(found: DomainFigures) -> Number | None:
    """What counts for the target, if the programme says how it counts."""
    return found.of(found.domain.saving.measured) if found.programme.plan.counting is not None else None


_OF_DOMAIN = (
    money("realisatie", _counts, "Telt voor de taakstelling", maybe=True, adds=True),
    *(
        money(key, _of_domain(name), label, adds=True)
        for key, name, label in (
            ("in_plaats", "saving.in_place", "In plaats"),
            ("nieuw", "saving.new", "Nieuw"),
            ("gerealiseerd", "saving.realised", "Gerealiseerd"),
            ("verwacht", "saving.expected", "Verwacht"),
            ("investering", "investment", "Investering"),
            ("saldo", "net", "Saldo"),
        )
    ),
)
_DOMAIN = Family((*_OF_DOMAIN, Field("per_jaar", Family(_OF_DOMAIN), "years", form="by", keys=YEARS)))


def _of_block(name: str, *, running: bool = False) -> Callable[[BlockYear], Number]:
    stream = attrgetter(f"block.{name}")
    return lambda found: (stream(found).cumulative if running else stream(found).by_year)[found.year]


_BLOCK_YEAR = Family(
    (
        money("realisatie", _of_block("measured"), "Telt voor de taakstelling", adds=True),
        money("gerealiseerd", _of_block("realised"), "Gerealiseerd", adds=True),
        money("verwacht", _of_block("expected"), "Verwacht", adds=True),
        money("dekking", _of_block("cover"), "Dekking", adds=True),
        money("taakstelling", _of_block("target"), "Taakstelling", adds=True),
        money("verschil", _of_block("difference"), "Verschil", adds=True),
        money("cumulatief", _of_block("difference", running=True), "Gecumuleerd verschil", adds=True),
    )
)
_BLOCK = Family((Field("per_jaar", _BLOCK_YEAR, "", form="by", keys=YEARS),))
_STRUCTURAL = Family(
    (
        Field("jaar", "jaar", "result.structural.year"),
        money("besparing", _kept("saving"), "Structurele besparing", maybe=True),
        money("kosten", _kept("costs"), "Structurele kosten", maybe=True),
        money("formatie", _kept("staff"), "Structurele formatie", maybe=True),
        money("saldo", _kept("net"), "Structureel saldo", maybe=True),
        money("taakstelling", "result.structural.target", "Taakstelling als niveau", maybe=True),
        money("verschil", _kept("difference", valued=True), "Structureel verschil", maybe=True),
    )
)
_ACTOR = Family((money("saldo", "", "Saldo", adds=True),))


def _step(step: str) -> Field:
    label = step.replace("_", " ").capitalize()
    return money(step, lambda found: found.steps[step], label, read_off=True)


def _count(step: str) -> Field:
    return Field(step, "telling", lambda found: found.counts[step], read_off=True)


_STEPS = tuple(map(_step, STEPS))
_COUNTED = (*_STEPS, Field("maatregelen", Family(tuple(map(_count, STEPS))), ""))
_BRIDGE = Family(
    (
        Field("per_jaar", Family(_COUNTED), "years", form="by", keys=YEARS),
        Field("totaal", Family(_COUNTED), ""),
        Field(
            "maatregelen",
            Family(
                (
                    text("pad", lambda found: found.rows[0].measure.path),
                    text("naam", lambda found: found.rows[0].measure.name),
                    Field("per_jaar", Family(_STEPS), "years", form="by", keys=YEARS),
                    Field("totaal", Family(_STEPS), ""),
                )
            ),
            "measures",
            form="many",
        ),
    )
)
# what is computed: of a programme, and of each of its scenarios
_COMPUTED = (
    AMOUNTS_IN,
    Field("periode", "jaar", "result.plan.period", form="many", size=2),
    Field("prijspeil", "jaar", "result.plan.price_level", maybe=True),
    text("perspectief", "result.plan.perspective"),
    text("peildatum", "result.plan.as_of", maybe=True),
    text("telling", "result.plan.counting", maybe=True, choices=("nieuw", "stand")),
    Field("maatregelen", MEASURE, "result.measures", form="many"),
    Field("kosten", ROW, "result.plan.costs", form="many"),
    Field("formatie", STAFF, "result.plan.staff", form="many"),
    Field("dekking", COVER_ROW, "result.plan.cover", form="many"),
    Field("per_jaar", PROGRAMME_YEAR, "years", form="by", keys=YEARS),
    Field("niet_per_jaar", _NO_YEAR, ""),
    Field("structureel", _STRUCTURAL, ""),
    Field("per_domein", _DOMAIN, "domains", form="by"),
    Field("per_blok", _BLOCK, "blocks", form="by", when=lambda programme: bool(programme.result.by_block)),
    Field("brug", _BRIDGE, "bridge", when=lambda programme: programme.bridge is not None, read_off=True),
    Field("monitor", NAMED_POST, "posts", form="many", when=lambda programme: bool(programme.posts)),
    Field("per_actor", _ACTOR, "result.by_actor", form="by"),
    OVERLAP,
    OF_PROGRAMME,
    Field("pm", UNVALUED, "unvalued", form="many"),
    RANGES,
)
_TOTALS = Field("totaal", PROGRAMME_TOTALS, "")
_SCENARIO = Family((*_COMPUTED, _TOTALS, drawn(IN_SCENARIO)))
PROGRAMME = named(
    "programma",
    (
        text("naam", "result.plan.name"),
        text("gemeente", "result.plan.place"),
        text("soort", "kind", choices=("programma",)),
        *_COMPUTED,
        GEDRUKT,
        FINDINGS,
        Field("herkomst", PROGRAMME_ORIGIN, ""),
        _TOTALS,
        drawn(UNCERTAINTY),
        text("scenario", "asked.scenario", when=lambda programme: programme.asked.scenario is not None),
        Field(
            "scenarios",
            _SCENARIO,
            "scenario_figures",
            form="by",
            maybe=True,
            when=lambda programme: bool(programme.scenarios),
        ),
    ),
    "Een programma.",
)
