"""The figures of a programme: every stream in total, by year and by domain; measures and rows."""

from collections.abc import Callable, Iterator
from functools import cached_property

from rendement import __version__
from rendement.engine.arithmetic import Number, total
from rendement.engine.plan import Unvalued
from rendement.engine.programme import DomainResult, ProgrammeResult
from rendement.engine.stream import Stream
from rendement.figures.case import UNVALUED
from rendement.figures.field import Family, Field, money, named, text
from rendement.figures.line import YEARS
from rendement.figures.measure import MEASURE
from rendement.figures.printed import GEDRUKT, Verdict, verdicts
from rendement.source.record import record

Of = Callable[[ProgrammeResult], Stream | None]


@record
class StreamFigure:
    """A figure of a programme that stands by year and in total."""

    key: str
    label: str
    of: Of


def _if_valued(of: Of) -> Of:
    return lambda result: of(result) if result.valued else None


def _if_any(of: Of) -> Of:
    return lambda result: None if result.empty else of(result)


def _if_counted(of: Of) -> Of:
    return lambda result: of(result) if result.valued and result.plan.counting is not None else None


def _if_aimed(of: Of) -> Of:
    return _if_counted(lambda result: of(result) if result.target is not None else None)


STREAMS = (
    StreamFigure("realisatie", "Realisatie", _if_counted(lambda result: result.saving.measured)),
    StreamFigure("in_plaats", "In plaats", _if_valued(lambda result: result.saving.in_place)),
    StreamFigure("nieuw", "Nieuw", _if_valued(lambda result: result.saving.new)),
    StreamFigure("structureel", "Structureel", _if_valued(lambda result: result.saving.structural)),
    StreamFigure("jaarlijks", "Jaarlijks", _if_valued(lambda result: result.saving.yearly)),
    StreamFigure("incidenteel", "Incidenteel", _if_valued(lambda result: result.saving.once)),
    StreamFigure("gerealiseerd", "Gerealiseerd", _if_valued(lambda result: result.saving.realised)),
    StreamFigure("verwacht", "Verwacht", _if_valued(lambda result: result.saving.expected)),
    StreamFigure("investering", "Investering", _if_any(lambda result: result.investment)),
    StreamFigure("kosten", "Kosten", _if_any(lambda result: result.costs)),
    StreamFigure("formatie", "Formatie", _if_any(lambda result: result.staff)),
    StreamFigure("saldo", "Saldo", _if_any(lambda result: result.net)),
    StreamFigure("taakstelling", "Taakstelling", lambda result: result.target),
    StreamFigure(
        "dekking",
        "Dekking",
        lambda result: result.cover if result.target is not None or result.plan.cover else None,
    ),
    StreamFigure("verschil", "Verschil", _if_aimed(lambda result: result.difference)),
    StreamFigure("verschil_structureel", "Verschil, structureel", _if_aimed(lambda result: result.lasting)),
)
# what runs up over the years, and of which stream
RUNNING = (
    ("cumulatief_saldo", "Gecumuleerd saldo", "saldo"),
    ("cumulatief", "Gecumuleerd verschil", "verschil"),
)


@record
class ProgrammeFigures:
    """A computed programme, and what stands beside it."""

    result: ProgrammeResult

    @cached_property
    def printed(self) -> list[Verdict]:
        """What the source printed, beside what stands there."""
        return verdicts(PROGRAMME, self, self.result.plan.printed)

    @cached_property
    def streams(self) -> dict[str, Stream | None]:
        """Every stream by its key; None where it does not exist."""
        found = {item.key: item.of(self.result) for item in STREAMS}
        return {**found, **{key: found[of] for key, _, of in RUNNING}}

    @property
    def years(self) -> dict[int, "YearFigures"]:
        """By year."""
        return {year: YearFigures(self, year) for year in self.result.plan.years}

    @property
    def domains(self) -> dict[str, tuple[ProgrammeResult, DomainResult]]:
        """By domain."""
        return {name: (self.result, own) for name, own in self.result.by_domain.items()}

    @cached_property
    def unvalued(self) -> list[Unvalued]:
        """What has no amount: of the programme, of a measure, of a case."""
        return list(_unvalued(self.result))


@record
class YearFigures:
    """One year of a programme."""

    programme: ProgrammeFigures
    year: int

    def at(self, key: str) -> Number | None:
        """A stream in this year."""
        stream = self.programme.streams[key]
        return None if stream is None else stream.by_year[self.year]

    def running(self, key: str) -> Number | None:
        """What ran up until this year."""
        stream = self.programme.streams[key]
        return None if stream is None else stream.cumulative[self.year]


def _of_stream(key: str, take: Callable[[Stream], Number]) -> Callable[[ProgrammeFigures], Number | None]:
    def of(programme: ProgrammeFigures) -> Number | None:
        stream = programme.streams[key]
        return None if stream is None else take(stream)

    return of


def _whole(key: str) -> Callable[[ProgrammeFigures], Number | None]:
    return _of_stream(key, lambda stream: stream.total)


def _without_year(key: str) -> Callable[[ProgrammeFigures], Number | None]:
    return _of_stream(key, lambda stream: stream.total - total(stream.by_year.values()))


def _in_year(key: str) -> Callable[[YearFigures], Number | None]:
    return lambda year: year.at(key)


def _run_up(key: str) -> Callable[[YearFigures], Number | None]:
    return lambda year: year.running(key)


