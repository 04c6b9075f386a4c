"""A case: what was tried, what it cost and what it returned, as the analyst wrote it."""

from pydantic import ConfigDict, Field

from rendement.model import fields as f
from rendement.model.line import BenefitLine, CostLine, Written
from rendement.model.year_amounts import YearAmounts


class Discounting(Written):
    """The discount rate, the year to which is discounted, and when in a year money moves."""

    voet: f.DiscountRate | None = None
    basisjaar: f.Year | None = None
    moment: f.Moment | None = None


class Actor(Written):
    """An actor that the case adds to the known ones."""

    naam: f.Text
    soort: f.one_of("overheid", "organisatie", "client", "samenleving")  # type: ignore[valid-type]


class Unvalued(Written):
    """An effect without an amount (pro memorie)."""

    naam: f.Text
    reden: f.Text | None = None
    richting: f.one_of("baat", "last") | None = None  # type: ignore[valid-type]


class Cover(Written):
    """What of a budget pays for it, by year."""

    naam: f.Text
    uit: f.CoverSource | None = None
    soort: f.CostKind | None = None
    bedragen: YearAmounts
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class Outcome(Written):
    """An outcome that stays an outcome: so many, of so many."""

    naam: f.Text
    aantal: f.NonNegative
    van: f.Positive | None = None
    jaren: f.Positive | None = None


class Deviation(Written):
    """A finding that may stand: of which rule, where, why, and until when."""

    regel: f.Text
    pad: f.Text | None = None
    reden: f.Text
    tot: f.Until


class Printed(Written):
    """What a source printed for a result."""

    waarde: f.Printed
    bron: f.Text | None = None
    afronding: f.Margin | None = None
    fout: f.Text | None = None


# of a whole file: it is about a municipality, or about another place
PLACED = ConfigDict(json_schema_extra={"oneOf": [{"required": ["gemeente"]}, {"required": ["plaats"]}]})


class Case(Written):
    """A whole case."""

    model_config = PLACED

    naam: f.Text
    gemeente: f.Text | None = None
    plaats: f.Text | None = None
    taal: f.Language | None = None
    soort: f.one_of("casus") | None = None  # type: ignore[valid-type]
    beschrijving: f.Text | None = None
    nulalternatief: f.Text | None = None
    doelgroep: f.Identity | None = None
    periode: f.Period
    bedragen_x: f.UnitOfAmounts | None = None
    valuta: f.Currency | None = None
    prijspeil: f.Year | None = None
    index: f.Text | None = None
    prijslijsten: tuple[f.Text, ...] = ()
    indexcijfers: tuple[f.Text, ...] = ()
    perspectief: f.Text | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    baten: tuple[BenefitLine, ...] = ()
    kosten: tuple[CostLine, ...] = ()
    dekking: tuple[Cover, ...] = ()
    horizon: f.WholeYears | None = None
    discontovoet: f.DiscountRate | None = None
    disconteren: Discounting | None = None
    actoren: dict[str, Actor] = Field(default_factory=dict)
    pm: tuple[Unvalued, ...] = ()
    deelnemers: f.AboveZero | None = None
    resultaten: tuple[Outcome, ...] = ()
    omslag: tuple[f.BreakEven, ...] = ()
    samen: dict[str, tuple[f.Text, ...]] = Field(default_factory=dict)
    scenarios: dict[str, dict[str, f.Raw]] = Field(default_factory=dict)
    gedrukt: dict[str, Printed] = Field(default_factory=dict)
    afwijken: tuple[Deviation, ...] = ()
