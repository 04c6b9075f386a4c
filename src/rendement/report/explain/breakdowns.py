"""The derivation of what stands beside the totals: years, actors, domains, outcomes, firmness."""

from collections.abc import Callable
from typing import Any

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.ledger import present_by_actor
from rendement.engine.plan import BENEFITS
from rendement.engine.result import Balance, Flow, LineResult, Result
from rendement.figures.budget_fields import UNSAID
from rendement.report.explain.records import (
    Derivation,
    Figure,
    Subject,
    Term,
    given,
    missing,
    one,
    product_of,
    sum_of,
)
from rendement.report.explain.totals import (
    NO_COSTS,
    by_weight,
    discounted,
    items_of,
    net_of,
    portion,
    ratio_of,
    several_rates,
    weighed,
    worth_in,
)
from rendement.source import sums
from rendement.source.path import Path


def year_figure(result: Result, year: int, key: str) -> Derivation:
    """The derivation of `per_jaar.<jaar>.<sleutel>`."""
    balance = result.by_year[year]
    if key in ("baten", "kosten"):
        terms = (
            portion(item, _amount_in(item, year), item.unit_for(result.plan.inside), item.weights[year])
            for item in items_of(result, key)
            if item.line.counted and year in item.weights
        )
        return sum_of("som van wat in dit jaar valt", *terms)
    if key == "baten_per_euro":
        return _per_euro(result, f"per_jaar.{year}", balance)
    if key == "saldo":
        return net_of(f"per_jaar.{year}", balance)
    if key == "cumulatief":
        saldi = (
            one(f"saldo {y}", b.net, f"per_jaar.{y}.saldo") for y, b in result.by_year.items() if y <= year
        )
        return sum_of("som van de saldi tot en met dit jaar", *saldi)
    if several_rates(result):
        inside = result.plan.inside
        terms = (
            _discounted(result, item, year, item.unit_for(inside))
            for item in result.lines
            if item.line.counted and year in item.weights
        )
        return sum_of("per regel: bedrag in het perspectief × discontofactor", *terms)
    net = Figure("saldo", balance.net, path=f"per_jaar.{year}.saldo")
    return sum_of("saldo × discontofactor", discounted(result, year, net))


