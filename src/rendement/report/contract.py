"""The JSON contract: a result as plain data, unrounded; a figure that does not exist is null."""

from typing import Any

from rendement import __version__
from rendement.engine.discounting import internal_rate, payback_year
from rendement.engine.ledger import actor_years, contributions, domain_years
from rendement.engine.plan import Plan
from rendement.engine.result import Balance, Result
from rendement.report.contract_line import line_data
from rendement.report.firmness import firmness_data
from rendement.report.households import scaling
from rendement.report.lookup import LookupFailedError, lookup
from rendement.source.path import parse_path
from rendement.study.calculation import Calculation

Data = dict[str, Any]


def contract(calculation: Calculation) -> Data:
    """The whole result of one file. Raises ValueError when there is none."""
    if calculation.programme is not None:
        from rendement.report.programme.contract import programme_data  # noqa: PLC0415 - not for a case

        whole = programme_data(calculation.programme)
        return {**whole, "gedrukt": [compare(whole, item) for item in calculation.programme.plan.printed]}
    if calculation.result is None:
        raise ValueError("no result")
    data = case_data(calculation.result)
    if calculation.scenario is not None:
        data["scenario"] = calculation.scenario
    if calculation.scenarios:
        data["scenarios"] = {name: _scenario(result) for name, result in calculation.scenarios.items()}
    if calculation.options.breakeven:
        from rendement.report.breakeven import breakeven_data  # noqa: PLC0415 - only when asked for
        from rendement.study.breakeven import crossings  # noqa: PLC0415

        data["omslagwaarden"] = breakeven_data(crossings(calculation))
    data["gedrukt"] = [compare(data, item) for item in calculation.result.plan.printed]
    return data


def _scenario(result: Result) -> Data:
    """The totals of a scenario, and what its scaling up allows to say."""
    scaled = [{"pad": item.line.path, **found} for item in result.lines if (found := scaling(item))]
    return {"totaal": total(result), "opschaling": scaled}


def case_data(result: Result) -> Data:
    """A result without what surrounds it."""
    plan = result.plan
    return {
        **head(plan),
        "baten": [line_data(item) for item in result.benefits],
        "kosten": [line_data(item) for item in result.costs],
        "per_jaar": _per_year(result),
        "per_actor": _per_actor(result),
        "per_domein": _per_domain(result),
        "hardheid": firmness_data(result),
        "resultaten": _outcomes(result),
        "omslag": _thresholds(result),
        "pm": [
            {"pad": item.path, "naam": item.name, "reden": item.reason, "richting": item.direction}
            for item in plan.unvalued
        ],
        "gedrukt": [],
        "herkomst": origin(plan),
        "totaal": total(result),
    }


def head(plan: Plan) -> Data:
    """What the case is, and how it was computed."""
    first = plan.discount.steps[0][1]
    return {
        "naam": plan.name,
        "gemeente": plan.place,
        "soort": "casus",
        "periode": list(plan.period),
        "prijspeil": plan.price_level,
        "perspectief": plan.perspective,
        "horizon": plan.horizon,
        "disconteren": {
            "voet": first if len(plan.discount.steps) == 1 else {str(k): v for k, v in plan.discount.steps},
            "basisjaar": plan.discount.base,
            "moment": plan.discount.moment,
        },
    }


def total(result: Result) -> Data:
    """The totals in the plan's perspective."""
    valued = result.valued
    balances = {year: balance.net for year, balance in result.by_year.items()}
    rate, why = internal_rate(balances) if valued else (None, "er is geen gewaardeerde baat")
    data: Data = {
        **_yield(result.total, valued),
        "contante_waarde": _yield(result.present, valued),
        "baten_per_euro": _ratio(result.total, valued),
        "contante_baten_per_euro": _ratio(result.present, valued),
        "terugverdienjaar": payback_year(balances) if valued else None,
        "interne_rentevoet": rate,
        "interne_rentevoet_reden": why or None,
        "afgekapt_na_horizon": result.cut,
    }
    if result.realised is not None and _both_words(result):
        done = result.realised
        expected = Balance(result.total.benefits - done.benefits, result.total.costs - done.costs)
        data["gerealiseerd"] = _yield(done, valued)
        data["verwacht"] = _yield(expected, valued)
    return data


