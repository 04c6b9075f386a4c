"""The derivation of what stands beside the totals: years, actors, domains, outcomes, firmness."""

from collections.abc import Callable
from typing import Any

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.plan import BENEFITS, COSTS
from rendement.engine.result import Flow, LineResult, Result
from rendement.report.explain.records import Derivation, Figure, Subject, Term, given, one, total_of
from rendement.report.explain.totals import items_of, net_of, portion
from rendement.source import sums
from rendement.source.path import Path

_SIGNS = {BENEFITS: 1, COSTS: -1}


def year_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `per_jaar.<jaar>.<sleutel>`."""
    result = subject.result
    year, key = int(path[1]), path[2]
    own = f"per_jaar.{year}"
    balance = result.by_year[year]
    if key in ("baten", "kosten"):
        terms = [
            portion(item, _amount_in(item, year), item.unit_for(result.plan.inside), item.weights[year])
            for item in items_of(result, str(key))
            if item.line.counted and year in item.weights
        ]
        return total_of(path, value, "som van wat in dit jaar valt", terms)
    if key == "saldo":
        return net_of(path, value, own, balance.benefits, balance.costs)
    if key == "cumulatief":
        years = [
            one(f"saldo {y}", b.net, path=f"per_jaar.{y}.saldo")
            for y, b in result.by_year.items()
            if y <= year
        ]
        return total_of(path, value, "som van de saldi tot en met dit jaar", years)
    figures = (
        Figure("saldo", balance.net, path=f"{own}.saldo"),
        Figure(f"discontofactor {year}", discount_factor(result.plan.discount, year), "factor"),
    )
    return total_of(path, value, "saldo × discontofactor", [Term(figures)])


def actor_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `per_actor.<actor>.<sleutel>`."""
    result, actor = subject.result, str(path[1])
    balance = result.by_actor[actor]
    own = f"per_actor.{actor}"
    match path[2:]:
        case (("baten" | "kosten") as side,):
            terms = [
                one(item.line.name, item.by_actor[actor], path=f"{item.line.path}.per_actor.{actor}")
                for item in items_of(result, side)
                if item.line.counted and actor in item.by_actor
            ]
            return total_of(path, value, "som van wat bij deze actor hoort", terms)
        case ("saldo",):
            return net_of(path, value, own, balance.benefits, balance.costs)
        case ("bijdrage",):
            return _contribution(subject, path, actor, value)
        case ("per_jaar", year):
            return _in_year(result, path, int(year), value, lambda flow: flow.actor == actor)
    return None


def domain_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `per_domein.<domein>.<sleutel>`."""
    result, domain, key = subject.result, str(path[1]), str(path[2])
    balance = result.by_domain[domain]

    def wanted(flow: Flow) -> bool:
        return (flow.domain or "overig") == domain and flow.actor in result.plan.inside

    if key == "per_jaar":
        return _in_year(result, path, int(path[3]), value, wanted)
    if key == "saldo":
        return net_of(path, value, f"per_domein.{domain}", balance.benefits, balance.costs)
    terms = [
        portion(
            item,
            Figure(item.line.name, item.net, path=f"{item.line.path}.netto"),
            flow.unit,
            item.weight,
            f"van {flow.actor}",
        )
        for item in items_of(result, key)
        if item.line.counted
        for flow in item.flows
        if wanted(flow)
    ]
    return total_of(path, value, "som van de regels in dit domein, voor zover in het perspectief", terms)


def outcome_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `resultaten[i].<sleutel>`."""
    item = subject.result.plan.outcomes[int(path[1])]
    count = subject.input("aantal", item.count, "aantal", f"{item.path}.aantal")
    if path[2] == "aantal":
        return total_of(path, value, "zoals geschreven", [Term((count,))], unit="aantal")
    if path[2] == "aandeel" and value is not None:
        of = Figure("van", item.of or 0.0, "aantal", f"{item.path}.van", inverse=True)
        return total_of(path, value, "aantal ÷ van", [Term((count, of))], unit="aandeel")
    if path[2] == "kosten_per_resultaat" and value is not None:
        costs = Figure("kosten", subject.result.total.costs, path="totaal.kosten")
        count = Figure("aantal", item.count, "aantal", f"{item.path}.aantal", inverse=True)
        if item.years is None:
            return total_of(path, value, "kosten ÷ aantal", [Term((costs, count))])
        years = Figure("jaren", item.years, "aantal", f"{item.path}.jaren", inverse=True)
        return total_of(path, value, "kosten ÷ (aantal × jaren)", [Term((costs, count, years))])
    return None


