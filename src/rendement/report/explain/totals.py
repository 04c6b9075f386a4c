"""The derivation of totals, and what every sum over lines is made of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.ledger import present_by_actor
from rendement.engine.plan import BENEFITS, Line
from rendement.engine.public_value import is_public
from rendement.engine.result import Balance, LineResult, Result
from rendement.engine.summary import first_costs, totals
from rendement.report.explain.records import Derivation, Figure, Term, missing, one, product_of, sum_of
from rendement.source import sums
from rendement.source.path import Path

_SIDES = {"baten": "benefits", "kosten": "costs"}
NO_COSTS = "er zijn geen kosten om door te delen"


def total_figure(result: Result, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `totaal.<rest>`."""
    if value is None:
        return _nothing(result, rest)
    match rest:
        case ("baten" | "kosten" as side,):
            terms = [_inside(result, item) for item in items_of(result, side)]
            return sum_of("som van de regels, voor zover in het perspectief", *terms)
        case ("rendement",):
            return net_of("totaal", result.total)
        case ("contante_waarde", "baten" | "kosten" as side):
            return _present(result, side)
        case ("contante_waarde", "rendement"):
            return net_of("totaal.contante_waarde", result.present)
        case ("baten_per_euro",):
            return ratio_of("totaal", result.total)
        case ("contante_baten_per_euro",):
            return ratio_of("totaal.contante_waarde", result.present)
        case ("afgekapt_na_horizon",):
            cut = by_weight(result, BENEFITS, "gewicht na de horizon", lambda item: item.cut_weight)
            return sum_of("som van wat na de horizon valt", *cut)
        case ("gerealiseerd" | "verwacht" as word, str(key)) if result.realised is not None:
            return _status(result, result.realised, word, key)
    return _beside(result, rest)


def _beside(result: Result, rest: Path) -> Derivation | None:
    """The derivation of what is no sum of money over lines."""
    match rest:
        case ("waarde_per_publieke_euro",):
            return _public(result)
        case ("per_deelnemer", str(key)):
            return _each(result, key)
        case ("terugverdienjaar",):
            formula = "eerste jaar waarna het gecumuleerde saldo nooit meer onder 0 komt"
            return Derivation(formula, _balances(result), kind="afgelezen")
        case ("terugverdientijd",):
            return _payback_time(result)
        case ("interne_rentevoet",):
            formula = "de voet waarbij de contante waarde van het jaarsaldo 0 is"
            return Derivation(formula, _balances(result), "aandeel", "opgelost")
    return None


def _nothing(result: Result, rest: Path) -> Derivation:
    """Why a total does not exist."""
    if not result.valued:
        return missing("er is geen gewaardeerde baat die meetelt")
    match rest:
        case ("waarde_per_publieke_euro",):
            found = totals(result).public
            return missing((found and found.reason) or "", *_present_actors(result, public=True))
        case ("waarde_per_publieke_euro_reden",):
            return missing("er is een waarde per publieke euro")
        case ("terugverdientijd",) if first_costs(result) is None:
            return missing("er is geen jaar met kosten om vanaf te tellen")
        case ("terugverdienjaar" | "terugverdientijd",):
            last = max(result.by_year, default=None)
            return missing(f"het gecumuleerde saldo is in {last} nog onder 0", *_balances(result))
        case ("interne_rentevoet",):
            return missing(totals(result).internal_rate_reason or "", *_balances(result))
        case ("interne_rentevoet_reden",):
            return missing("er is een interne rentevoet")
    return missing(NO_COSTS)


def _payback_time(result: Result) -> Derivation:
    balances = {year: balance.net for year, balance in result.by_year.items()}
    payback = totals(result).payback or 0
    return payback_terms(
        balances, first_costs(result) or 0, payback, (f"{payback - 1}.cumulatief", f"{payback}.saldo")
    )


