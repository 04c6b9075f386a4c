"""The derivation of figures inside baskets and households."""

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import stdev
from typing import Any

from rendement.engine.households import Scaling, households, matrix, scaling
from rendement.engine.over_years import left_of_all, scaling_of_all
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.engine.sample import called, variance
from rendement.engine.sampling import student95
from rendement.report.dutch import number as whole
from rendement.report.explain.records import Derivation, Figure, Subject, Term, given, product_of, sum_of
from rendement.source.path import Path


def basket_figure(subject: Subject, item: LineResult, rest: Path, value: Any) -> Derivation | None:
    """The derivation of a figure of parts, households, the matrix or the scaling up; else None."""
    parts = item.line.parts
    match rest:
        case ("delen", int(index), str(key)):
            return _part(subject, parts[index], key)
        case ("casussen", int(household), "posten", int(index), str(key)):
            part = _of(parts, household)[index]
            if key == "aantal" and item.line.sample is not None:
                return product_of("opgeteld uit de rijen van de tabel", *subject.counted(part), unit="aantal")
            return _part(subject, part, key)
        case ("casussen", int(household), "totaal") | ("matrix", "totalen", int(household)):
            return _sum(subject, _of(parts, household))
        case ("matrix", "rijen", int(row), "bedragen", int(household)):
            return _sum(subject, _of(_row(item, row), household))
        case ("matrix", "rijen", int(row), "totaal"):
            return _sum(subject, _row(item, row))
        case ("matrix", "totaal"):
            return _sum(subject, parts)
        case ("opschaling", str(key)):
            return scaling_figure([item], item.line.path, key, value)
    return None


def _of(parts: Iterable[Part], household: int) -> list[Part]:
    return [part for part in parts if part.household == household]


def _row(item: LineResult, row: int) -> list[Part]:
    code = matrix(item).rows[row].post
    return [part for part in item.line.parts if part.price.code == code]


def _product(subject: Subject, part: Part) -> Term:
    return Term((*subject.counted(part), *subject.priced(part.price)))


def _sum(subject: Subject, parts: Iterable[Part]) -> Derivation:
    return sum_of("som van aantal × prijs", *(_product(subject, part) for part in parts))


def _part(subject: Subject, part: Part, key: str) -> Derivation | None:
    if key == "bedrag":
        return sum_of("aantal × prijs", _product(subject, part))
    if key == "prijs":
        return product_of("de prijs van de post", *subject.priced(part.price))
    if key == "aantal":
        return product_of("zoals geschreven", *subject.counted(part), unit="aantal")
    return None


def scaling_figure(items: Sequence[LineResult], own: str, key: str, value: Any) -> Derivation:
    """The derivation of `opschaling.<sleutel>` of a line at a path, with the later years of it."""
    found, item = scaling_of_all(items), items[0]
    if found is None or value is None or key in ("van", "naar"):
        return given(unit="aantal")
    if len(items) > 1:
        return _over_years(items, found, key)
    _, named = called(item.line.sample, "casus", "casussen")
    size = Figure(f"aantal {named}", found.sample, "aantal", f"{own}.opschaling.van", inverse=True)
    if key == "gemiddelde":
        totals = (
            Term((Figure(household.name, household.total, path=f"{own}.casussen[{i}].totaal"), size))
            for i, household in enumerate(households(item))
        )
        return sum_of(f"gemiddelde van de {named}", *totals)
    net = Figure("netto", item.net, path=f"{own}.netto")
    if key == "netto":
        return product_of("netto van de regel", net)
    formula = "netto ∓ t(95%) × N × s ÷ √n × √((N − n) ÷ N), in verhouding door de keten"
    return sum_of(formula, Term((net,)), _half_width(item, found, _sign(key)))


def _sign(key: str) -> int:
    return 1 if key == "hoog" else -1


def _over_years(items: Sequence[LineResult], found: Scaling, key: str) -> Derivation:
    """The same of a line with its later years: each client is the sum of its years."""
    nets = [Term((Figure(item.line.name, item.net, path=f"{item.line.path}.netto"),)) for item in items]
    if key == "gemiddelde":
        means = (
            Term((Figure(item.line.name, one.mean, path=f"{item.line.path}.opschaling.gemiddelde"),))
            for item in items
            if (one := scaling(item)) is not None
        )
        one_of = called(items[0].line.sample, "casus", "casussen")[0]
        return sum_of(f"som van de jaren: gemiddelde per {one_of}", *means)
    if key == "netto":
        return sum_of("som van de jaren: netto", *nets)
    sample = left_of_all(items)
    spread = 0.0 if sample is None else sqrt(variance(sample))
    formula = "som van de jaren ∓ t(95%) × N × s ÷ √n × √((N − n) ÷ N), met s na de keten"
    return sum_of(formula, *nets, Term(_of_sample(items[0], found, spread), _sign(key)))


def _deviation(item: LineResult) -> float:
    """How much households, or clients of whom the sums are known, differ."""
    sample = item.line.sample
    return (
        stdev(household.total for household in households(item)) if sample is None else sqrt(variance(sample))
    )


def _half_width(item: LineResult, found: Scaling, sign: int) -> Term:
    """The half width of the interval, in the numbers that a pocket calculator asks for."""
    figures = _of_sample(item, found, _deviation(item))
    gross = found.mean * found.group
    if gross and abs(item.net / gross - 1.0) > 1e-12:
        figures = (*figures, Figure("wat de keten overlaat", item.net / gross, "aandeel"))
    return Term(figures, sign)


def _of_sample(item: LineResult, found: Scaling, spread: float) -> tuple[Figure, ...]:
    size, group = found.sample, found.group
    _, named = called(item.line.sample, "casus", "casussen")
    return (
        Figure(f"t(95%) bij {whole(size - 1)} vrijheidsgraden", student95(size - 1), "factor"),
        Figure("groep N", group, "aantal"),
        Figure(f"spreiding s tussen de {named}", spread),
        Figure("wortel van de steekproef √n", sqrt(size), "factor", inverse=True),
        Figure("eindige groep √((N − n) ÷ N)", sqrt((group - size) / group), "factor"),
    )