_NO_YEAR = Family(tuple(money(s.key, _without_year(s.key), s.label, maybe=True, adds=True) for s in STREAMS))
PROGRAMME_YEAR = Family(
    (
        *(money(s.key, _in_year(s.key), s.label, maybe=True, adds=True) for s in STREAMS),
        *(money(key, _run_up(key), label, maybe=True, adds=True) for key, label, _ in RUNNING),
        Field("fte", "aantal", lambda year: year.programme.result.fte[year.year], "Fte", adds=True),
    )
)
PROGRAMME_TOTALS = Family(
    (
        *(money(s.key, _whole(s.key), s.label, maybe=True, adds=True) for s in STREAMS),
        *(money(key, _whole(key), label, maybe=True, adds=True) for key, label, _ in RUNNING),
        Field(
            "terugverdienjaar",
            "jaar",
            lambda p: p.result.payback,
            "Terugverdiend in",
            maybe=True,
            read_off=True,
        ),
        money("verzilverbaar", lambda p: _cashable(p.result), "Verzilverbaar", maybe=True, adds=True),
        Field("pm", UNVALUED, lambda programme: programme.unvalued, form="many"),
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
_ACTOR = Family((money("saldo", lambda net: net, "Saldo", adds=True),))
_ABOUT = (
    text("bron", lambda row: row.source, maybe=True),
    text("toelichting", lambda row: row.note, maybe=True),
)
_ROW = named(
    "jaarregel",
    (
        text("pad", lambda row: row.path),
        text("naam", lambda row: row.name),
        money("per_jaar", lambda row: row.by_year, "Bedrag in dat jaar", form="by", keys=YEARS),
        money("totaal", lambda row: total(row.by_year.values()), "Totaal"),
        *_ABOUT,
    ),
)
_STAFF = named(
    "formatieregel",
    (
        text("pad", lambda row: row.path),
        text("naam", lambda row: row.name),
        Field("fte", "aantal", lambda row: row.fte_by_year, "Fte in dat jaar", form="by", keys=YEARS),
        money("tarief", lambda row: row.rate, "Tarief"),
        money("per_jaar", lambda row: row.by_year, "Bedrag in dat jaar", form="by", keys=YEARS),
        money("totaal", lambda row: total(row.by_year.values()), "Totaal"),
        *_ABOUT,
    ),
)
_INCLUDED = Family(
    (
        text("naam", lambda case: case.name),
        text("bestand", lambda case: case.file),
        text("hash", lambda case: case.hash),
    )
)
_LIST = Family((text("naam", lambda found: found[0]), text("hash", lambda found: found[1])))
_ORIGIN = Family(
    (
        text("versie", lambda plan: __version__),
        text("casus", lambda plan: plan.file_hash),
        Field("casussen", _INCLUDED, lambda plan: plan.cases, form="many"),
        Field("prijslijsten", _LIST, lambda plan: plan.price_lists, form="many"),
        Field("zaad", "jaar", lambda plan: None, maybe=True),
    )
)
PROGRAMME = named(
    "programma",
    (
        text("naam", lambda programme: programme.result.plan.name),
        text("gemeente", lambda programme: programme.result.plan.place),
        text("soort", lambda programme: "programma", choices=("programma",)),
        Field("periode", "jaar", lambda programme: programme.result.plan.period, form="many", size=2),
        Field("prijspeil", "jaar", lambda programme: programme.result.plan.price_level, maybe=True),
        text("perspectief", lambda programme: programme.result.plan.perspective),
        text("telling", lambda p: p.result.plan.counting, maybe=True, choices=("nieuw", "stand")),
        Field("maatregelen", MEASURE, lambda programme: programme.result.measures, form="many"),
        Field("kosten", _ROW, lambda programme: programme.result.plan.costs, form="many"),
        Field("formatie", _STAFF, lambda programme: programme.result.plan.staff, form="many"),
        Field("dekking", _ROW, lambda programme: programme.result.plan.cover, form="many"),
        Field("per_jaar", PROGRAMME_YEAR, lambda programme: programme.years, form="by", keys=YEARS),
        Field("niet_per_jaar", _NO_YEAR, lambda programme: programme),
        Field("per_domein", _DOMAIN, lambda programme: programme.domains, form="by"),
        Field("per_actor", _ACTOR, lambda programme: programme.result.by_actor, form="by"),
        Field("pm", UNVALUED, lambda programme: programme.unvalued, form="many"),
        GEDRUKT,
        Field("herkomst", _ORIGIN, lambda programme: programme.result.plan),
        Field("totaal", PROGRAMME_TOTALS, lambda programme: programme),
    ),
    "Een programma.",
)


def _unvalued(result: ProgrammeResult) -> Iterator[Unvalued]:
    yield from result.plan.unvalued
    for measure in result.plan.measures:
        if measure.unvalued is not None:
            yield Unvalued(f"{measure.path}.pm", measure.name, measure.unvalued, "baat")
        for item in measure.case.unvalued if measure.case is not None else ():
            path = f"{measure.path}.casus.{item.path}"
            yield Unvalued(path, f"{measure.name}: {item.name}", item.reason, item.direction)


def _cashable(result: ProgrammeResult) -> Number | None:
    """The part of the booked savings that is said to leave a budget; None when no measure says it."""
    said = [
        item.measure.cashable * item.measure.share * item.saving.booked
        for item in result.measures
        if item.measure.cashable is not None and item.measure.counted
    ]
    return total(said) if said else None