def payback_terms(
    balances: Mapping[int, float], first: int, payback: int, places: tuple[str, str]
) -> Derivation:
    """Whole years, and the part of the last one in which what was still short came in.

    `first` is the first year with costs; `places` is where, below the years, that shortage and the balance
    of the last year stand.
    """
    short = sums.total(balance for year, balance in balances.items() if year < payback)
    if short >= 0 or first > payback:
        none = "er is geen tekort sinds het begin van het eerste jaar met kosten"
        return sum_of(none, one("jaren met een tekort", 0.0, unit="aantal"), unit="aantal")
    whole = one(f"hele jaren van {first} tot {payback}", float(payback - first), unit="aantal")
    ran_up, last = (f"per_jaar.{place}" if place else "" for place in places)
    before = Figure(f"cumulatief {payback - 1}", short, path=ran_up)
    saldo = Figure(f"saldo {payback}", balances[payback], path=last)
    part = Term((before, replace(saldo, inverse=True)), -1)
    formula = "hele jaren vanaf het eerste jaar met kosten + tekort daarvoor ÷ saldo van het terugverdienjaar"
    return sum_of(formula, whole, part, unit="aantal")


def _balances(result: Result) -> tuple[Term, ...]:
    return tuple(
        one(f"saldo {year}", balance.net, f"per_jaar.{year}.saldo")
        for year, balance in result.by_year.items()
    )


def items_of(result: Result, side: str) -> tuple[LineResult, ...]:
    """The lines of one side."""
    return result.benefits if side == BENEFITS else result.costs


def _inside(result: Result, item: LineResult) -> Term:
    net = Figure(item.line.name, item.net, path=f"{item.line.path}.netto")
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


def ratio_of(own: str, balance: Balance) -> Derivation:
    """Benefits per euro of costs."""
    benefits = Figure("baten", balance.benefits, path=f"{own}.baten")
    costs = Figure("kosten", balance.costs, path=f"{own}.kosten", inverse=True)
    return product_of("baten ÷ kosten", benefits, costs, unit="factor")


def _present_actors(result: Result, *, public: bool, per: Figure | None = None) -> list[Term]:
    """The present balance of every actor that is part of the government or not, each divided by a figure."""
    return [
        Term(
            (
                Figure(code, balance.net, path=f"per_actor.{code}.contante_waarde.saldo"),
                *([per] if per is not None else []),
            )
        )
        for code, balance in present_by_actor(result).items()
        if is_public(result.plan.actors, code) == public
    ]


def _public(result: Result) -> Derivation:
    found = totals(result).public
    cost = Figure("nettokosten van de overheid, contant", found.cost if found else 0.0, inverse=True)
    terms = _present_actors(result, public=False, per=cost)
    return sum_of("wat de anderen winnen ÷ wat de overheid netto betaalt, contant", *terms, unit="factor")


def _each(result: Result, key: str) -> Derivation:
    each = result.total.net if key == "rendement" else getattr(result.total, _SIDES[key])
    whole = Figure(key, each, path=f"totaal.{key}")
    among = Figure("deelnemers", result.plan.participants or 0.0, "aantal", "deelnemers", inverse=True)
    return product_of(f"{key} ÷ deelnemers", whole, among)


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


def _present(result: Result, side: str) -> Derivation:
    if several_rates(result):
        lines = (
            portion(
                item,
                Figure(item.line.name, item.present_value, path=f"{item.line.path}.contante_waarde"),
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
            Figure(f"{side} {year}", getattr(balance, _SIDES[side]), path=f"per_jaar.{year}.{side}"),
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


def _status(result: Result, done: Balance, word: str, key: str) -> Derivation:
    if key == "rendement":
        return net_of(f"totaal.{word}", done if word == "gerealiseerd" else result.total.less(done))
    if word == "verwacht":
        whole, part = getattr(result.total, _SIDES[key]), getattr(done, _SIDES[key])
        realised = one("gerealiseerd", part, f"totaal.gerealiseerd.{key}", sign=-1)
        return sum_of("totaal − gerealiseerd", one(key, whole, f"totaal.{key}"), realised)
    terms = by_weight(result, key, "gewicht gerealiseerd", lambda item: item.realised_weight)
    return sum_of("som van wat gerealiseerd is", *terms)
