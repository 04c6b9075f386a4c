"""The derivation of every figure of a line."""

from typing import Any

from rendement.engine.arithmetic import ratio_or, settled, total
from rendement.engine.growth import growth_factors
from rendement.engine.plan import BENEFITS, EACH_YEAR, BaseRate, Growth, Line, Share
from rendement.engine.result import LineResult, Result
from rendement.engine.steps import CURVE, GROWTH, HORIZON, KEEPS, PRICE_LEVEL, StepKind
from rendement.report.dutch import percent
from rendement.report.explain.baskets import basket_figure
from rendement.report.explain.gross import (
    count_figure,
    gross_figure,
    index_figures,
    indexed_figure,
    price_figure,
    years_figure,
)
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
from rendement.report.explain.totals import discounted, portion
from rendement.report.ranges import Ranges, range_text
from rendement.source.path import Path


def line_figure(subject: Subject, item: LineResult, rest: Path, value: Any) -> Derivation | None:
    """The derivation of `baten[0].<rest>`; None for what is not computed."""
    match rest:
        case ("aantal",):
            return count_figure(subject, item)
        case ("prijs",):
            return price_figure(subject, item)
        case ("jaren",):
            return years_figure(subject, item)
        case ("netto",):
            return _net(item)
        case ("stappen", int(index), str(key)):
            return _step(subject, item, index, key, value)
        case ("per_jaar", year):
            return _year(item, int(year))
        case ("contante_waarde",):
            terms = (
                discounted(
                    subject.result,
                    year,
                    _part_of(item, f"netto in {year}", amount, f"per_jaar.{year}"),
                    item.line,
                )
                for year, amount in item.by_year.items()
            )
            return sum_of("per jaar: netto × discontofactor", *terms)
        case ("aandeel",):
            return _part(subject.result, item)
        case ("per_actor", str(actor)):
            return _actor(item, actor)
        case ("gerealiseerd",):
            return _weighed(item, item.realised_weight, "gewicht van wat gerealiseerd is")
        case ("bewijs", "na_looptijd"):
            return _weighed(item, item.late_weight, "gewicht van de jaren na het bewijs")
        case ("verzilverbaar",):
            written, share = f"{item.line.written}.verzilverbaar", item.line.cashable or 0.0
            figure = subject.input("verzilverbaar deel", share, "aandeel", written)
            return product_of("netto × verzilverbaar deel", _netto(item), figure)
    return basket_figure(subject, item, rest, value)


def _part(result: Result, item: LineResult) -> Derivation:
    """The share of a line in all benefits, or all costs."""
    side = item.line.side
    whole = result.total.benefits if side == BENEFITS else result.total.costs
    if not item.line.counted or not whole:
        why = f"er zijn geen {side} om een aandeel van te nemen" if item.line.counted else "telt niet mee"
        return missing(why)
    own = portion(item, _netto(item), item.unit_for(result.plan.inside), item.weight)
    over = Figure(f"alle {side}", whole, path=f"totaal.{side}", inverse=True)
    return sum_of(f"in het perspectief ÷ alle {side}", Term((*own.figures, over)), unit="aandeel")


def _part_of(item: LineResult, name: str, value: float, key: str, *, inverse: bool = False) -> Figure:
    """A figure of the line itself."""
    return Figure(name, value, path=f"{item.line.path}.{key}", inverse=inverse)


def _netto(item: LineResult) -> Figure:
    return _part_of(item, "netto", item.net, "netto")


def _left(item: LineResult, index: int, *, inverse: bool = False) -> Figure:
    """What is left after a step."""
    step = item.steps[index]
    name = f"na {step.kind.label}" if index else step.name
    return _part_of(item, name, step.left, f"stappen[{index}].bedrag", inverse=inverse)


def _kept(item: LineResult, index: int) -> Figure:
    """The share that a step leaves."""
    step = item.steps[index]
    path = f"{item.line.path}.stappen[{index}].aandeel"
    share = step.share or 0.0
    return Figure(f"{step.kind.label}{' laat over' if share <= 1 else ''}", share, "aandeel", path)


