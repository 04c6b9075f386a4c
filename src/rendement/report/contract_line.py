"""The JSON contract of one line, unrounded."""

from typing import Any

from rendement.engine.plan import Price
from rendement.engine.result import LineResult
from rendement.report.households import households, matrix, scaling

Data = dict[str, Any]


def line_data(item: LineResult) -> Data:
    """One cost or benefit, with every step of its chain."""
    line = item.line
    data: Data = {
        "pad": line.path,
        "id": line.slug,
        "naam": line.name,
        "domein": line.domain or _only_domain(item),
        "groep": line.group,
        "aantal": item.count,
        "stappen": [
            {"stap": step.name, "aandeel": step.share, "bedrag": step.left, "aftrek": step.taken}
            for step in item.steps
        ],
        "netto": item.net,
        "contante_waarde": item.present_value,
        "per_jaar": {str(year): amount for year, amount in item.by_year.items()},
        "per_actor": item.by_actor,
        "telt_mee": line.counted,
        "bron": line.source,
        "toelichting": line.note,
    }
    if line.evidence is not None:
        grade, years = line.evidence
        data["bewijs"] = {"graad": grade, "looptijd": years, "na_looptijd": item.unit * item.late_weight}
    if line.cashable is not None:
        data["verzilverbaar"] = item.net * line.cashable
    if line.nature is not None:
        data["soort"] = line.nature
    if line.realised is not None:
        data["gerealiseerd"] = item.unit * item.realised_weight
    if len(line.parts) > 1 or any(part.basket or part.price.post for part in line.parts):
        data["delen"] = [
            _part(part.price, part.quantity, part.basket or part.price.path) for part in line.parts
        ]
    if line.households:
        data["casussen"] = households(item)
        data["matrix"] = matrix(item)
        data["opschaling"] = scaling(item)
    return data


def _only_domain(item: LineResult) -> str | None:
    domains = {flow.domain for flow in item.flows}
    return domains.pop() if len(domains) == 1 else None


def _part(price: Price, quantity: float, path: str) -> Data:
    return {
        "pad": path,
        "post": price.post or price.name,
        "naam": price.name,
        "aantal": quantity,
        "prijs": price.amount,
        "bedrag": quantity * price.amount,
        "eenheid": price.unit,
        "prijslijst": price.price_list,
        "prijspeil": price.level,
        "bron": price.source,
        "toelichting": price.note,
        "reden": price.reason,
    }
