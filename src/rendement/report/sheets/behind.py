"""What stands behind the figures of a case: prices with their index, curves by effect-year, weights.

They have paths of their own, below one that no contract has.
"""

from rendement.engine.arithmetic import Number, total
from rendement.engine.discounting import factors
from rendement.engine.plan import BENEFITS, COSTS
from rendement.engine.result import LineResult, Result
from rendement.source.path import format_path

BEHIND = "achter"


def behind(result: Result) -> dict[str, Number]:
    """Everything behind the lines of a case, by its path."""
    found: dict[str, Number] = {}
    for number, item in enumerate(result.lines):
        for key, value in (_of_parts(item) | _of_effect(item) | _of_years(item)).items():
            found[at(number, *key)] = value
    return found | _of_all(result)


def _of_all(result: Result) -> dict[str, Number]:
    """What counts of each line, their sums, and what a year is worth."""
    plan, found = result.plan, {}
    sums: dict[str, list[Number]] = {BENEFITS: [], COSTS: []}
    for number, item in enumerate(result.lines):
        if item.line.counted:
            amount = item.unit_for(plan.inside) * item.weight
            sums[item.line.side].append(amount)
            found[at(number, "meetelt")] = amount
    for side, amounts in sums.items():
        found[format_path((BEHIND, "opgeteld", side))] = total(amounts)
    for year, worth in factors(plan.discount, result.by_year).items():
        present = result.present_by_year[year]
        found[of_year(year, "factor")] = worth
        found[of_year(year, "baten")] = present.benefits
        found[of_year(year, "kosten")] = present.costs
    for side, value in (("baten", "benefits"), ("kosten", "costs")):
        amounts = [getattr(balance, value) for balance in result.present_by_year.values()]
        found[format_path((BEHIND, "contant", side))] = total(amounts)
    return found


def at(number: int, *key: str | int) -> str:
    """The path of something behind a line."""
    return format_path((BEHIND, "regels", number, *key))


def of_year(year: int, key: str) -> str:
    """The path of what a euro of a year is worth, or its benefits or costs."""
    return format_path((BEHIND, "jaren", str(year), key))


_Found = dict[tuple[str | int, ...], Number]


def _of_parts(item: LineResult) -> _Found:
    found: _Found = {}
    for number, part in enumerate(item.line.parts):
        own = {"aantal": part.quantity, "prijs": part.price.amount, "index": part.price.index}
        for key, value in {**own, "bedrag": part.worth}.items():
            found["posten", number, key] = value
    return found


def _of_effect(item: LineResult) -> _Found:
    """Each effect-year: how much of a year it counts, every curve, and what is left after it."""
    found: _Found = {}
    effect = item.line.effect
    for year, counted in enumerate(effect.spell):
        found["effect", year, "duur"] = left = counted
        for kind, curve in effect.curves:
            left = left * curve[year]
            found["effect", year, kind.name] = curve[year]
            found["effect", year, f"na {kind.name}"] = left
    return found


def _of_years(item: LineResult) -> _Found:
    return {("gewicht", str(year)): weight for year, weight in item.weights.items()}
