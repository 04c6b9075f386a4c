"""The fields of a case: the head, the lines, and the same money in total, by year, actor and domain."""

from collections.abc import Callable
from typing import Any

from rendement.engine import summary
from rendement.figures.budget_fields import OF_CASE, said
from rendement.figures.common import (
    AMOUNTS_IN,
    DISCOUNT,
    FINDINGS,
    RANGES,
    UNVALUED,
    YEARS,
)
from rendement.figures.field import Family, Field, Kind, money, named, text
from rendement.figures.line import LINE_IN_CASE, SCALED_LINE
from rendement.figures.origin_fields import CASE_ORIGIN
from rendement.figures.printed import GEDRUKT
from rendement.figures.rows import COVER_ROW
from rendement.figures.uncertainty_fields import IN_SCENARIO, UNCERTAINTY, drawn

NO_BENEFIT = "er is geen gewaardeerde baat"


def _sides(of: str) -> tuple[Field, Field]:
    return (
        money("baten", f"{of}.benefits", "Totaal baten", adds=True),
        money("kosten", f"{of}.costs", "Totaal kosten", adds=True),
    )


def _yield(of: str) -> tuple[Field, ...]:
    """Benefits, costs and the return, which is none while no benefit has an amount."""

    def net(thing: summary.Totals) -> object:
        return getattr(thing, of).net if thing.valued else None

    return (*_sides(of), money("rendement", net, "Rendement", maybe=True, adds=True))


def _balance(of: str = "balance") -> tuple[Field, ...]:
    return (*_sides(of), money("saldo", f"{of}.net", "Saldo", adds=True))


def _figure(key: str, kind: Kind, name: str | Callable[[Any], Any], label: str) -> Field:
    return Field(key, kind, name, label, maybe=True)


def _public(name: str) -> Callable[[summary.Totals], Any]:
    """A figure of what a public euro brings; without a valued benefit the reason says so."""

    def of(totals: summary.Totals) -> Any:
        if totals.public is None:
            return NO_BENEFIT if name == "reason" else None
        return getattr(totals.public, name)

    return of


_PER_EURO = _figure("baten_per_euro", "verhouding", "per_euro", "Baten per euro")
_PRESENT = named("opbrengst", _yield("present"))
TOTALS = named(
    "totaal",
    (
        *_yield("money"),
        text("rendement_reden", "return_reason", when=lambda totals: not totals.valued),
        Field("contante_waarde", _PRESENT, ""),
        _PER_EURO,
        _figure("contante_baten_per_euro", "verhouding", "present_per_euro", "Contante baten per euro"),
        _figure("waarde_per_publieke_euro", "verhouding", _public("per_euro"), "Waarde per publieke euro"),
        text("waarde_per_publieke_euro_reden", _public("reason"), maybe=True),
        Field("terugverdienjaar", "jaar", "payback", "Terugverdiend in", maybe=True, read_off=True),
        Field("terugverdientijd", "aantal", "payback_time", "Terugverdiend na", maybe=True, read_off=True),
        Field(
            "interne_rentevoet",
            "voet",
            "internal_rate",
            "Interne rentevoet",
            maybe=True,
            read_off=True,
        ),
        text("interne_rentevoet_reden", "internal_rate_reason", maybe=True),
        money("afgekapt_na_horizon", "cut", "Afgekapt na de horizon", adds=True),
        Field(
            "per_deelnemer",
            named("per_deelnemer", _yield("each")),
            "",
            when=lambda totals: totals.each is not None,
        ),
        *(
            Field(
                key,
                named("opbrengst", _yield(name)),
                "",
                when=lambda totals: totals.realised is not None,
            )
            for key, name in (("gerealiseerd", "realised"), ("verwacht", "expected"))
        ),
    ),
    "De totalen.",
)
YEAR = Family(
    (
        *_balance(),
        money("cumulatief", "cumulative", "Gecumuleerd saldo", adds=True),
        money("contante_waarde", "present.net", "Contante waarde", adds=True),
        _PER_EURO,
    )
)
_IN_YEARS = money("per_jaar", "by_year", "Saldo in dat jaar", form="by", keys=YEARS, adds=True)
ACTOR = Family(
    (
        *_balance(),
        Field("contante_waarde", named("contant_saldo", _balance("present")), ""),
        _PER_EURO,
        money("bijdrage", "contribution", "Bijdrage om uit te komen", maybe=True),
        _IN_YEARS,
    )
)
DOMAIN = Family((*_balance(), _figure("aandeel", "aandeel", "part", "Aandeel in de baten"), _IN_YEARS))
FIRMNESS = Family(
    (
        money("verzilverbaar", "cashable", "Verzilverbaar", adds=True),
        money("niet_verzilverbaar", "not_cashable", "Niet verzilverbaar", adds=True),
        money("niet_opgegeven", "unsaid", "Niet opgegeven", adds=True),
        money("soort", lambda found: said(found.by_nature), "Soort", form="by", adds=True),
        money("bewijs", lambda found: said(found.by_evidence), "Bewijs", form="by", adds=True),
        money("na_bewijs", "after_evidence", "Na afloop van het bewijs", adds=True),
        Field("na_bewijs_aandeel", "aandeel", "after_share", "Aandeel daarvan", maybe=True),
        Field("opgegeven", "vlag", "stated"),
    ),
    text="Hoe hard de baten zijn.",
)
OUTCOME = Family(
    (
        text("pad", "outcome.path"),
        text("naam", "outcome.name"),
        Field("aantal", "aantal", "outcome.count", "Resultaten"),
        Field("van", "aantal", "outcome.of", "Van", maybe=True),
        Field("aandeel", "aandeel", "share", "Aandeel", maybe=True),
        Field("jaren", "aantal", "outcome.years", "Jaren", maybe=True),
        money("kosten_per_resultaat", "costs_each", "Kosten per resultaat", maybe=True),
    )
)
THRESHOLD = Family(
    (
        text("pad", "threshold.path"),
        text("post", "threshold.price.post", maybe=True),
        text("naam", "threshold.price.name"),
        text("eenheid", "threshold.price.unit", maybe=True),
        money("prijs", "price", "Prijs"),
        text("betaler", lambda item: [bearer.actor for bearer in item.threshold.bearers], form="many"),
        Field("aantal", "aantal", "count", "Te voorkomen om uit te komen", maybe=True),
    )
)
HEAD = (
    text("naam", "result.plan.name"),
    text("gemeente", "result.plan.place"),
    text("soort", "kind", choices=("casus",)),
    AMOUNTS_IN,
    Field("periode", "jaar", "result.plan.period", form="many", size=2),
    Field("prijspeil", "jaar", "result.plan.price_level", maybe=True),
    text("perspectief", "result.plan.perspective"),
)


