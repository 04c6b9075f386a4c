"""The derivation of totals, years, actors, domains and what stands beside them."""

from dataclasses import replace
from typing import Any

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.report.explain.records import Derivation, Figure, Subject, Term, given, one, total_of
from rendement.source.path import Path, format_path

_SIDES = {"baten": "benefits", "kosten": "costs"}


def total_figure(subject: Subject, result: Result, base: Path, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `totaal.<rest>` of a result (the case's, or a scenario's)."""
    path = (*base, *rest)
    total = "totaal" if not base[:-1] else ".".join(str(piece) for piece in base)
    if value is None:
        return given(
            path, value, "bestaat hier niet: er is geen gewaardeerde baat, of niets om door te delen"
        )
    match rest:
        case (("baten" | "kosten") as side,):
            terms = [_inside(result, item, base) for item in items_of(result, side)]
            return total_of(path, value, "som van de regels, voor zover in het perspectief", terms)
        case ("rendement",):
            return net_of(path, value, total, result.total.benefits, result.total.costs)
        case ("contante_waarde", ("baten" | "kosten") as side):
            return _present(result, base, path, side, value)
        case ("contante_waarde", "rendement"):
            present = result.present
            return net_of(path, value, f"{total}.contante_waarde", present.benefits, present.costs)
        case ("baten_per_euro",):
            return _ratio(path, value, total, result.total.benefits, result.total.costs)
        case ("contante_baten_per_euro",):
            present = result.present
            return _ratio(path, value, f"{total}.contante_waarde", present.benefits, present.costs)
        case ("afgekapt_na_horizon",):
            return _cut(result, path, value)
        case ("gerealiseerd" | "verwacht", _):
            return _status(result, path, rest, total, value)
        case ("terugverdienjaar",):
            formula = "eerste jaar waarna het gecumuleerde saldo nooit meer onder 0 komt"
            saldi = _balances(result, own_years=len(base) == 1)
            return Derivation(format_path(path), value, "afgelezen", formula, saldi)
        case ("interne_rentevoet",):
            formula = "de voet waarbij de contante waarde van het jaarsaldo 0 is"
            saldi = _balances(result, own_years=len(base) == 1)
            return Derivation(format_path(path), value, "opgelost", formula, saldi, unit="aandeel")
    return None


def _balances(result: Result, *, own_years: bool) -> tuple[Term, ...]:
    return tuple(
        one(f"saldo {year}", balance.net, path=f"per_jaar.{year}.saldo" if own_years else "")
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


def net_of(path: Path, value: Any, own: str, benefits: float, costs: float) -> Derivation:
    """Benefits less costs."""
    terms = [one("baten", benefits, path=f"{own}.baten"), one("kosten", costs, path=f"{own}.kosten", sign=-1)]
    return total_of(path, value, "baten − kosten", terms)


def _ratio(path: Path, value: Any, own: str, benefits: float, costs: float) -> Derivation:
    figures = (
        Figure("baten", benefits, path=f"{own}.baten"),
        Figure("kosten", costs, path=f"{own}.kosten", inverse=True),
    )
    return total_of(path, value, "baten ÷ kosten", [Term(figures)], unit="factor")


def _present(result: Result, base: Path, path: Path, side: str, value: Any) -> Derivation:
    terms = [
        Term(
            (
                _found_at(f"{side} {year}", getattr(balance, _SIDES[side]), f"per_jaar.{year}.{side}", base),
                Figure(f"discontofactor {year}", discount_factor(result.plan.discount, year), "factor"),
            )
        )
        for year, balance in result.by_year.items()
    ]
    return total_of(path, value, "per jaar: bedrag × discontofactor", terms)


def _cut(result: Result, path: Path, value: Any) -> Derivation:
    terms = [
        Term(
            (
                Figure(f"{item.line.name}: eenheid", item.unit_for(result.plan.inside)),
                Figure("gewicht na de horizon", item.cut_weight, "factor"),
            )
        )
        for item in result.benefits
        if item.line.counted
    ]
    return total_of(path, value, "som van wat na de horizon valt", terms)


def _status(result: Result, path: Path, rest: Path, total: str, value: Any) -> Derivation | None:
    done = result.realised
    if done is None:
        return None
    word, key = str(rest[0]), str(rest[1])
    own = f"{total}.{word}"
    if key == "rendement":
        expected = (result.total.benefits - done.benefits, result.total.costs - done.costs)
        benefits, costs = (done.benefits, done.costs) if word == "gerealiseerd" else expected
        return net_of(path, value, own, benefits, costs)
    if word == "verwacht":
        whole, part = getattr(result.total, _SIDES[key]), getattr(done, _SIDES[key])
        terms = [
            one(key, whole, path=f"{total}.{key}"),
            one("gerealiseerd", part, path=f"{total}.gerealiseerd.{key}", sign=-1),
        ]
        return total_of(path, value, "totaal − gerealiseerd", terms)
    terms = [
        Term(
            (
                Figure(f"{item.line.name}: eenheid", item.unit_for(result.plan.inside)),
                Figure("gewicht gerealiseerd", item.realised_weight, "factor"),
            )
        )
        for item in items_of(result, key)
        if item.line.counted
    ]
    return total_of(path, value, "som van wat gerealiseerd is", terms)


def weighed(item: LineResult, unit: float, name: str, weight: float, sign: int = 1) -> Term:
    """A line's unit times one of its weights."""
    return Term((Figure(f"{item.line.name}: eenheid", unit), Figure(name, weight, "factor")), sign)
