"""The figures of one measure of a programme."""

from rendement.engine.arithmetic import Number, total
from rendement.engine.programme import MeasureResult
from rendement.engine.programme_plan import Measure
from rendement.engine.stream import Stream
from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, money, named, text
from rendement.source.saving_kinds import KINDS
from rendement.source.scalar import span_text

SPANS = r"^\d{4}(-\d{4})?$"
STATUSES = ("verwacht", "gerealiseerd")

_OUTSIDE = Family(
    (money("baten", lambda year: year[0], "Baten"), money("kosten", lambda year: year[1], "Kosten"))
)
_CASE = Family(
    (
        text("bestand", "file"),
        text("naam", "name"),
        text("gemeente", "place"),
        Field("periode", "jaar", "period", form="many", size=2),
        text("perspectief", "perspective"),
        Field("prijspeil", "jaar", "price_level", maybe=True),
        Field("horizon", "jaar", "horizon", maybe=True),
        Field(
            "buiten_programma",
            _OUTSIDE,
            lambda case: {year: (benefits, costs) for year, benefits, costs in case.outside},
            form="by",
            keys=YEARS,
        ),
        money(
            "buiten_perspectief",
            lambda case: dict(case.others),
            "wat de casus anderen brengt",
            form="by",
        ),
    )
)
_PROGRAMME = Family(
    (
        text("bestand", "file"),
        text("naam", "name"),
        text("gemeente", "place"),
        Field("periode", "jaar", "period", form="many", size=2),
        text("hash", "hash"),
    )
)
_DECISION = Family(
    (
        Field("nodig", "vlag", "needed", maybe=True),
        text("planning", "planned", maybe=True),
        text("genomen", "taken", maybe=True),
    )
)
_EVIDENCE = Family(
    (
        text("graad", lambda evidence: evidence[0]),
        Field("looptijd", "aantal", lambda evidence: evidence[1], "looptijd van het bewijs", maybe=True),
    )
)


def _no_year(kind: str) -> Field:
    """The amounts of one kind that have no year, if there are any."""
    return money(
        kind,
        lambda measure: total(_without_year(measure, kind)),
        kind,
        when=lambda measure: bool(_without_year(measure, kind)),
    )


def _by_span(kind: str) -> Field:
    return money(kind, lambda item: _booked(item.measure, kind), kind, form="by", keys=SPANS)


def _yearly(key: str, label: str, of: str) -> Field:
    """A stream of a measure, by year; null where the measure has no amounts for it."""
    return money(key, lambda item: _years(item, of), label, form="by", keys=YEARS, maybe=True, adds=True)


def _is_programme(item: MeasureResult) -> bool:
    return item.measure.programme is not None


_FIELDS = (
    text("pad", "measure.path"),
    text("id", "measure.slug"),
    text("naam", "measure.name"),
    text("domein", "measure.domain", maybe=True),
    text("taakveld", "measure.field", maybe=True),
    text("groep", "measure.group", maybe=True),
    text("doelgroep", "measure.people", maybe=True),
    text("budget", "measure.pot", maybe=True),
    *map(_by_span, KINDS),
    Field("zonder_jaar", Family(tuple(map(_no_year, KINDS))), "measure"),
    money(
        "investering",
        lambda item: item.investment.by_year if item.measure.investments else {},
        "investering",
        form="by",
        keys=YEARS,
        maybe=True,
    ),
    _yearly("in_plaats", "in plaats", "in_place"),
    _yearly("nieuw", "nieuw", "new"),
    _yearly("saldo", "saldo", "net"),
    text(
        "status",
        lambda item: _status(item.measure),
        form="either",
        keys=SPANS,
        choices=STATUSES,
        maybe=True,
    ),
    money(
        "vastgesteld",
        lambda item: item.decided if item.measure.at_first else None,
        "vastgesteld",
        maybe=True,
    ),
    money(
        "gepland",
        lambda item: item.revised if item.measure.by_now else None,
        "gepland",
        maybe=True,
    ),
    money(
        "gerealiseerd",
        lambda item: item.saving.achieved if item.measure.budgeted else None,
        "gerealiseerd",
        maybe=True,
    ),
    Field("gerealiseerd_bewijs", _EVIDENCE, "measure.realised_evidence", maybe=True),
    Field("telt_mee", "vlag", "measure.counted"),
    text("reden", "measure.why_not", maybe=True),
    text("vervangen_door", "measure.replaced_by", maybe=True),
    text("pm", "measure.unvalued", maybe=True),
    text("eigenaar", "measure.owner", maybe=True),
    money("huidig_budget", "measure.budget", "huidig budget", maybe=True),
    Field("besluit", _DECISION, "measure.decision", maybe=True),
    Field("bewijs", _EVIDENCE, "measure.evidence", maybe=True),
    Field("verzilverbaar", "aandeel", "measure.cashable", "verzilverbaar", maybe=True),
    text("tegenpartij", "measure.counterparty", maybe=True),
    text("bron", "measure.source", maybe=True),
    text("toelichting", "measure.note", maybe=True),
    Field("casus", _CASE, "measure.case", maybe=True),
)
_PART = named("deelmaatregel", _FIELDS, "Een maatregel van een programma in het programma.")
MEASURE = named(
    "maatregel",
    (
        *_FIELDS,
        Field("programma", _PROGRAMME, "measure.programme", when=_is_programme),
        Field("maatregelen", _PART, "parts", form="many", when=_is_programme),
    ),
    "Een maatregel.",
)


def _booked(measure: Measure, kind: str) -> dict[str, Number]:
    """The amounts of one kind, by the year or years that they were written with."""
    amounts: dict[str, Number] = {}
    for tranche in measure.tranches:
        if tranche.kind == kind and tranche.span is not None:
            key = span_text(tranche.span)
            amounts[key] = amounts.get(key, 0.0) + tranche.amount
    return amounts


def _without_year(measure: Measure, kind: str) -> list[Number]:
    return [item.amount for item in measure.tranches if item.kind == kind and item.span is None]


def _years(item: MeasureResult, of: str) -> dict[int, Number | None]:
    """A stream by year: of the savings, or what remains of savings and investments."""
    own: Stream | None = item.net if item.measure.tranches or item.measure.investments else None
    if of != "net":
        own = getattr(item.saving, of) if item.measure.tranches else None
    return {year: None if own is None else own.by_year[year] for year in item.net.by_year}


def _status(measure: Measure) -> object:
    """One word, or a word by tranche."""
    return dict(measure.status) if isinstance(measure.status, tuple) else measure.status
