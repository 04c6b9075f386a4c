"""The derivation of every figure of a line."""

from typing import Any

from rendement.engine.discounting import factor as discount_factor
from rendement.engine.line import yearly_counts
from rendement.engine.plan import BaseRate, Factor, Line, Part, Share
from rendement.engine.result import LineResult
from rendement.engine.steps import CURVE, KEEPS, PRICE_LEVEL
from rendement.report.explain.records import Derivation, Figure, Subject, Term, given, one, total_of
from rendement.report.explain.totals import portion
from rendement.source import sums
from rendement.source.path import Path, format_path


def line_figure(subject: Subject, item: LineResult, base: Path, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `baten[0].<rest>`; None for what is not computed."""
    path = (*base, *rest)
    match rest:
        case ("aantal",):
            return _count(subject, item, path, value)
        case ("netto",):
            return _net(item, base, path, value)
        case ("stappen", int(index), key):
            return _step(subject, item, base, index, str(key), value)
        case ("per_jaar", year):
            return _year(item, base, path, int(year), value)
        case ("contante_waarde",):
            return _present(subject, item, base, path, value)
        case ("per_actor", actor):
            return _actor(item, base, path, str(actor), value)
        case ("gerealiseerd",):
            return _weighed(item, path, value, item.realised_weight, "gewicht van wat gerealiseerd is")
        case ("bewijs", "na_looptijd"):
            return _weighed(item, path, value, item.late_weight, "gewicht van de jaren na het bewijs")
        case ("verzilverbaar",):
            written = f"{format_path(base)}.verzilverbaar"
            share = subject.input("verzilverbaar deel", item.line.cashable or 0.0, "aandeel", written)
            return total_of(path, value, "netto × verzilverbaar deel", [Term((_netto(item, base), share))])
    return _parts(subject, item, base, rest, value)


def _count(subject: Subject, item: LineResult, path: Path, value: Any) -> Derivation:
    line = item.line
    factors = tuple(_quantity(subject, line, factor) for factor in line.quantity)
    if line.timing == (1.0,) and factors:
        return total_of(path, value, "aantal (× bereik × slaagkans)", [Term(factors)], unit="aantal")
    terms = [
        Term((*factors, Figure(f"telt in {year}", timing, "factor", place=subject.place(line.path))))
        for year, timing in zip(line.years, line.timing, strict=True)
    ]
    formula = "per jaar: aantal (× bereik × slaagkans) × hoe vaak het dat jaar telt"
    return total_of(path, value, formula, terms, unit="aantal")


def _quantity(subject: Subject, line: Line, factor: Factor) -> Figure:
    unit = "aandeel" if factor.step in ("bereik", "slaagkans") else "aantal"
    return subject.input(factor.step, factor.value, unit, factor.path, line.source)  # type: ignore[arg-type]


def _net(item: LineResult, base: Path, path: Path, value: Any) -> Derivation:
    own = format_path(base)
    shares = [(i, step) for i, step in enumerate(item.steps) if i]
    last = len(item.steps) - 1
    if any(step.share is None for _, step in shares):
        last_step = one(item.steps[last].name, item.steps[last].left, path=f"{own}.stappen[{last}].bedrag")
        return total_of(path, value, "wat na de laatste stap over is", [last_step])
    figures = [Figure("bruto", item.steps[0].left, "euro", f"{own}.stappen[0].bedrag")]
    figures += [
        Figure(step.name, step.share or 0.0, "aandeel", f"{own}.stappen[{i}].aandeel") for i, step in shares
    ]
    return total_of(path, value, "bruto × wat elke stap overlaat", [Term(tuple(figures))])


def _step(
    subject: Subject, item: LineResult, base: Path, index: int, key: str, value: Any
) -> Derivation | None:
    path = (*base, "stappen", index, key)
    step, own = item.steps[index], format_path(base)
    if key == "aftrek":
        if index == 0:
            return given(path, value, "bruto neemt niets af")
        before = one(
            item.steps[index - 1].name, item.steps[index - 1].left, path=f"{own}.stappen[{index - 1}].bedrag"
        )
        after = one(step.name, step.left, path=f"{own}.stappen[{index}].bedrag", sign=-1)
        return total_of(path, value, "voor de stap − na de stap", [before, after])
    if key == "aandeel":
        return _share(subject, item, path, index, value)
    if key != "bedrag":
        return None
    if index == 0:
        return total_of(
            path, value, "aantal × prijs × jaren effect", _gross(subject, item, base, indexed=False)
        )
    if step.kind is PRICE_LEVEL or step.share is None:
        formula = "aantal × prijs × index × jaren effect"
        return total_of(path, value, formula, _gross(subject, item, base, indexed=True))
    before_figure = Figure(
        item.steps[index - 1].name, item.steps[index - 1].left, "euro", f"{own}.stappen[{index - 1}].bedrag"
    )
    share = Figure(step.name, step.share, "aandeel", f"{own}.stappen[{index}].aandeel")
    return total_of(path, value, "vorige stap × wat overblijft", [Term((before_figure, share))])


def _gross(subject: Subject, item: LineResult, base: Path, *, indexed: bool) -> list[Term]:
    line = item.line
    own = f"{line.path}.over_jaren" if line.effect.spread else f"{line.path}.duur"
    length = Figure("jaren effect", sums.total(line.effect.spell), "aantal", own, place=subject.place(own))
    years = () if line.effect.spell == (1.0,) else (length,)
    if line.prices is not None:
        return [
            Term(
                (
                    Figure(f"aantal in {year}", count, "aantal"),
                    subject.input(
                        f"bedrag in {year}", price, "euro", f"{line.path}.bedrag.{year}", line.source
                    ),
                    *_index(line.parts[0], indexed),
                    *years,
                )
            )
            for year, count, price in zip(line.years, yearly_counts(line), line.prices, strict=True)
        ]
    count = Figure("aantal", item.count, "aantal", f"{format_path(base)}.aantal")
    return [
        Term((count, *_part_figures(subject, part), *_index(part, indexed), *years)) for part in line.parts
    ]


def _part_figures(subject: Subject, part: Part) -> tuple[Figure, ...]:
    price = subject.price(part.price)
    if not part.basket:
        return (price,)
    return (subject.input("aantal van de post", part.quantity, "aantal", part.basket), price)


def _index(part: Part, indexed: bool) -> tuple[Figure, ...]:
    if not indexed or part.price.series is None:
        return ()
    return (Figure(f"index {part.price.series} vanaf {part.price.level}", part.price.index, "factor"),)


def _share(subject: Subject, item: LineResult, path: Path, index: int, value: Any) -> Derivation:
    step, line = item.steps[index], item.line
    if index == 0 or value is None:
        return given(
            path, value, "er is niets om een aandeel van te nemen" if value is None else "", "aandeel"
        )
    if step.kind.way == CURVE:
        return _curve(subject, line, path, step.name, value)
    for share in line.chain:
        if share.step is step.kind:
            if isinstance(share, BaseRate):
                return _base_rate(subject, item, path, share, value)
            return _written_share(subject, line, path, share, value)
    before, own = item.steps[index - 1], format_path(path[:2])
    after = Figure(step.name, step.left, "euro", f"{own}.stappen[{index}].bedrag")
    from_ = Figure(before.name, before.left, "euro", f"{own}.stappen[{index - 1}].bedrag", inverse=True)
    if not before.left:
        return given(path, value, "verhouding van de prijzen", "aandeel")
    return total_of(path, value, "na de stap ÷ voor de stap", [Term((after, from_))], unit="aandeel")


def _written_share(subject: Subject, line: Line, path: Path, share: Share, value: Any) -> Derivation:
    figure = subject.input(share.step.label, share.written, "aandeel", share.path, line.source)
    if share.step.way == KEEPS:
        formula = share.step.formula or "het aandeel zelf blijft over"
        return total_of(path, value, formula, [Term((figure,))], unit="aandeel")
    formula = share.step.formula or "1 − het aandeel"
    whole = one("geheel", 1.0, "aandeel")
    return total_of(path, value, formula, [whole, Term((figure,), -1)], unit="aandeel")


def _base_rate(subject: Subject, item: LineResult, path: Path, share: BaseRate, value: Any) -> Derivation:
    whole = one("geheel", 1.0, "aandeel")
    formula = "1 − kans × iedereen die geholpen is ÷ resultaten, ten hoogste 1"
    if share.rate * share.helped >= item.results:
        return total_of(
            path, value, formula, [whole, one("begrensd op alles", 1.0, "aandeel", sign=-1)], unit="aandeel"
        )
    counted = f"{item.line.path}.aantal" if item.line.results is None else ""  # months are no results
    figures = (
        subject.input("kans", share.rate, "aandeel", f"{share.path}.kans", item.line.source),
        subject.input("van", share.helped, "aantal", f"{share.path}.van", item.line.source),
        Figure("resultaten", item.results, "aantal", counted, inverse=True),
    )
    return total_of(path, value, formula, [whole, Term(figures, -1)], unit="aandeel")


def _curve(subject: Subject, line: Line, path: Path, name: str, value: Any) -> Derivation:
    weights = list(line.effect.spell)
    for kind, curve in line.effect.curves:
        if kind.name == name:
            break
        weights = [weight * share for weight, share in zip(weights, curve, strict=True)]
    whole = Figure("som van de gewichten", sums.total(weights), "factor", inverse=True)
    own = f"{line.path}.{name}"
    terms = [
        Term(
            (
                Figure(f"gewicht van effectjaar {k}", weight, "factor"),
                Figure(f"{name} in effectjaar {k}", share, "aandeel", own, place=subject.place(own)),
                whole,
            )
        )
        for k, (weight, share) in enumerate(zip(weights, curve, strict=True), 1)
    ]
    return total_of(path, value, "gemiddelde over de effectjaren", terms, unit="aandeel")


def _year(item: LineResult, base: Path, path: Path, year: int, value: Any) -> Derivation:
    if not item.weight:
        return given(path, value, "in geen enkel jaar valt iets")
    weight = Figure(f"gewicht van {year}", item.weights[year], "factor")
    if not item.net:
        unit = Figure("eenheid", item.unit, "euro")
        return total_of(path, value, "eenheid × gewicht van het jaar", [Term((unit, weight))])
    whole = Figure("som van de gewichten", item.weight, "factor", inverse=True)
    figures = (_netto(item, base), weight, whole)
    return total_of(path, value, "netto × deel dat in dit jaar valt", [Term(figures)])


def _present(subject: Subject, item: LineResult, base: Path, path: Path, value: Any) -> Derivation:
    discount = subject.result.plan.discount
    terms = [
        Term(
            (
                Figure(f"netto in {year}", amount, "euro", f"{format_path(base)}.per_jaar.{year}"),
                Figure(f"discontofactor {year}", discount_factor(discount, year), "factor"),
            )
        )
        for year, amount in item.by_year.items()
    ]
    return total_of(path, value, "per jaar: netto × discontofactor", terms)


def _actor(item: LineResult, base: Path, path: Path, actor: str, value: Any) -> Derivation:
    terms = [
        portion(item, _netto(item, base), flow.unit, item.weight, f"van {actor} ({flow.domain or 'overig'})")
        for flow in item.flows
        if flow.actor == actor
    ]
    return total_of(path, value, "netto × deel dat bij deze actor hoort", terms)


def _weighed(item: LineResult, path: Path, value: Any, weight: float, name: str) -> Derivation:
    figures = (Figure("eenheid", item.unit, "euro"), Figure(name, weight, "factor"))
    return total_of(path, value, f"eenheid × {name}", [Term(figures)])


def _parts(subject: Subject, item: LineResult, base: Path, rest: Path, value: Any) -> Derivation | None:
    from rendement.report.explain.baskets import basket_figure  # noqa: PLC0415 - only for baskets

    return basket_figure(subject, item, base, rest, value)


def _netto(item: LineResult, base: Path) -> Figure:
    return Figure("netto", item.net, "euro", f"{format_path(base)}.netto")
