"""The figures of a case: the head, the lines, and the same money in total, by year, actor and domain."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from rendement import __version__
from rendement.engine import summary
from rendement.engine.firmness import Firmness, firmness
from rendement.engine.households import Scaling, scaling
from rendement.engine.plan import Discount
from rendement.engine.result import LineResult, Result
from rendement.figures.crossing import CROSSING, Crossing
from rendement.figures.field import Family, Field, Kind, money, named, text
from rendement.figures.line import LINE, SCALED_LINE, YEARS
from rendement.figures.printed import GEDRUKT, Verdict, verdicts
from rendement.source.record import record

UNSAID = "niet opgegeven"


@record
class CaseFigures:
    """A computed case, and what stands beside it; each part is computed once, when it is asked for."""

    result: Result
    scenario: str | None = None
    scenarios: Mapping[str, Result] = field(default_factory=dict)
    crossings: tuple[Crossing, ...] | None = None

    @cached_property
    def printed(self) -> list[Verdict]:
        """What the source printed, beside what stands there."""
        return verdicts(CASE, self, self.result.plan.printed)

    @cached_property
    def totals(self) -> summary.Totals:
        """The totals."""
        return summary.totals(self.result)

    @cached_property
    def firmness(self) -> Firmness:
        """How firm the benefits are."""
        return firmness(self.result)

    @cached_property
    def years(self) -> dict[int, summary.Year]:
        """By year."""
        return summary.years(self.result)

    @cached_property
    def actors(self) -> dict[str, summary.Share]:
        """By actor."""
        return summary.actors(self.result)

    @cached_property
    def domains(self) -> dict[str, summary.Share]:
        """By domain."""
        return summary.domains(self.result)

    @cached_property
    def outcomes(self) -> list[summary.OutcomeCosts]:
        """The outcomes."""
        return summary.outcomes(self.result)

    @cached_property
    def thresholds(self) -> list[summary.ThresholdCount]:
        """The thresholds."""
        return summary.thresholds(self.result)

    @cached_property
    def scenario_figures(self) -> dict[str, "CaseFigures"]:
        """The figures of every scenario."""
        return {name: CaseFigures(result) for name, result in self.scenarios.items()}

    @property
    def scaled(self) -> list[tuple[LineResult, Scaling]]:
        """The lines that were scaled up."""
        return [(item, found) for item in self.result.lines if (found := scaling(item)) is not None]


def _said(amounts: Mapping[str | None, object]) -> dict[str, object]:
    return {name or UNSAID: amount for name, amount in amounts.items()}


def _rate(discount: Discount) -> object:
    """One rate, or a rate by the years after the base year."""
    return discount.steps[0][1] if len(discount.steps) == 1 else dict(discount.steps)


def _lists(
    lists: tuple[tuple[str, str], ...], titles: Mapping[str, str]
) -> list[tuple[str, str, str | None]]:
    return [(name, hash_, titles.get(name)) for name, hash_ in lists]


def _sides(of: str) -> tuple[Field, Field]:
    return (
        money("baten", lambda thing: getattr(thing, of).benefits, "Totaal baten", adds=True),
        money("kosten", lambda thing: getattr(thing, of).costs, "Totaal kosten", adds=True),
    )


def _yield(of: str) -> tuple[Field, ...]:
    """Benefits, costs and the return, which is none while no benefit has an amount."""

    def net(thing: summary.Totals) -> object:
        return getattr(thing, of).net if thing.valued else None

    return (*_sides(of), money("rendement", net, "Rendement", maybe=True, adds=True))


def _balance() -> tuple[Field, ...]:
    return (*_sides("balance"), money("saldo", lambda thing: thing.balance.net, "Saldo", adds=True))


def _figure(key: str, kind: Kind, name: str, label: str) -> Field:
    return Field(key, kind, lambda totals: getattr(totals, name), label, maybe=True)


_PRESENT = named("opbrengst", _yield("present"))
TOTALS = named(
    "totaal",
    (
        *_yield("money"),
        Field("contante_waarde", _PRESENT, lambda totals: totals),
        _figure("baten_per_euro", "verhouding", "per_euro", "Baten per euro"),
        _figure("contante_baten_per_euro", "verhouding", "present_per_euro", "Contante baten per euro"),
        Field("terugverdienjaar", "jaar", lambda t: t.payback, "Terugverdiend in", maybe=True, read_off=True),
        Field(
            "interne_rentevoet",
            "voet",
            lambda t: t.internal_rate,
            "Interne rentevoet",
            maybe=True,
            read_off=True,
        ),
        text("interne_rentevoet_reden", lambda totals: totals.internal_rate_reason, maybe=True),
        money("afgekapt_na_horizon", lambda totals: totals.cut, "Afgekapt na de horizon", adds=True),
        *(
            Field(
                key,
                named("opbrengst", _yield(name)),
                lambda totals: totals,
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
        money("cumulatief", lambda year: year.cumulative, "Gecumuleerd saldo", adds=True),
        money("contante_waarde", lambda year: year.present.net, "Contante waarde", adds=True),
    )
)
_IN_YEARS = money(
    "per_jaar", lambda share: share.by_year, "Saldo in dat jaar", form="by", keys=YEARS, adds=True
)
ACTOR = Family(
    (
        *_balance(),
        money("bijdrage", lambda share: share.contribution, "Bijdrage om uit te komen", maybe=True),
        _IN_YEARS,
    )
)
DOMAIN = Family((*_balance(), _IN_YEARS))
FIRMNESS = Family(
    (
        money("verzilverbaar", lambda found: found.cashable, "Verzilverbaar", adds=True),
        money("niet_verzilverbaar", lambda found: found.not_cashable, "Niet verzilverbaar", adds=True),
        money("niet_opgegeven", lambda found: found.unsaid, "Niet opgegeven", adds=True),
        money("soort", lambda found: _said(found.by_nature), "Soort", form="by", adds=True),
        money("bewijs", lambda found: _said(found.by_evidence), "Bewijs", form="by", adds=True),
        money("na_bewijs", lambda found: found.after_evidence, "Na afloop van het bewijs", adds=True),
        Field("na_bewijs_aandeel", "aandeel", lambda found: found.after_share, "Aandeel daarvan", maybe=True),
        Field("opgegeven", "vlag", lambda found: found.stated),
    ),
    text="Hoe hard de baten zijn.",
)
OUTCOME = Family(
    (
        text("pad", lambda item: item.outcome.path),
        text("naam", lambda item: item.outcome.name),
        Field("aantal", "aantal", lambda item: item.outcome.count, "Resultaten"),
        Field("van", "aantal", lambda item: item.outcome.of, "Van", maybe=True),
        Field("aandeel", "aandeel", lambda item: item.share, "Aandeel", maybe=True),
        Field("jaren", "aantal", lambda item: item.outcome.years, "Jaren", maybe=True),
        money("kosten_per_resultaat", lambda item: item.costs_each, "Kosten per resultaat", maybe=True),
    )
)
THRESHOLD = Family(
    (
        text("pad", lambda item: item.threshold.path),
        text("post", lambda item: item.threshold.price.post, maybe=True),
        text("naam", lambda item: item.threshold.price.name),
        text("eenheid", lambda item: item.threshold.price.unit, maybe=True),
        money("prijs", lambda item: item.price, "Prijs"),
        text("betaler", lambda item: [bearer.actor for bearer in item.threshold.bearers], form="many"),
        Field("aantal", "aantal", lambda item: item.count, "Te voorkomen om uit te komen", maybe=True),
    )
)
UNVALUED = named(
    "pm",
    (
        text("pad", lambda item: item.path),
        text("naam", lambda item: item.name),
        text("reden", lambda item: item.reason, maybe=True),
        text("richting", lambda item: item.direction, maybe=True),
    ),
)
DISCOUNT = Family(
    (
        Field("voet", "voet", _rate, "Discontovoet", form="either", keys=r"^\d+$"),
        Field("basisjaar", "jaar", lambda discount: discount.base),
        text("moment", lambda discount: discount.moment, choices=("begin", "midden", "eind")),
    )
)
_LIST = Family(
    (
        text("naam", lambda found: found[0]),
        text("titel", lambda found: found[2], maybe=True),
        text("hash", lambda found: found[1]),
    )
)
ORIGIN = Family(
    (
        text("versie", lambda plan: __version__),
        text("casus", lambda plan: plan.case_hash),
        Field("prijslijsten", _LIST, lambda plan: _lists(plan.price_lists, plan.list_titles), form="many"),
        Field("zaad", "jaar", lambda plan: None, maybe=True),
    )
)
HEAD = (
    text("naam", lambda case: case.result.plan.name),
    text("gemeente", lambda case: case.result.plan.place),
    text("soort", lambda case: "casus", choices=("casus",)),
    Field("periode", "jaar", lambda case: case.result.plan.period, form="many", size=2),
    Field("prijspeil", "jaar", lambda case: case.result.plan.price_level, maybe=True),
    text("perspectief", lambda case: case.result.plan.perspective),
)
BRIEF = Family(
    (
        *HEAD,
        Field("herkomst", ORIGIN, lambda case: case.result.plan),
        Field("totaal", TOTALS, lambda case: case.totals),
    ),
)
SCENARIO = Family(
    (
        Field("totaal", TOTALS, lambda case: case.totals),
        Field("opschaling", SCALED_LINE, lambda case: case.scaled, form="many"),
    )
)
CASE = named(
    "casus",
    (
        *HEAD,
        Field("horizon", "jaar", lambda case: case.result.plan.horizon, maybe=True),
        Field("disconteren", DISCOUNT, lambda case: case.result.plan.discount),
        Field("baten", LINE, lambda case: case.result.benefits, form="many"),
        Field("kosten", LINE, lambda case: case.result.costs, form="many"),
        Field("per_jaar", YEAR, lambda case: case.years, form="by", keys=YEARS),
        Field("per_actor", ACTOR, lambda case: case.actors, form="by"),
        Field("per_domein", DOMAIN, lambda case: case.domains, form="by"),
        Field("hardheid", FIRMNESS, lambda case: case.firmness),
        Field("resultaten", OUTCOME, lambda case: case.outcomes, form="many"),
        Field("omslag", THRESHOLD, lambda case: case.thresholds, form="many"),
        Field("pm", UNVALUED, lambda case: case.result.plan.unvalued, form="many"),
        GEDRUKT,
        Field("herkomst", ORIGIN, lambda case: case.result.plan),
        Field("totaal", TOTALS, lambda case: case.totals),
        text("scenario", lambda case: case.scenario, when=lambda case: case.scenario is not None),
        Field(
            "scenarios",
            SCENARIO,
            lambda case: case.scenario_figures,
            form="by",
            when=lambda c: bool(c.scenarios),
        ),
        Field(
            "omslagwaarden",
            CROSSING,
            lambda case: case.crossings,
            form="many",
            when=lambda case: case.crossings is not None,
        ),
    ),
    "Een casus.",
)
