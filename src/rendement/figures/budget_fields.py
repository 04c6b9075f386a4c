"""The fields of the budget of the municipality: in total, by year, and by the part where it changes."""

from collections.abc import Callable
from typing import Any

from rendement.engine import budget
from rendement.engine.arithmetic import Number
from rendement.engine.budget import Budget, BudgetPart, Count, Parts, Word
from rendement.engine.budget_entry import APART
from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, money, named

UNSAID = "niet opgegeven"


def _sum(count: Count) -> Callable[[BudgetPart], Number]:
    return lambda part: part.sum(count)


def _by(count: Count, word: Word) -> Callable[[BudgetPart], dict[str, Number]]:
    return lambda part: said(part.parts(count, word))


def said(parts: Parts) -> dict[str, Number]:
    """The same, with a name for what is not said."""
    return {word or UNSAID: amount for word, amount in parts.items()}


_CHANGES = (
    money("lasten", _sum(budget.costs), "Extra kosten", adds=True),
    money("verzilverbaar", _sum(budget.cashable), "Verzilverbare baten", adds=True),
    money("saldo", "net", "Saldo", adds=True),
)
_PART = named(
    "begrotingsdeel",
    (
        *_CHANGES,
        money("lasten_naar_soort", _by(budget.costs, budget.nature), "Extra kosten naar soort", form="by"),
        money(
            "verzilverbaar_naar_soort",
            _by(budget.cashable, budget.nature),
            "Verzilverbare baten naar soort",
            form="by",
        ),
        money("dekking", _sum(budget.cover), "Dekking", adds=True),
        money("dekking_uit", _by(budget.cover, budget.origin), "Dekking naar herkomst", form="by"),
        money("dekking_naar_soort", _by(budget.cover, budget.nature), "Dekking naar soort", form="by"),
        money("na_dekking", "covered", "Saldo na dekking", adds=True),
        money("structurele_lasten", "lasting_costs", "Structurele kosten", adds=True),
        money(
            "structurele_dekking",
            "lasting_cover",
            "Structurele dekking",
            adds=True,
        ),
        money("baten", _sum(budget.benefits), "Alle baten van de gemeente", adds=True),
        money("niet_verzilverbaar", _sum(budget.not_cashable), "Niet verzilverbaar", adds=True),
        money("niet_opgegeven", _sum(budget.unsaid), "Niet opgegeven", adds=True),
    ),
    "De begroting van de gemeente: in een jaar, zonder eigen jaar, of samen.",
)


def _fields(found: Budget) -> dict[str, Budget]:
    return {name or UNSAID: part for name, part in found.by_field.items()}


def _there(figures: Any) -> bool:
    return figures.budget is not None


def _budget(name: str, *more: str) -> Field:
    """A budget by year and in total, and in `more` parts of it."""

    def parts(kind: Family) -> tuple[Field, ...]:
        return (
            Field("per_jaar", kind, "by_year", form="by", keys=YEARS),
            *(Field(str(APART), kind, part) for part in more),
            Field("totaal", kind, "whole"),
        )

    by_field = Field("per_taakveld", Family(parts(Family(_CHANGES))), _fields, form="by")
    about = "Wat er voor de gemeente alleen in haar begroting verandert."
    return Field("begroting", named(name, (*parts(_PART), by_field), about), "budget", when=_there)


OF_CASE = _budget("begroting")
OF_PROGRAMME = _budget("programmabegroting", "apart")