def _shared(side: str) -> Callable[[Any], Any]:
    """The lines of a side, each with its share in the total."""

    def of(case: Any) -> Any:
        return [(item, summary.part_of(case.result, item)) for item in getattr(case.result, side)]

    return of


_GROUP = Family((text("naam", "name"), text("paden", "paths", form="many")))
CROSSING = Family(
    (
        text("pad", "path"),
        text("soort", "kind"),
        Field("nu", "factor", "now", "Waarde nu", read_off=True),
        Field("waarde", "factor", "value", "Omslag bij", maybe=True, read_off=True),
        text("set", "written", maybe=True),
        Field("stijgt", "vlag", "rises", maybe=True),
        text("reden", "reason", maybe=True),
        Field("reeks", "vlag", "together"),
    )
)
# what is computed: of a case, and of each of its scenarios
_COMPUTED = (
    Field("horizon", "jaar", "result.plan.horizon", maybe=True),
    Field("disconteren", DISCOUNT, "result.plan.discount"),
    Field("deelnemers", "aantal", "result.plan.participants", "Deelnemers", maybe=True),
    Field("baten", LINE_IN_CASE, _shared("benefits"), form="many"),
    Field("kosten", LINE_IN_CASE, _shared("costs"), form="many"),
    Field("per_jaar", YEAR, "years", form="by", keys=YEARS),
    Field("per_actor", ACTOR, "actors", form="by"),
    Field("per_domein", DOMAIN, "domains", form="by"),
    Field("hardheid", FIRMNESS, "firmness"),
    Field("dekking", COVER_ROW, "result.plan.cover", form="many"),
    OF_CASE,
    Field("resultaten", OUTCOME, "outcomes", form="many"),
    Field("omslag", THRESHOLD, "thresholds", form="many"),
    Field("pm", UNVALUED, "result.plan.unvalued", form="many"),
    RANGES,
)
_TOTALS = Field("totaal", TOTALS, "totals")
SCENARIO = named(
    "scenario",
    (
        *(field for field in HEAD if field.key not in ("naam", "gemeente", "soort")),
        *_COMPUTED,
        _TOTALS,
        Field("opschaling", SCALED_LINE, "scaled", form="many"),
        drawn(IN_SCENARIO),
    ),
    "Een scenario: elk cijfer van de casus, met wat het scenario verandert.",
)
CASE = named(
    "casus",
    (
        *HEAD,
        text("nulalternatief", "result.plan.baseline", maybe=True),
        *_COMPUTED,
        Field("samen", _GROUP, "result.plan.groups", form="many"),
        GEDRUKT,
        FINDINGS,
        Field("herkomst", CASE_ORIGIN, ""),
        _TOTALS,
        Field(
            "opschaling",
            SCALED_LINE,
            "scaled_over_years",
            form="many",
            when=lambda case: bool(case.scaled_over_years),
        ),
        text("scenario", "asked.scenario", when=lambda case: case.asked.scenario is not None),
        Field(
            "scenarios",
            SCENARIO,
            "scenario_figures",
            form="by",
            maybe=True,
            when=lambda c: bool(c.scenarios),
        ),
        Field(
            "omslagwaarden",
            CROSSING,
            "crossings",
            form="many",
            when=lambda case: case.crossings is not None,
        ),
        drawn(UNCERTAINTY),
    ),
    "Een casus.",
)
