"""The derivation of totals, and what every sum over lines is made of."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.plan import BENEFITS, Line
from rendement.engine.result import Balance, LineResult, Result
from rendement.engine.summary import totals
from rendement.report.explain.records import Derivation, Figure, Term, missing, one, product_of, sum_of
from rendement.source.path import Path

_SIDES = {"baten": "benefits", "kosten": "costs"}


def total_figure(result: Result, base: Path, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `totaal.<rest>` of a result (the case's, or a scenario's)."""
    own = ".".join(map(str, base))
    if value is None:
        return _nothing(result, base, rest)
    match rest:
        case ("baten" | "kosten" as side,):
            terms = [_inside(result, item, base) for item in items_of(result, side)]
            return sum_of("som van de regels, voor zover in het perspectief", *terms)
        case ("rendement",):
            return net_of(own, result.total)
        case ("contante_waarde", "baten" | "kosten" as side):
            return _present(result, base, side)
        case ("contante_waarde", "rendement"):
            return net_of(f"{own}.contante_waarde", result.present)
        case ("baten_per_euro",):
            return _ratio(own, result.total)
        case ("contante_baten_per_euro",):
            return _ratio(f"{own}.contante_waarde", result.present)
        case ("afgekapt_na_horizon",):
            cut = by_weight(result, BENEFITS, "gewicht na de horizon", lambda item: item.cut_weight)
            return sum_of("som van wat na de horizon valt", *cut)
        case ("gerealiseerd" | "verwacht" as word, str(key)) if result.realised is not None:
            return _status(result, result.realised, word, key, own)
        case ("terugverdienjaar",):
            formula = "eerste jaar waarna het gecumuleerde saldo nooit meer onder 0 komt"
            return Derivation(formula, _balances(result, base), kind="afgelezen")
        case ("interne_rentevoet",):
            formula = "de voet waarbij de contante waarde van het jaarsaldo 0 is"
            return Derivation(formula, _balances(result, base), "aandeel", "opgelost")
    return None


def _nothing(result: Result, base: Path, rest: Path) -> Derivation:
    """Why a total does not exist."""
    if not result.valued:
        return missing("er is geen gewaardeerde baat die meetelt")
    match rest:
        case ("terugverdienjaar",):
            last = max(result.by_year, default=None)
            return missing(f"het gecumuleerde saldo is in {last} nog onder 0", *_balances(result, base))
        case ("interne_rentevoet",):
            return missing(totals(result).internal_rate_reason or "", *_balances(result, base))
        case ("interne_rentevoet_reden",):
            return missing("er is een interne rentevoet")
    return missing("er zijn geen kosten om door te delen")


def _balances(result: Result, base: Path) -> tuple[Term, ...]:
    """The yearly balances; a scenario has those only when it is computed by itself."""
    return tuple(
        one(f"saldo {year}", balance.net, f"per_jaar.{year}.saldo" if len(base) == 1 else "")
        for year, balance in result.by_year.items()
    )


def items_of(result: Result, side: str) -> tuple[LineResult, ...]:
    """The lines of one side."""
    return result.benefits if side == BENEFITS else result.costs


def _found_at(name: str, value: float, path: str, base: Path) -> Figure:
    """A figure outside the totals: a scenario has those only when it is computed by itself."""
    if len(base) == 1:
        return Figure(name, value, path=path)
    return Figure(name, value, source=f"--scenario {base[1]}: {path}")


def _inside(result: Result, item: LineResult, base: Path) -> Term:
    net = _found_at(item.line.name, item.net, f"{item.line.path}.netto", base)
    if not item.line.counted:
        return Term((replace(net, name=f"{net.name}: telt niet mee"), Figure("mee", 0.0, "factor")))
    return portion(item, net, item.unit_for(result.plan.inside), item.weight)


def portion(
    item: LineResult, whole: Figure, unit: float, weight: float, of: str = "in het perspectief", sign: int = 1
) -> Term:
    """The part of an amount of a line that some of its actors bear: the amount itself times their share."""
    if abs(unit - item.unit) <= 1e-12 * max(1.0, abs(unit)):
        return Term((whole,), sign)
    if item.unit:
        return Term((whole, Figure(f"deel {of}", unit / item.unit, "aandeel")), sign)
    return weighed(item, unit, "gewicht", weight, sign)


def weighed(item: LineResult, unit: float, name: str, weight: float, sign: int = 1) -> Term:
    """A line's unit times one of its weights."""
    return Term((Figure(f"{item.line.name}: bedrag per keer", unit), Figure(name, weight, "factor")), sign)


def net_of(own: str, balance: Balance) -> Derivation:
    """Benefits less costs."""
    costs = one("kosten", balance.costs, f"{own}.kosten", sign=-1)
    return sum_of("baten − kosten", one("baten", balance.benefits, f"{own}.baten"), costs)


def _ratio(own: str, balance: Balance) -> Derivation:
    benefits = Figure("baten", balance.benefits, path=f"{own}.baten")
    costs = Figure("kosten", balance.costs, path=f"{own}.kosten", inverse=True)
    return product_of("baten ÷ kosten", benefits, costs, unit="factor")


def discounted(result: Result, year: int, amount: Figure, line: Line | None = None) -> Term:
    """An amount of a year, of one line or of all, times what a euro of that year is worth."""
    return Term((amount, worth_in(result, year, line)))


def worth_in(result: Result, year: int, line: Line | None = None) -> Figure:
    """What a euro of a year is worth, for a line or for all that do not say."""
    discount = line.discount if line is not None else None
    return Figure(f"discontofactor {year}", discount_factor(discount or result.plan.discount, year), "factor")


def several_rates(result: Result) -> bool:
    """Whether a line that counts is discounted in its own way."""
    return any(item.line.counted and item.line.discount is not None for item in result.lines)


def _present(result: Result, base: Path, side: str) -> Derivation:
    if several_rates(result):
        lines = (
            portion(
                item,
                _found_at(item.line.name, item.present_value, f"{item.line.path}.contante_waarde", base),
                item.unit_for(result.plan.inside),
                item.present_weight,
            )
            for item in items_of(result, side)
            if item.line.counted
        )
        return sum_of("som van de contante waarde van de regels, voor zover in het perspectief", *lines)
    terms = (
        discounted(
            result,
            year,
            _found_at(f"{side} {year}", getattr(balance, _SIDES[side]), f"per_jaar.{year}.{side}", base),
        )
        for year, balance in result.by_year.items()
    )
    return sum_of("per jaar: bedrag × discontofactor", *terms)


def by_weight(
    result: Result, side: str, name: str, weigh: Callable[[LineResult], float | None]
) -> Iterator[Term]:
    """What counts of the lines of a side, by one of their weights; None leaves a line out."""
    for item in items_of(result, side):
        if item.line.counted and (weight := weigh(item)) is not None:
            yield weighed(item, item.unit_for(result.plan.inside), name, weight)


def _status(result: Result, done: Balance, word: str, key: str, own: str) -> Derivation:
    if key == "rendement":
        return net_of(f"{own}.{word}", done if word == "gerealiseerd" else result.total.less(done))
    if word == "verwacht":
        whole, part = getattr(result.total, _SIDES[key]), getattr(done, _SIDES[key])
        realised = one("gerealiseerd", part, f"{own}.gerealiseerd.{key}", sign=-1)
        return sum_of("totaal − gerealiseerd", one(key, whole, f"{own}.{key}"), realised)
    terms = by_weight(result, key, "gewicht gerealiseerd", lambda item: item.realised_weight)
    return sum_of("som van wat gerealiseerd is", *terms)