def threshold_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `omslag[i].<sleutel>`."""
    item = subject.result.plan.thresholds[int(path[1])]
    price = subject.price(item.price)
    if path[2] == "prijs":
        index = Figure("index", item.price.index, "factor")
        return total_of(path, value, "prijs × index", [Term((price, index))])
    if path[2] != "aantal" or value is None:
        return None
    over = Figure("prijs", item.price.amount * item.price.index, path=f"{item.path}.prijs", inverse=True)
    total = subject.result.total
    costs = Term((Figure("kosten", total.costs, path="totaal.kosten"), over))
    benefits = Term((Figure("baten", total.benefits, path="totaal.baten"), over), -1)
    return total_of(path, value, "(kosten − baten) ÷ prijs", [costs, benefits], unit="aantal")


def printed_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `gedrukt[i].<sleutel>`."""
    item = subject.data["gedrukt"][int(path[1])]
    if path[2] == "berekend" and value is not None:
        return total_of(path, value, "de berekende uitkomst", [one("berekend", value, path=item["pad"])])
    if path[2] == "verschil" and value is not None:
        terms = [
            one("berekend", item["berekend"], path=item["pad"]),
            one("gedrukt", item["gedrukt"], sign=-1),
        ]
        return total_of(path, value, "berekend − gedrukt", terms)
    return None


def firmness_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `hardheid.<sleutel>`."""
    result = subject.result
    inside = result.plan.inside
    items = [item for item in result.benefits if item.line.counted]

    def terms(weigh: Callable[[LineResult], float | None]) -> list[Term]:
        return [
            Term(
                (
                    Figure(f"{item.line.name}: eenheid", item.unit_for(inside)),
                    Figure("gewicht", found, "factor"),
                )
            )
            for item in items
            if (found := weigh(item)) is not None
        ]

    formula = "som van de baten die zo zijn opgegeven"
    match path[1:]:
        case (("verzilverbaar" | "niet_verzilverbaar" | "niet_opgegeven") as key,):
            return total_of(path, value, formula, terms(lambda item: _cashable(item, key)))
        case ("soort", word):
            wanted = None if word == "niet opgegeven" else word
            own = terms(lambda item: item.weight if item.line.nature == wanted else None)
            return total_of(path, value, formula, own)
        case ("bewijs", word):
            wanted = None if word == "niet opgegeven" else word
            return total_of(
                path, value, formula, terms(lambda item: item.weight if _grade(item) == wanted else None)
            )
        case ("na_bewijs",):
            formula = "som van de jaren na afloop van het bewijs"
            return total_of(path, value, formula, terms(lambda item: item.late_weight))
        case ("na_bewijs_aandeel",) if value is not None:
            part = Figure("na_bewijs", subject.data["hardheid"]["na_bewijs"], path="hardheid.na_bewijs")
            whole = Figure("baten", result.total.benefits, path="totaal.baten", inverse=True)
            return total_of(path, value, "na het bewijs ÷ baten", [Term((part, whole))], unit="aandeel")
    return None


def _cashable(item: LineResult, key: str) -> float | None:
    share = item.line.cashable
    if key == "niet_opgegeven":
        return item.weight if share is None else None
    if share is None:
        return None
    return item.weight * (share if key == "verzilverbaar" else 1 - share)


def _grade(item: LineResult) -> str | None:
    return item.line.evidence[0] if item.line.evidence is not None else None


def _contribution(subject: Subject, path: Path, actor: str, value: Any) -> Derivation:
    if not value:
        return given(path, value, "deze actor wint noch verliest, of staat buiten het perspectief")
    nets = {code: b.net for code, b in subject.result.by_actor.items() if code in subject.result.plan.inside}
    gains = sums.total(net for net in nets.values() if net > 0)
    losses = -sums.total(net for net in nets.values() if net < 0)
    figures = (
        Figure("te verdelen", min(gains, losses)),
        Figure("eigen saldo", nets[actor], path=f"per_actor.{actor}.saldo"),
        Figure(
            "alle winst" if nets[actor] > 0 else "alle tekorten",
            gains if nets[actor] > 0 else losses,
            inverse=True,
        ),
    )
    return total_of(path, value, "te verdelen × eigen saldo ÷ som", [Term(figures)])


def _in_year(result: Result, path: Path, year: int, value: Any, wanted: Callable[[Flow], bool]) -> Derivation:
    terms = [
        portion(
            item,
            _amount_in(item, year),
            flow.unit,
            item.weights[year],
            f"van {flow.actor}",
            _SIGNS[item.line.side],
        )
        for item in result.lines
        if item.line.counted and year in item.weights
        for flow in item.flows
        if wanted(flow)
    ]
    return total_of(path, value, "baten − kosten in dit jaar", terms)


def _amount_in(item: LineResult, year: int) -> Figure:
    return Figure(item.line.name, item.by_year[year], path=f"{item.line.path}.per_jaar.{year}")
