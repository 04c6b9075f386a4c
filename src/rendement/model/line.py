"""A line of a case: one cost or benefit, as the analyst wrote it."""

from pydantic import BaseModel, ConfigDict

from rendement.model import fields as f
from rendement.model.forms import GRADES


class Written(BaseModel):
    """Base of every model: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Household(Written):
    """One household or client with its basket."""

    naam: f.Text
    omschrijving: f.Text | None = None
    posten: f.Basket


class Evidence(Written):
    """How strong the ground of a line is, and how many years it covers."""

    graad: f.one_of(*GRADES)  # type: ignore[valid-type]
    looptijd: f.CertainDuration | None = None


class Stay(Written):
    """How long people would have kept needing it without the intervention."""

    uitstroomkansen: f.Exits
    vanaf: f.WholeYears | None = None


class LineDiscounting(Written):
    """The rate and the moment of one line, over those of its case; the base year is that of the case."""

    voet: f.LineRate | None = None
    moment: f.Moment | None = None


class Repeat(Written):
    """An amount that returns: every so many years, up to and including a year."""

    elke: f.WholeYears
    tot: f.Year


class Line(Written):
    """What costs and benefits share: a name, a size, years, and where it comes from."""

    naam: f.Text
    id: f.Identity | None = None
    domein: f.Text | None = None
    taakveld: f.Text | None = None
    groep: f.Text | None = None
    doelgroep: f.Identity | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    bewijs: Evidence | None = None
    status: f.Status | None = None
    telt_mee: f.YesNo | None = None
    reden: f.Text | None = None
    prijspeil: f.Year | None = None
    index: f.Text | None = None
    tegenpartij: f.Text | None = None

    per: f.Per | None = None
    jaar: f.YearOfLine | None = None
    jaren: f.Period | None = None
    maanden: f.Months | None = None
    groei: f.Growth | None = None

    aantal: f.Counts | None = None
    bereik: f.Share | None = None
    slaagkans: f.Share | None = None
    factoren: f.Factors | None = None

    bedrag: f.Amounts | None = None
    totaal: f.Amount | None = None
    prijs: f.Post | None = None
    fte: f.Staff | None = None
    uren_per_week: f.NonNegative | None = None
    voltijd: f.Positive | None = None
    tarief: f.Rate | None = None
    posten: f.Basket | None = None
    casussen: tuple[Household, ...] | None = None
    blad: f.Text | None = None
    leeg: f.Zero | None = None
    kleinste_groep: f.WholeYears | None = None
    splits: f.Split | None = None
    opschalen_naar: f.Positive | None = None
    voor: f.Basket | None = None
    na: f.Basket | None = None

    duur: f.Duration | None = None
    aanlooptijd: f.Lag | None = None
    terugval: f.Relapse | None = None
    afname: f.Share | None = None

    discontovoet: f.LineRate | None = None
    disconteren: LineDiscounting | None = None


class CostLine(Line):
    """A cost: how much of it is extra, who bears it, and whether the horizon cuts it."""

    additioneel: f.Share | None = None
    betaler: f.Payers | None = None
    herhaling: Repeat | None = None
    restwaarde: f.ResidualValue | None = None
    tot_horizon: f.YesNo | None = None
    soort: f.CostKind | None = None


class BenefitLine(Line):
    """A benefit: who gains it, and the chain from gross to net."""

    budget: f.Text | None = None
    ontvanger: f.Payers | None = None
    over_jaren: f.WholeYears | None = None
    blijfkans: Stay | None = None
    ingroei: f.Cumulative | None = None
    business_as_usual: f.BusinessAsUsual | None = None
    toerekening: f.Share | None = None
    verdringing: f.Share | None = None
    optimismecorrectie: f.Share | None = None
    verzilverbaar: f.Cashable | None = None
    soort: f.BenefitKind | None = None
