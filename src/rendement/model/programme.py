"""A programme: measures against a target, with costs, cover and staffing, as the analyst wrote it."""

from pydantic import Field

from rendement.model import fields as f
from rendement.model import programme_values as v
from rendement.model.case import PLACED, Actor, Cover, Deviation, Printed, Unvalued
from rendement.model.line import Evidence, Written
from rendement.model.programme_later import Adjusted, Realised

_BESIDE = ("domein", "taakveld", "groep", "doelgroep", "budget", "telt_mee", "reden")
BESIDE_CASE = ("casus", *_BESIDE, "status", "monitor", "post")
BESIDE_PROGRAMME = ("programma", *_BESIDE)


class Saving(Written):
    """What a measure saves: three kinds, never guessed from a sign."""

    structureel: v.Amounts | None = None
    jaarlijks: v.Amounts | None = None
    incidenteel: v.Amounts | None = None


class Decision(Written):
    """Whether a measure still needs a decision, when that is planned, and when it was taken."""

    nodig: f.YesNo | None = None
    planning: f.Text | None = None
    genomen: v.Moment | None = None


class Measure(Written):
    """One measure; or a case or a whole programme, and then hardly anything beside it."""

    naam: f.Text | None = None
    id: f.Identity | None = None
    domein: f.Text | None = None
    taakveld: f.Text | None = None
    groep: f.Text | None = None
    doelgroep: f.Identity | None = None
    budget: f.Text | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    eigenaar: f.Text | None = None
    huidig_budget: v.Budget | None = None
    monitor: f.Text | None = None
    post: f.Text | None = None
    besparing: Saving | None = None
    pm: f.Text | None = None
    bijgesteld: Adjusted | None = None
    gerealiseerd: Realised | None = None
    vervangt: tuple[f.Text, ...] = ()
    investering: v.Investments | None = None
    status: v.TrancheStatus | None = None
    besluit: Decision | None = None
    bewijs: Evidence | None = None
    verzilverbaar: f.Cashable | None = None
    tegenpartij: f.Text | None = None
    telt_mee: f.YesNo | None = None
    reden: f.Text | None = None
    casus: f.Text | None = None
    programma: f.Text | None = None


class CoverRow(Cover):
    """A cover for the target, by year."""

    blok: f.Text | None = None


class CostRow(Written):
    """A cost of the programme as a whole, by year."""

    naam: f.Text
    taakveld: f.Text | None = None
    bedragen: v.Costs
    tot: f.Year | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class StaffRow(Written):
    """Staff by year, at a rate per fte per year; fewer staff is a negative number."""

    naam: f.Text
    taakveld: f.Text | None = None
    fte: v.Staffing
    tot: f.Year | None = None
    tarief: v.StaffRate
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class OverlapRow(Written):
    """How measures overlap: a share of the same euro, alternatives, one after the other, or a condition."""

    tussen: tuple[f.Text, ...] = ()
    deel: v.Shared | None = None
    alternatieven: tuple[f.Text, ...] = ()
    gekozen: f.Text | None = None
    opeenvolgend: tuple[f.Text, ...] = ()
    voorwaarde: f.Text | None = None
    voor: tuple[f.Text, ...] = ()
    bron: f.Text | None = None
    toelichting: f.Text | None = None


class Programme(Written):
    """A whole programme."""

    model_config = PLACED

    soort: f.one_of("programma")  # type: ignore[valid-type]
    taal: f.Language | None = None
    naam: f.Text
    gemeente: f.Text | None = None
    plaats: f.Text | None = None
    periode: f.Period
    bedragen_x: f.UnitOfAmounts | None = None
    valuta: f.Currency | None = None
    prijspeil: f.Year | None = None
    indexcijfers: tuple[f.Text, ...] = ()
    perspectief: f.Text | None = None
    peildatum: v.Moment | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    actoren: dict[str, Actor] = Field(default_factory=dict)
    telling: f.one_of("nieuw", "stand") | None = None  # type: ignore[valid-type]
    taakstelling: v.Target | None = None
    dekking: tuple[CoverRow, ...] = ()
    maatregelen: tuple[Measure, ...] = ()
    kosten: tuple[CostRow, ...] = ()
    formatie: tuple[StaffRow, ...] = ()
    budgetten: v.Budgets | None = None
    overlap: tuple[OverlapRow, ...] = ()
    pm: tuple[Unvalued, ...] = ()
    scenarios: dict[str, dict[str, f.Raw]] = Field(default_factory=dict)
    gedrukt: dict[str, Printed] = Field(default_factory=dict)
    afwijken: tuple[Deviation, ...] = ()
