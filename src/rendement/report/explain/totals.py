"""The derivation of totals, years, actors, domains and what stands beside them."""

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
            terms = [_inside(result, item) for item in _items(result, side)]
            return total_of(path, value, "som van de regels, voor zover in het perspectief", terms)
        case ("rendement",):
            return _net(path, value, total, result.total.benefits, result.total.costs)
        case ("contante_waarde", ("baten" | "kosten") as side):
            return _present(subject, result, path, side, value)
        case ("contante_waarde", "rendement"):
            present = result.present
            return _net(path, value, f"{total}.contante_waarde", present.benefits, present.costs)
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
            terms = _balances(result, own_years=len(base) == 1)
            return Derivation(format_path(path), value, "afgelezen", formula, terms)
        case ("interne_rentevoet",):
            formula = "de voet waarbij de contante waarde van het jaarsaldo 0 is"
            terms = _balances(result, own_years=len(base) == 1)
            return Derivation(format_path(path), value, "opgelost", formula, terms, unit="aandeel")
    return None


def year_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `per_jaar.<jaar>.<sleutel>`."""
    result = subject.result
    year, key = int(path[1]), path[2]
    own = f"per_jaar.{year}"
    balance = result.by_year[year]
    if key in ("baten", "kosten"):
        terms = [
            Term(
                (
                    Figure(item.line.name, item.unit_for(result.plan.inside), path=f"{item.line.path}.netto"),
                    Figure(f"gewicht van {year}", item.weights[year], "factor"),
                )
            )
            for item in _items(result, str(key))
            if item.line.counted and year in item.weights
        ]
        return total_of(path, value, "som van wat in dit jaar valt", terms)
    if key == "saldo":
        return _net(path, value, own, balance.benefits, balance.costs)
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
                for item in _items(result, side)
                if item.line.counted and actor in item.by_actor
            ]
            return total_of(path, value, "som van wat bij deze actor hoort", terms)
        case ("saldo",):
            return _net(path, value, own, balance.benefits, balance.costs)
        case ("bijdrage",):
            return _contribution(subject, path, actor, value)
        case ("per_jaar", year):
            return _actor_year(result, path, actor, int(year), value)
    return None


def domain_figure(subject: Subject, path: Path, value: Any) -> Derivation | None:
    """The derivation of `per_domein.<domein>.<sleutel>`."""
    result, domain, key = subject.result, str(path[1]), str(path[2])
    balance = result.by_domain[domain]
    if key == "saldo":
        return _net(path, value, f"per_domein.{domain}", balance.benefits, balance.costs)
    terms = [
        Term(
            (
                Figure(f"{item.line.name}: eenheid voor {flow.actor}", flow.unit),
                Figure("gewicht", item.weight, "factor"),
            )
        )
        for item in _items(result, key)
        if item.line.counted
        for flow in item.flows
        if (flow.domain or "overig") == domain and flow.actor in result.plan.inside
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
        years = Figure("jaren", item.years or 1.0, "aantal", f"{item.path}.jaren", inverse=True)
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


def _balances(result: Result, *, own_years: bool) -> tuple[Term, ...]:
    return tuple(
        one(f"saldo {year}", balance.net, path=f"per_jaar.{year}.saldo" if own_years else "")
        for year, balance in result.by_year.items()
    )


def _items(result: Result, side: str) -> tuple[LineResult, ...]:
    return result.benefits if side == BENEFITS else result.costs


def _inside(result: Result, item: LineResult) -> Term:
    if not item.line.counted:
        return Term(
            (
                Figure(f"{item.line.name}: telt niet mee", item.net, path=f"{item.line.path}.netto"),
                Figure("mee", 0.0, "factor"),
            )
        )
    unit = item.unit_for(result.plan.inside)
    net = Figure(item.line.name, item.net, path=f"{item.line.path}.netto")
    if abs(unit - item.unit) <= 1e-12 * max(1.0, abs(unit)):
        return Term((net,))
    return Term(
        (
            Figure(f"{item.line.name}: eenheid in het perspectief", unit),
            Figure("gewicht", item.weight, "factor"),
        )
    )


def _net(path: Path, value: Any, own: str, benefits: float, costs: float) -> Derivation:
    terms = [one("baten", benefits, path=f"{own}.baten"), one("kosten", costs, path=f"{own}.kosten", sign=-1)]
    return total_of(path, value, "baten − kosten", terms)


def _ratio(path: Path, value: Any, own: str, benefits: float, costs: float) -> Derivation:
    figures = (
        Figure("baten", benefits, path=f"{own}.baten"),
        Figure("kosten", costs, path=f"{own}.kosten", inverse=True),
    )
    return total_of(path, value, "baten ÷ kosten", [Term(figures)], unit="factor")


def _present(subject: Subject, result: Result, path: Path, side: str, value: Any) -> Derivation:
    terms = [
        Term(
            (
                Figure(f"{side} {year}", getattr(balance, _SIDES[side]), path=f"per_jaar.{year}.{side}"),
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
        return _net(path, value, own, benefits, costs)
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
        for item in _items(result, key)
        if item.line.counted
    ]
    return total_of(path, value, "som van wat gerealiseerd is", terms)


def _contribution(subject: Subject, path: Path, actor: str, value: Any) -> Derivation:
    if not value:
        return given(path, value, "deze actor wint noch verliest, of staat buiten het perspectief")
    nets = {code: b.net for code, b in subject.result.by_actor.items() if code in subject.result.plan.inside}
    gains = sum(net for net in nets.values() if net > 0)
    losses = -sum(net for net in nets.values() if net < 0)
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


def _actor_year(result: Result, path: Path, actor: str, year: int, value: Any) -> Derivation:
    terms = [
        Term(
            (
                Figure(f"{item.line.name}: eenheid", flow.unit),
                Figure(f"gewicht van {year}", item.weights[year], "factor"),
            ),
            1 if item.line.side == BENEFITS else -1,
        )
        for item in result.lines
        if item.line.counted and year in item.weights
        for flow in item.flows
        if flow.actor == actor
    ]
    return total_of(path, value, "baten − kosten van deze actor in dit jaar", terms)