def _both_words(result: Result) -> bool:
    """Whether something that counts is realised and something is not."""
    counted = [item.line for item in result.lines if item.line.counted]
    done = any(line.realised for line in counted)
    return done and any(not line.realised or set(line.years) - line.realised for line in counted)


def compare(data: Data, printed: Any) -> Data:
    """A printed figure beside the computed one, and whether it follows."""
    try:
        computed = lookup(data, parse_path(printed.path))
    except LookupFailedError:
        computed = None
    figure = computed if isinstance(computed, int | float) else None
    tolerance = printed.tolerance if printed.tolerance is not None else 0.5 / 10**printed.decimals
    difference = figure - printed.value if figure is not None else None
    agrees = difference is not None and abs(difference) <= tolerance + 1e-9
    verdict = "volgt" if agrees else "bronfout" if printed.error else "wijkt af"
    if figure is None:
        verdict = "onbekend pad" if computed is None and not _exists(data, printed.path) else "bestaat niet"
    return {
        "pad": printed.path,
        "gedrukt": printed.value,
        "berekend": figure,
        "verschil": difference,
        "oordeel": verdict,
        "afronding": printed.tolerance,
        "bron": printed.source,
        "fout": printed.error,
    }


def _exists(data: Data, path: str) -> bool:
    try:
        lookup(data, parse_path(path))
    except LookupFailedError:
        return False
    return True


def _yield(balance: Balance, valued: bool) -> Data:
    return {
        "baten": balance.benefits,
        "kosten": balance.costs,
        "rendement": balance.net if valued else None,
    }


def _balance(balance: Balance) -> Data:
    return {"baten": balance.benefits, "kosten": balance.costs, "saldo": balance.net}


def _ratio(balance: Balance, valued: bool) -> float | None:
    return balance.benefits / balance.costs if valued and balance.costs > 0 else None


def _per_year(result: Result) -> Data:
    cumulative, years = 0.0, {}
    for year, balance in result.by_year.items():
        cumulative += balance.net
        present = result.present_by_year[year]
        years[str(year)] = {**_balance(balance), "cumulatief": cumulative, "contante_waarde": present.net}
    return years


def _per_domain(result: Result) -> Data:
    years = domain_years(result)
    return {
        domain: {**_balance(balance), "per_jaar": _by_year(years[domain])}
        for domain, balance in result.by_domain.items()
    }


def _by_year(amounts: dict[int, float]) -> Data:
    return {str(year): amount for year, amount in sorted(amounts.items())}


def _per_actor(result: Result) -> Data:
    shares = contributions(result.by_actor, result.plan.inside)
    years = actor_years(result)
    return {
        actor: {
            **_balance(balance),
            "bijdrage": shares.get(actor),
            "per_jaar": _by_year(years[actor]),
        }
        for actor, balance in result.by_actor.items()
    }


def _outcomes(result: Result) -> list[Data]:
    outcomes = []
    for item in result.plan.outcomes:
        count = item.count * (item.years or 1.0)
        outcomes.append(
            {
                "pad": item.path,
                "naam": item.name,
                "aantal": item.count,
                "van": item.of,
                "aandeel": item.count / item.of if item.of else None,
                "jaren": item.years,
                "kosten_per_resultaat": result.total.costs / count if count else None,
            }
        )
    return outcomes


def _thresholds(result: Result) -> list[Data]:
    thresholds = []
    gap = result.total.costs - result.total.benefits
    for item in result.plan.thresholds:
        price = item.price.amount * item.price.index
        thresholds.append(
            {
                "pad": item.path,
                "post": item.price.post,
                "naam": item.price.name,
                "eenheid": item.price.unit,
                "prijs": price,
                "betaler": [bearer.actor for bearer in item.bearers],
                "aantal": gap / price if gap > 0 else None,
            }
        )
    return thresholds


def origin(plan: Plan) -> Data:
    """What it was computed with: the version, and the hashes of the case and its price lists."""
    titles = plan.list_titles
    lists = [{"naam": name, "titel": titles.get(name), "hash": hash_} for name, hash_ in plan.price_lists]
    return {"versie": __version__, "casus": plan.case_hash, "prijslijsten": lists, "zaad": None}