def _net(item: LineResult) -> Derivation:
    later = range(1, len(item.steps))
    if any(item.steps[index].share is None for index in later):
        return product_of("wat na de laatste stap over is", _left(item, later[-1]))
    shares = (_kept(item, index) for index in later)
    return product_of("bruto × wat elke stap overlaat", _left(item, 0), *shares)


def _step(subject: Subject, item: LineResult, index: int, key: str, value: Any) -> Derivation | None:
    step = item.steps[index]
    if key == "aandeel":
        return _share(subject, item, index, value)
    if key == "aftrek" and index == 0:
        return given("bruto neemt niets af")
    if key == "aftrek":
        after = Term((_left(item, index),), -1)
        return sum_of("voor de stap − na de stap", Term((_left(item, index - 1),)), after)
    if key != "bedrag":
        return None
    if index == 0:
        return gross_figure(subject, item)
    if step.kind is GROWTH and step.share is None:
        unit = Figure("bedrag per keer", item.unit)
        weight = item.weight + item.cut_weight
        return product_of("bedrag per keer × gewicht met groei", unit, Figure("gewicht", weight, "factor"))
    if step.kind is PRICE_LEVEL or step.share is None:
        return indexed_figure(subject, item)
    verb = "ervan maakt" if step.kind is GROWTH else "overlaat"
    formula = f"voor {step.kind.label} × wat {step.kind.label} {verb}"
    return product_of(formula, _left(item, index - 1), _kept(item, index))


def _share(subject: Subject, item: LineResult, index: int, value: Any) -> Derivation:
    step, line = item.steps[index], item.line
    if index == 0 or value is None:
        why = "er is niets om een aandeel van te nemen" if value is None else "bruto is waar de keten begint"
        return given(why, "aandeel")
    if step.kind.way == CURVE:
        return _curve(subject, line, step.kind)
    for share in line.chain:
        if share.step is step.kind:
            if isinstance(share, BaseRate):
                return _base_rate(subject, item, share)
            return _written_share(subject, line, share)
    if step.kind is HORIZON:
        return _before_horizon(item)
    if line.growth is not None and step.kind is GROWTH:
        return _growth(subject, item, line.growth)
    if step.kind is PRICE_LEVEL and len({part.price.index for part in line.parts}) == 1:
        return product_of("index", *index_figures(subject, line.parts[0]), unit="aandeel")
    if not item.steps[index - 1].left:
        return given("verhouding van de prijzen", "aandeel")
    before = _left(item, index - 1, inverse=True)
    return product_of("na de stap ÷ voor de stap", _left(item, index), before, unit="aandeel")


def _before_horizon(item: LineResult) -> Derivation:
    """The share of the weight that falls up to and including the horizon, and which years fall off."""
    effect, last = item.line.effect, next(reversed(item.weights), None)
    end = item.line.years[-1] + effect.lag + len(effect.spell) - 1
    dropped = range((effect.horizon or end) + 1, end + 1)
    years = str(dropped[0]) if len(dropped) == 1 else f"{dropped[0]} tot en met {dropped[-1]}"
    figures = (
        Figure(f"gewicht tot en met {last}" if last else "gewicht voor de horizon", item.weight, "factor"),
        Figure("gewicht van alle jaren", item.weight + item.cut_weight, "factor", inverse=True),
    )
    note = f"na de horizon valt af: {years}"
    formula = "deel van het gewicht dat voor de horizon valt"
    return Derivation(formula, (Term(figures),), "aandeel", notes=(note,))


