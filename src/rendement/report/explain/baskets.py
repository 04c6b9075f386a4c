"""The derivation of figures inside baskets and households."""

from math import sqrt
from statistics import stdev
from typing import Any

from rendement.engine.households import Scaling, households, matrix, scaling
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.engine.sampling import student95
from rendement.report.explain.records import Derivation, Figure, Subject, Term, given, one, total_of
from rendement.source.path import Path, format_path


def basket_figure(
    subject: Subject, item: LineResult, base: Path, rest: Path, value: Any
) -> Derivation | None:
    """The derivation of a figure of parts, households, the matrix or the scaling up; else None."""
    path = (*base, *rest)
    match rest:
        case ("delen", int(index), key):
            return _part(subject, item.line.parts[index], path, str(key), value)
        case ("casussen", int(household), "posten", int(index), key):
            own = [part for part in item.line.parts if part.household == household]
            return _part(subject, own[index], path, str(key), value)
        case ("casussen", int(household), "totaal"):
            own = [part for part in item.line.parts if part.household == household]
            return _sum(subject, own, path, value)
        case ("matrix", "rijen", int(row), "bedragen", int(household)):
            cell = [part for part in _row(item, row) if part.household == household]
            return _sum(subject, cell, path, value)
        case ("matrix", "rijen", int(row), "totaal"):
            return _sum(subject, _row(item, row), path, value)
        case ("matrix", "totalen", int(household)):
            return _sum(
                subject, [part for part in item.line.parts if part.household == household], path, value
            )
        case ("matrix", "totaal"):
            return _sum(subject, list(item.line.parts), path, value)
        case ("opschaling", key):
            return scaling_figure(item, base, path, str(key), value)
    return None


def _row(item: LineResult, row: int) -> list[Part]:
    code = matrix(item).rows[row].post
    return [part for part in item.line.parts if part.price.code == code]


def _product(subject: Subject, part: Part) -> Term:
    quantity = subject.input("aantal", part.quantity, "aantal", part.basket)
    return Term((quantity, subject.price(part.price)))


def _sum(subject: Subject, parts: list[Part], path: Path, value: Any) -> Derivation:
    terms = [_product(subject, part) for part in parts]
    return total_of(path, value, "som van aantal × prijs", terms)


def _part(subject: Subject, part: Part, path: Path, key: str, value: Any) -> Derivation | None:
    if key == "bedrag":
        return total_of(path, value, "aantal × prijs", [_product(subject, part)])
    if key == "prijs":
        return total_of(path, value, "de prijs van de post", [Term((subject.price(part.price),))])
    if key == "aantal":
        figure = subject.input("aantal", part.quantity, "aantal", part.basket)
        return total_of(path, value, "zoals geschreven", [Term((figure,))], unit="aantal")
    return None


def scaling_figure(item: LineResult, base: Path, path: Path, key: str, value: Any) -> Derivation | None:
    """The derivation of `opschaling.<sleutel>` of a line; without a base the numbers have no path."""
    found = scaling(item)
    if found is None or value is None or key in ("van", "naar"):
        return given(path, value, unit="aantal")
    own = format_path(base)
    totals = [
        Term(
            (
                Figure(household.name, household.total, path=f"{own}.casussen[{i}].totaal"),
                Figure("aantal casussen", found.sample, "aantal", f"{own}.opschaling.van", inverse=True),
            )
        )
        for i, household in enumerate(households(item))
    ]
    if key == "gemiddelde":
        return total_of(path, value, "gemiddelde van de casussen", totals)
    net = one("netto", item.net, path=f"{own}.netto")
    if key == "netto":
        return total_of(path, value, "netto van de regel", [net])
    formula = "netto ∓ t(95%) × N × s ÷ √n × √((N − n) ÷ N), in verhouding door de keten"
    return total_of(path, value, formula, [net, _half_width(item, found, 1 if key == "hoog" else -1)])


def _half_width(item: LineResult, found: Scaling, sign: int) -> Term:
    """The half width of the interval, in the numbers that a pocket calculator asks for."""
    size, group = found.sample, found.group
    totals = [household.total for household in households(item)]
    figures = [
        Figure(f"t(95%) bij {size - 1} vrijheidsgraden", student95(size - 1), "factor"),
        Figure("groep N", group, "aantal"),
        Figure("spreiding s tussen de casussen", stdev(totals)),
        Figure("wortel van de steekproef √n", sqrt(size), "factor", inverse=True),
        Figure("eindige groep √((N − n) ÷ N)", sqrt((group - size) / group), "factor"),
    ]
    gross = found.mean * group
    if gross and abs(item.net / gross - 1.0) > 1e-12:
        figures.append(Figure("wat de keten overlaat", item.net / gross, "aandeel"))
    return Term(tuple(figures), sign)