def actor_figure(result: Result, actor: str, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `per_actor.<actor>.<sleutel>`."""
    match rest:
        case ("baten" | "kosten" as side,):
            terms = (
                one(item.line.name, item.by_actor[actor], f"{item.line.path}.per_actor.{actor}")
                for item in items_of(result, side)
                if item.line.counted and actor in item.by_actor
            )
            return sum_of("som van wat bij deze actor hoort", *terms)
        case ("saldo",):
            return net_of(f"per_actor.{actor}", result.by_actor[actor])
        case ("contante_waarde", "baten" | "kosten" as side):
            return _present_of(result, actor, side)
        case ("contante_waarde", "saldo"):
            return net_of(f"per_actor.{actor}.contante_waarde", present_by_actor(result)[actor])
        case ("baten_per_euro",):
            return _per_euro(result, f"per_actor.{actor}", result.by_actor[actor])
        case ("bijdrage",) if not value:
            return given("deze actor wint noch verliest, of staat buiten het perspectief")
        case ("bijdrage",):
            return _contribution(result, actor)
        case ("per_jaar", year):
            return _in_year(result, int(year), lambda flow: flow.actor == actor)
    return None


def domain_figure(result: Result, domain: str, rest: Path) -> Derivation | None:
    """The derivation of `per_domein.<domein>.<sleutel>`."""

    def wanted(flow: Flow) -> bool:
        return (flow.domain or NO_DOMAIN) == domain and flow.actor in result.plan.inside

    match rest:
        case ("per_jaar", year):
            return _in_year(result, int(year), wanted)
        case ("saldo",):
            return net_of(f"per_domein.{domain}", result.by_domain[domain])
        case ("aandeel",):
            return _part(result, domain)
        case (str(side),):
            terms = (
                portion(item, _net(item), flow.unit, item.weight, f"van {flow.actor}")
                for item in items_of(result, side)
                if item.line.counted
                for flow in item.flows
                if wanted(flow)
            )
            return sum_of("som van de regels in dit domein, voor zover in het perspectief", *terms)
    return None


def _part(result: Result, domain: str) -> Derivation:
    """The share of a domain in all benefits."""
    if not result.total.benefits:
        return missing("er zijn geen baten om een aandeel van te nemen")
    own = Figure("baten", result.by_domain[domain].benefits, path=f"per_domein.{domain}.baten")
    whole = Figure("alle baten", result.total.benefits, path="totaal.baten", inverse=True)
    return product_of("baten ÷ alle baten", own, whole, unit="aandeel")


def _per_euro(result: Result, own: str, balance: Balance) -> Derivation:
    if not result.valued:
        return missing("er is geen gewaardeerde baat die meetelt")
    return ratio_of(own, balance) if balance.costs > 0 else missing(NO_COSTS)


def _present_of(result: Result, actor: str, side: str) -> Derivation:
    """The present value of what falls to an actor on one side, line by line."""
    terms = (
        weighed(item, flow.unit, "gewicht, contant", item.present_weight)
        for item in items_of(result, side)
        if item.line.counted
        for flow in item.flows
        if flow.actor == actor
    )
    return sum_of("som van wat bij deze actor hoort, per jaar maal de discontofactor", *terms)


def outcome_figure(subject: Subject, number: int, key: str) -> Derivation | None:
    """The derivation of `resultaten[i].<sleutel>`."""
    item = subject.result.plan.outcomes[number]
    count = subject.input("aantal", item.count, "aantal", f"{item.path}.aantal")
    over = Figure("aantal", item.count, "aantal", f"{item.path}.aantal", inverse=True)
    costs = Figure("kosten", subject.result.total.costs, path="totaal.kosten")
    if key == "aantal":
        return product_of("zoals geschreven", count, unit="aantal")
    if key == "aandeel":
        of = Figure("van", item.of or 0.0, "aantal", f"{item.path}.van", inverse=True)
        return product_of("aantal ÷ van", count, of, unit="aandeel")
    if key == "kosten_per_resultaat" and item.years is None:
        return product_of("kosten ÷ aantal", costs, over)
    if key == "kosten_per_resultaat":
        years = Figure("jaren", item.years or 0.0, "aantal", f"{item.path}.jaren", inverse=True)
        return product_of("kosten ÷ (aantal × jaren)", costs, over, years)
    return None


def threshold_figure(subject: Subject, number: int, key: str) -> Derivation | None:
    """The derivation of `omslag[i].<sleutel>`."""
    item = subject.result.plan.thresholds[number]
    if key == "prijs":
        index = Figure("index", item.price.index, "factor")
        return product_of("prijs × index", *subject.priced(item.price), index)
    if key != "aantal":
        return None
    over = Figure("prijs", item.price.amount * item.price.index, path=f"{item.path}.prijs", inverse=True)
    total = subject.result.total
    costs = Term((Figure("kosten", total.costs, path="totaal.kosten"), over))
    benefits = Term((Figure("baten", total.benefits, path="totaal.baten"), over), -1)
    return sum_of("(kosten − baten) ÷ prijs", costs, benefits, unit="aantal")


def firmness_figure(subject: Subject, rest: Path) -> Derivation | None:
    """The derivation of `hardheid.<sleutel>`."""
    result = subject.result

    def by(weigh: Callable[[LineResult], float | None]) -> Derivation:
        terms = by_weight(result, BENEFITS, "gewicht", weigh)
        return sum_of("som van de baten die zo zijn opgegeven", *terms)

    match rest:
        case ("verzilverbaar" | "niet_verzilverbaar" | "niet_opgegeven" as key,):
            return by(lambda item: _cashable(item, key))
        case ("soort", word):
            return by(lambda item: item.weight if (item.line.nature or UNSAID) == word else None)
        case ("bewijs", word):
            return by(lambda item: item.weight if _grade(item) == word else None)
        case ("na_bewijs",):
            terms = by_weight(result, BENEFITS, "gewicht", lambda item: item.late_weight)
            return sum_of("som van de jaren na afloop van het bewijs", *terms)
        case ("na_bewijs_aandeel",):
            part = Figure("na_bewijs", subject.data["hardheid"]["na_bewijs"], path="hardheid.na_bewijs")
            whole = Figure("baten", result.total.benefits, path="totaal.baten", inverse=True)
            return product_of("na het bewijs ÷ baten", part, whole, unit="aandeel")
    return None


def _cashable(item: LineResult, key: str) -> float | None:
    share = item.line.cashable
    if share is None or key == "niet_opgegeven":
        return item.weight if share is None and key == "niet_opgegeven" else None
    return item.weight * (share if key == "verzilverbaar" else 1 - share)


def _grade(item: LineResult) -> str:
    return item.line.evidence[0] if item.line.evidence is not None else UNSAID


def _contribution(result: Result, actor: str) -> Derivation:
    nets = {code: b.net for code, b in result.by_actor.items() if code in result.plan.inside}
    gains = sums.total(net for net in nets.values() if net > 0)
    losses = -sums.total(net for net in nets.values() if net < 0)
    name, whole = ("alle winst", gains) if nets[actor] > 0 else ("alle tekorten", losses)
    return product_of(
        "te verdelen × eigen saldo ÷ som",
        Figure("te verdelen", min(gains, losses)),
        Figure("eigen saldo", nets[actor], path=f"per_actor.{actor}.saldo"),
        Figure(name, whole, inverse=True),
    )


def _in_year(result: Result, year: int, wanted: Callable[[Flow], bool]) -> Derivation:
    terms = (
        portion(item, _amount_in(item, year), flow.unit, item.weights[year], f"van {flow.actor}", _sign(item))
        for item in result.lines
        if item.line.counted and year in item.weights
        for flow in item.flows
        if wanted(flow)
    )
    return sum_of("baten − kosten in dit jaar", *terms)


def _discounted(result: Result, item: LineResult, year: int, unit: float) -> Term:
    """What a line comes to in a year, as far as it falls to some actors, times its own factor."""
    term = portion(item, _amount_in(item, year), unit, item.weights[year], sign=_sign(item))
    return Term((*term.figures, worth_in(result, year, item.line)), term.sign)


def _sign(item: LineResult) -> int:
    return 1 if item.line.side == BENEFITS else -1


def _amount_in(item: LineResult, year: int) -> Figure:
    return Figure(item.line.name, item.by_year[year], path=f"{item.line.path}.per_jaar.{year}")


def _net(item: LineResult) -> Figure:
    return Figure(item.line.name, item.net, path=f"{item.line.path}.netto")