def _growth(subject: Subject, item: LineResult, growth: Growth) -> Derivation:
    """The mean of what a euro has become, by how much of the money falls in each year."""
    grown, whole = growth_factors(growth, item.ungrown), settled(item.ungrown.values())
    terms = []
    for year, weight in item.ungrown.items():
        name = f"(1 + {percent(growth.rate)})^{year - growth.since}"
        become = subject.input(name, grown[year], "factor", growth.path, item.line.source)
        terms.append(Term((Figure(f"deel dat in {year} valt", weight / whole, "aandeel"), become)))
    formula = f"per jaar: deel × (1 + groei)^(jaar − {growth.since})"
    return sum_of(formula, *terms, unit="aandeel")


def _written_share(subject: Subject, line: Line, share: Share) -> Derivation:
    figure = subject.input(share.step.label, share.written, "aandeel", share.path, line.source)
    if share.step.way == KEEPS:
        return product_of(share.step.formula or "het aandeel zelf blijft over", figure, unit="aandeel")
    whole = one("geheel", 1.0, unit="aandeel")
    return sum_of(share.step.formula or "1 − het aandeel", whole, Term((figure,), -1), unit="aandeel")


def _base_rate(subject: Subject, item: LineResult, share: BaseRate) -> Derivation:
    if share.rate * share.helped >= item.results:
        lost = one("begrensd op alles", 1.0, sign=-1, unit="aandeel")
    else:
        # the number of one year, or one that counts months, is not that of all results
        whole = item.line.results is None and item.line.basis != EACH_YEAR and not item.line.factors
        counted = f"{item.line.path}.aantal" if whole else ""
        figures = (
            subject.input("kans", share.rate, "aandeel", f"{share.path}.kans", item.line.source),
            subject.input("van", share.helped, "aantal", f"{share.path}.van", item.line.source),
            Figure("resultaten", item.results, "aantal", counted, inverse=True),
        )
        lost = Term(figures, -1)
    formula = "1 − kans × iedereen die geholpen is ÷ resultaten, ten hoogste 1"
    return sum_of(formula, one("geheel", 1.0, unit="aandeel"), lost, unit="aandeel")


def _curve(subject: Subject, line: Line, step: StepKind) -> Derivation:
    weights = list(line.effect.spell)
    for kind, curve in line.effect.curves:
        if kind is step:
            break
        weights = [weight * share for weight, share in zip(weights, curve, strict=True)]
    whole = total(weights)
    own = f"{line.written}.{step.name}"
    terms = []
    for k, (weight, share) in enumerate(zip(weights, curve, strict=True), 1):
        part = Figure(f"deel van effectjaar {k}", ratio_or(0.0, weight, whole), "aandeel")
        name = f"{step.label} laat over in effectjaar {k}"
        terms.append(Term((part, subject.input(name, share, "aandeel", own))))
    kinds = [kind for kind, _ in line.effect.curves]
    ranged = Ranges(subject.ledger).under(line.effect.places[kinds.index(step)])
    notes = tuple(f"{item.label}: {range_text(item)}" for item in ranged if item.path != own)
    return Derivation("gemiddelde over de effectjaren", tuple(terms), "aandeel", notes=notes)


def _year(item: LineResult, year: int) -> Derivation:
    if not item.weight:
        return given("in geen enkel jaar valt iets")
    weight = Figure(f"gewicht van {year}", item.weights[year], "factor")
    if not item.net:
        return product_of(
            "bedrag per keer × gewicht van het jaar", Figure("bedrag per keer", item.unit), weight
        )
    whole = Figure("som van de gewichten", item.weight, "factor", inverse=True)
    return product_of("netto × deel dat in dit jaar valt", _netto(item), weight, whole)


def _actor(item: LineResult, actor: str) -> Derivation:
    terms = (
        portion(item, _netto(item), flow.unit, item.weight, f"van {actor} ({flow.domain or 'overig'})")
        for flow in item.flows
        if flow.actor == actor
    )
    return sum_of("netto × deel dat bij deze actor hoort", *terms)


def _weighed(item: LineResult, weight: float, name: str) -> Derivation:
    return product_of(
        f"bedrag per keer × {name}", Figure("bedrag per keer", item.unit), Figure(name, weight, "factor")
    )
